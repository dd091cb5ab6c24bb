"""Which figure of a sentence the words of a question are told of."""

import datetime as dt

import pytest

from retrieval.answer.binding import Sentence, bound
from retrieval.answer.casualties import tolls
from retrieval.answer.days import dates_in, fit_of_day
from retrieval.answer.figures import ordinals
from retrieval.answer.needs import Need
from retrieval.answer.respective import respective
from retrieval.language.numbers import find_numbers
from retrieval.records import Span


def _needs(*words: str) -> tuple[Need, ...]:
    """The words of a question; one with an asterisk is a name."""
    return tuple(
        Need(((word.strip("*"),),), hard=word.startswith("*"), focal=2.0) for word in words
    )


def _figures(text: str, unit: str = "") -> list[Span]:
    return [n.span for n in find_numbers(text) if n.text.endswith(unit)]


def _best(text: str, words: tuple[str, ...], unit: str = "", nouns: tuple[str, ...] = ()) -> str:
    sentence = Sentence.of(text, _figures(text, unit))
    needs = _needs(*words)
    best = max(sentence.figures, key=lambda span: bound(span, sentence, needs, nouns))
    return text[slice(*best)]


@pytest.mark.parametrize(
    ("text", "words", "figure"),
    [
        # each team has its own figure; the second leaves the noun out
        ("青石队只投进了4个三分球,兰桥队却投进了9个。", ("*兰桥队", "投进", "三分球"), "9个"),
        ("青石队只投进了4个三分球,兰桥队却投进了9个。", ("*青石队", "投进", "三分球"), "4个"),
        # the qualifier that the question gives
        ("租一辆20座的客车每天80元,租一辆45座的每天130元。", ("租", "45座", "每天"), "130元"),
        # the verb before its own figures, not that of the clause before
        ("洪水冲毁桥梁12座,损坏桥梁31座。", ("洪水", "冲毁", "桥梁"), "12座"),
        ("洪水冲毁桥梁12座,损坏桥梁31座。", ("洪水", "损坏", "桥梁"), "31座"),
        # what is told before all figures is told of each
        ("理事会的委员中,校外成员9人,其余6人是学生。", ("理事会", "委员", "学生"), "6人"),
    ],
)
def test_the_words_of_a_question_belong_to_the_figure_of_their_clause(
    text: str, words: tuple[str, ...], figure: str
) -> None:
    unit = figure[-1]
    assert _best(text, words, unit) == figure


def test_what_is_counted_says_little_of_which_figure_is_meant() -> None:
    text = "倒塌农舍70间,农舍300间墙体开裂。"
    assert _best(text, ("倒塌", "农舍"), "间", nouns=("农舍",)) == "70间"


def test_a_name_beside_another_figure_takes_it_away() -> None:
    text = "石塘镇种树800棵,枫林乡种树500棵。"
    sentence = Sentence.of(text, _figures(text, "棵"))
    of_stone, of_maple = (bound(f, sentence, _needs("*枫林乡", "种树")) for f in sentence.figures)
    assert of_maple > 1.3 * of_stone


def test_a_sentence_without_the_words_binds_nothing() -> None:
    text = "工程投资3亿元。"
    assert bound((4, 7), Sentence.of(text, [(4, 7)]), _needs("*清水乡", "受伤")) == 0.0
    assert bound((4, 7), Sentence.of(text, [(4, 7)]), ()) == 0.0


def test_one_share_after_another_is_told_of_one_thing_after_another() -> None:
    text = "石塘镇和枫林乡分别修路12公里和7公里。"
    sentence = Sentence.of(text, _figures(text, "公里"))
    first, second = sentence.figures
    assert respective(first, sentence, _needs("*石塘镇", "修路")) == 1.0
    assert respective(second, sentence, _needs("*石塘镇", "修路")) < 0.5
    assert respective(second, sentence, _needs("*枫林乡", "修路")) == 1.0
    assert respective(second, sentence, _needs("修路")) == 1.0  # none of them is asked for


def test_shares_without_a_word_that_parts_them_are_left_alone() -> None:
    text = "石塘镇和枫林乡修路12公里和7公里。"
    sentence = Sentence.of(text, _figures(text, "公里"))
    assert respective(sentence.figures[1], sentence, _needs("*石塘镇")) == 1.0


def test_a_figure_is_of_the_day_said_last_before_it() -> None:
    text = "产量1991年只有14吨,1996年增到30吨。"
    days = dates_in(text, dt.date(1998, 1, 5))
    asked = [day for day in days if day.year == 1996]
    first, second = _figures(text, "吨")
    assert fit_of_day(asked, days, first) < 0.5
    assert fit_of_day(asked, days, second) == 1.0
    assert fit_of_day((), days, first) == 1.0


def test_ranks_are_found_where_a_rank_is_asked_for() -> None:
    text = "兰桥县的茶叶产量居全省第三位,去年为第12名。"
    assert [text[slice(*span)] for span in ordinals(text)] == ["第三位", "第12名"]
    assert ordinals("兰桥县有茶园3万亩。") == []


def test_dead_and_hurt_are_told_together_only_where_both_are_asked_for() -> None:
    text = "客车翻下山坡,造成2死7伤。"
    assert [text[slice(*span)] for span in tolls("翻车死伤多少?", text)] == ["2死7伤"]
    assert tolls("翻车死了几个人?", text) == []
    assert tolls("翻车死伤多少?", "客车翻下山坡,无人受伤。") == []
