"""How fast Qdrant's core answers through our adapter, and how often its ten best are ours.

    python -m tests.qdrant_server.measure 10000 100000

Passages are the invented paper of the bench; the server is the stand-in (real HTTP on this machine, Qdrant's own
Rust core behind it), so the times hold a Python server's share, which "of it the core" leaves out.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.bench.corpus import Text, month, passages, questions
from retrieval.language.analyzer import Analyzer
from retrieval.records import Clause
from retrieval.search import IndexItem
from retrieval.search.candidates import Searcher
from retrieval.search.engines import EngineChoice, Place, engine_of_choice
from retrieval.search.qdrant_engine import collisions
from tests.qdrant_server.server import QdrantServer, running

__all__ = ["Corpus", "agreement", "corpus_of"]


@dataclass(frozen=True)
class Corpus:
    """Passages with their terms, and what is asked of them."""

    items: list[IndexItem]
    asked: list[list[Clause]]


def corpus_of(count: int, queries: int, analyzer: Analyzer) -> Corpus:
    """The invented paper, and questions on passages spread over it."""
    texts = list(passages(count))
    sample = texts[:: max(1, count // queries)][:queries]
    asked = [
        [Clause(((t,),)) for t in dict.fromkeys(analyzer.terms(q))] for q in questions(sample)
    ]
    return Corpus(list(_items(texts, analyzer)), asked)


def _items(texts: Iterable[Text], analyzer: Analyzer) -> Iterator[IndexItem]:
    for row, text in enumerate(texts):
        yield IndexItem(row, text.day, analyzer.terms(text.text))


def agreement(one: Searcher, other: Searcher, asked: Sequence[Sequence[Clause]]) -> float:
    """The share of queries whose ten best are the same, in the same order and with the same scores."""
    return sum(one.search(query, 10) == other.search(query, 10) for query in asked) / len(asked)


def _times(searcher: Searcher, corpus: Corpus, rounds: int = 3) -> tuple[list[float], list[float]]:
    """Milliseconds a query, and a query within a month: the least of the rounds for each."""
    whole = [[0.0] * rounds for _ in corpus.asked]
    part = [[0.0] * rounds for _ in corpus.asked]
    for turn in range(rounds):
        for number, query in enumerate(corpus.asked):
            for kept, days in ((whole, None), (part, month(number))):
                begun = time.perf_counter()
                searcher.search(query, 10, days)
                kept[number][turn] = 1000 * (time.perf_counter() - begun)
    return sorted(map(min, whole)), sorted(map(min, part))


def _core(server: QdrantServer) -> Any:
    """Make the stand-in note how long its core takes; what it noted."""
    noted: list[float] = []
    really = server.shards.query

    def timed(name: str, asked: Any) -> list[dict[str, Any]]:
        begun = time.perf_counter()
        found = really(name, asked)
        noted.append(1000 * (time.perf_counter() - begun))
        return found

    server.shards.query = timed  # type: ignore[method-assign]
    return noted


def _at(values: Sequence[float], share: float) -> str:
    return f"{sorted(values)[min(len(values) - 1, int(share * len(values)))]:.2f}"


def _row(count: int, candidates: int, analyzer: Analyzer, folder: Path) -> str:
    corpus = corpus_of(count, 200, analyzer)
    exact = engine_of_choice(EngineChoice())
    exact.make(Place(1, folder / "exact"), lambda: corpus.items)
    with running(folder / "server") as server:
        choice = EngineChoice("qdrant", candidates, server.url, 60.0)
        engine = engine_of_choice(choice)
        place = Place(1, folder / "qdrant", "measure", "1", count)
        begun = time.perf_counter()
        engine.make(place, lambda: corpus.items)
        built = time.perf_counter() - begun
        server.shards.optimize()
        searcher = engine.open(place)
        same = agreement(exact.open(Place(1, folder / "exact")), searcher, corpus.asked)
        noted = _core(server)
        whole, part = _times(searcher, corpus)
        engine.close()
    kinds, shared = collisions(term for item in corpus.items for term in item.terms)
    cells = [f"{count:,}", str(candidates), f"{built:.0f}", _at(whole, 0.5), _at(whole, 0.95)]
    cells += [_at(whole, 0.99), _at(part, 0.5), _at(noted, 0.5), f"{same:.3f}"]
    return " | ".join([*cells, f"{shared} of {kinds:,}"])


def main() -> None:
    """Measure, a line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=int, nargs="*", default=[10_000])
    parser.add_argument("--candidates", type=int, default=50)
    given = parser.parse_args()
    head = "passages | candidates | build s | p50 ms | p95 | p99 | p50 within a month"
    sys.stdout.write(f"{head} | of it the core, p50 | same ten best | words that share a key\n")
    analyzer = Analyzer()
    for count in given.passages:
        with tempfile.TemporaryDirectory() as folder:
            line = _row(count, given.candidates, analyzer, Path(folder))
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
