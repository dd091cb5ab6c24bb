"""An article with its names -> the event it reports: what, which days, where, and who was there as what.

A story of a paper reports one event as a rule, told in its headlines and first paragraphs and taken up
again later (贵某某还来到 …), so the people of all paragraphs are gathered on it.
"""

from collections.abc import Mapping, Sequence

from retrieval.archive.acts import acts_in
from retrieval.archive.days import OtherDay, part_by_day
from retrieval.archive.gathering import attendances
from retrieval.archive.telling import (
    Told,
    anchor_of,
    kind_of,
    lead_of,
    place_of,
    sentence_of_event,
    title_of,
)
from retrieval.records import HEAD, Article, DateMention, Event, Name, PostHeld, Span

__all__ = ["events_of", "head_text"]


def head_text(article: Article) -> str:
    """The head lines joined by a space, as in the passage of the head."""
    return " ".join(head.text for head in article.heads)


def events_of(
    article: Article, names: Mapping[int, Sequence[Name]], posts: Sequence[PostHeld]
) -> list[Event]:
    """The events of an article; ``names`` are those of its head (HEAD) and of each paragraph.

    An article in which nobody was anywhere still has an event (kind ``other``) if it tells of a day.
    """
    texts = [(HEAD, head_text(article))] if article.heads else []
    texts += [(number, paragraph.text) for number, paragraph in enumerate(article.paragraphs)]
    told = [
        Told(number, text, names.get(number, ()), acts_in(text, names.get(number, ())))
        for number, text in texts
    ]
    lead = lead_of(told)
    if lead is None:
        return []
    where, span, said = sentence_of_event(article, lead)
    main, apart = part_by_day(told, where, said, anchor_of(article, lead))
    event = _event(article, lead, main, posts, (span, said))
    events = [event] if event else []
    for days in _same_day(apart):
        other = _other_event(article, days, posts, len(events))
        events += [other] if other.attendances else []
    return events


def _same_day(apart: Sequence[OtherDay]) -> list[list[OtherDay]]:
    """What is told of one day in several paragraphs, together."""
    days: dict[object, list[OtherDay]] = {}
    for day in apart:
        key = day.said.first or (day.said.month, day.said.day)
        days.setdefault(key, []).append(day)
    return list(days.values())


def _event(
    article: Article,
    lead: Told,
    told: Sequence[Told],
    posts: Sequence[PostHeld],
    where: tuple[Span, DateMention | None],
) -> Event | None:
    """The event that a story is about."""
    span, said = where
    people, complete = attendances(article, told, posts)
    if not people and said is None:
        return None
    title = title_of(told, lead, span)
    told_day = article.date if article.date != article.issue_date else None
    first, last = (said.first, said.last) if said else (told_day, told_day)
    return Event(
        article_id=article.id,
        number=0,
        title=title,
        kind=kind_of(told, title, {role for there in people for role in there.roles}),
        first=first,
        last=last,
        place=place_of(lead, span, happened=not people),
        attendances=people,
        complete=complete,
        paragraph=lead.paragraph,
        span=span,
    )


def _other_event(
    article: Article, days: Sequence[OtherDay], posts: Sequence[PostHeld], number: int
) -> Event:
    """What the story tells of another day."""
    told = [day.told for day in days]
    day = days[0]
    people, complete = attendances(article, told, posts)
    title = title_of(told, day.told, day.sentence)
    return Event(
        article_id=article.id,
        number=number,
        title=title,
        kind=kind_of(told, title, {role for there in people for role in there.roles}),
        first=day.said.first,
        last=day.said.last,
        place=place_of(day.told, day.sentence, happened=False),
        attendances=people,
        complete=complete,
        paragraph=day.told.paragraph,
        span=day.sentence,
    )
