"""Query, pool -> the candidates of the answer: which extractors a kind asks, in which order, and how many it gives."""

from collections.abc import Callable, Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.lists import lists, name_lists
from retrieval.answer.people import holders, listed_with, names_post, people, reporters
from retrieval.answer.phrases import phrases
from retrieval.answer.posts import posts
from retrieval.answer.relative import settled
from retrieval.answer.scoring import Ranked
from retrieval.answer.superlatives import extreme
from retrieval.answer.titles import meetings, titles
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
    best = extreme(query, found) or (found[0] if found else None)
    if best is None:
        return []
    return [settled(best, ranked) if query.kind is Kind.DATE else best]


def _single(query: Query, ranked: Ranked) -> list[Candidate]:
    if query.kind is Kind.NUMBER:
        return numbers(query, ranked)
    if query.kind is Kind.EVENT:
        return sorted(titles(query, ranked) + phrases(query, ranked), key=lambda c: -c.score)
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
    if query.kind is Kind.EVENT and not query.details.get("count"):
        held = meetings(query, ranked)
        if held:
            return held
    found = lists(query, ranked)
    kinds = {
        Kind.PLACE: [NameKind.PLACE],
        Kind.ORGANISATION: [NameKind.ORGANISATION, NameKind.PLACE],
    }.get(query.kind)
    if kinds:
        named = name_lists(query, ranked, kinds)
        found = sorted(found + named, key=lambda entries: -entries[0].score)
    single = _single(query, ranked)
    if ranker is not None:
        single = list(ranker(query, single))
    spread = _spread(query, single)
    if found and (not spread or found[0][0].score > spread[0].score - 0.1):
        return found[0]
    return spread or single[:1]


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


def _people(query: Query, ranked: Ranked, ranker: SpanRanker | None) -> list[Candidate]:
    if query.details.get("mode") == "whois" and query.people:
        known = _post(query, ranked)
        if known:
            return known
    if query.details.get("mode") == "author":
        return reporters(query, ranked)
    held = holders(query, ranked)
    found = people(query, ranked)
    sure = held and (held[0].score > 0.7 or query.details.get("mode") == "whois")
    if held and (sure or not found or held[0].score >= found[0].score):
        count = int(query.details.get("count") or 0)
        return _holders(query, held, count)
    if not held and names_post(query):
        return []
    if ranker is not None:
        found = list(ranker(query, found))
    if not found:
        return []
    best = extreme(query, found)
    if best:
        return [best]
    count = int(query.details.get("count") or 0)
    if query.plural or query.roles or query.focus is None:
        listed = listed_with(found[0], most=count)
        if len(listed) < 2 and (query.plural or count > 1):
            listed = listed_with(found[0], loose=True, most=count)
        return listed
    return found[:1]


def _holders(query: Query, held: Sequence[Candidate], count: int) -> list[Candidate]:
    """Who holds the post: all that the best sentence names so where several are asked for."""
    if not query.plural:
        return listed_with(held[0], bare=True, most=count)
    same = [c for c in held if c.scored is held[0].scored and c.score >= held[0].score - 0.05]
    ordered = sorted({c.span: c for c in same}.values(), key=lambda c: c.span)
    return ordered if len(ordered) > 1 else listed_with(held[0], loose=True, most=count)


def _post(query: Query, ranked: Ranked) -> list[Candidate]:
    """The posts of the best sentence, together."""
    found = posts(query, ranked)
    best = [c for c in found if c.scored is found[0].scored] if found else []
    return sorted(best, key=lambda c: c.span)
