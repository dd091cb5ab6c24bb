"""A number of passages -> a file of their terms, invented and cut over the cores, and questions about them.

The file has a line a passage: its day, a tab, its terms apart by spaces.
"""

import itertools
import os
import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from bot.bench import corpus

__all__ = ["Invented", "invent"]

_SHARE = 10 * corpus.BLOCK  # passages that a process invents at once
_QUERIES = 200


@dataclass(frozen=True, slots=True)
class Invented:
    """What was invented: seconds, the cutter, the number of terms, the terms of long and of short questions."""

    path: Path
    seconds: float
    cutter: str
    terms: int
    queries: tuple[tuple[str, ...], ...]
    short: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    path: Path
    terms: int
    sample: tuple[corpus.Text, ...]  # passages that are asked about


def invent(passages: int, stop: Sequence[str], folder: Path) -> Invented:
    """Write ``folder``/terms.txt; the same number of passages gives the same file on any number of cores."""
    from retrieval.language.analyzer import Analyzer

    begun = time.perf_counter()
    work = partial(_part, passages, tuple(stop), folder, _SHARE)
    firsts = range(0, passages, _SHARE)
    if len(firsts) == 1:
        parts = [work(0)]
    else:
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            parts = list(pool.map(work, firsts))
    path = folder / "terms.txt"
    with path.open("wb") as whole:
        for part in parts:
            with part.path.open("rb") as file:
                shutil.copyfileobj(file, whole, 1 << 20)
            part.path.unlink()
    seconds = time.perf_counter() - begun
    analyzer = Analyzer(stop=stop)
    sample = list(itertools.chain.from_iterable(part.sample for part in parts))[:_QUERIES]
    long, short = (
        tuple(tuple(analyzer.terms(text)) for text in asked)
        for asked in (corpus.questions(sample), corpus.short_questions(sample))
    )
    return Invented(path, seconds, analyzer.maker, sum(p.terms for p in parts), long, short)


def _part(passages: int, stop: Sequence[str], folder: Path, share: int, first: int) -> _Part:
    """Invent and cut the passages from ``first`` on, a share of them."""
    from retrieval.language.analyzer import Analyzer

    analyzer = Analyzer(stop=stop)
    step = max(1, passages // _QUERIES)
    sample, count = [], 0
    path = folder / f"terms-{first}.txt"
    texts = corpus.passages(passages, first=first, last=first + share)
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts, first):
            if number % step == step // 2:
                sample.append(text)
            terms = analyzer.terms(text.text)
            count += len(terms)
            file.write(f"{text.day}\t{' '.join(terms)}\n")
    return _Part(path, count, tuple(sample))
