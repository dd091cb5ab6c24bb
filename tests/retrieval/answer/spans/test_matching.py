"""Pairs of the question in a text, the clauses that hold them, and the classes of words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.spans.clauses import clauses_of
from retrieval.answer.spans.matching import asked_word, pairs_of
from retrieval.answer.spans.words import MARK, OTHER, all_words, tag_of
from retrieval.records import Kind, Query

_ASKED = "水泵站由哪家公司承建"
_QUERY = Query(_ASKED, "zh", Kind.ORGANISATION, (), details={"read": _ASKED, "wh": "4,8"})


def test_pairs_left_and_right_of_the_question_word_are_told_apart() -> None:
    text = "水泵站由青禾公司承建。"
    pairs = pairs_of(_QUERY, text, np.zeros(len(text), np.int32), 1)
    assert (pairs.before > 0).tolist() == [at < 4 for at in range(len(text))]
    assert np.flatnonzero(pairs.behind).tolist() == [8, 9]  # 公司 is what is asked for


def test_rare_pairs_weigh_more() -> None:
    text = "水泵站承建\n水泵站"
    unit = np.array([0] * 6 + [1] * 3, np.int32)
    pairs = pairs_of(_QUERY, text, unit, 2)
    assert pairs.behind[3] > pairs.before[0] > 0


def test_a_clause_is_known_by_its_share_of_the_question() -> None:
    text = "天晴了,水泵站开工,由青禾承建。"
    unit = np.zeros(len(text), np.int32)
    stops = np.array([char in ",。" for char in text])
    clauses = clauses_of(stops, unit, pairs_of(_QUERY, text, unit, 1))
    parts = [text[s:e] for s, e in zip(clauses.first, clauses.last, strict=True)]
    assert parts == ["天晴了", "水泵站开工", "由青禾承建", ""]
    assert clauses.share.argmax() == 1
    assert clauses.number.tolist() == [0, 1, 2, 3]


def test_the_question_word_has_a_number_and_english_none() -> None:
    assert asked_word(_QUERY) > 0
    assert asked_word(Query("who", "en", Kind.PEOPLE, ())) == 0


@given(st.text("水泵站由,。a1", max_size=30), st.data())
def test_words_cover_a_text_without_gaps(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    spans = data.draw(
        st.lists(st.tuples(places, places).filter(lambda s: s[0] < s[1]), max_size=8)
    )
    words = all_words(text, spans)
    assert "".join(text[s:e] for s, e in words) == text


def test_an_unknown_word_has_the_class_of_its_last_part() -> None:
    table = {"公司": 6, "站": 7}
    assert tag_of("青禾公司", table) == 6
    assert tag_of("水泵站", table) == 7
    assert tag_of("三十", table) == tag_of("30", table)
    assert tag_of("，", table) == MARK
    assert tag_of("禾", table) == OTHER
