"""The order of sentences: scores stay and change hands, stories stay apart, and a trained order is used by an answer."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer import answer
from retrieval.answer.order import Order, open_order
from retrieval.answer.order.rows import sentence_rows
from retrieval.answer.pool import Pool
from retrieval.answer.scoring import Ranked, rank_units
from retrieval.answer.spans.trees import Floats
from retrieval.query import understand
from retrieval.records import Query
from tests.retrieval.answer.paper import Shelf, article, tools

_SHELF = Shelf(
    [
        article(
            "S1",
            "渡口大桥建成通车",
            (
                "本报讯 5月9日,渡口大桥建成通车,大桥的建成结束了渡口靠船过河的历史。",
                "据介绍,大桥由县交通局承建,全长640米,投资8000万元。",
                "桥面宽12米,白鹭村村民袁小棠第一个走上桥面。",
            ),
            "2021-05-09",
        ),
        article(
            "S2", "渡口集市开张", ("5月10日,渡口集市开张,大桥上人来人往。",), "2021-05-10", 10
        ),
    ]
)


class _Trees:
    """Scores that a test gives, instead of a forest's."""

    def __init__(self, scores: Floats) -> None:
        self.given = scores

    def scores(self, rows: Floats) -> Floats:
        return self.given[np.arange(len(rows)) % len(self.given)]


def _asked(question: str) -> tuple[Query, Ranked]:
    query = understand(question, (), tools(_SHELF))
    return query, rank_units(query, Pool.of(_SHELF.search(query.clauses), _SHELF))


def _order(*scores: float) -> Order:
    return Order(_Trees(np.array(scores, np.float32)))  # type: ignore[arg-type]


@given(
    st.lists(st.floats(-5, 5, width=32), min_size=1, max_size=9),
    st.sampled_from(["大桥由谁承建？", "大桥多长？", "集市哪天开张？", "渡口"]),
)
def test_scores_stay_within_their_story_and_no_sentence_is_lost(
    scores: list[float], question: str
) -> None:
    query, ranked = _asked(question)
    found = _order(*scores).put(query, ranked)
    assert Counter(id(s.unit) for s in found.units) == Counter(id(s.unit) for s in ranked.units)
    assert found.needs == ranked.needs

    def told(of: Ranked) -> dict[str, list[float]]:
        rows: dict[str, list[float]] = {}
        for s in of.units:
            rows.setdefault(s.story.article.id, []).append(s.score)
        return rows

    assert told(found) == told(ranked)
    assert [s.score for s in found.units] == sorted((s.score for s in found.units), reverse=True)
    assert all(found.by_unit[s.unit] is s for s in found.units)


def test_the_likeliest_sentence_is_the_first_of_its_story() -> None:
    query, ranked = _asked("大桥由谁承建？")
    for chosen, unit in enumerate(ranked.units[0].story.units):
        scores = [0.0] * len(ranked.units[0].story.units)
        scores[chosen] = 1.0
        assert _order(*scores).put(query, ranked).units[0].unit is unit


def test_yes_and_no_are_left_as_they_are() -> None:
    query, ranked = _asked("大桥是县交通局承建的吗？")
    assert _order(0.0, 3.0, 2.0, 5.0).put(query, ranked) is ranked


def test_nothing_is_put_in_order_where_nothing_was_found() -> None:
    query, _ = _asked("大桥由谁承建？")
    nothing = Ranked((), ())
    assert _order(1.0).put(query, nothing) is nothing


def test_rows_are_numbers_of_one_width_in_both_languages() -> None:
    widths = set()
    for question in ("大桥由谁承建？", "谁", "Who built the bridge?", "2021年5月9日"):
        query, ranked = _asked(question)
        if ranked.units:
            story = ranked.units[0].story
            printed = [ranked.by_unit[unit] for unit in story.units]
            rows = sentence_rows(query, printed, ranked.needs)
            assert len(rows) == len(printed)
            assert np.isfinite(rows).all()
            widths.add(rows.shape[1])
    assert len(widths) == 1


def test_without_trees_there_is_no_order(tmp_path: Path) -> None:
    assert open_order(tmp_path / "order.npz") is None


def test_the_order_that_is_shipped_opens() -> None:
    order = open_order()
    assert order is not None
    query, ranked = _asked("大桥由谁承建？")
    assert "承建" in order.put(query, ranked).units[0].unit.text


@pytest.mark.parametrize("first", [1, 2])
def test_an_answer_quotes_the_sentence_that_is_put_first(first: int) -> None:
    query = understand("大桥怎么样？", (), tools(_SHELF))
    hits = _SHELF.search(query.clauses)
    story = _SHELF.article("S1")
    assert story is not None
    scores = [0.0] * (1 + len(story.paragraphs))
    scores[first] = 1.0
    found = answer(query, hits, _SHELF, threshold=0.0, order=_order(*scores))
    assert found.citations[0].quote == story.paragraphs[first - 1].text
