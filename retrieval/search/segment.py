"""A folder of arrays -> postings of a part of the corpus, memory-mapped and never changed.

Passages stand in the order of their days, then of their rows, so that a range of days is a range of
places. Terms stand sorted in one UTF-8 text, found by bisection, so that nothing is loaded at the start.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import IndexBroken
from retrieval.search.scorer import Postings, Rows

__all__ = ["DEAD", "FILES", "Segment", "load_array"]

FILES = ("terms", "ends", "starts", "places", "counts", "peaks", "seen", "rows", "days", "lengths")
DEAD = "dead"
_NONE: Rows = np.zeros(0, np.uint32)
_KEPT = 16_384  # terms that are remembered


def load_array(path: Path) -> NDArray[Any]:
    """Map an array into memory, read only; ``IndexBroken`` if it is no array. No pickle is ever read."""
    try:
        if path.stat().st_size <= 4096:  # also the empty ones, which cannot be mapped
            small: NDArray[Any] = np.load(path, allow_pickle=False)
            return small
        # a view without memmap's own __getitem__, which costs more than the reading of a posting list
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False)).view(np.ndarray)
    except (OSError, ValueError, EOFError) as error:
        raise IndexBroken(f"the index file {path} cannot be read: {error}") from error


class Segment:
    """Some passages and their postings; a ``Source`` of the scorer.

    ``places`` are numbers of passages within the segment from 0, ``rows`` their numbers in the release.
    """

    def __init__(self, folder: Path) -> None:
        """Map the arrays in ``folder``; their digests have been checked."""
        self.folder = folder
        arrays = {name: load_array(folder / f"{name}.npy") for name in FILES}
        self.rows: Rows = arrays["rows"]
        self.days: Rows = arrays["days"]
        self.lengths: Rows = arrays["lengths"]
        self.starts: Rows = arrays["starts"]
        self.seen: Rows = arrays["seen"]
        self._places: Rows = arrays["places"]
        self._counts: Rows = arrays["counts"]
        self._peaks = arrays["peaks"].data
        self._text = arrays["terms"].data
        self._ends = arrays["ends"].data
        self._starts = arrays["starts"].data
        dead = folder / f"{DEAD}.npy"
        self.dead: Rows = load_array(dead) if dead.exists() else _NONE
        self.find = lru_cache(maxsize=_KEPT)(self._find)
        self._lost = lru_cache(maxsize=_KEPT)(self._count_lost)
        self._read: dict[str, tuple[Postings, int]] = {}  # what was asked for, with its peak

    @property
    def names(self) -> int:
        """How many different terms there are."""
        return len(self._ends) - 1

    def term(self, number: int) -> bytes:
        """The term with this number, in UTF-8."""
        return bytes(self._text[self._ends[number] : self._ends[number + 1]])

    def terms(self) -> Iterator[str]:
        """All terms in order."""
        text, ends = bytes(self._text), self._ends
        return (text[ends[i] : ends[i + 1]].decode() for i in range(self.names))

    def _find(self, term: str) -> int:
        """Return the number of a term, -1 where there is none."""
        wanted = term.encode("utf-8", "surrogatepass")
        number = bisect_left(range(self.names), wanted, key=self.term)
        return number if number < self.names and self.term(number) == wanted else -1

    def postings(self, term: str) -> Postings:
        """The places at which the term stands, rising, and how often; those of dead passages too."""
        return (self._read.get(term) or self._look_at(term))[0]

    def postings_of(self, first: int, last: int) -> Postings:
        """The postings of the terms numbered from ``first`` to before ``last``, one term after the other."""
        part = slice(self._starts[first], self._starts[last])
        return self._places[part], self._counts[part]

    def peak(self, term: str) -> int:
        """How often it stands in one passage at most."""
        return (self._read.get(term) or self._look_at(term))[1]

    def _look_at(self, term: str) -> tuple[Postings, int]:
        number = self.find(term)
        found = (
            (self.postings_of(number, number + 1), self._peaks[number])
            if number >= 0
            else ((_NONE, _NONE), 0)
        )
        if len(self._read) >= _KEPT:
            self._read.clear()
        self._read[term] = found
        return found

    def frequency(self, term: str) -> int:
        """In how many living passages the term stands."""
        number = self.find(term)
        if number < 0:
            return 0
        return int(self._starts[number + 1] - self._starts[number]) - self._lost(number)

    def _count_lost(self, number: int) -> int:
        """How many of a term's passages are dead: the shorter list is looked up in the longer one."""
        if not len(self.dead):
            return 0
        places, _ = self.postings_of(number, number + 1)
        few, many = sorted((places, self.dead), key=len)
        return int((many.take(many.searchsorted(few), mode="clip") == few).sum())

    def frequencies(self) -> Rows:
        """In how many living passages each term stands, in the order of the terms: a pass over all postings."""
        found = np.diff(self.starts)
        is_dead = np.zeros(len(self.rows), np.bool_)
        is_dead[self.dead] = True
        gone = np.flatnonzero(is_dead[self._places]) if len(self.dead) else _NONE
        terms = self.starts.searchsorted(gone, "right") - 1
        return found - np.bincount(terms, minlength=self.names)

    def between(self, days: tuple[int, int] | None) -> tuple[int, int]:
        """The places, first and behind the last, of the passages of these days (both inclusive)."""
        if days is None:
            return 0, len(self.rows)
        first, last = (
            self.days.searchsorted(days[0], "left"),
            self.days.searchsorted(days[1], "right"),
        )
        return int(first), max(int(first), int(last))

    def places_of(self, rows: Sequence[int] | Rows) -> Rows:
        """The places of those of the rows that stand here and are not dead, rising."""
        places = np.flatnonzero(np.isin(self.rows, np.asarray(rows, np.int64)))
        return np.setdiff1d(places, self.dead, assume_unique=True)
