"""Terms as they came -> their order and their bytes, worked out on one text of all of them."""

from collections.abc import Iterable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from retrieval.search.scorer import Rows

__all__ = ["Terms"]

_WORD = 8  # bytes that are compared at once
_SHORT = 10  # bytes of most terms, which numpy sorts two by two, by their values
_LONG = _SHORT + 11 * _WORD  # bytes of very few


class Terms:
    """Terms in UTF-8, numbered as they came; ``order`` are their numbers in the order of their bytes."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take different terms; ``ValueError`` if one holds a NUL character."""
        came = [*vocabulary]
        raw = "\0".join(came).encode("utf-8", "surrogatepass")
        # words behind the end, so that the last term may be read as any other
        self._text = np.frombuffer(raw + bytes(_LONG + _WORD), np.uint8)
        ends = np.flatnonzero(self._text[: len(raw)] == 0)
        if came:
            ends = np.append(ends, len(raw))
        if len(ends) != len(came):
            raise ValueError("a term holds a NUL character")
        self._starts = np.append(0, ends[:-1] + 1)[: len(ends)]
        self._sizes = ends - self._starts
        self.order = self._sorted()

    def joined(self, numbers: Rows) -> tuple[Rows, Rows]:
        """The bytes of these terms, one after the other, and how many each has."""
        sizes = self._sizes[numbers]
        ends = sizes.cumsum()
        at = (self._starts[numbers] - (ends - sizes)).repeat(sizes)
        at += np.arange(len(at))
        return self._text[at], sizes

    def _sorted(self) -> Rows:
        """From the last bytes to the first, each time leaving what is equal in its order."""
        longer = np.flatnonzero(self._sizes > _SHORT)
        last = min(int(self._sizes.max(initial=0)), _LONG)
        rest = [self._words(longer, first) for first in range(_SHORT, last, _WORD)]
        if rest:
            longer = longer[np.lexsort(rest[::-1])]
        order = np.concatenate([np.flatnonzero(self._sizes <= _SHORT), longer])
        every = np.arange(len(order))
        head, pair = self._words(every, 0), self._words(every, _WORD) >> np.uint64(48)
        for bits in (pair, *(head >> np.uint64(shift) for shift in (0, 16, 32, 48))):
            order = order[np.argsort(bits.astype(np.uint16)[order], kind="stable")]
        if last == _LONG:
            self._put_long_in_order(order)
        return order.astype(np.uint32)

    def _put_long_in_order(self, order: Rows) -> None:
        """Terms that go on behind what was compared stand together where they are alike."""
        long = self._sizes[order] >= _LONG
        edges = np.flatnonzero(np.diff(np.concatenate([[False], long, [False]]).astype(np.int8)))
        for first, last in edges.reshape(-1, 2):
            order[first:last] = sorted(order[first:last].tolist(), key=self._bytes)

    def _bytes(self, number: int) -> bytes:
        start = self._starts[number]
        return self._text[start : start + self._sizes[number]].tobytes()

    def _words(self, numbers: Rows, first: int) -> Rows:
        """Eight bytes of some terms as numbers that compare as they do; what is behind an end is 0."""
        rest = self._sizes[numbers] - first
        there = np.flatnonzero(rest > 0)
        windows = sliding_window_view(self._text, _WORD)
        at = self._starts[numbers[there]] + first
        words = windows[at].view(">u8")[:, 0].astype(np.uint64)
        behind = (8 * (_WORD - np.minimum(rest[there], _WORD))).astype(np.uint64)
        found = np.zeros(len(rest), np.uint64)
        found[there] = words >> behind << behind
        return found
