"""Text of a line -> the slips in it that are certain: what to put in place of what, and why.

Only what cannot be right is mended; the original is kept beside it by whoever applies a mend.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Mend", "mends"]


@dataclass(frozen=True, slots=True)
class Mend:
    """``line[start:end]`` is to be read as ``text``."""

    start: int
    end: int
    text: str
    reason: str


# A character that is no letter of any text: what decoders and scanners leave behind.
_JUNK = re.compile("[\ufeff\u200b-\u200d\u2060\ufffd\x00-\x08\x0e-\x1f\x7f]+")
# 12月3曰: a "said" where only a day can stand.
_DAY = re.compile(r"(?<=[0-9一二三四五六七八九十])曰(?=[电讯晚早上下,，。至—-]|$)")
_RARE = {"旳": "的"}  # a character that modern print does not use, for the one it looks like
_RARE_RUN = re.compile("|".join(_RARE))


def mends(text: str) -> Iterator[Mend]:
    """Yield the certain slips of a line, in order, without overlap."""
    found = [Mend(m.start(), m.end(), "", "no text") for m in _JUNK.finditer(text)]
    found += [Mend(m.start(), m.end(), "日", "looks alike") for m in _DAY.finditer(text)]
    found += [
        Mend(m.start(), m.end(), _RARE[m[0]], "looks alike") for m in _RARE_RUN.finditer(text)
    ]
    yield from sorted(found, key=lambda mend: mend.start)
