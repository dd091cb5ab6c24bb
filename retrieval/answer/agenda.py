"""A query marked as an agenda, library -> the articles of the days, or the events of the days and people.

The lists come from the facts of the release, not from the hits: they are whole, and what is not there is not found.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.answer.composing import not_found
from retrieval.answer.days import fits_day
from retrieval.answer.pool import Story, Unit, plain_text, story_of
from retrieval.answer.quoting import cite
from retrieval.records import (
    Answer,
    Article,
    DateMention,
    DateRange,
    Event,
    Hit,
    Library,
    Query,
    Role,
    Span,
    Status,
)

__all__ = ["agenda", "is_agenda"]

_MOST = 50
_SURE = 0.9
_LATE = dt.timedelta(days=14)  # how long before its issue a story may have happened
_SHORT = dt.timedelta(days=400)  # a corpus in which a day without a month is looked for
_HELD = frozenset({"meeting", "talk", "ceremony"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item of the list: its words, and the unit that prints them."""

    text: str
    story: Story
    unit: Unit
    span: Span


def is_agenda(query: Query) -> bool:
    """True for a question that asks for nothing but what was on (``retrieval.query.agenda``)."""
    return "agenda" in query.details


def agenda(query: Query, hits: Sequence[Hit], library: Library) -> Answer | None:
    """All that is asked for, an item and a citation each, in the order of the days.

    Days without an article are "not found", and so is a person in another role at the events that are known;
    ``None`` where no event is known: the sentences may tell of one.
    """
    asked = query.details["agenda"]
    if asked in {"latest", "front"}:
        told = _latest(library)
        found = [
            _headed(article, library) for article in told[: _MOST if asked == "latest" else 1]
        ]
    elif asked in {"articles", "printed"}:
        told = _articles(query, library, printed=asked == "printed")
        found = [_headed(article, library) for article in told[:_MOST]]
    else:
        found = [_titled(event, library) for event in _events(query, library, asked)[:_MOST]]
    entries = list({entry.text: entry for entry in found if entry is not None}.values())
    if not entries:
        known = asked not in {"meetings", "events"} or _events(
            replace(query, roles=()), library, asked
        )
        return not_found(query, hits) if known else None
    items = tuple(entry.text for entry in entries)
    return Answer(
        status=Status.ANSWERED,
        kind=query.kind,
        answer="；".join(items),
        items=items,
        citations=tuple(cite(e.story, e.unit, [e.span]) for e in entries),
        query=query,
        confidence=_SURE,
    )


def _headed(article: Article, library: Library) -> _Entry | None:
    """An article by its headline, without one by its first sentence."""
    story = story_of(article, library)
    unit = next((u for u in story.units if u.text == article.headline), None)
    unit = unit or next(iter(story.units), None)
    return _Entry(unit.text.strip(), story, unit, (0, len(unit.text))) if unit else None


def _titled(event: Event, library: Library) -> _Entry | None:
    """An event by its title where the article prints it, else by the sentence that tells of it."""
    article = library.article(event.article_id)
    if article is None:
        return None
    story = story_of(article, library)
    title = plain_text(event.title)
    places = [(unit, unit.plain.find(title)) for unit in story.units] if title else []
    printed = [(unit, at) for unit, at in places if at >= 0]
    if printed:
        unit, at = next((p for p in printed if p[0].paragraph >= 0), printed[0])
        return _Entry(unit.text[at : at + len(title)], story, unit, (at, at + len(title)))
    return _headed(article, library)


def _articles(query: Query, library: Library, *, printed: bool) -> list[Article]:
    """The articles of the days, ``printed``: of the issues; of people: those that name them."""
    ids = _ids(query.dates, library, _LATE if printed else dt.timedelta(0))
    if query.people:
        named = [set(library.articles_naming(name)) for name in query.people]
        ids = ids if query.dates else library.articles_naming(query.people[0])
        ids = [i for i in ids if all(i in articles for articles in named)]
    found = filter(None, map(library.article, dict.fromkeys(ids)))
    return [a for a in found if not query.dates or _dated(a, query.dates, printed=printed)]


def _latest(library: Library) -> list[Article]:
    """The articles of the newest issue there is, in the order of its pages."""
    whole = library.span_of_days()
    if whole is None:
        return []
    found = list(
        filter(None, map(library.article, library.articles_between(whole[1] - _LATE, whole[1])))
    )
    newest = max(map(_issued, found), default=dt.date.min)
    issue = [article for article in found if _issued(article) == newest]
    return sorted(issue, key=lambda a: (a.source, _first_line(a)))


def _issued(article: Article) -> dt.date:
    return article.issue_date or article.date or dt.date.min


def _first_line(article: Article) -> int:
    lines = article.head_lines or tuple(n for p in article.paragraphs for n in p.lines)
    return min(lines, default=0)


def _dated(article: Article, dates: Sequence[DateMention], *, printed: bool) -> bool:
    day = article.issue_date if printed else article.date or article.issue_date
    return any(fits_day(date, day) for date in dates)


def _ids(dates: Sequence[DateMention], library: Library, early: dt.timedelta) -> list[str]:
    ranges = _ranges(dates, library)
    return [i for first, last in ranges for i in library.articles_between(first - early, last)]


def _ranges(dates: Sequence[DateMention], library: Library) -> list[DateRange]:
    """The days asked for; for a day without a month the whole of a small corpus."""
    whole = library.span_of_days()
    ranges = []
    for date in dates:
        if date.first is not None and date.last is not None:
            ranges.append((date.first, date.last))
        elif whole is not None and whole[1] - whole[0] < _SHORT:
            ranges.append(whole)
    return ranges


def _events(query: Query, library: Library, asked: str) -> list[Event]:
    """The events of the people in the roles asked for, or all of the days; each with its day."""
    if query.people:
        found: Iterable[Event] = library.events_of(query.people[0])
    else:
        ranges = _ranges(query.dates, library)
        dated = [e for first, last in ranges for e in library.events_between(first, last)]
        filed = _ids(query.dates, library, dt.timedelta(0))
        found = [*dated, *(e for i in filed for e in library.facts(i).events if e.first is None)]
    once = {(event.article_id, event.number): event for event in found}.values()
    kept = [
        event
        for event in once
        if (asked != "meetings" or _is_meeting(event))
        and all(_was_there(event, name, query.roles) for name in query.people)
        and _on(event, query.dates, library)
    ]
    return sorted(kept, key=lambda event: _day(event, library) or dt.date.max)


def _is_meeting(event: Event) -> bool:
    return event.kind in _HELD and "会" in event.title


def _was_there(event: Event, name: str, roles: Sequence[Role]) -> bool:
    """True if the person was there: in a role asked for, or in any where only being there is asked."""
    plain = plain_text(name)
    there = [a for a in event.attendances if plain_text(a.person) == plain]
    if not roles or Role.ATTENDED in roles:
        return bool(there)
    return any(set(roles) & set(a.roles) for a in there)


def _day(event: Event, library: Library) -> dt.date | None:
    if event.first is not None:
        return event.first
    article = library.article(event.article_id)
    return (article.date or article.issue_date) if article else None


def _on(event: Event, dates: Sequence[DateMention], library: Library) -> bool:
    """True if a day of the event, else the day of its article, is one asked for."""
    if not dates:
        return True
    first = _day(event, library)
    last = event.last or first
    if first is None or last is None:
        return False
    days = [first + dt.timedelta(days=n) for n in range(min((last - first).days, 31) + 1)]
    return any(fits_day(date, day) for date in dates for day in days)
