"""An English question's clauses with their places -> the same clauses, those near the question word marked as such.

What is asked is told beside the words of the question's main clause: of "How many of the crew were saved after
the ship sank off Lisse" the answer stands beside crew and saved, not beside Lisse. So a clause's nearness counts
the content words between it and the question word, and each preposition or conjunction between as two more; the
verb that did, was or will leave to the end stands beside it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.query.english_words import content, words_of
from retrieval.records import Clause, Span

__all__ = ["focused"]

_LEADS_AWAY = re.compile(
    r"\b(?:in|on|at|from|after|before|during|over|by|with|for|about|near|off|between|against|under|into|through|when|where|while|"
    r"that|which|who|whose|because|since|until|as|if|according|among|along|within|outside|inside|across)\b"
    r"|\bto (?=(?:the|an?|his|her|its|their|this|that|these|those|old|young|poor|local|each)\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"\b(?:did|does|do)\b", re.IGNORECASE)
_AWAY = 2.0  # content words that a preposition counts as
_REACH = 1.5  # content words at which nearness has fallen to 1/e
_MOST = 3.0  # what a clause right beside the question word has more


def focused(text: str, wh: str, spelt: Sequence[tuple[Clause, Span]]) -> tuple[Clause, ...]:
    """Mark the clauses.

    Args:
        text: the question, in which the clauses have their places.
        wh: "start,end" of the question word with its noun; "0,0" where there is none.
        spelt: the clauses with their places.
    """
    start, end = (int(number) for number in wh.split(","))
    if end == 0:
        return tuple(clause for clause, _ in spelt)
    verb = _last_of_main(text, end) if _INVERTED.match(text[end:].lstrip()) else (-1, -1)
    marked = []
    for clause, span in spelt:
        far = 0.0 if span == verb or _meets(span, (start, end)) or _meets(span, verb) else None
        if far is None:
            far = _distance(text[end : span[0]] if span[0] >= end else text[span[1] : start])
        marked.append(replace(clause, focal=1 + _MOST * math.exp(-far / _REACH)))
    return tuple(marked)


def _last_of_main(text: str, end: int) -> Span:
    """The place of the last content word before what leads away from the main clause: its verb."""
    away = _LEADS_AWAY.search(text, end)
    words = [w for w in words_of(text[: away.start() if away else len(text)]) if w[1][0] >= end]
    places = [span for word, span in words if content(word)]
    return places[-1] if places else (-1, -1)


def _distance(between: str) -> float:
    words = sum(content(word) for word, _ in words_of(between))
    return words + _AWAY * len(_LEADS_AWAY.findall(between))


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
