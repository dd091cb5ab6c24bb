"""Articles -> notices of stories that stand in two places, word for word or nearly, in this load or a former one.

Texts are compared by sketches: the smallest hashes of their runs of eight characters (bottom-k of Broder's
resemblance, 1997), so the work grows with the text and not with the number of pairs. A sketch is kept
with its article as a few hundred bytes.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.language.normalise import normalise
from retrieval.records import Article, Notice

__all__ = ["KEYS", "Kept", "KnownSketches", "Twins", "sketch"]

_MARKS = re.compile(r"[\W_]+")
_RUN = 8  # characters of a shingle
_SKETCH = 64  # hashes kept of a text
KEYS = 8  # of these, the smallest, by which texts meet
_DIGEST = 8  # bytes before them that tell the whole text
_LEAST = 60  # characters of a body that is compared
_ALIKE = 0.6  # share of common hashes from which on two texts are one story
_MET = 64  # texts of one key that are looked at
_LATE = 20_000  # hashes in lists before they are sorted in
_FACTOR = np.uint64(6364136223846793005)  # of Knuth's generator: odd, and its bits well mixed

Rows = NDArray[np.int64]
Hashes = NDArray[np.uint32]


class Kept(Protocol):
    """An article of the library."""

    @property
    def version(self) -> int:
        """The number of its source's version."""

    @property
    def source(self) -> str:
        """The name of its source."""

    @property
    def line(self) -> int:
        """Its first line."""

    @property
    def sketch(self) -> bytes:
        """Its sketch."""


class KnownSketches(Protocol):
    """The sketches of a library."""

    def keys(self) -> tuple[Rows, Hashes]:
        """Numbers of all articles, and of each the first ``KEYS`` hashes (the last repeated, if it has fewer)."""

    def look_up(self, articles: Sequence[int]) -> Mapping[int, Kept]:
        """These articles."""


def sketch(article: Article) -> bytes:
    """Eight bytes that tell the whole body, then its smallest hashes, ascending; empty of a short body.

    Width, case, script and punctuation make no difference. The same in every process and on every machine.
    """
    joined = normalise("".join(paragraph.text for paragraph in article.paragraphs))
    body = _MARKS.sub("", joined)
    if len(body) < _LEAST:
        return b""
    codes = np.frombuffer(body.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    mixed = np.zeros(len(codes) - _RUN + 1, np.uint64)
    for at in range(_RUN):
        mixed = (mixed + codes[at : at + len(mixed)]) * _FACTOR
    least = np.unique((mixed >> np.uint64(32)).astype("<u4"))[:_SKETCH]
    whole = hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=_DIGEST)
    return whole.digest() + least.tobytes()


@dataclass(frozen=True, slots=True)
class _Place:
    source: str
    line: int


class Twins:
    """The stories of this load so far and, with ``known``, those of the library; asked article by article."""

    def __init__(self, known: KnownSketches | None = None) -> None:
        self._known = known
        self._library: _Meeting | None = None  # read at the first question
        self._places: list[_Place] = []
        self._sketches: list[bytes] = []
        self._meeting = _Meeting(np.zeros(0, np.int64), np.zeros((0, KEYS), np.uint32))
        self._doubts: list[tuple[int, Notice]] = []

    def notices(self, articles: Sequence[Article], sketches: Sequence[bytes]) -> Iterator[Notice]:
        """Notices of these articles, whose ``sketches`` are given, against those before them in this load.

        What is in the library only may still be replaced by this load: see ``against_library``.
        """
        for article, own in zip(articles, sketches, strict=True):
            if not own:
                continue
            near = self._meeting.near(_hashes(own)[:KEYS])
            number = _most_alike(own, {one: self._sketches[one] for one in near})
            if number is not None:
                yield _notice(article, self._places[number], own, self._sketches[number])
                continue
            kept = self._twin_kept(own, article.source)
            if kept is not None:
                there = _Place(kept.source, kept.line)
                self._doubts.append((kept.version, _notice(article, there, own, kept.sketch)))
            self._meeting.add(len(self._sketches), _hashes(own)[:KEYS])
            self._sketches.append(own)
            self._places.append(_Place(article.source, _line(article)))

    def against_library(self, versions: Iterable[int]) -> list[Notice]:
        """Notices of stories whose twin is in one of these versions of sources, which stay in the library."""
        stay = frozenset(versions)
        return [notice for version, notice in self._doubts if version in stay]

    def _twin_kept(self, own: bytes, source: str) -> Kept | None:
        """The article of another source in the library that is most like this one."""
        if self._known is None:
            return None
        if self._library is None:
            self._library = _Meeting(*self._known.keys())
        near = self._library.near(_hashes(own)[:KEYS])
        found = self._known.look_up(near) if near else {}
        others = {number: kept for number, kept in found.items() if kept.source != source}
        number = _most_alike(own, {number: kept.sketch for number, kept in others.items()})
        return None if number is None else others[number]


