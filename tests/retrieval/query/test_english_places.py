"""A place's name in English with its kind behind it, and names of several kinds of one place."""

import pytest

from retrieval.language.analyzer import Analyzer
from retrieval.query.english import Bilingual
from retrieval.query.english_dictionary import build
from retrieval.query.english_places import bare_place, kinds_of_place


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(maker="jieba")


def _bridge(lines: list[str], names: list[str], analyzer: Analyzer) -> Bilingual:
    held = {term for line in lines for term in analyzer.terms(line)}
    bridge = Bilingual(None, lambda terms: held & set(terms), lambda: names)
    bridge._dictionary = build([])
    return bridge


@pytest.mark.parametrize(
    ("words", "kind"), [("temple", "寺"), ("forest farm", "林场"), ("lane", "巷"), ("speech", "")]
)
def test_the_word_behind_a_name_tells_its_kind(words: str, kind: str) -> None:
    assert kinds_of_place(words.split())[:1] == ((kind,) if kind else ())


def test_a_name_is_bare_where_the_words_spell_no_more() -> None:
    assert bare_place("芦汊湖", ["Lucha"]) == "芦汊"
    assert bare_place("芦汊湖", ["Luchahu"]) == ""
    assert bare_place("王小明", ["Wang"]) == ""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("in Yanhe county", "雁河县"),  # the paper has the lake in its list of names
        ("at Yanhe temple", "雁河寺"),
        ("by the Yanhe", "雁河"),
    ],
)
def test_a_place_named_otherwise_is_found(question: str, first: str, analyzer: Analyzer) -> None:
    lines = ["雁河县召开会议", "雁河寺", "雁河湖"]
    (clause,) = _bridge(lines, ["雁河湖"], analyzer).clauses(question, analyzer)
    assert clause.alternatives[0] == tuple(analyzer.terms(first))


def test_a_run_of_the_text_takes_its_kind_too(analyzer: Analyzer) -> None:
    bridge = _bridge(["槐荫巷一民房"], [], analyzer)
    (clause,) = bridge.clauses("in Huaiyin Lane", analyzer)
    assert clause.alternatives[0] == tuple(analyzer.terms("槐荫巷"))


@pytest.mark.parametrize("question", ["Mr Fan", "Mrs Fan", "the driver surnamed Fan"])
def test_somebody_is_known_by_the_surname(question: str, analyzer: Analyzer) -> None:
    bridge = _bridge(["司机范某被抓"], [], analyzer)
    found = [clause.alternatives for clause in bridge.clauses(question, analyzer)]
    assert (tuple(analyzer.terms("范某")),) in found


def test_small_numbers_stand_in_digits_too(analyzer: Analyzer) -> None:
    bridge = _bridge(["5 名 渔民"], [], analyzer)
    assert (("5",),) in [c.alternatives for c in bridge.clauses("five people", analyzer)]


def test_one_syllable_names_a_river(analyzer: Analyzer) -> None:
    bridge = _bridge(["横跨沔河的大桥"], [], analyzer)
    (clause,) = bridge.clauses("over the Mian River", analyzer)
    assert clause.alternatives[0] == tuple(analyzer.terms("沔河"))


def test_two_words_of_the_text_are_one_name(analyzer: Analyzer) -> None:
    bridge = _bridge(["新戏《换灯记》首演"], [], analyzer)
    (clause,) = bridge.clauses("in Huandeng Ji", analyzer)
    assert clause.alternatives[0] == tuple(analyzer.terms("换灯记"))


def test_a_foreign_name_that_one_name_alone_sounds_like_is_that_name(analyzer: Analyzer) -> None:
    bridge = _bridge(["瓦尔德总统来访", "沃尔特"], ["瓦尔德"], analyzer)
    (clause,) = bridge.clauses("the visit by Vald", analyzer)[-1:]
    assert clause.weight > 1.1
