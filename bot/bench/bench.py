"""A number of passages -> the measured table, and what is said of it as JSON.

The corpus is invented and seeded (``inventing``); cutting it is timed too. The engines run one after the
other, each in processes of its own; two names of one build, as tantivy with and without our ranking, build once.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.bench import corpus
from bot.bench.answers import Answers, answers
from bot.bench.embedded import changes, months
from bot.bench.inventing import Invented, invent
from bot.bench.measure import Built, Job, Row, build, is_saved, measure, narrow

__all__ = ["LIGHT", "Bench", "bench"]

LIGHT = ("wenbao", "wenbao + tantivy", "tantivy")  # what is quickly built at any size

_OURS = "wenbao"
_STOCK = "rank_bm25"
_LIKE_STOCK = "wenbao, idf of rank_bm25"
_SAME_BUILD = {_LIKE_STOCK: _OURS, "tantivy": "wenbao + tantivy"}
# passages above which something is left out: it would take hours, or more memory than a machine has
_MOST = {
    "Whoosh": 20_000,
    _STOCK: 200_000,
    "bm25s": 200_000,
    _LIKE_STOCK: 200_000,
    "SQLite FTS5": 200_000,
}
_MOST_ANSWERS = 200_000

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Bench:
    """All that was measured. ``narrow`` are the rows without the wide instructions of numpy, named ``wide``."""

    invented: Invented
    passages: int
    rows: tuple[Row, ...]
    wide: str
    narrow: tuple[Row, ...]
    month_ms: tuple[float, float, float]
    add_1000_ms: float
    remove_1000_ms: float
    postings: tuple[float, float]  # of the terms of a long and of a short question, on average
    answers: Answers | None
    left_out: tuple[str, ...]

    @property
    def same_top10(self) -> float | None:
        """The share of questions whose ten best are rank_bm25's, with its idf."""
        return next((row.same for row in self.rows if row.same is not None), None)

    def ratio(self) -> dict[str, float] | None:
        """How many times rank_bm25's latency ours is, at p50 and p99."""
        rows = {row.engine: row for row in self.rows}
        if _STOCK not in rows or _OURS not in rows:
            return None
        ours, stock = rows[_OURS], rows[_STOCK]
        return {"p50": stock.ms[0] / ours.ms[0], "p99": stock.ms[2] / ours.ms[2]}

    def as_json(self) -> dict[str, Any]:
        """The object of the contract, with more keys."""
        ratio = self.ratio()
        return {
            "passages": self.passages,
            "rows": [_row(row) for row in self.rows],
            "ratio_to_rank_bm25": ratio and {key: round(value, 1) for key, value in ratio.items()},
            "same_top10_as_rank_bm25": self.same_top10,
            "cut_s": round(self.invented.seconds, 2),
            "cutter": self.invented.cutter,
            "terms": self.invented.terms,
            "terms_per_query": [_mean(self.invented.queries), _mean(self.invented.short)],
            "postings_per_query": [round(postings) for postings in self.postings],
            "month_ms": _three(self.month_ms),
            "add_1000_ms": round(self.add_1000_ms, 1),
            "remove_1000_ms": round(self.remove_1000_ms, 1),
            "without": self.wide,
            "rows_without": [_row(row) for row in self.narrow],
            "answers": _answers(self.answers) if self.answers else None,
            "left_out": list(self.left_out),
        }


