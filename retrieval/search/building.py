"""Passages with their terms -> the arrays of one segment, in bounded memory.

Terms are numbered as they come; postings are sorted in batches that wait on disk, and are then laid
down at their final places, term after term. The same laying merges segments.
"""

import os
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.search.manifest import FileMark, SegmentMark, mark
from retrieval.search.scorer import Rows
from retrieval.search.segment import FILES, Segment
from retrieval.search.terms import Terms

__all__ = ["IndexItem", "merge_segments", "write_segment"]

_BATCH = 4_000_000  # tokens; a batch takes about 100 MB while it is sorted
_CHUNK = (
    8_000_000  # postings sorted at once where passages did not come in the order of their days
)


@dataclass(frozen=True, slots=True)
class IndexItem:
    """A passage for the index: its row in the release, its day as an ordinal (0: unknown), its terms."""

    row: int
    day: int
    terms: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Postings grouped by term: numbers of terms and passages as they came, and how often."""

    terms: Rows
    passages: Rows
    counts: Rows


@dataclass(frozen=True, slots=True)
class _Passages:
    """Of each passage, as they came: row, day, number of terms."""

    rows: Rows
    days: Rows
    lengths: Rows


def _vocabulary() -> defaultdict[str, int]:
    """Terms numbered as they come."""
    return defaultdict(count().__next__)


def write_segment(folder: Path, items: Iterable[IndexItem]) -> SegmentMark | None:
    """Write a segment of these passages into ``folder``; ``None`` (and no folder) where there are none.

    ``ValueError`` if two passages have one row.
    """
    vocabulary = _vocabulary()
    rows, days, lengths, tokens = array("q"), array("i"), array("I"), array("I")
    done = 0
    with tempfile.TemporaryDirectory(prefix="wenbao-build-", dir=folder.parent) as spill:
        batches = _Spill(Path(spill))
        for item in items:
            rows.append(item.row)
            days.append(item.day)
            lengths.append(len(item.terms))
            tokens.extend(_numbers(vocabulary, item.terms))
            if len(tokens) >= _BATCH:
                batches.put(_group(tokens, lengths[done:], done))
                done, tokens = len(lengths), array("I")
        if not rows:
            return None
        batches.put(_group(tokens, lengths[done:], done))
        passages = _Passages(np.array(rows), np.array(days), np.array(lengths))
        return _lay(folder, vocabulary, passages, batches.each)


def _numbers(vocabulary: Mapping[str, int], terms: Sequence[str]) -> Sequence[int]:
    """The numbers of some terms, in one call for all of them: the half of what it costs to add few passages."""
    numbers: Sequence[int] = itemgetter(*terms)(vocabulary) if len(terms) > 1 else ()
    return numbers or [vocabulary[term] for term in terms]


def merge_segments(folder: Path, segments: Sequence[Segment]) -> SegmentMark | None:
    """Write one segment of what lives in these, which stay as they are."""
    vocabulary = _vocabulary()
    alive = [np.setdiff1d(np.arange(len(s.rows)), s.dead, assume_unique=True) for s in segments]
    passages = _Passages(
        np.concatenate([s.rows[a] for s, a in zip(segments, alive, strict=True)]),
        np.concatenate([s.days[a] for s, a in zip(segments, alive, strict=True)]),
        np.concatenate([s.lengths[a] for s, a in zip(segments, alive, strict=True)]),
    )
    if not len(passages.rows):
        return None
    numbers = [
        np.fromiter(map(vocabulary.__getitem__, s.terms()), np.uint32, s.names) for s in segments
    ]
    firsts = np.cumsum([0, *map(len, alive)])

    def each() -> Iterator[_Batch]:
        for segment, living, named, first in zip(segments, alive, numbers, firsts, strict=False):
            places = np.full(len(segment.rows), -1, np.int64)
            places[living] = first + np.arange(len(living))
            yield from _living(segment, places, named)

    return _lay(folder, vocabulary, passages, each)


def _living(segment: Segment, places: Rows, named: Rows) -> Iterator[_Batch]:
    """A segment's postings in chunks of whole terms; ``places`` has -1 for the dead."""
    for first, last in _chunks(segment.starts):
        old, counts = segment.postings_of(first, last)
        new = places[old]
        keep = new >= 0
        terms = np.repeat(named[first:last], np.diff(segment.starts[first : last + 1]))
        yield _Batch(terms[keep], new[keep], counts[keep])


