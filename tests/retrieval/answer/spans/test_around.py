"""What stands around a span, what it holds, and how it compares with the spans beside it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.spans.around import around_columns, held_columns
from retrieval.answer.spans.reading import MENTIONS, Reading
from retrieval.answer.spans.rivals import rival_columns, word_columns
from tests.retrieval.answer.spans.test_ranker import reading_of_pumps

_SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair))),
    min_size=1,
    max_size=12,
    unique=True,
)


def _span(reading: Reading, text: str) -> tuple[int, int]:
    start = reading.text.index(text)
    return start, start + len(text)


def test_the_words_of_the_question_stand_around_the_answer_and_in_no_other_span() -> None:
    reading = reading_of_pumps()
    spans = np.array(
        [_span(reading, text) for text in ("青禾公司", "水泵站由青禾公司", "320万元")]
    )
    order, around, outside, inside, *_ = np.array(around_columns(reading, spans))
    assert order[0] == max(order)
    assert around[0] == max(around)
    assert outside[0] == max(outside) > outside[1]
    assert inside[0] == inside[2] == 0 < inside[1]


def test_a_span_that_is_a_figure_holds_it_and_one_that_ends_within_cuts_it() -> None:
    reading = reading_of_pumps()
    spans = np.array([_span(reading, text) for text in ("320万元", "总投资320万", "水泵站")])
    columns = np.array(held_columns(reading, spans))
    number = columns[MENTIONS.index("number")]
    assert number.tolist() == [1, 0, 0]
    exact, _, cut = columns[-3:]
    assert exact.tolist() == [1, 0, 0]
    assert cut.tolist() == [0, 1, 0]


@given(_SPANS, st.integers(0, 99))
def test_the_likeliest_span_has_no_rival_ahead(spans: list[tuple[int, int]], seed: int) -> None:
    odds = np.random.default_rng(seed).normal(size=len(spans)).astype(np.float32)
    columns = np.array(rival_columns(np.array(spans), odds))
    assert np.isfinite(columns).all()
    best = int(odds.argmax())
    assert (columns[:7, best] <= 0).all()
    assert (columns[7:, best] == 0).all()
    assert (columns[7:] < len(spans)).all()


def test_places_of_the_same_words_share_their_likelihood() -> None:
    reading = reading_of_pumps()
    first = _span(reading, "公司")
    spans = np.array([first, first, _span(reading, "水泵站")])
    share, asked, *_ = word_columns(reading, spans, np.zeros(3, np.float32))
    assert share.tolist() == np.array([2 / 3, 2 / 3, 1 / 3], np.float32).tolist()
    assert asked.tolist() == [1, 1, 1]
