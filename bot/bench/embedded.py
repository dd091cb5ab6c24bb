"""What only the embedded engine does -> its figures: searches within a month, additions and removals."""

import shutil
import time
from collections.abc import Sequence
from dataclasses import replace

from bot.bench.measure import Job, apart, percentiles, read_items

__all__ = ["changes", "months"]

_ROUNDS = 8
_ENOUGH = 10.0  # seconds after which additions and removals are not repeated


def months(job: Job, ranges: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    """Milliseconds of a search within a month."""
    return apart(_months, job, tuple(ranges))


def changes(job: Job, size: int, count: int = 1000) -> tuple[float, float]:
    """Milliseconds in which so many passages are added to an index of ``size``, and as many removed."""
    return apart(_changes, job, size, count)


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


def _changes(job: Job, size: int, count: int) -> tuple[float, float]:
    from retrieval.search import update

    new = [replace(item, row=item.row + size) for item in read_items(job.corpus, 0, count)]
    folder = job.folder.with_name("changed")
    least = [float("inf"), float("inf")]
    until = time.perf_counter() + _ENOUGH
    for _ in range(_ROUNDS):
        for kind, work in enumerate(((new, ()), ((), range(0, size, max(1, size // count))))):
            begun = time.perf_counter()
            update(job.folder, folder, *work)
            least[kind] = min(least[kind], (time.perf_counter() - begun) * 1000)
            shutil.rmtree(folder)
        if time.perf_counter() > until:
            break
    return least[0], least[1]
