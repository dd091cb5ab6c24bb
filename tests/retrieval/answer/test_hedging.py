"""A phrase that is not sure becomes the clause around it; what is sure stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.candidates import Candidate
from retrieval.answer.hedging import hedged
from retrieval.answer.pool import Story, Unit, plain_text, story_of
from retrieval.answer.scoring import Scored
from retrieval.records import Kind, Query
from tests.retrieval.answer.paper import Shelf, article

_TEXT = "本报讯 昨日,渡口的摊主用麦秆和竹篾编成草帽,每顶卖十二元。"
_SHELF = Shelf([article("H1", "渡口的草帽", (_TEXT,), "2021-05-01")])


def _story() -> Story:
    return story_of(_SHELF.articles["H1"], _SHELF)


def _candidate(words: str, score: float) -> Candidate:
    story = _story()
    unit: Unit = next(u for u in story.units if words in u.text)
    at = unit.text.index(words)
    return Candidate(words, Scored(story, unit, 1.0, 1.0, 1.0), (at, at + len(words)), score)


def _query(kind: Kind, *, plural: bool = False) -> Query:
    return Query("草帽是用什么编的", "zh", kind, (), plural=plural)


def test_an_unsure_phrase_becomes_its_clause() -> None:
    (found,) = hedged(_query(Kind.TEXT), [_candidate("竹篾", 0.4)])
    assert found.text == "渡口的摊主用麦秆和竹篾编成草帽"
    assert found.scored.unit.text[slice(*found.span)] == found.text


@pytest.mark.parametrize(
    ("kind", "score"),
    [(Kind.TEXT, 0.9), (Kind.NUMBER, 0.1), (Kind.DATE, 0.1), (Kind.PEOPLE, 0.1), (Kind.POST, 0.1)],
)
def test_what_is_sure_or_of_a_plain_type_stays(kind: Kind, score: float) -> None:
    chosen = [_candidate("摊主", score)]
    assert hedged(_query(kind), chosen) == chosen


def test_an_unsure_list_of_one_sentence_is_quoted_whole() -> None:
    shelf = [_candidate("麦秆", 0.3), _candidate("竹篾", 0.3)]
    one = shelf[0].scored
    chosen = [Candidate(c.text, one, c.span, c.score) for c in shelf]
    (found,) = hedged(_query(Kind.TEXT, plural=True), chosen)
    assert "麦秆和竹篾" in found.text


def test_a_list_over_several_sentences_stays() -> None:
    chosen = [_candidate("竹篾", 0.3), _candidate("草帽", 0.3)]
    assert hedged(_query(Kind.TEXT, plural=True), chosen) == chosen


def test_nothing_chosen_stays_nothing() -> None:
    assert hedged(_query(Kind.TEXT), []) == []


@given(st.data())
def test_the_answer_always_stands_in_its_sentence_and_holds_the_phrase(
    data: st.DataObject,
) -> None:
    story = _story()
    unit = data.draw(st.sampled_from([u for u in story.units if plain_text(u.text)]))
    start = data.draw(st.integers(0, len(unit.text) - 1))
    end = data.draw(st.integers(start + 1, len(unit.text)))
    scored = Scored(story, unit, 1.0, 1.0, 1.0)
    chosen = Candidate(unit.text[start:end], scored, (start, end), data.draw(st.floats(0, 1)))
    (found,) = hedged(_query(Kind.TEXT), [chosen])
    assert found.text == unit.text[slice(*found.span)]
    assert found.span[0] <= start < end <= found.span[1]


def test_people_of_a_row_whose_other_names_are_not_known_are_quoted_with_it() -> None:
    text = "县长邵长庚、副县长瓦提木·阿里赶到现场。"
    shelf = Shelf([article("H2", "赶到现场", (text,), "2021-05-02")])
    story = story_of(shelf.articles["H2"], shelf)
    unit = next(u for u in story.units if "邵长庚" in u.text)
    at = unit.text.index("邵长庚")
    chosen = [Candidate("邵长庚", Scored(story, unit, 1.0, 1.0, 1.0), (at, at + 3), 0.9)]
    (found,) = hedged(_query(Kind.PEOPLE), chosen)
    assert found.text == "县长邵长庚、副县长瓦提木·阿里赶到现场"
