"""The report of a small folder, with an engine whose answers are known."""

from pathlib import Path

import pytest

from retrieval.evaluation.beir import BeirFolder, BeirQuery
from retrieval.evaluation.report import measure
from retrieval.records import Answer, Kind, Query, Status


class Known:
    """An engine that ranks d1 before d2 and answers the second question only."""

    def rank_articles(self, query: str, k: int) -> list[tuple[str, float]]:
        assert k == 100
        return [("d1", 2.0), ("d2", 1.0)]

    def ask(self, question: str) -> Answer:
        query = Query(question, "zh", Kind.TEXT, ())
        if question == "一":
            return Answer(Status.NOT_FOUND, Kind.TEXT, None, (), (), query)
        return Answer(Status.ANSWERED, Kind.NUMBER, "九月", ("九月",), (), query)


def test_the_figures_of_two_queries() -> None:
    """Means over the queries; a refusal scores nothing."""
    folder = BeirFolder(
        Path("corpus.jsonl"),
        (BeirQuery("q1", "一", ("甲",)), BeirQuery("q2", "二", ("九月",))),
        {"q1": {"d1": 1}, "q2": {"d2": 1}},
    )
    figures = measure(Known(), folder)
    assert (figures["queries"], figures["success@1"], figures["success@5"], figures["mrr@10"]) == (
        2,
        0.5,
        1,
        0.75,
    )
    assert (figures["em"], figures["f1"]) == (0.5, 0.5)
    assert figures["recall@100"] == 1.0
    assert figures["ndcg@10"] == pytest.approx((1 + 0.6309) / 2, abs=1e-3)


def test_without_answers_there_is_no_em() -> None:
    """A folder whose queries have no answers measures the ranking alone."""
    figures = measure(Known(), BeirFolder(Path("c"), (BeirQuery("q1", "一"),), {"q1": {"d1": 1}}))
    assert "em" not in figures
    assert set(figures) >= {"p50_ms", "p95_ms", "p99_ms"}
