"""An engine and a BEIR folder -> the figures of `wenbao eval`."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from retrieval.evaluation.beir import BeirFolder
from retrieval.evaluation.measures import em, f1, mrr, ndcg, percentile, recall, success
from retrieval.records import Answer, Status

__all__ = ["Answering", "measure"]

DEPTH = 100


class Answering(Protocol):
    """What is measured: an engine with the folder's corpus loaded."""

    def rank_articles(self, query: str, k: int) -> Sequence[tuple[str, float]]:
        """Article ids by their best passage, with its score."""

    def ask(self, question: str) -> Answer:
        """Answer a question."""


def measure(
    engine: Answering,
    folder: BeirFolder,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> dict[str, float]:
    """The figures, rounded, by the names of the contract.

    ``em`` and ``f1`` are there where the queries have answers; a refused question says nothing and scores 0.
    The milliseconds are those of a ranking of 100.
    """
    found: dict[str, list[float]] = {}
    milliseconds = []
    for done, query in enumerate(folder.queries):
        if progress is not None:
            progress("queries", done, len(folder.queries))
        begun = time.perf_counter()
        ranked = [article for article, _ in engine.rank_articles(query.text, DEPTH)]
        milliseconds.append(1000 * (time.perf_counter() - begun))
        relevance = folder.qrels.get(query.id, {})
        relevant = {article for article, grade in relevance.items() if grade > 0}
        row = {
            "ndcg@10": ndcg(ranked, relevance),
            "mrr@10": mrr(ranked, relevant),
            "success@1": success(ranked, relevant, 1),
            "success@5": success(ranked, relevant, 5),
            "recall@100": recall(ranked, relevant, DEPTH),
        }
        if query.answers:
            said = _said(engine.ask(query.text))
            row |= {"em": em(said, query.answers), "f1": f1(said, query.answers)}
        for name, value in row.items():
            found.setdefault(name, []).append(value)
    figures: dict[str, float] = {"queries": len(folder.queries)}
    figures |= {name: round(sum(values) / len(values), 4) for name, values in found.items()}
    shares = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}
    return figures | {
        name: round(percentile(milliseconds, share), 3) for name, share in shares.items()
    }


def _said(answer: Answer) -> str:
    """The short answer: the items of a list together, else the answer's own words."""
    if answer.status is Status.NOT_FOUND:
        return ""
    return "、".join(answer.items) or answer.answer or ""
