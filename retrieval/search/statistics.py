"""In how many passages each term stands, for engines that bring candidates: a small file beside them.

A term is kept as a 64-bit hash: two of ten million terms share one with a chance of 1 in 400,000, and then
only their frequencies are added up. The file takes 12 bytes a term.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from retrieval.search.building import IndexItem
from retrieval.search.manifest import (
    Manifest,
    SegmentMark,
    check,
    mark,
    read_manifest,
    write_manifest,
)
from retrieval.search.segment import load_array

__all__ = ["Statistics", "Tally"]

_FOLDER = "statistics"
_FILES = ("keys", "counts")


class Tally:
    """Counts passages, terms and document frequencies while they go by."""

    def __init__(self, base: "Statistics | None" = None) -> None:
        """Begin at nothing, or at the statistics of another release."""
        self._base = base
        self._changes: Counter[str] = Counter()
        self.passages = base.passages if base else 0
        self.tokens = base.tokens if base else 0

    def watch(self, items: Iterable[IndexItem]) -> Iterator[IndexItem]:
        """Pass items on, counting them."""
        for item in items:
            self.passages += 1
            self.tokens += len(item.terms)
            self._changes.update(set(item.terms))
            yield item

    def forget(self, terms: Iterable[str]) -> None:
        """Take a removed passage with these terms away."""
        gone = list(terms)
        self.passages -= 1
        self.tokens -= len(gone)
        self._changes.subtract(set(gone))

    def write(self, folder: Path) -> None:
        """Write the statistics below ``folder``; its manifest is the last file written."""
        target = folder / _FOLDER
        target.mkdir(parents=True)
        keys = np.fromiter(map(_key, self._changes), np.uint64, len(self._changes))
        counts = np.fromiter(self._changes.values(), np.int64, len(self._changes))
        if self._base is not None:
            keys = np.concatenate([self._base.keys, keys])
            counts = np.concatenate([self._base.counts, counts])
        keys, group = np.unique(keys, return_inverse=True)
        sums = np.zeros(len(keys), np.int64)
        np.add.at(sums, group, counts)
        np.save(target / "keys.npy", keys[sums > 0], allow_pickle=False)
        np.save(target / "counts.npy", sums[sums > 0].astype(np.uint32), allow_pickle=False)
        files = tuple(mark(target / f"{name}.npy") for name in _FILES)
        write_manifest(
            folder, Manifest((SegmentMark(_FOLDER, self.passages, self.tokens, files),))
        )


class Statistics:
    """The counts of a release, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        """Open them; ``IndexBroken`` if a file is missing or its digest is wrong."""
        manifest = read_manifest(folder)
        self.passages = sum(segment.passages for segment in manifest.segments)
        self.tokens = sum(segment.tokens for segment in manifest.segments)
        for segment in manifest.segments:
            check(folder / segment.name, segment.files)
        self.keys = load_array(folder / _FOLDER / "keys.npy")
        self.counts = load_array(folder / _FOLDER / "counts.npy")

    def frequency(self, term: str) -> int:
        """In how many passages the term stands."""
        key = np.uint64(_key(term))
        at = int(self.keys.searchsorted(key))
        return int(self.counts[at]) if at < len(self.keys) and self.keys[at] == key else 0


def _key(term: str) -> int:
    digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
