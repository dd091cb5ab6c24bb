"""Assembled pages -> notices of stories that stand in two places, word for word or nearly.

Texts are compared by sketches: the smallest hashes of their runs of eight characters (bottom-k of Broder's
resemblance, 1997), so the work grows with the text and not with the number of pairs.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from retrieval.language.normalise import normalise
from retrieval.records import Article, Assembled, Notice

__all__ = ["find_duplicates"]

_MARKS = re.compile(r"[\W_]+")
_RUN = 8  # characters of a shingle
_SKETCH = 64  # hashes kept of a text
_KEYS = 8  # of these, the smallest, by which texts meet
_LEAST = 60  # characters of a body that is compared
_ALIKE = 0.6  # share of common hashes from which on two texts are one story


@dataclass(frozen=True, slots=True)
class _Text:
    article: Article
    sketch: frozenset[int]
    keys: tuple[int, ...]


def find_duplicates(pages: Sequence[Assembled]) -> list[Notice]:
    """A notice at the later of two places for each story that stands in both, in the order of the pages."""
    notices: list[Notice] = []
    exact: dict[str, Article] = {}
    seen: list[_Text] = []
    meeting: dict[int, list[int]] = {}
    for article in (article for page in pages for article in page.articles):
        body = _body(article)
        if len(body) < _LEAST:
            continue
        first = exact.setdefault(body, article)
        if first is not article:
            notices.append(_notice(article, first, exact=True))
            continue
        text = _sketched(article, body)
        twin = _twin(text, seen, meeting)
        if twin is not None:
            notices.append(_notice(article, twin.article, exact=False))
            continue
        for key in text.keys:
            meeting.setdefault(key, []).append(len(seen))
        seen.append(text)
    return notices


def _body(article: Article) -> str:
    """The letters and digits of the body, in one width, case and script."""
    joined = normalise("".join(paragraph.text for paragraph in article.paragraphs))
    return _MARKS.sub("", joined)


def _sketched(article: Article, body: str) -> _Text:
    hashes = {_hash(body[at : at + _RUN]) for at in range(len(body) - _RUN + 1)}
    least = nsmallest(_SKETCH, hashes)
    return _Text(article, frozenset(least), tuple(least[:_KEYS]))


def _hash(text: str) -> int:
    """A hash that is the same in every process, spread over 32 bits."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) * 2654435761 & 0xFFFFFFFF


def _twin(text: _Text, seen: Sequence[_Text], meeting: dict[int, list[int]]) -> _Text | None:
    """The text most like this one among those that share a key with it, if it is alike enough."""
    met = Counter(index for key in text.keys for index in meeting.get(key, ())[:_SKETCH])
    best, share = None, _ALIKE
    for index, _ in met.most_common(_KEYS):
        alike = _alike(text, seen[index])
        if alike >= share:
            best, share = seen[index], alike
    return best


def _alike(one: _Text, other: _Text) -> float:
    """Resemblance, estimated from the smallest hashes of both texts together."""
    least = nsmallest(min(len(one.sketch), len(other.sketch)), one.sketch | other.sketch)
    common = sum(key in one.sketch and key in other.sketch for key in least)
    return common / max(1, len(least))


def _notice(here: Article, there: Article, *, exact: bool) -> Notice:
    place = f"{there.source}, line {_lines(there)[0]}"
    words = "the same story as" if exact else "nearly the same story as"
    message = f"{here.source}: {words} in {place}; load one of them only"
    return Notice(here.source, _lines(here), "duplicate" if exact else "near_duplicate", message)


def _lines(article: Article) -> tuple[int, ...]:
    lines: Iterable[int] = article.head_lines or article.paragraphs[0].lines
    return tuple(lines)