def bench(
    passages: int,
    stop: Sequence[str] = (),
    *,
    say: Say = lambda _: None,
    engines: Sequence[str] | None = None,
    whole: bool = True,
) -> Bench:
    """Measure; ``say`` is told what is being done. ``stop`` are the stop words of the analyzer.

    ``engines`` names some of the peers; ours is always among them. ``whole`` answers are measured too, where the corpus is not too large to load.
    """
    from retrieval.search.peers import PEERS

    asked_for = [name for name in PEERS if name in (engines or PEERS) or name == _OURS]
    wanted = [name for name in asked_for if passages <= _MOST.get(name, passages)]
    with tempfile.TemporaryDirectory(prefix="wenbao-bench-") as name:
        folder = Path(name)
        say(f"inventing {passages:,} passages and cutting them into terms")
        run = _Run(invent(passages, stop, folder), folder, say)
        rows = [row for engine in wanted if (row := run.row(engine))]
        say("the same without the wide instructions of numpy")
        with narrow() as wide:
            without = [row for engine in wanted if wide and (row := run.again(engine))]
        ours = run.job(_OURS)
        say("measuring months, additions and removals")
        within = months(ours, [corpus.month(number) for number in range(50)])
        added, removed = changes(ours, passages)
        postings = _postings(ours)
        asked = (
            answers(passages, folder / "paper", say)
            if whole and passages <= _MOST_ANSWERS
            else None
        )
    measured = {row.engine for row in rows}
    left_out = tuple(engine for engine in asked_for if engine not in measured)
    return Bench(
        run.invented, passages, tuple(rows), wide, tuple(without), within, added, removed,
        postings, asked, left_out,
    )  # fmt: skip


class _Run:
    """What was built already, and what the next engine is judged by."""

    def __init__(self, invented: Invented, folder: Path, say: Say) -> None:
        self.invented, self._folder, self._say = invented, folder, say
        self._built: dict[Path, Built] = {}
        self._best: tuple[tuple[int, ...], ...] = ()

    def job(self, engine: str) -> Job:
        folder = self._folder / _SAME_BUILD.get(engine, engine).replace(" ", "")
        known = self.invented
        return Job(engine, known.path, known.queries, known.short, folder, self._best)

    def row(self, engine: str) -> Row | None:
        """Build and ask; ``None`` if the engine is not installed."""
        self._say(f"measuring {engine}")
        job = self.job(engine)
        try:
            if is_saved(engine) and job.folder not in self._built:
                self._built[job.folder] = build(job)
            row = measure(job, self._built.get(job.folder))
        except ImportError:
            return None
        if engine == _LIKE_STOCK:
            self._best = row.best
        return row

    def again(self, engine: str) -> Row | None:
        """Ask once more what was built; ``None`` where nothing was."""
        job = self.job(engine)
        built = self._built.get(job.folder)
        return measure(job, built) if built else None


def _postings(ours: Job) -> tuple[float, float]:
    from retrieval.search import Index

    index = Index.open(ours.folder)
    found = [
        sum(index.frequency(term) for query in queries for term in query) / len(queries)
        for queries in (ours.queries, ours.short)
    ]
    index.close()
    return found[0], found[1]


def _row(row: Row) -> dict[str, Any]:
    return {
        "engine": row.engine,
        "build_s": round(row.build_s, 2),
        **{f"{key}_ms": value for key, value in _three(row.ms).items()},
        "short_ms": _three(row.short_ms),
        "rss_mb": round(row.rss_mb, 1),
        "disk_mb": None if row.disk_mb is None else round(row.disk_mb, 1),
        "first_answer_ms": None if row.first_answer_ms is None else round(row.first_answer_ms, 1),
        "build_peak_mb": round(row.build_peak_mb, 1),
    }


def _answers(found: Answers) -> dict[str, Any]:
    return {
        "index_ms": _three(found.index_ms),
        "search_ms": _three(found.search_ms),
        "answer_ms": _three(found.answer_ms),
        "ratio": round(found.ratio, 2),
        "first_answer_ms": round(found.first_answer_ms, 1),
        "load_s": round(found.load_s, 1),
        "rebuild_s": round(found.rebuild_s, 2),
        "rss_mb": round(found.rss_mb, 1),
        "answered": {"told": round(found.found, 3), "not_told": round(found.invented, 3)},
        "stations": {name: round(share, 3) for name, share in found.stations},
    }


def _three(values: Sequence[float]) -> dict[str, float]:
    return {key: round(value, 3) for key, value in zip(("p50", "p95", "p99"), values, strict=True)}


def _mean(queries: Sequence[Sequence[str]]) -> float:
    return round(sum(map(len, queries)) / max(1, len(queries)), 1)
