"""What a question names and no page prints is missed, and its neighbour's answer is not given."""

from dataclasses import replace

import pytest

from retrieval.query.absent import absent_in_english
from retrieval.query.unheard import unheard_in_chinese, unheard_in_english
from retrieval.records import Status
from tests.retrieval.answer.paper import ask, tools
from tests.retrieval.query.test_understand_english import _Words


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("黑石镇的水库什么时候建成", ["黑石镇"]),
        ("云台市的防汛会议谁参加了", ["云台市"]),
        ("刘铁柱参加了什么会议", ["刘铁柱"]),
        (
            "石塘镇的大桥多长",
            ["石塘"],
        ),  # printed: what stands before the noun must be in the story
        ("青鹮的水库什么时候建成", ["青鹮"]),  # of no dictionary, where a name stands
        ("去年汊芮的县长是谁", ["汊芮"]),
        ("给柘汀的大夫带了什么", ["柘汀"]),
        ("宋小满写的信在哪里", ["宋小满"]),
        ("王大锤赔了多少", ["王大锤"]),  # a surname and a word
        ("贺兰的路多长", ["贺兰"]),  # the dictionary's name
        ("会是什么时候在翠屏乡召开的", ["翠屏乡"]),
        ("在金鸡镇修的路多长", ["金鸡镇"]),  # a noun before it
        ("在贫困县修的路多长", []),
        ("水库什么时候修建", []),  # no name
        ("兰桥包食堂的人是谁", []),
        ("路断了以后怎么走", []),
        ("那起火灾丢了啥", []),
        ("震不垮的学校用的什么料", []),
        ("陪叶县长去的有谁", []),
        ("县长讲话了吗", []),
        ("起火原因查明了吗", []),  # a name to jieba
    ],
)
def test_names_of_no_page_are_found(question: str, names: list[str]) -> None:
    assert unheard_in_chinese(question, [], tools()) == names


def test_what_is_known_is_not_looked_at() -> None:
    question = "黑石镇的水库什么时候建成"
    assert unheard_in_chinese(question, [(0, 3)], tools()) == []


def test_no_word_runs_over_the_edge_of_a_day() -> None:
    question = "2月5日翠屏乡的座谈会谁参加了"
    assert unheard_in_chinese(question, [(0, 4)], tools()) == ["翠屏乡"]


def test_english_words_without_a_clause_are_kept_a_name_as_one() -> None:
    text = "When will the Black Stone bridge open?"
    bridge = text.index("bridge")
    assert unheard_in_english(text, [(bridge, bridge + 6)]) == ["Black Stone", "open"]
    assert unheard_in_english(text, [(0, len(text))]) == []


@pytest.mark.parametrize(
    "question",
    [
        "黑石镇的大桥什么时候建成？",
        "刘铁柱参加了什么会议？",
        "谁主持了无人机会议？",
        "高铁站什么时候完工",
    ],
)
def test_a_neighbour_does_not_answer_for_it(question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["大桥什么时候建成？", "谁主持了安全生产会议？"])
def test_the_same_of_what_is_printed_is_answered(question: str) -> None:
    assert ask(question).status is not Status.NOT_FOUND


class _Nations(_Words):
    """Knows the names of nations, also those that the paper does not have."""

    def translations(self, word: str) -> tuple[str, ...]:
        return {"Indian": ("印第安",), "Ruritanian": ("卢里坦尼亚",)}.get(word, ())


@pytest.mark.parametrize(
    ("question", "missed"),
    [
        ("Which Indian leaders came?", []),  # the word before it is no part of the name
        ("Did the Indian's boat sink?", []),
        ("Which Ruritanian leaders came?", ["Ruritanian"]),
    ],
)
def test_a_word_with_a_clause_is_not_missed(question: str, missed: list[str]) -> None:
    known = replace(tools(), translator=_Nations({}))
    start = question.find("Indian")
    covered = [(start, start + 6)] if start >= 0 else []
    assert absent_in_english(question, covered, known) == missed


def test_the_s_of_an_owner_is_no_part_of_a_name() -> None:
    known = replace(tools(), translator=_Nations({}))
    text = "What is Ruritanian's job?"
    assert absent_in_english(text, [], known) == ["Ruritanian"]
    start = text.find("Ruritanian")
    assert absent_in_english(text, [(start, start + 10)], known) == []
