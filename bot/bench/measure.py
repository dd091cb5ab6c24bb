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
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from retrieval.search import IndexItem
    from retrieval.search.peers import Peer

__all__ = [
    "Built",
    "Job",
    "Row",
    "apart",
    "build",
    "is_saved",
    "measure",
    "narrow",
    "now_mb",
    "percentiles",
    "read_items",
]

_P = ParamSpec("_P")
_T = TypeVar("_T")
_DISABLE = "NPY_DISABLE_CPU_FEATURES"
_ROUNDS = 7
_FEW = 20  # short questions to an engine that saves nothing
_ENOUGH = 0.05  # seconds after which a question is not asked again
_PATIENCE = 150.0  # seconds after which an engine is asked no more questions


@dataclass(frozen=True, slots=True)
class Job:
    """What to measure: an engine by name, the file of terms, the questions' terms, where it may write."""

    engine: str
    corpus: Path
    queries: tuple[tuple[str, ...], ...]
    short: tuple[tuple[str, ...], ...]
    folder: Path
    best: tuple[tuple[int, ...], ...] = ()  # to be judged by rank_bm25's own scores


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took: seconds, and the most megabytes (10^6 bytes)."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Row:
    """Seconds, milliseconds, megabytes (10^6 bytes); ``best`` are the rows of each question's ten best."""

    engine: str
    build_s: float
    ms: tuple[float, float, float]  # p50, p95, p99
    short_ms: tuple[float, float, float]  # the same of short questions
    rss_mb: float
    disk_mb: float | None
    first_answer_ms: float | None = None  # from a process that has started to its first answer
    build_peak_mb: float = 0.0
    best: tuple[tuple[int, ...], ...] = ()
    same: float | None = None  # share of ``Job.best`` that are the best by rank_bm25's own scores


@contextmanager
def narrow() -> Iterator[str]:
    """Processes started meanwhile have no wide instructions in numpy; their names, empty where there are none."""
    import numpy as np

    shown: Any = np.show_config(mode="dicts")
    names = " ".join(shown["SIMD Extensions"].get("found", ()))
    before = os.environ.get(_DISABLE)
    os.environ[_DISABLE] = names
    try:
        yield names
    finally:
        os.environ.pop(_DISABLE)
        if before is not None:
            os.environ[_DISABLE] = before


def is_saved(engine: str) -> bool:
    """Whether an engine can be opened again from what it wrote."""
    from retrieval.search.peers import PEERS

    return PEERS[engine]().saved


def build(job: Job) -> Built:
    """Build the index of a saved engine; ``ImportError`` if it is not installed."""
    return apart(_build, job)


def measure(job: Job, built: Built | None = None) -> Row:
    """Ask one engine: one that is saved opens what was ``built``; ``ImportError`` if it is not installed."""
    return apart(_build_and_answer, job) if built is None else apart(_answer, job, built)


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


def apart(work: Callable[_P, _T], *args: _P.args, **more: _P.kwargs) -> _T:
    """Do some work in a process of its own, which starts as a new program does."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args, **more).result()


def _build(job: Job) -> Built:
    from retrieval.search.peers import PEERS

    begun = time.perf_counter()
    PEERS[job.engine]().build(job.folder, read_items(job.corpus))
    return Built(time.perf_counter() - begun, _peak())


def _answer(job: Job, built: Built) -> Row:
    from retrieval.search.peers import PEERS

    begun = time.perf_counter()
    peer = PEERS[job.engine]()
    peer.open(job.folder)
    peer.search(job.queries[0], 10)
    first = (time.perf_counter() - begun) * 1000
    asked = _ask(peer, job)
    held = now_mb()
    short = _ask(peer, replace(job, queries=job.short))
    disk = sum(path.stat().st_size for path in job.folder.rglob("*") if path.is_file()) / 1e6
    return Row(
        job.engine, built.seconds, percentiles(asked.ms), percentiles(short.ms), held, disk,
        first, built.peak_mb, asked.best,
    )  # fmt: skip


def _build_and_answer(job: Job) -> Row:
    from retrieval.search.peers import PEERS

    begun = time.perf_counter()
    peer = PEERS[job.engine]()
    peer.build(job.folder, read_items(job.corpus))
    build_s = time.perf_counter() - begun
    asked = _ask(peer, job)
    held, peak = now_mb(), _peak()
    short = _ask(peer, replace(job, queries=job.short[:_FEW], best=()))
    same = sum(asked.same) / len(asked.same) if asked.same else None
    return Row(
        job.engine, build_s, percentiles(asked.ms), percentiles(short.ms), held, None, None,
        peak, asked.best, same,
    )  # fmt: skip


@dataclass(slots=True)
class _Asked:
    """The least milliseconds of each question, the rows found, and whether they are as good as ``Job.best``."""

    ms: list[float] = field(default_factory=list)
    best: tuple[tuple[int, ...], ...] = ()
    same: list[bool] = field(default_factory=list)


def _ask(peer: "Peer", job: Job) -> _Asked:
    """Ask each question some times, in as much time as there is."""
    from retrieval.search.peers import RankBm25

    asked = _Asked()
    until = time.perf_counter() + _PATIENCE
    for query, judged in itertools.zip_longest(job.queries, job.best[: len(job.queries)]):
        times: list[float] = []
        while len(times) <= _ROUNDS and sum(times) < _ENOUGH:
            begun = time.perf_counter()
            found = peer.search(query, 10)
            times.append(time.perf_counter() - begun)
        asked.ms.append(min(times) * 1000)
        asked.best += (tuple(found),)
        if judged is not None and isinstance(peer, RankBm25):
            asked.same.append(peer.same_best(query, judged))
        if time.perf_counter() > until:
            break
    return asked


def _peak() -> float:
    """The most memory this process has held, in megabytes."""
    try:  # not from getrusage, which counts what the parent held before it started this process
        status = Path("/proc/self/status").read_text(encoding="ascii").split()
    except OSError:
        scale = 1e6 if sys.platform == "darwin" else 1e3
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
    return int(status[status.index("VmHWM:") + 1]) * 1024 / 1e6


def now_mb() -> float:
    """The memory this process holds, in megabytes; its peak where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return _peak()
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
