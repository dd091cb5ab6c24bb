"""Two lines of text -> whether the second goes on with the paragraph of the first.

A line that does not end as a sentence is mostly continued, and one that does is not; what general
Chinese says of words and word order over the break decides the rest.
"""

import math

from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.openings import Opening
from retrieval.corpus.assembly.weights import BREAK
from retrieval.language.continuity import Juncture, continuity

__all__ = ["FIRST_TAGS", "OPEN_TAGS", "break_features", "break_score", "junction", "repeated"]

_EDGE = 40
OPEN_TAGS = {"p", "c", "d", "uj", "u", "uv", "ud", "b", "r", "f", "q", "m", "ul", "vg"}
FIRST_TAGS = {"uj", "ul", "uz", "ug", "ud", "uv", "y", "k", "q", "f", "ng", "zg"}


def junction(left: Form, right: Form) -> Juncture:
    """What general Chinese says of the break between two lines."""
    return continuity().juncture(left.plain[-_EDGE:], right.plain[:_EDGE])


def repeated(left: str, right: str) -> int:
    """How many characters (1 or 2) stand both at the end of one line and at the start of the next."""
    for size in (2, 1):
        end = left[-size:]
        if len(end) == size and right.startswith(end) and end.isalnum():
            return size
    return 0


def break_features(left: Form, right: Form) -> dict[str, float]:
    """Evidence that ``right`` continues ``left``; both are body lines."""
    seam = junction(left, right)
    ended = left.ended
    return {
        "bias": 1.0,
        "stop": float(left.end == "stop"),
        "call": float(left.end == "call"),
        "signature": float(left.end == "signature"),
        "byline": float(left.end == "byline"),
        "jump": float(left.end == "jump"),
        "colon": float(left.end == "colon"),
        "semicolon": float(left.end == "semicolon"),
        "comma": float(left.end == "comma"),
        "dangling": float(right.dangling),
        "opening": float(right.opening is Opening.STRONG),
        "next_byline": float(right.opening is Opening.BYLINE),
        "marker": float(right.marker),
        "listed": float(right.listed or left.listed),
        "column": float(left.column and right.line.number == left.line.number + 1),
        "heading": float(right.line.hint == "heading"),
        "repeated": float(repeated(left.plain, right.plain)) * (not ended),
        "bridge": max(0.0, seam.bridge) / 10 * (not ended),
        "bridge_ended": max(0.0, seam.bridge) / 10 * ended,
        "syntax": seam.syntax / 4 * (not ended),
        "syntax_ended": seam.syntax / 4 * ended,
        "last_open": float(seam.last in OPEN_TAGS and not ended),
        "first_bound": float(seam.first in FIRST_TAGS),
        "unclosed": float(left.unclosed and not ended),
        "unclosed_ended": float(left.unclosed and ended),
        "indent": min(right.indent, 4) / 4,
        "short": float(left.size <= 12 and not ended),
    }


def break_score(left: Form, right: Form) -> float:
    """Log odds that ``right`` continues ``left``."""
    return math.fsum(
        BREAK.get(name, 0.0) * value for name, value in break_features(left, right).items()
    )
