"""Query, Hits -> Answer: candidates of the kind asked for, the best with its quote, or an honest "not found"."""

from collections.abc import Callable, Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.deciding import THRESHOLD, confidence
from retrieval.answer.events import fitting_events, scored_at
from retrieval.answer.pool import Pool
from retrieval.answer.quoting import cite, cite_article
from retrieval.answer.scoring import Ranked, rank_units
from retrieval.answer.typed import dates, names, numbers
from retrieval.language.analyzer import Analyzer
from retrieval.records import (
    Answer,
    Citation,
    Hit,
    Kind,
    Library,
    NameKind,
    Query,
    Status,
)

__all__ = ["SpanRanker", "answer"]

SpanRanker = Callable[[Query, Sequence[Candidate]], Sequence[Candidate]]


def answer(
    query: Query,
    hits: Sequence[Hit],
    library: Library,
    analyzer: Analyzer | None = None,
    *,
    threshold: float = -1.0,
    ranker: SpanRanker | None = None,
) -> Answer:
    """Answer a query from its hits.

    ``threshold`` is the confidence below which the answer is "not found" (negative: the measured
    default); ``ranker`` may put typed candidates in another order.
    """
    if not query.clauses or not hits:
        return not_found(query, hits, library)
    pool = Pool.of(hits, library)
    ranked = rank_units(query, pool)
    found = _people(query, pool, ranked) if query.kind is Kind.PEOPLE else None
    if found is None:
        candidates = _candidates(query, ranked)
        if ranker is not None:
            candidates = list(ranker(query, candidates))
        found = _single(query, ranked, candidates)
    limit = THRESHOLD if threshold < 0 else threshold
    if found.confidence < limit:
        return not_found(query, hits, library, found.confidence)
    return found


def _candidates(query: Query, ranked: Ranked) -> list[Candidate]:
    if query.kind is Kind.NUMBER:
        return numbers(query, ranked)
    if query.kind is Kind.DATE:
        return dates(query, ranked)
    kinds = {
        Kind.PEOPLE: [NameKind.PERSON],
        Kind.PLACE: [NameKind.PLACE, NameKind.ORGANISATION],
        Kind.ORGANISATION: [NameKind.ORGANISATION, NameKind.PLACE],
    }.get(query.kind)
    return names(query, ranked, kinds) if kinds else []


def _people(query: Query, pool: Pool, ranked: Ranked) -> Answer | None:
    """Who was at the event that fits best, in the roles asked for."""
    if not query.roles:
        return None
    events = fitting_events(query, pool, ranked)
    if not events:
        return None
    best = events[0]
    scored = scored_at(ranked, best.story, best.people[0].paragraph, best.people[0].span[0])
    if scored is None:
        return None
    citations: dict[tuple[int, int], Citation] = {}
    for person in best.people:
        where = scored_at(ranked, best.story, person.paragraph, person.span[0])
        if where:
            start = where.unit.span[0]
            spans = [(person.span[0] - start, person.span[1] - start)]
            key = (where.unit.paragraph, start)
            old = citations.get(key)
            shift = spans if old is None else [*old.spans, *spans]
            citations[key] = cite_article(best.story.article, key[0], where.unit.span, shift)
    items = tuple(dict.fromkeys(a.person for a in best.people))
    return Answer(
        status=Status.ANSWERED,
        kind=query.kind,
        answer="、".join(items),
        items=items,
        citations=tuple(citations.values()),
        query=query,
        confidence=confidence(query, ranked, scored),
        complete=best.event.complete,
    )


def _single(query: Query, ranked: Ranked, candidates: Sequence[Candidate]) -> Answer:
    """The best candidate, or the best sentence where there is none."""
    if candidates:
        best = candidates[0]
        scored, spans = best.scored, [best.span]
        text, items = best.text, (best.text,)
    else:
        scored = ranked.units[0]
        spans, text = [], scored.unit.text.strip()
        items = (text,)
    return Answer(
        status=Status.ANSWERED,
        kind=query.kind,
        answer=text,
        items=items,
        citations=(cite(scored.story, scored.unit, spans),),
        query=query,
        confidence=confidence(query, ranked, scored),
    )


def not_found(query: Query, hits: Sequence[Hit], library: Library, sure: float = 0.0) -> Answer:
    """An honest refusal with the nearest articles as citations."""
    citations: dict[str, Citation] = {}
    for hit in hits[:12]:
        if hit.article.id not in citations and len(citations) < 3:
            passage = hit.passage
            citations[hit.article.id] = cite_article(hit.article, passage.paragraph, passage.span)
    return Answer(
        status=Status.NOT_FOUND,
        kind=query.kind,
        answer=None,
        items=(),
        citations=tuple(citations.values()),
        query=query,
        confidence=sure,
    )
