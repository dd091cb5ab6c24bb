"""Texts -> their terms, over the cores: for a load, where cutting is most of the work.

A few texts are cut here; many are sent in batches to other processes, each with an analyzer made from
the same recipe. Processes are spawned, so that it is safe in a program that runs threads.
"""

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import chain
from multiprocessing import get_context

from retrieval.language.analyzer import Analyzer, Recipe

__all__ = ["cut_each", "cut_many"]

_LOG = logging.getLogger(__name__)
_BATCH = 200_000  # characters sent at once
# characters below which starting a process costs more than it gains: a process takes 1 s to start with jieba,
# which cuts 0.3 million characters a second, and .5 s with rjieba, which cuts 4 million
_FEW = {"jieba": 1_000_000, "rjieba": 20_000_000}


def cut_many(
    texts: Sequence[str], analyzer: Analyzer, *, workers: int | None = None
) -> list[list[str]]:
    """The terms of each text, as ``analyzer.terms`` gives them; ``workers`` is the number of cores unless given."""
    return list(cut_each(texts, analyzer, workers=workers))


def cut_each(
    texts: Iterable[str], analyzer: Analyzer, *, workers: int | None = None, few: int | None = None
) -> Iterator[list[str]]:
    """The same, one after the other, reading ahead by a few batches only, so that memory is bounded.

    Below ``few`` characters (by the cutter's speed unless given) all is cut in this process.
    """
    workers = workers or os.cpu_count() or 1
    limit = _FEW[analyzer.maker] if few is None else few
    rest = iter(texts)
    first, size = [], 0
    for text in rest:
        first.append(text)
        size += len(text)
        if size >= limit:
            break
    if workers == 1 or size < limit:
        return map(analyzer.terms, chain(first, rest))
    return _spread(_batches(chain(first, rest)), analyzer, workers)


def _spread(batches: Iterator[list[str]], analyzer: Analyzer, workers: int) -> Iterator[list[str]]:
    """Cut batches in other processes, in order; what a process that died leaves is cut here."""
    waiting: deque[tuple[list[str], Future[str] | None]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for batch in batches:
            waiting.append((batch, _send(pool, analyzer.recipe, batch)))
            if len(waiting) > 2 * workers:
                yield from _result(*waiting.popleft(), analyzer)
        while waiting:
            yield from _result(*waiting.popleft(), analyzer)


def _send(pool: ProcessPoolExecutor, recipe: Recipe, batch: list[str]) -> Future[str] | None:
    try:
        return pool.submit(_cut, recipe, batch)
    except BrokenProcessPool:
        return None


def _result(
    batch: list[str], future: Future[str] | None, analyzer: Analyzer
) -> Iterator[list[str]]:
    try:
        # one text for all: half a million short strings cost more to send than to cut
        lines = future.result().split("\n") if future else None
    except BrokenProcessPool:
        _LOG.warning("a process that cuts text has died; going on without it")
        lines = None
    return map(analyzer.terms, batch) if lines is None else map(str.split, lines)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch, size = [], 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _cut(recipe: Recipe, batch: list[str]) -> str:
    """Run in another process: the terms of each text on a line; a term holds no white space."""
    analyzer = _analyzer(recipe)
    return "\n".join(" ".join(analyzer.terms(text)) for text in batch)


@cache
def _analyzer(recipe: Recipe) -> Analyzer:
    return Analyzer.of(recipe)
