"""An engine and a file of terms -> a row of the table, measured in processes of its own.

One process builds, another opens what was built and answers, so that the memory of one is not counted
for the other; an engine that saves nothing does both in one.
"""

import itertools
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from retrieval.search import IndexItem

__all__ = ["Job", "Row", "changes", "measure", "months", "percentiles", "read_items"]

_P = ParamSpec("_P")
_T = TypeVar("_T")
_ROUNDS = 3
_PATIENCE = 60.0  # seconds after which an engine is asked no more questions


@dataclass(frozen=True, slots=True)
class Job:
    """What to measure: an engine by name, the file of terms, the questions' terms, where it may write."""

    engine: str
    corpus: Path
    queries: tuple[tuple[str, ...], ...]
    folder: Path
    best: tuple[tuple[int, ...], ...] = ()  # to be judged by rank_bm25's own scores


@dataclass(frozen=True, slots=True)
class Row:
    """Seconds, milliseconds, megabytes (10^6 bytes); ``best`` are the rows of each question's ten best."""

    engine: str
    build_s: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    rss_mb: float
    disk_mb: float | None
    first_answer_ms: float | None = None  # from a process that has started to its first answer
    build_peak_mb: float = 0.0
    best: tuple[tuple[int, ...], ...] = ()
    same: float | None = None  # share of ``Job.best`` that are the best by rank_bm25's own scores


def measure(job: Job) -> Row:
    """Measure one engine; ``ImportError`` if it is not installed."""
    from retrieval.search.peers import PEERS

    if not PEERS[job.engine]().saved:
        return _apart(_build_and_answer, job)
    build_s, peak = _apart(_build, job)
    return _apart(_answer, job, build_s, peak)


def read_items(corpus: Path, first: int = 0, last: int | None = None) -> "Iterator[IndexItem]":
    """The passages of a file of terms: a line each, the day, a tab, the terms apart by spaces."""
    from retrieval.search import IndexItem

    with corpus.open(encoding="utf-8") as lines:
        for row, line in enumerate(itertools.islice(lines, first, last), first):
            day, _, terms = line.rstrip("\n").partition("\t")
            yield IndexItem(row, int(day), terms.split(" "))


def percentiles(milliseconds: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95 and p99."""
    import numpy as np

    found = np.percentile(list(milliseconds), [50, 95, 99])
    return float(found[0]), float(found[1]), float(found[2])


def months(job: Job, ranges: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    """Milliseconds of a search within a month, by the embedded engine."""
    return _apart(_months, job, tuple(ranges))


def changes(job: Job, count: int = 1000) -> tuple[float, float]:
    """Milliseconds in which so many passages are added to the index, and as many removed."""
    return _apart(_changes, job, count)


def _apart(work: Callable[_P, _T], *args: _P.args, **more: _P.kwargs) -> _T:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args, **more).result()


def _build(job: Job) -> tuple[float, float]:
    from retrieval.search.peers import PEERS

    begun = time.perf_counter()
    PEERS[job.engine]().build(job.folder, read_items(job.corpus))
    return time.perf_counter() - begun, _peak()


def _answer(job: Job, build_s: float, peak: float) -> Row:
    from retrieval.search.peers import PEERS

    begun = time.perf_counter()
    peer = PEERS[job.engine]()
    peer.open(job.folder)
    peer.search(job.queries[0], 10)
    first = (time.perf_counter() - begun) * 1000
    times, best = _ask(peer.search, job.queries)
    disk = sum(path.stat().st_size for path in job.folder.rglob("*") if path.is_file()) / 1e6
    return Row(job.engine, build_s, *percentiles(times), _now(), disk, first, peak, best)


def _build_and_answer(job: Job) -> Row:
    from retrieval.search.peers import PEERS, RankBm25

    begun = time.perf_counter()
    peer = PEERS[job.engine]()
    peer.build(job.folder, read_items(job.corpus))
    build_s = time.perf_counter() - begun
    times, best = _ask(peer.search, job.queries)
    held, peak = _now(), _peak()
    judged = list(zip(job.queries[: len(best)], job.best, strict=False))
    same = None
    if isinstance(peer, RankBm25) and judged:
        same = sum(peer.same_best(query, rows) for query, rows in judged) / len(judged)
    return Row(job.engine, build_s, *percentiles(times), held, None, None, peak, best, same)


def _ask(
    search: Callable[[Sequence[str], int], Sequence[int]], queries: Sequence[Sequence[str]]
) -> tuple[list[float], tuple[tuple[int, ...], ...]]:
    """The least milliseconds of each question over some rounds, and the rows found."""
    times: list[float] = []
    best: list[tuple[int, ...]] = []
    until = time.perf_counter() + _PATIENCE
    for query in queries:
        best.append(tuple(search(query, 10)))
        least = float("inf")
        for _ in range(_ROUNDS):
            begun = time.perf_counter()
            search(query, 10)
            least = min(least, time.perf_counter() - begun)
            if time.perf_counter() > until:
                break
        times.append(least * 1000)
        if time.perf_counter() > until:
            break
    return times, tuple(best)


def _months(job: Job, ranges: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    from retrieval.records import Clause
    from retrieval.search import Index

    index = Index.open(job.folder)
    times = []
    for number, query in enumerate(job.queries):
        clauses = [Clause(((term,),)) for term in query]
        within = ranges[number % len(ranges)]
        least = float("inf")
        for _ in range(_ROUNDS):
            begun = time.perf_counter()
            index.search(clauses, 10, within)
            least = min(least, time.perf_counter() - begun)
        times.append(least * 1000)
    return percentiles(times)


def _changes(job: Job, count: int) -> tuple[float, float]:
    import shutil
    from dataclasses import replace

    from retrieval.search import update

    size = sum(1 for _ in read_items(job.corpus))
    new = [replace(item, row=item.row + size) for item in read_items(job.corpus, 0, count)]
    folder = job.folder.with_name("changed")
    least = [float("inf"), float("inf")]
    for _ in range(_ROUNDS):
        for kind, work in enumerate(((new, ()), ((), range(0, size, max(1, size // count))))):
            begun = time.perf_counter()
            update(job.folder, folder, *work)
            least[kind] = min(least[kind], (time.perf_counter() - begun) * 1000)
            shutil.rmtree(folder)
    return least[0], least[1]


def _peak() -> float:
    """The most memory this process has held, in megabytes."""
    try:  # not from getrusage, which counts what the parent held before it started this process
        status = Path("/proc/self/status").read_text(encoding="ascii").split()
    except OSError:
        scale = 1e6 if sys.platform == "darwin" else 1e3
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
    return int(status[status.index("VmHWM:") + 1]) * 1024 / 1e6


def _now() -> float:
    """The memory this process holds, in megabytes; its peak where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return _peak()
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
