"""An article with its names -> the event it reports: what, which days, where, and who was there as what.

A story of a paper reports one event as a rule, told in its headlines and first paragraphs and taken up
again later (贵某某还来到 …), so the people of all paragraphs are gathered on it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.archive.acts import Act, acts_in
from retrieval.archive.bylines import dateline
from retrieval.archive.telling import (
    Told,
    anchor_of,
    kind_of,
    lead_of,
    place_of,
    sentence_of_event,
    title_of,
)
from retrieval.language.dates import find_dates
from retrieval.language.sentences import sentences
from retrieval.records import (
    HEAD,
    Article,
    Attendance,
    DateMention,
    Event,
    Name,
    NameKind,
    PostHeld,
    Role,
    Span,
)

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
    event = _event(article, told, posts)
    return [event] if event else []


def _event(article: Article, told: Sequence[Told], posts: Sequence[PostHeld]) -> Event | None:
    lead = lead_of(told)
    if lead is None:
        return None
    where, span, said = sentence_of_event(article, lead)
    attendances, complete = _attendances(
        article, _of_the_day(told, where, said, anchor_of(article, lead)), posts
    )
    if not attendances and said is None:
        return None
    title = title_of(told, lead, span)
    told_day = article.date if article.date != article.issue_date else None
    first, last = (said.first, said.last) if said else (told_day, told_day)
    return Event(
        article_id=article.id,
        number=0,
        title=title,
        kind=kind_of(told, title, {r for a in attendances for r in a.roles}),
        first=first,
        last=last,
        place=place_of(lead, span, happened=not attendances),
        attendances=attendances,
        complete=complete,
        paragraph=where,
        span=span,
    )


# --- who was there ---------------------------------------------------------------------------------


def _attendances(
    article: Article, told: Sequence[Told], posts: Sequence[PostHeld]
) -> tuple[tuple[Attendance, ...], bool]:
    """People with a strong act, in the order of the text (the body before the head), their roles gathered."""
    full = _full_names(told)
    order = [text for text in told if text.paragraph != HEAD]
    order += [text for text in told if text.paragraph == HEAD]
    strong: dict[str, tuple[int, Act]] = {}
    roles: dict[str, dict[Role, None]] = {}
    complete = True
    for text in order:
        for act in text.acts:
            name = full.get(act.name.text, act.name.text)
            if name in article.authors or len(name) < 2 or act.weak:
                continue
            strong.setdefault(name, (text.paragraph, act))
            roles.setdefault(name, {})[act.role] = None
            complete = complete and not (act.open and text.paragraph != HEAD)
    for text in order:
        for act in text.acts:
            name = full.get(act.name.text, act.name.text)
            if act.weak and name in strong:
                roles[name][Role.SPOKE] = None
    return tuple(
        Attendance(
            person=name,
            post=_post(name, posts),
            roles=tuple(roles[name]),
            paragraph=paragraph,
            span=act.name.span,
            evidence=act.evidence,
        )
        for name, (paragraph, act) in strong.items()
    ), complete


def _full_names(told: Sequence[Told]) -> dict[str, str]:
    """Surname of a foreigner -> the full name the article gives as well."""
    people = {
        n.text for text in told for n in text.names if n.kind is NameKind.PERSON and "·" in n.text
    }
    return {name.rsplit("·", 1)[1]: name for name in sorted(people)}


def _post(person: str, posts: Sequence[PostHeld]) -> str | None:
    """The posts of a person where the article prints most of them, joined as the paper joins them."""
    places: dict[tuple[int, Span], list[str]] = {}
    for post in posts:
        if post.person == person:
            places.setdefault((post.paragraph, post.person_span), []).append(post.post)
    fullest = max(places.values(), key=len, default=[])
    return "、".join(dict.fromkeys(fullest)) or None


def _of_the_day(
    told: Sequence[Told], where: int, said: DateMention | None, anchor: dt.date | None
) -> list[Told]:
    """The texts without acts whose sentence speaks of another time: 2021年,他对各地进行调研."""
    kept = []
    for text in told:
        if text.paragraph != HEAD and text.acts:
            dates = find_dates(text.text, anchor)
            own = said if text.paragraph == where else None
            others = [d for d in dates if _elsewhen(d, anchor, said)]
            kept.append(replace(text, acts=_then(text, dates, others, own)))
        else:
            kept.append(text)
    return kept


def _then(
    text: Told,
    dates: Sequence[DateMention],
    others: Sequence[DateMention],
    said: DateMention | None,
) -> list[Act]:
    """The acts of a text that its ``others`` among the dates do not put at another time."""
    line = dateline(text.text)
    starts = [start for start, _ in sentences(text.text)]
    kept = []
    for act in text.acts:
        begin = max(line, max((s for s in starts if s <= act.evidence[0]), default=0))
        stop = act.name.span[1] + _BESIDE
        near = [d for d in dates if begin <= d.span[0] < min(act.evidence[1], stop)]
        holds = said is not None and act.evidence[0] <= said.span[0] < act.evidence[1]
        if holds or not near or near[-1] not in others:
            kept.append(act)
    return kept


_BESIDE = (
    2  # characters: a date says when somebody did a thing if it stands before them or right after
)


def _elsewhen(other: DateMention, anchor: dt.date | None, said: DateMention | None) -> bool:
    """Whether a date means other days than those of the event."""
    if other.first is None or other.last is None or anchor is None:
        return bool(said and other.day and said.day and other.day != said.day)
    first, last = (
        (said.first, said.last) if said and said.first and said.last else (anchor, anchor)
    )
    return other.last < first or other.first > last
