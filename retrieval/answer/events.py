"""Who was at an event: the event of the facts that fits the question best, and the people in the roles asked for."""

import re
from dataclasses import dataclass

from retrieval.answer.needs import share
from retrieval.answer.pool import Pool, Story, plain_text
from retrieval.answer.scoring import Ranked, scored_at
from retrieval.language.posts import parse_post, same_post
from retrieval.records import Attendance, Event, Query, Role

__all__ = ["FittingEvent", "fitting_events", "people_of"]


@dataclass(frozen=True, slots=True)
class FittingEvent:
    """An event with its fit, and the people in the roles asked for."""

    event: Event
    story: Story
    score: float
    people: tuple[Attendance, ...]
    day: float = 1.0  # how well its day fits


def fitting_events(query: Query, pool: Pool, ranked: Ranked) -> list[FittingEvent]:
    """Give the events with somebody in the roles asked for, the best fit first."""
    found = []
    full = max((s.kept for s in ranked.units), default=1.0)
    kept = {id(s.story) for s in ranked.units if s.kept >= full}
    for story in (story for story in pool.stories if id(story) in kept):
        for event in story.facts.events:
            people = _holding(people_of(event, query), query)
            if people:
                fit, day = _fit(query, event, story, ranked)
                found.append(FittingEvent(event, story, fit, people, day))
    return sorted(found, key=lambda f: -f.score)


_OURS = re.compile(r"中方|我方|中国方面")


def people_of(event: Event, query: Query) -> tuple[Attendance, ...]:
    """The people of an event in any of the roles; "attended" is everybody who was there. Nobody of the question."""
    asked = {plain_text(name) for name in query.people}
    there = [a for a in event.attendances if plain_text(a.person) not in asked]
    if _OURS.search(query.details.get("read", "")):  # 中方哪几位: an ambassador here is a guest
        there = [a for a in there if "驻华" not in (a.post or "")]
    if Role.ATTENDED in query.roles:
        return tuple(there)
    hosts = [a for a in event.attendances if Role.RECEIVED in a.roles]
    if Role.RECEIVED in query.roles and any(plain_text(a.person) in asked for a in hosts):
        guests = tuple(a for a in there if not {Role.ACCOMPANIED, Role.ATTENDED} & set(a.roles))
        return guests or tuple(a for a in there if Role.ACCOMPANIED not in a.roles)
    if Role.ACCOMPANIED in query.roles:
        there = [a for a in there if not _told_by_post(a, query)]
        with_them = {Role.ACCOMPANIED, Role.ATTENDED}
        return tuple(a for a in there if with_them & set(a.roles))
    return tuple(a for a in there if set(a.roles) & set(query.roles))


def _told_by_post(person: Attendance, query: Query) -> bool:
    """True for whom the question itself tells by the post: 甲见邻国交通部长时谁陪着 asks for no 交通部长."""
    text, post = plain_text(query.details.get("read", "")), plain_text(person.post or "")
    place = text.find(post) if len(post) > _PLAIN_POST else -1
    return place >= 0 and not _ASKED_BEHIND.match(text, place + len(post))


_PLAIN_POST = 2  # characters of a post that says nothing of the unit: 局长
_ASKED_BEHIND = re.compile(r"(?:都|又)?(?:是|有)?(?:谁|哪)")


def _holding(there: tuple[Attendance, ...], query: Query) -> tuple[Attendance, ...]:
    """Those in the post that the question calls them by, where anybody is: 哪几位副主任 asks for no 主任."""
    if query.language != "zh" or not query.focus or not parse_post(query.focus):
        return there
    kept = tuple(
        a
        for a in there
        if any(same_post(query.focus, post) for post in re.split(r"[、,，]", a.post or "") if post)
    )
    return kept or there


def _fit(query: Query, event: Event, story: Story, ranked: Ranked) -> tuple[float, float]:
    scored = scored_at(ranked, story, event.paragraph, event.span[0])
    base = scored.score if scored else ranked.cover(story) * 0.6
    named = share(ranked.needs, plain_text(event.title))
    day = scored.day if scored else 0.5
    return base + 0.15 * named + 0.1 * _kind_fits(query, event), day


def _kind_fits(query: Query, event: Event) -> float:
    text = query.details.get("read", "")
    if any(word in text for word in ("会", "meeting", "conference", "session")):
        return 1.0 if event.kind in {"meeting", "talk"} else -1.0
    visit = any(word in text for word in ("调研", "考察", "走访", "visit", "tour", "inspect"))
    return 1.0 if visit and event.kind == "visit" else 0.0
