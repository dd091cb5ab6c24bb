"""Who does what a question asks about: 谁获得挑战权 asks for the subject of 获得, which stands before it, often clauses before.

甲战胜乙,从而获得挑战权: the subject of a clause without people is that of the clause before, its first group of people.
"""

import re
from collections.abc import Sequence

from retrieval.answer.groups import groups_of
from retrieval.answer.needs import Need
from retrieval.records import Name, Query, Span

__all__ = ["doers_of", "verb_asked"]

_CLAUSE = re.compile(r"[,，;；:：]")
_SENTENCE = re.compile(r"[。!！?？]")
_NOT_DOING = re.compile(
    r"(?:对|向|给|把|将|被|同|跟|为|与|和|替|让|受|致[电函信]|会见|接见|拜会|感谢|祝贺)[^,，;；:：、]{0,24}$"
)
_BY = 3  # characters between a name and a verb that is surely said of it
_BACK = 3  # clauses looked back
_BESIDE = 2.0  # focal weight of the English word right behind who
_INVERTED = re.compile(r"\b(?:did|does|do|was|were|is|are)\b", re.IGNORECASE)
_WHO = re.compile(r"\bwho\b", re.IGNORECASE)


def verb_asked(query: Query, needs: Sequence[Need]) -> Need | None:
    """The verb whose subject is asked for: the first word behind 谁; ``None`` where no subject is asked for."""
    text = query.details.get("read", "")
    words = [need for need in needs if not need.hard and not need.inherited]
    if query.language == "en":
        asked = _WHO.search(text)
        if not asked or _INVERTED.match(text[asked.end() :].lstrip()) or not words:
            return None
        best = max(words, key=lambda need: need.focal)
        return best if best.focal > _BESIDE else None
    end = int(query.details.get("wh", "0,0").split(",")[1])
    right = query.details.get("right", "")
    if not right or right.startswith(("是", "的")):
        return None
    behind = [(text.find(n.label, end), n) for n in words]
    behind = [(at, n) for at, n in behind if end <= at]
    return min(behind, key=lambda pair: pair[0])[1] if behind else None


def doers_of(text: str, names: Sequence[Name], place: Span) -> set[int]:
    """Starts of the names of whom a verb at ``place`` is said."""
    sentence = max([0, *(m.end() for m in _SENTENCE.finditer(text, 0, place[0]))])
    stop = place[0]
    for _ in range(_BACK):
        start = max([sentence, *(m.end() for m in _CLAUSE.finditer(text, sentence, stop))])
        within = [n for n in names if start <= n.span[0] and n.span[1] <= stop]
        doing = [n for n in within if not _NOT_DOING.search(text[start : n.span[0]])]
        if doing:
            groups = groups_of(text, names)
            beside = stop == place[0] and stop - doing[-1].span[1] <= _BY
            first = doing[-1] if beside else doing[0]
            group = next(g for g in groups if first in g.names)
            return {name.span[0] for name in group.names if name.span[1] <= place[0]}
        if start == sentence:
            break
        stop = start - 1
    return set()
