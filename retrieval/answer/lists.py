"""Query, ranked units -> a 、-list: the entries beside the question's words, each as printed."""

import re
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.answer.nearness import nearness
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.records import Query, Span

__all__ = ["lists"]

_UNITS = 14
_ITEM = r"(?:《[^《》]{1,40}》|“[^“”]{1,40}”|[^、,，。;；:：!！?？()（）“”《》\n]){1,40}?"
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM})+(?=[,，。;；:：!！?？()（）\n]|$)")
_LAST = re.compile(r"(?:和|与|及|以及|并)")
_TAIL = re.compile(
    r"(?:等|等等)(?:[\d一二三四五六七八九十两几]*[个家名位种项地省市县区条件所类样])?[^、]{0,14}$"
)
_VERBS = re.compile(
    r".*(?:位于|分布在|包括|有|为|是|由|在|到|吃了?|使用|访问|前往|赴|来自|获得|用|及|对|向|将|把|了|分别|即|如|共|的)(?=.)"
)


def lists(query: Query, ranked: Ranked) -> list[list[Candidate]]:
    """Lists of the best units, the best first; each is its entries in order."""
    found: list[tuple[float, list[Candidate]]] = []
    count = int(query.details.get("count") or 0)
    for scored in ranked.units[:_UNITS]:
        for match in _LIST.finditer(scored.unit.text):
            entries = _entries(scored, match.span())
            if len(entries) < 2 or all(_asked(e.text, query) for e in entries):
                continue
            near = nearness(match.span(), scored.unit.plain, ranked.needs)
            fits = 1.0 if not count or count == len(entries) else 0.4
            score = (0.5 * scored.score + 0.5 * near) * (0.6 + 0.4 * fits)
            found.append((score, [replace(e, score=score) for e in entries]))
    return [entries for _, entries in sorted(found, key=lambda pair: -pair[0])]


def _entries(scored: Scored, span: Span) -> list[Candidate]:
    """Cut a list at 、 and its last 和; what stands before the first entry and behind 等 is no part of it."""
    text = scored.unit.text
    start, end = span
    complete = True
    tail = _TAIL.search(text[start:end])
    if tail:
        end, complete = start + tail.start(), False
    parts: list[Span] = []
    place = start
    for piece in text[start:end].split("、"):
        parts.append((place, place + len(piece)))
        place += len(piece) + 1
    first = parts[0]
    cut = _VERBS.match(text[first[0] : first[1]])
    if cut:
        parts[0] = (first[0] + cut.end(), first[1])
    last = parts[-1]
    joint = _LAST.search(text[last[0] + 1 : last[1]])
    if joint:
        parts[-1:] = [(last[0], last[0] + 1 + joint.start()), (last[0] + 1 + joint.end(), last[1])]
    return [
        Candidate(text[s:e].strip(), scored, (s, e), 0.0, complete)
        for s, e in parts
        if text[s:e].strip()
    ]


def _asked(text: str, query: Query) -> bool:
    return plain_text(text) in query.details.get("read", "")
