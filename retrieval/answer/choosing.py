"""Query, pool -> the candidates of the answer: which extractors a kind asks, in which order, and how many it gives."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.answer.choosing_people import choose_people, choose_posts
from retrieval.answer.enumerated import enumerated
from retrieval.answer.figures import numbers
from retrieval.answer.introduced import introduced
from retrieval.answer.lists import lists, name_lists
from retrieval.answer.makers import made_by
from retrieval.answer.marked import called_first
from retrieval.answer.natives import asks_origin, origins
from retrieval.answer.phrases import phrases
from retrieval.answer.relative import settled
from retrieval.answer.rolls import roll
from retrieval.answer.scoring import Ranked
from retrieval.answer.superlatives import extreme
from retrieval.answer.titles import meetings, titles
from retrieval.answer.typed import dates, focus_words, is_common, names
from retrieval.records import Kind, NameKind, Query

__all__ = ["choose"]

_LEAST_LIST = 0.25  # a list that fits no better is of something else
_LEAST_PLACE = 0.4  # a place that fits no better is where something else was


def choose(query: Query, ranked: Ranked) -> list[Candidate]:
    """The candidates that make the answer, in order; none where no extractor finds one."""
    if query.plural and query.kind not in {Kind.PEOPLE, Kind.DATE, Kind.NUMBER}:
        return _list(query, ranked)
    if query.kind is Kind.PEOPLE:
        return _people(query, ranked)
    if query.kind is Kind.POST:
        return choose_posts(query, ranked)
    found = _single(query, ranked)
    best = extreme(query, found) or (found[0] if found else None)
    if best is None or (query.kind is Kind.PLACE and best.score < _LEAST_PLACE):
        return []
    if query.kind is Kind.PLACE:
        return [_with_crossing(best)]
    return [settled(best, ranked) if query.kind is Kind.DATE else best]


# 甲路 + 与乙路十字路口: one place is named by two roads
_CROSSING = re.compile(
    r"(?:[与和同][一-鿿\d]{2,10}?)?的?(?:十字|丁字|三岔|交叉)?(?:路口|交叉口|岔口|交[汇界会]处)"
)


_ROAD = re.compile(r"[^、,，。;；市县区镇乡在于\s]{1,8}[路街道巷线][与和同]$")


def _with_crossing(place: Candidate) -> Candidate:
    """A road with the road that it meets, where the place is their crossing."""
    text = place.scored.unit.text
    found = _CROSSING.match(text, place.span[1])
    if found is None and not _CROSSING.search(place.text):
        return place
    first = _ROAD.search(text[: place.span[0]])
    span = (first.start() if first else place.span[0], found.end() if found else place.span[1])
    return replace(place, text=text[slice(*span)], span=span)


def _people(query: Query, ranked: Ranked) -> list[Candidate]:
    """People, or the body that did it, where that is the surer."""
    found = roll(query, ranked) or choose_people(query, ranked) or introduced(query, ranked)[:1]
    body = made_by(query, ranked)
    return [body] if body and (not found or body.score > found[0].score) else found


def _single(query: Query, ranked: Ranked) -> list[Candidate]:
    """Candidates for one answer, the best first."""
    if query.kind in _TYPED:
        return _TYPED[query.kind](query, ranked)
    kinds = _NAMED.get(query.kind)
    if query.kind is Kind.PLACE and asks_origin(query) and (born := origins(ranked)):
        return born
    if kinds:
        found = _best_first(names(query, ranked, kinds) + phrases(query, ranked))
        return called_first(query, _whole(query, found))
    if query.kind is Kind.EVENT:
        return called_first(query, _best_first(titles(query, ranked) + phrases(query, ranked)))
    if query.details.get("mode") in {"why", "how", "fate", "topic"}:
        return []
    return phrases(query, ranked)


def _whole(query: Query, found: list[Candidate]) -> list[Candidate]:
    """``found`` with the whole place first where the best only begins it: 兰桥县城以北3公里处, not 兰桥."""
    if query.kind is not Kind.PLACE or query.focus or not found:
        return found
    best = found[0]
    longer = [
        c for c in found[:_WIDE]
        if c.scored is best.scored and c.span[0] == best.span[0] and c.span[1] > best.span[1]
        and c.score >= _AS_GOOD * best.score
    ]  # fmt: skip
    if not longer:
        return found
    first = max(longer, key=lambda c: c.score)
    return [first, *(c for c in found if c is not first)]


_ONE_OR_MORE = re.compile(r"[了着过](?:什么|啥)[?？呢]*$")  # 中午吃了什么: one thing, or several
_WIDE, _AS_GOOD = 8, 0.85


def _best_first(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda candidate: -candidate.score)


_TYPED: dict[Kind, Callable[[Query, Ranked], list[Candidate]]] = {
    Kind.NUMBER: numbers,
    Kind.DATE: dates,
}
_NAMED = {
    Kind.PLACE: (NameKind.PLACE, NameKind.ORGANISATION),
    Kind.ORGANISATION: (NameKind.ORGANISATION, NameKind.PLACE),
}
_LISTED = {
    Kind.PLACE: (NameKind.PLACE,),
    Kind.ORGANISATION: (NameKind.ORGANISATION, NameKind.PLACE),
}


def _list(query: Query, ranked: Ranked) -> list[Candidate]:
    if query.kind is Kind.EVENT and not query.details.get("count"):
        held = meetings(query, ranked)
        if held:
            return held
    found = sorted(
        lists(query, ranked) + enumerated(query, ranked), key=lambda entries: -entries[0].score
    )
    kinds = _LISTED.get(query.kind)
    if kinds:
        named = name_lists(query, ranked, kinds)
        found = sorted(found + named, key=lambda entries: -entries[0].score)
    single = _single(query, ranked)
    spread = _spread(query, single) or _in_turn(query, single, found)
    if found and (not spread or found[0][0].score > spread[0].score - 0.1):
        chosen = found[0]
    else:
        chosen = spread or single[:1]
    if chosen and single and not spread and _ONE_OR_MORE.search(query.details.get("read", "")):
        chosen = max(chosen, single[:1], key=lambda entries: entries[0].score)
    return chosen if chosen and chosen[0].score >= _LEAST_LIST else []


_SUMS = re.compile(
    r"[两几二三四五六七八九十\d][大个家所座条项支]"
)  # 两所小学 tells of them, and names none
_TURN = 0.8  # share of the best score of those told of one after the other


def _in_turn(
    query: Query, single: Sequence[Candidate], listed: Sequence[Sequence[Candidate]]
) -> list[Candidate]:
    """Things called what is asked for, each told of in a sentence of its own: 甲小学垮了墙。乙小学塌了顶 names two."""
    focus, count = focus_words(query), int(query.details.get("count") or 0)
    called = [c for c in single if len(c.text) > 2 and c.text.endswith(focus)] if focus else []
    if not called or any(e.text.endswith(focus) for e in (listed[0] if listed else ())):
        return []
    story, unit = called[0].scored.story, called[0].scored.score
    kept: dict[str, Candidate] = {}
    for c in called:
        near = c.scored.story is story and c.scored.score >= _TURN * unit
        if _SUMS.search(c.text):
            continue
        if near and c.score >= _TURN * called[0].score and not is_common(c.text, focus):
            kept.setdefault(c.text, c)
    told = list(kept.values())[: count or None]
    if len(told) < max(2, count):
        return []
    return sorted(told, key=lambda c: (c.scored.unit.paragraph, c.scored.unit.span, c.span))


def _spread(query: Query, single: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate of each of several articles, where so many are asked for as they are."""
    count = int(query.details.get("count") or 0)
    by_story: dict[str, Candidate] = {}
    for candidate in single:
        by_story.setdefault(candidate.scored.story.article.id, candidate)
    best = list(by_story.values())[:count]
    if len(best) < 2 or best[-1].score < 0.8 * best[0].score:
        return []
    return best
