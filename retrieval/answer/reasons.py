"""Ranked sentences -> the one that gives the reason, and the clause of it that does.

A paper seldom repeats the words of the question beside the reason ("the cause is that villagers burnt weeds"), so a
sentence of a right story that names a cause is worth more than one that only tells what happened.
"""

import re

from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.sentences import clauses
from retrieval.records import HEAD, Query, Span

__all__ = ["reason"]

_READ = 30  # sentences looked into
_NAMED = re.compile(
    r"原因|起因|肇因|诱因|缘由|缘于|源于|起源于|是(?:由于|因为?(?![此而素]))|(?:怀疑|疑)(?:是|为|似|与)|元凶"
)
_LINKED = re.compile(
    r"因为|由于|因而|因此|所以|导致|致使|所致|引起|引发|引燃|造成|酿成|诱发|招致|触发|为了|旨在|目的|以便|从而"
    r"|系(?=[^,，。;；]{3,}所致)|(?:可能|或)(?:与|是)|有关|初步(?:认定|判断|判定|调查|分析)|(?<![原起诱肇成])因(?!此|而|素)"
)
# what stands behind these is the effect: the cause stands before
_EFFECT = re.compile(
    r"^(?:从而|进而|并|结果|最终|最后|以致)?(?:引起|引发|引燃|导致|致使|造成|酿成|诱发|招致|触发|所致)"
)
# what it led to is no reason for it, unless that is what is asked
_TOLL = re.compile(
    r"(?:造成|导致|致使?)[^,，。;；:：]{0,16}?(?:死|伤|亡|损失|遇难|失踪|受灾|受困|被困|中断)"
)
_BEST = 0.4  # more, in the story that tells of what is asked
# what was thought and was not so
_DENIED = re.compile(r"排除|并非|不是|而不是|传言|谣传|误以为|起初以为|最初以为|一度怀疑|否认")
_MORE = {"named": 0.45, "linked": 0.3, "none": 0.0}  # of the best sentence's score
_HEADLINE = 0.15  # head lines seldom give reasons
_SHORT = 8  # characters of a clause that says too little alone


def reason(query: Query, ranked: Ranked) -> tuple[Scored, Span | None]:
    """The sentence that likeliest gives the reason, and the clause in its text; no clause where no word says why."""
    top = ranked.units[0].score
    asked = query.details.get("read", "")

    def told(scored: Scored) -> str:
        return scored.unit.plain if _HURT.search(asked) else _TOLL.sub(_blank, scored.unit.plain)

    story = ranked.units[0].story
    best = max(
        ranked.reading(_READ),
        key=lambda scored: _worth(scored, told(scored), top, here=scored.story is story),
    )
    return best, _clause(told(best))


_HURT = re.compile(
    r"死|伤|亡|损失|遇难|失踪|受灾|困|中断|\b(?:die|died|dead|death|deaths|hurt|injur\w+|loss|losses)\b"
)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _worth(scored: Scored, said: str, top: float, *, here: bool) -> float:
    tells = "named" if _NAMED.search(said) else "linked" if _LINKED.search(said) else "none"
    more = _MORE[tells] + _BEST * (here and tells != "none")
    return scored.score + top * (more - _HEADLINE * (scored.unit.paragraph == HEAD))


def _clause(text: str) -> Span | None:
    """The clause with the word that says why; with the one before it where that holds the cause."""
    parts = clauses(text)
    for pattern in (_NAMED, _LINKED):
        for number, part in enumerate(parts):
            match = pattern.search(text, *part)
            if match is not None and not _DENIED.search(text, *part):
                return _whole(text, parts, number, match.end())
    return None


def _whole(text: str, parts: list[Span], number: int, said: int) -> Span:
    """The clause ``number``, whose word ends at ``said``, with those it needs to say the cause."""
    first = last = number
    if number and _EFFECT.match(text[slice(*parts[number])].lstrip()):
        first -= 1
    elif said >= parts[number][1] - 2:  # 原因是: what follows the mark
        last += 1
    while last + 1 < len(parts) and parts[last][1] - parts[first][0] < _SHORT:
        last += 1
    return parts[first][0], parts[min(last, len(parts) - 1)][1]