class _Spill:
    """Batches that wait on disk; the only one of a small segment stays in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: _Batch | None = None
        self._written = 0

    def put(self, batch: _Batch) -> None:
        if self._last is not None:
            for name in _Batch.__slots__:
                np.save(self._folder / f"{self._written}-{name}.npy", getattr(self._last, name))
            self._written += 1
        self._last = batch

    def each(self) -> Iterator[_Batch]:
        for number in range(self._written):
            yield _Batch(*(np.load(self._folder / f"{number}-{n}.npy") for n in _Batch.__slots__))
        if self._last is not None:
            yield self._last


def _group(tokens: "array[int]", lengths: "array[int]", first: int) -> _Batch:
    """Terms of passages, one after the other -> postings: sorted by (term, passage), counted."""
    found = np.array(tokens, np.uint32)
    order = _by_number(found)  # keeps the passages in their order
    terms = found[order]
    places = np.arange(first, first + len(lengths), dtype=np.uint32)
    passages = places.repeat(np.array(lengths, np.int64))[order]
    changes = (terms[1:] != terms[:-1]) | (passages[1:] != passages[:-1])
    edges = np.flatnonzero(np.concatenate([[True], changes])[: len(terms)])
    counts = np.diff(edges, append=len(terms))
    return _Batch(
        terms[edges],
        passages[edges],
        counts.astype(np.min_scalar_type(int(counts.max(initial=1)))),
    )


def _by_number(numbers: Rows) -> Rows:
    """The order of some 32-bit numbers, equal ones as they came: half by half, as numpy sorts 16 bits by their value."""
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    high = (numbers >> np.uint32(16)).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")] if high.any() else order


def _lay(
    folder: Path,
    vocabulary: Mapping[str, int],
    passages: _Passages,
    batches: Callable[[], Iterator[_Batch]],
) -> SegmentMark:
    """Lay the postings down: sorted by term, then by day and row of the passage."""
    folder.mkdir(parents=True)
    order = np.lexsort((passages.rows, passages.days))
    terms = Terms(vocabulary)
    seen = terms.order
    found, most = np.zeros(len(seen), np.int64), 1
    for batch in batches():
        found += np.bincount(batch.terms, minlength=len(seen))
        most = max(most, int(batch.counts.max(initial=1)))
    seen = seen[
        found[seen] > 0
    ]  # merging segments leaves terms behind whose passages are all dead
    starts = np.concatenate([[0], found[seen].cumsum()]).astype(np.int64)
    cursor = np.zeros(len(found), np.int64)
    cursor[seen] = starts[:-1]
    text, sizes = terms.joined(seen)
    _save(folder, "terms", text)
    _save(folder, "ends", np.concatenate([[0], sizes.cumsum()]).astype(np.int64))
    _save(folder, "starts", starts)
    _save(folder, "seen", seen)
    _save_passages(folder, passages, order)
    places = _room(folder, "places", starts, np.uint32)
    counts = _room(folder, "counts", starts, np.min_scalar_type(most))
    _pour(_inverse(order), cursor, batches, places, counts)
    if (np.diff(order) != 1).any():
        _sort(starts, places, counts)
    _save(folder, "peaks", _peaks(starts, counts))
    _save(folder, "places", places)
    _save(folder, "counts", counts)
    return SegmentMark(folder.name, len(order), int(passages.lengths.sum()), _marks(folder))


def _peaks(starts: Rows, counts: Rows) -> Rows:
    """How often each term stands in one passage at most: few stand in any more than once."""
    peaks = np.ones(len(starts) - 1, counts.dtype)
    for first, last in _chunks(starts):
        often = starts[first] + np.flatnonzero(counts[starts[first] : starts[last]] > 1)
        np.maximum.at(peaks, starts.searchsorted(often, "right") - 1, counts[often])
    return peaks


def _save_passages(folder: Path, passages: _Passages, order: Rows) -> None:
    """Write rows, days and lengths in the order of the places."""
    rows = passages.rows[order]
    if len(np.unique(rows)) < len(rows):
        raise ValueError("two passages have the same row")
    _save(folder, "rows", rows.astype(np.int64))
    _save(folder, "days", passages.days[order].astype(np.int32))
    _save(folder, "lengths", passages.lengths[order].astype(np.uint32))


def _pour(
    place: Rows, cursor: Rows, batches: Callable[[], Iterator[_Batch]], places: Rows, counts: Rows
) -> None:
    """Write each batch behind what its terms have already; ``cursor`` is by term, ``place`` by passage."""
    for batch in batches():
        edges = np.flatnonzero(
            np.concatenate([[True], batch.terms[1:] != batch.terms[:-1]])[: len(batch.terms)]
        )
        sizes = np.diff(edges, append=len(batch.terms))
        terms = batch.terms[edges]
        to = np.repeat(cursor[terms] - edges, sizes) + np.arange(len(batch.terms))
        places[to] = place[batch.passages]
        counts[to] = batch.counts
        cursor[terms] += sizes


def _sort(starts: Rows, places: Rows, counts: Rows) -> None:
    """Put each term's postings in the order of their places."""
    for first, last in _chunks(starts):
        part = slice(int(starts[first]), int(starts[last]))
        terms = np.repeat(
            np.arange(last - first, dtype=np.int64), np.diff(starts[first : last + 1])
        )
        order = np.argsort((terms << 32) | places[part])
        places[part] = places[part][order]
        counts[part] = counts[part][order]


def _chunks(starts: Rows) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about as many postings as can be sorted at once."""
    first, last = 0, len(starts) - 1
    while first < last:
        behind = max(first + 1, int(starts.searchsorted(starts[first] + _CHUNK, "right")) - 1)
        yield first, min(behind, last)
        first = behind


def _inverse(order: Rows) -> Rows:
    inverse = np.empty(len(order), np.int64)
    inverse[order] = np.arange(len(order))
    return inverse


def _room(folder: Path, name: str, starts: Rows, kind: Any) -> Rows:
    """Room for all postings: in memory where they are few, else in the file itself."""
    size = int(starts[-1])
    if size <= _BATCH:
        return np.empty(size, kind)
    path = folder / f"{name}.npy"
    room: Rows = np.lib.format.open_memmap(path, mode="w+", dtype=kind, shape=(size,))
    with path.open("r+b") as file:  # a full disk is an error here; later it would kill the process
        os.posix_fallocate(file.fileno(), 0, path.stat().st_size)
    return room


def _save(folder: Path, name: str, values: NDArray[Any]) -> None:
    if isinstance(values, np.memmap):
        values.flush()
    else:
        np.save(folder / f"{name}.npy", values, allow_pickle=False)


def _marks(folder: Path) -> tuple[FileMark, ...]:
    return tuple(mark(folder / f"{name}.npy") for name in FILES)
