"""A number of passages -> the measured table, and what is said of it as JSON and as text.

The corpus is invented and seeded (``corpus``); cutting it is timed too. The engines run one after the
other, each in processes of its own.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.bench import corpus as invented
from bot.bench.measure import Job, Row, changes, measure, months

__all__ = ["Bench", "bench"]

_OURS = "wenbao"
_STOCK = "rank_bm25"
_LIKE_STOCK = "wenbao, idf of rank_bm25"
_QUERIES = 200
# passages above which an engine is left out: it would take hours, or more memory than a machine has
_MOST = {"Whoosh": 20_000, "rank_bm25": 200_000, "bm25s": 200_000, _LIKE_STOCK: 200_000}


@dataclass(frozen=True, slots=True)
class Bench:
    """All that was measured; ``cut_s`` is the time of writing the corpus and cutting it into terms."""

    passages: int
    cut_s: float
    cutter: str
    terms: int
    rows: tuple[Row, ...]
    month_ms: tuple[float, float, float]
    add_1000_ms: float
    remove_1000_ms: float
    postings: float  # of the terms of a question, on average
    same_top10: float | None
    left_out: tuple[str, ...]

    def ratio(self) -> dict[str, float] | None:
        """How many times rank_bm25's latency ours is, at p50 and p99."""
        rows = {row.engine: row for row in self.rows}
        if _STOCK not in rows:
            return None
        ours, stock = rows[_OURS], rows[_STOCK]
        return {"p50": stock.p50_ms / ours.p50_ms, "p99": stock.p99_ms / ours.p99_ms}

    def as_json(self) -> dict[str, Any]:
        """The object of the contract, with more keys."""
        ratio = self.ratio()
        return {
            "passages": self.passages,
            "rows": [_row(row) for row in self.rows],
            "ratio_to_rank_bm25": ratio and {key: round(value, 1) for key, value in ratio.items()},
            "same_top10_as_rank_bm25": self.same_top10,
            "cut_s": round(self.cut_s, 2),
            "cutter": self.cutter,
            "terms": self.terms,
            "postings_per_query": round(self.postings),
            "month_ms": dict(zip(("p50", "p95", "p99"), _rounded(self.month_ms), strict=True)),
            "add_1000_ms": round(self.add_1000_ms, 1),
            "remove_1000_ms": round(self.remove_1000_ms, 1),
            "left_out": list(self.left_out),
        }


def bench(
    passages: int,
    stop: Sequence[str] = (),
    *,
    say: Callable[[str], None] = lambda _: None,
    engines: Sequence[str] | None = None,
) -> Bench:
    """Measure; ``say`` is told what is being done. ``stop`` are the stop words of the analyzer."""
    from retrieval.search import Index
    from retrieval.search.peers import PEERS

    wanted = [name for name in engines or PEERS if passages <= _MOST.get(name, passages)]
    left_out = [name for name in engines or PEERS if name not in wanted]
    with tempfile.TemporaryDirectory(prefix="wenbao-bench-") as name:
        folder = Path(name)
        say(f"inventing {passages:,} passages and cutting them into terms")
        cut_s, cutter, queries, terms = _prepare(passages, stop, folder / "terms.txt")
        rows: list[Row] = []
        like_stock: tuple[tuple[int, ...], ...] = ()
        for number, engine in enumerate(wanted):
            say(f"measuring {engine}")
            job = Job(engine, folder / "terms.txt", queries, folder / str(number), like_stock)
            try:
                rows.append(measure(job))
            except ImportError:
                left_out.append(engine)
            if engine == _LIKE_STOCK:
                like_stock = rows[-1].best
        ours = Job(_OURS, folder / "terms.txt", queries, folder / str(wanted.index(_OURS)))
        say("measuring months, additions and removals")
        within = months(ours, [invented.month(number) for number in range(50)])
        added, removed = changes(ours)
        index = Index.open(ours.folder)
        postings = sum(index.frequency(term) for query in queries for term in query)
        index.close()
    same = next((row.same for row in rows if row.same is not None), None)
    return Bench(
        passages, cut_s, cutter, terms, tuple(rows), within, added, removed,
        postings / len(queries), same, tuple(left_out),
    )  # fmt: skip


def _prepare(
    passages: int, stop: Sequence[str], path: Path
) -> tuple[float, str, tuple[tuple[str, ...], ...], int]:
    """Write the file of terms; return the seconds, the cutter, the questions' terms, the number of terms."""
    from retrieval.language.analyzer import Analyzer
    from retrieval.language.parallel import cut_each

    analyzer = Analyzer(stop=stop)
    step = max(1, passages // _QUERIES)
    days: list[int] = []
    sample: list[invented.Text] = []
    begun = time.perf_counter()

    def texts() -> Iterator[str]:
        for number, text in enumerate(invented.passages(passages)):
            days.append(text.day)
            if number % step == step // 2 and len(sample) < _QUERIES:
                sample.append(text)
            yield text.text

    count = 0
    with path.open("w", encoding="utf-8") as file:
        for number, terms in enumerate(cut_each(texts(), analyzer)):
            count += len(terms)
            file.write(f"{days[number]}\t{' '.join(terms)}\n")
    seconds = time.perf_counter() - begun
    asked = tuple(tuple(analyzer.terms(question)) for question in invented.questions(sample))
    return seconds, analyzer.maker, asked, count


def _row(row: Row) -> dict[str, Any]:
    return {
        "engine": row.engine,
        "build_s": round(row.build_s, 2),
        "p50_ms": round(row.p50_ms, 3),
        "p95_ms": round(row.p95_ms, 3),
        "p99_ms": round(row.p99_ms, 3),
        "rss_mb": round(row.rss_mb, 1),
        "disk_mb": None if row.disk_mb is None else round(row.disk_mb, 1),
        "first_answer_ms": None if row.first_answer_ms is None else round(row.first_answer_ms, 1),
        "build_peak_mb": round(row.build_peak_mb, 1),
    }


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(value, 3) for value in values]
