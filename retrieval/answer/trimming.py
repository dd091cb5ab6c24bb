"""The entries of a list -> the same without what is said of each behind its name: 甲支队10车66人、乙支队6车48人."""

import re
from collections.abc import Sequence

from retrieval.records import Span

__all__ = ["trimmed"]

_COUNTED = re.compile(
    r"(?P<name>[^\d]{2,}?)(?:(?:共|各)?\d[\d.,·]*(?:[一-鿿%％]{1,3}?))+[一-鿿]{0,6}"
)


def trimmed(text: str, parts: Sequence[Span], focus: Sequence[str]) -> list[Span]:
    """Entries that all go on with figures end before them; a last one that goes on behind the noun asked for ends there."""
    kept = list(parts)
    counted = [_COUNTED.fullmatch(text, *part) for part in kept]
    if len(kept) > 1 and all(counted):
        return [match.span("name") for match in counted if match]
    words = tuple(focus)
    if words and len(kept) > 1 and all(text[s:e].endswith(words) for s, e in kept[:-1]):
        start, end = kept[-1]
        ends = [
            text.find(word, start + 1, end) + len(word)
            for word in words
            if text.find(word, start + 1, end) > 0
        ]
        if ends and not text[start:end].endswith(words):
            kept[-1] = (start, max(ends))
    return kept
