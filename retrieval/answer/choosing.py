"""Query, pool -> the candidates of the answer: which extractors a kind asks, in which order, and how many it gives."""

from collections.abc import Callable, Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.lists import lists
from retrieval.answer.people import holders, listed_with, people
from retrieval.answer.phrases import phrases
from retrieval.answer.posts import posts
from retrieval.answer.scoring import Ranked
from retrieval.answer.superlatives import extreme
from retrieval.answer.typed import dates, names, numbers
from retrieval.records import Kind, NameKind, Query

__all__ = ["SpanRanker", "choose"]

SpanRanker = Callable[[Query, Sequence[Candidate]], Sequence[Candidate]]


def choose(query: Query, ranked: Ranked, ranker: SpanRanker | None) -> list[Candidate]:
    """The candidates that make the answer, in order; none where no extractor finds one."""
    if query.plural and query.kind not in {Kind.PEOPLE, Kind.DATE, Kind.NUMBER}:
        return _list(query, ranked, ranker)
    if query.kind is Kind.PEOPLE:
        return _people(query, ranked, ranker)
    if query.kind is Kind.POST:
        return _post(query, ranked)
    found = _single(query, ranked)
    if ranker is not None:
        found = list(ranker(query, found))
    best = extreme(query, found)
    return [best] if best else found[:1]


def _single(query: Query, ranked: Ranked) -> list[Candidate]:
    if query.kind is Kind.NUMBER:
        return numbers(query, ranked)
    if query.kind is Kind.DATE:
        return dates(query, ranked)
    if query.kind is Kind.PLACE:
        found = names(query, ranked, [NameKind.PLACE, NameKind.ORGANISATION]) + phrases(
            query, ranked
        )
        return sorted(found, key=lambda c: -c.score)
    if query.kind is Kind.ORGANISATION:
        found = names(query, ranked, [NameKind.ORGANISATION, NameKind.PLACE]) + phrases(
            query, ranked
        )
        return sorted(found, key=lambda c: -c.score)
    if query.details.get("mode") in {"why", "how", "topic"}:
        return []
    return phrases(query, ranked)


def _list(query: Query, ranked: Ranked, ranker: SpanRanker | None) -> list[Candidate]:
    found = lists(query, ranked)
    if found:
        return found[0]
    single = _single(query, ranked)
    return list(ranker(query, single))[:1] if ranker is not None else single[:1]


def _people(query: Query, ranked: Ranked, ranker: SpanRanker | None) -> list[Candidate]:
    if query.details.get("mode") == "whois" and query.people:
        known = _post(query, ranked)
        if known:
            return known
    held = holders(query, ranked)
    found = people(query, ranked)
    if held and (not found or held[0].score >= found[0].score or held[0].score > 0.75):
        count = int(query.details.get("count") or 0)
        return listed_with(held[0], bare=True, most=count)
    if ranker is not None:
        found = list(ranker(query, found))
    if not found:
        return []
    best = extreme(query, found)
    if best:
        return [best]
    count = int(query.details.get("count") or 0)
    if query.plural or query.roles or query.focus is None:
        return listed_with(found[0], loose=query.plural or count > 1, most=count)
    return found[:1]


def _post(query: Query, ranked: Ranked) -> list[Candidate]:
    """The posts of the best sentence, together."""
    found = posts(query, ranked)
    best = [c for c in found if c.scored is found[0].scored] if found else []
    return sorted(best, key=lambda c: c.span)
