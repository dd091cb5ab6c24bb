"""Forms -> which lines are heads, which begin a paragraph and which continue one: the best path.

A headline is not known by its length alone: what opens below it, what stays open above it, and
what it shares with the lines that follow are weighed together, for all lines of a page at once.
"""

import math
import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from retrieval.corpus.assembly.breaks import FIRST_TAGS, OPEN_TAGS, break_score, junction, repeated
from retrieval.corpus.assembly.cohesion import kinship, overlap, pairs_of
from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.openings import Opening, opening
from retrieval.corpus.assembly.weights import HEAD
from retrieval.language.continuity import continuity

__all__ = ["Label", "head_features", "labels"]

_NEAR = 3  # lines on either side that a headline is compared with
_LONGEST = 90  # characters; a longer line is no headline, whatever else is said for it
_SAID = re.compile(r"[^,，。\s]{1,12}(?:说|指出|强调|表示|认为|要求|介绍|透露|称)[,，:：]")
_FUNCTION_TAGS = {"p", "c", "d", "r", "u", "uj"}  # words that seldom begin a headline


class Label(Enum):
    """What a line is."""

    HEAD = "head"
    BEGIN = "begin"  # it begins a paragraph
    CONTINUE = "continue"  # it continues the paragraph of the body line before it


class _Step(NamedTuple):
    score: float
    back: Label | None


def labels(forms: Sequence[Form]) -> list[Label]:
    """Label the lines of a page, furniture left out, by the best path through them."""
    if not forms:
        return []
    heads = [_head_score(forms, i) for i in range(len(forms))]
    paths: list[dict[Label, _Step]] = []
    for i in range(len(forms)):
        before = paths[-1] if paths else None
        goes_on = break_score(forms[i - 1], forms[i]) if i else -math.inf
        paths.append({label: _step(label, before, heads[i], goes_on) for label in Label})
    last = max(paths[-1], key=lambda label: paths[-1][label].score)
    found = [last]
    for i in range(len(forms) - 1, 0, -1):
        back = paths[i][found[-1]].back
        found.append(back or Label.BEGIN)
    return found[::-1]


def _step(label: Label, before: dict[Label, _Step] | None, head: float, goes_on: float) -> _Step:
    """The best way to reach a label; a body line scores nothing, a head its log odds."""
    own = head if label is Label.HEAD else 0.0
    if before is None:
        return _Step(own if label is not Label.CONTINUE else -math.inf, None)
    if label is Label.HEAD:
        back = max(Label, key=lambda each: before[each].score)
        return _Step(before[back].score + own, back)
    body = max((Label.BEGIN, Label.CONTINUE), key=lambda each: before[each].score)
    if label is Label.CONTINUE:
        return _Step(before[body].score + _log_sigmoid(goes_on), body)
    after_body = before[body].score + _log_sigmoid(-goes_on)
    after_head = before[Label.HEAD].score
    return _Step(after_head, Label.HEAD) if after_head > after_body else _Step(after_body, body)


def _log_sigmoid(x: float) -> float:
    return -math.log1p(math.exp(-x)) if x > 0 else x - math.log1p(math.exp(x))


def _head_score(forms: Sequence[Form], i: int) -> float:
    form = forms[i]
    if form.line.hint == "heading" and form.size <= _LONGEST:
        return 8.0
    plain_body = form.end == "stop" and form.stops > 0
    if form.size > _LONGEST or plain_body or form.listed:
        return -20.0
    found = head_features(forms, i)
    return math.fsum(HEAD.get(name, 0.0) * value for name, value in found.items())


def head_features(forms: Sequence[Form], i: int) -> dict[str, float]:
    """Evidence that line ``i`` belongs to a head."""
    return _alone(forms[i]) | _among(forms, i)


def _alone(form: Form) -> dict[str, float]:
    return {
        "bias": 1.0,
        "stop": float(form.end == "stop"),
        "call": float(form.end == "call"),
        "signature": float(form.end == "signature"),
        "colon": float(form.end == "colon"),
        "semicolon": float(form.end == "semicolon"),
        "comma_end": float(form.end == "comma"),
        "byline": float(form.end == "byline"),
        "jump": float(form.end == "jump"),
        "marker": float(form.marker),
        "column": float(form.column),
        "stops": float(min(form.stops, 2)),
        "calls": float(min(form.calls, 2)),
        "commas": float(min(form.commas, 3)),
        "tiny": float(form.size <= 6 and form.end == "open"),
        "long": float(form.size > 30),
        "longer": float(form.size > 40),
        "longest": float(form.size > 60),
        "parts": float(1 < len(form.parts) <= 4),
        "opening": float(form.opening is Opening.STRONG),
        "says_who": float(form.opening is Opening.BYLINE),
        "weak": float(form.opening is Opening.WEAK),
        "unclosed": float(form.unclosed),
        "dangling": float(form.dangling),
        "said": float(bool(_SAID.match(form.plain))),
        "hint_heading": float(form.line.hint == "heading"),
        "hint_body": float(form.line.hint == "body"),
        "indent": float(1 < form.indent <= 4),
        "first_function": float(continuity().tag_of_first(form.plain[:8]) in _FUNCTION_TAGS),
    }


def _among(forms: Sequence[Form], i: int) -> dict[str, float]:
    form = forms[i]
    above = forms[i - 1] if i else None
    below = forms[i + 1] if i + 1 < len(forms) else None
    echo = overlap(form, forms[i + 1 : i + 1 + _NEAR])
    found = {
        "echo": float(echo > 0.35),
        "loud_echo": float(echo > 0.6),
        "through": kinship(
            pairs_of(forms[i + 1 : i + 1 + _NEAR]), pairs_of(forms[max(0, i - _NEAR) : i])
        ),
        "first": float(above is None),
        "after_end": float(above is not None and above.ended),
        "after_comma": float(above is not None and above.end in {"comma", "semicolon", "colon"}),
        "after_open": float(above is not None and not above.ended and above.size > 30),
        "overlap_next": echo,
        "overlap_one": overlap(form, forms[i + 1 : i + 2]),
        "overlap_before": overlap(form, forms[max(0, i - _NEAR) : i]),
        "bridge_before": max(0.0, junction(above, form).bridge) / 10
        if above is not None and not above.ended
        else 0.0,
    }
    return found | _below(form, below)


def _below(form: Form, below: Form | None) -> dict[str, float]:
    if below is None:
        names = ("next_opening", "next_byline", "next_weak", "next_short", "next_dangling")
        seamed = ("repeated", "last_open", "bridge", "syntax", "first_bound")
        return {"last": 1.0} | dict.fromkeys(names + seamed, 0.0)
    seam = junction(form, below)
    joined = opening(form.plain + below.plain[:40]) if form.opening is not Opening.STRONG else 0
    return {
        "next_opening": float(below.opening is Opening.STRONG),
        "next_byline": float(below.opening is Opening.BYLINE or below.end == "byline"),
        "last": 0.0,
        "next_weak": float(below.opening is Opening.WEAK),
        "next_short": float(below.size <= 30 and below.ended),
        "next_dangling": float(below.dangling),
        "first_bound": float(seam.first in FIRST_TAGS),
        "repeated": float(min(1, repeated(form.plain, below.plain))),
        "last_open": float(seam.last in OPEN_TAGS),
        "bridge": max(0.0, seam.bridge) / 10,
        "syntax": seam.syntax / 4,
        "opening": float(joined == Opening.STRONG or form.opening is Opening.STRONG),
    }
