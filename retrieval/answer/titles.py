"""Query, ranked units -> titles of events: as the facts name them, where the text prints them."""

import re

from retrieval.answer.candidates import Candidate
from retrieval.answer.pool import Story, plain_text
from retrieval.answer.scoring import Ranked, Scored, scored_at
from retrieval.records import Event, Query, Span

__all__ = ["meetings", "titles"]

_MEETING = re.compile(r"会|meeting|conference|session")


def titles(query: Query, ranked: Ranked) -> list[Candidate]:
    """Titles of the events that fit, the best first; a title that the text does not print is left out."""
    found = []
    for story in {id(s.story): s.story for s in ranked.units[:200]}.values():
        for event in story.facts.events:
            place = _printed(story, event, ranked)
            if place is None or _asked(event, query):
                continue
            scored, span = place
            told = scored_at(ranked, story, event.paragraph, event.span[0]) or scored
            fit = 0.15 if _kind_fits(query, event) else -0.15
            fit += 0.3 * _there(query, event)
            score = 0.75 * max(told.score, scored.score) + 0.1 * told.day + fit
            score *= told.trust
            found.append(Candidate(scored.unit.text[span[0] : span[1]], scored, span, score))
    return sorted(found, key=lambda c: -c.score)


def _printed(story: Story, event: Event, ranked: Ranked) -> tuple[Scored, Span] | None:
    title = plain_text(event.title)
    if not title:
        return None
    places = []
    for unit in story.units:
        start = unit.plain.find(title)
        if start >= 0:
            places.append((unit, (start, start + len(title))))
    if not places:
        return None
    unit, span = next((p for p in places if p[0].paragraph >= 0), places[0])
    return ranked.by_unit[unit], span


def _kind_fits(query: Query, event: Event) -> bool:
    if _MEETING.search(query.focus or query.details.get("read", "")):
        return event.kind in {"meeting", "talk", "ceremony"} and bool(_MEETING.search(event.title))
    return event.kind != "other"


def _there(query: Query, event: Event) -> bool:
    """True for an event at which somebody of the question was, in the role asked for."""
    people = {plain_text(name) for name in query.people}
    return any(
        plain_text(a.person) in people and (not query.roles or set(query.roles) & set(a.roles))
        for a in event.attendances
    )


def _asked(event: Event, query: Query) -> bool:
    return plain_text(event.title) in query.details.get("read", "")


def meetings(query: Query, ranked: Ranked) -> list[Candidate]:
    """All events of the kind asked for that fit about as well as the best, one a story, in the order of the stories."""
    found = [c for c in titles(query, ranked) if c.scored.day >= _TIMELY]
    if not found:
        return []
    best: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.score >= _NEAR * found[0].score:
            best.setdefault(candidate.scored.story.article.id, candidate)
    return list(best.values())


_TIMELY = 0.5
_NEAR = 0.7
