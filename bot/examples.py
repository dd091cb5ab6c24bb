"""A release -> questions that it can answer: what /start offers to tap."""

import datetime as dt
from collections.abc import Iterator

from retrieval.records import Event, Library, Role

__all__ = ["example_questions"]

_MOST = 3
_RECENT = dt.timedelta(days=60)


def example_questions(library: Library, language: str) -> tuple[str, ...]:
    """Up to three questions from the newest events of the corpus, in Chinese ("zh") or English."""
    days = library.span_of_days()
    if days is None:
        return ()
    events = library.events_between(days[1] - _RECENT, days[1])
    make = _english if language == "en" else _chinese
    asked = dict.fromkeys(question for event in reversed(events[-20:]) for question in make(event))
    return tuple(asked)[:_MOST]


def _chinese(event: Event) -> Iterator[str]:
    people = event.attendances
    if event.first is not None and event.kind == "meeting" and people:
        yield f"{event.first.month}月{event.first.day}日的会议谁参加了？"
    if any(Role.CHAIRED in person.roles for person in people) and len(event.title) < 24:
        yield f"谁主持了{event.title}？"
    if people and people[0].post:
        yield f"{people[0].person}是什么职务？"


def _english(event: Event) -> Iterator[str]:
    people = event.attendances
    if event.first is not None and event.kind == "meeting" and people:
        yield f"Who attended the {event.first:%b} {event.first.day} meeting?"
    if event.first is not None and any(Role.CHAIRED in person.roles for person in people):
        yield f"Who chaired the {event.first:%B} {event.first.day} meeting?"
    if people and people[0].post:
        yield f"What post does {people[0].person} hold?"
