"""Answer -> the same answer, every quote of it checked against the stored source lines; what fails is not sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.records import Answer, Citation, Library, Status

__all__ = ["stands", "verify"]

_SPACE = re.compile(r"\s+")


def verify(answer: Answer, library: Library) -> Answer:
    """Leave out the citations whose quote does not stand in its lines word for word.

    An answer whose first citation fails is no longer an answer: its status becomes ``not_found``.
    """
    good = tuple(c for c in answer.citations if _good(c, library))
    if len(good) == len(answer.citations):
        return answer
    if answer.status is Status.NOT_FOUND or (good and good[0] is answer.citations[0]):
        return replace(answer, citations=good)
    return replace(
        answer, status=Status.NOT_FOUND, answer=None, items=(), choices=(), citations=good
    )


def _good(citation: Citation, library: Library) -> bool:
    inside = all(0 <= s < e <= len(citation.quote) for s, e in citation.spans)
    return inside and stands(citation.quote, citation.lines, library.source_lines(citation.source))


def stands(quote: str, lines: Sequence[int], source: Mapping[int, str]) -> bool:
    """True if the quote stands in the lines, white space aside; a character repeated at a break may be left out."""
    parts = [_squash(text) for n in lines if (text := source.get(n)) is not None]
    wanted = _squash(quote)
    if not wanted or not parts:
        return False
    joined = trimmed = parts[0]
    for part in parts[1:]:
        joined += part
        trimmed += part[1:] if trimmed[-1:] == part[:1] else part
    return wanted in joined or wanted in trimmed


def _squash(text: str) -> str:
    return _SPACE.sub("", text)
