"""Query, pool -> who was at the event asked about, from the facts of the corpus; ``None`` where no event fits."""

from dataclasses import replace

from retrieval.answer.anchoring import anchored
from retrieval.answer.candidates import Candidate
from retrieval.answer.composing import composed
from retrieval.answer.deciding import confidence
from retrieval.answer.events import FittingEvent, fitting_events
from retrieval.answer.pool import Pool
from retrieval.answer.scoring import Ranked, scored_at
from retrieval.records import Answer, Choice, Query, Status

__all__ = ["attendance"]

_CLEAR = 0.07  # the lead of a clear winner
_FEW = 2  # words of a question that says nothing of its event: 参加, 会议
_LOW = 0.35  # an event that fits worse is none


def attendance(query: Query, pool: Pool, ranked: Ranked) -> Answer | None:
    """The people of the best event; a choice where another article's event fits about equally well."""
    events = fitting_events(query, pool, ranked)
    events = [e for e in events if e.day >= 0.5] or events
    if not events or (events[0].score < _LOW and not (query.dates and events[0].day >= 0.8)):
        return None
    best = events[0]
    candidates = _candidates(best, ranked)
    count = int(query.details.get("count") or 0)
    if not candidates or 0 < count < len(candidates):  # 在座的还有哪两位 asks for no five
        return None
    sure = confidence(query, ranked, candidates[0].scored)
    found = composed(query, anchored(query, candidates, ranked), sure)
    found = replace(found, complete=best.event.complete)
    others = [
        e for e in events[1:]
        if e.story is not best.story and e.score >= best.score - 3 * _CLEAR and _same_day(query, e)
    ]  # fmt: skip
    if not others or not (query.dates or _vague(ranked)):
        return found
    near = [e for e in others if e.score >= best.score - _CLEAR]
    choices = tuple(_choice(e) for e in (best, *others)[:6])
    if near:
        return replace(found, status=Status.CHOICE, choices=choices)
    return replace(found, note="another_event", choices=choices)


def _vague(ranked: Ranked) -> bool:
    """True for a question that says nothing of which event is meant."""
    return not any(need.hard for need in ranked.needs) and len(ranked.needs) <= _FEW


def _candidates(fitting: FittingEvent, ranked: Ranked) -> list[Candidate]:
    found = []
    for person in fitting.people:
        scored = scored_at(ranked, fitting.story, person.paragraph, person.span[0])
        if scored:
            start = scored.unit.span[0]
            span = (person.span[0] - start, person.span[1] - start)
            found.append(Candidate(person.person, scored, span, fitting.score))
    return found


def _same_day(query: Query, fitting: FittingEvent) -> bool:
    return not query.dates or fitting.day >= 0.8


def _choice(fitting: FittingEvent) -> Choice:
    article = fitting.story.article
    return Choice(
        fitting.event.title or article.headline or "",
        article.id,
        article.headline,
        fitting.event.first or article.date,
    )