class _Meeting:
    """Hash -> numbers of the texts that have it: sorted arrays, and what came last as lists beside them."""

    def __init__(self, numbers: Rows, keys: Hashes) -> None:
        self._keys: Hashes = np.zeros(0, np.uint32)
        self._numbers: Rows = np.zeros(0, np.int64)
        self._late: dict[int, list[int]] = {}
        self._merge(keys.ravel(), np.repeat(numbers, KEYS))

    def add(self, number: int, keys: Hashes) -> None:
        """A text with its hashes."""
        for key in keys.tolist():
            self._late.setdefault(key, []).append(number)
        if len(self._late) > max(_LATE, len(self._keys) // 4):
            late = [(key, number) for key, numbers in self._late.items() for number in numbers]
            some = np.array(late, np.int64)
            self._merge(some[:, 0].astype(np.uint32), some[:, 1])
            self._late = {}

    def near(self, keys: Hashes) -> list[int]:
        """The texts that share most hashes with these, a few."""
        firsts = self._keys.searchsorted(keys).tolist()
        lasts = self._keys.searchsorted(keys, "right").tolist()
        met: Counter[int] = Counter()
        for key, first, last in zip(keys.tolist(), firsts, lasts, strict=True):
            met.update(self._numbers[first : min(last, first + _MET)].tolist())
            met.update(self._late.get(key, ())[:_MET])
        return [number for number, _ in met.most_common(KEYS)]

    def _merge(self, keys: Hashes, numbers: Rows) -> None:
        keys, numbers = np.append(self._keys, keys), np.append(self._numbers, numbers)
        order = np.argsort(keys, kind="stable")
        self._keys, self._numbers = keys[order], numbers[order]


def _hashes(packed: bytes) -> Hashes:
    found: Hashes = np.frombuffer(packed, "<u4", offset=_DIGEST)
    return found


def _most_alike(own: bytes, others: Mapping[int, bytes]) -> int | None:
    best, share = None, _ALIKE
    for number, other in others.items():
        alike = 1.0 if other[:_DIGEST] == own[:_DIGEST] else _alike(_hashes(own), _hashes(other))
        if alike >= share:
            best, share = number, alike
    return best


def _alike(one: Hashes, other: Hashes) -> float:
    """Resemblance, estimated from the smallest hashes of both texts together."""
    least = np.union1d(one, other)[: min(len(one), len(other))]
    common = np.isin(least, one) & np.isin(least, other)
    return float(common.sum()) / max(1, len(least))


def _notice(here: Article, there: _Place, own: bytes, other: bytes) -> Notice:
    exact = own[:_DIGEST] == other[:_DIGEST]
    words = "the same story as" if exact else "nearly the same story as"
    message = f"{here.source}: {words} in {there.source}, line {there.line}; load one of them only"
    code = "duplicate" if exact else "near_duplicate"
    return Notice(here.source, here.head_lines or here.paragraphs[0].lines, code, message)


def _line(article: Article) -> int:
    return (article.head_lines or article.paragraphs[0].lines)[0]
