"""A person's name -> what the paper printed of them, in order of time: events with roles, posts as printed.

Two people may bear one name. The paper tells them apart by post and unit, and so does the timeline: articles
whose posts cannot be one person's stand under different identities.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.archive.attendance import cite_span, spellings
from retrieval.language.posts import parse_post, same_post
from retrieval.records import Article, Citation, Event, Library, PostHeld, Role

__all__ = ["Identity", "Timeline", "TimelineEntry", "timeline"]

_OFFICE = re.compile(
    r"(?:书记|长|主任|委员|常委|主席|代表|领导|主委|主任委员|专员|司令员?|政委|总理|总统|检察长|大使|负责人|成员|秘书长|政治委员|巡视员|调研员)$"
)
_WORK = re.compile(r"(?:班长|组长|队长|家长|护士长|店长|船长|机长|会长|厂长|矿长|董事长|列车长)$")
_PLACE = re.compile(r"[\u3400-\u9fff]{1,6}?(?:省|市|州|县|旗|区|镇|乡|街道|村|社区)")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event, or one post as printed. ``day`` is ``None`` where neither text nor issue gives one."""

    day: dt.date | None
    kind: str  # "event" or "post"
    text: str  # the event's title, or the post
    roles: tuple[Role, ...]
    place: str | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Identity:
    """One of those who bear the name: the posts that tell them apart, and their entries in order of time."""

    posts: tuple[str, ...]
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A name with those who bear it; mostly one. No identity: the name stands nowhere with an event or a post."""

    person: str
    identities: tuple[Identity, ...]

    HEADER = (
        "person",
        "identity",
        "day",
        "kind",
        "text",
        "roles",
        "place",
        "headline",
        "source",
        "lines",
        "article_id",
        "quote",
    )

    def rows(self) -> list[tuple[str, ...]]:
        """The timeline as text, a tuple an entry, under HEADER; identities are numbered from 1."""
        return [
            (
                self.person,
                str(number),
                entry.day.isoformat() if entry.day else "",
                entry.kind,
                entry.text,
                " ".join(entry.roles),
                entry.place or "",
                entry.citation.headline or "",
                entry.citation.source,
                " ".join(str(line) for line in entry.citation.lines),
                entry.citation.article_id,
                entry.citation.quote,
            )
            for number, identity in enumerate(self.identities, 1)
            for entry in identity.entries
        ]


@dataclass(slots=True)
class _Bearer:
    posts: list[PostHeld] = field(default_factory=list)
    entries: list[TimelineEntry] = field(default_factory=list)


def timeline(library: Library, person: str) -> Timeline:
    """Read all that was printed of a person, in order of time (undated entries last)."""
    posts: dict[str, list[PostHeld]] = {}
    events: dict[str, list[Event]] = {}
    people = spellings(library, person)
    for name in people:
        for article_id, held in library.posts_of(name):
            posts.setdefault(article_id, []).append(held)
        for event in library.events_of(name):
            events.setdefault(event.article_id, []).append(event)
    bearers: list[_Bearer] = []
    # Articles that print a post first: they say who there is; the others go to whom they fit
    for article_id in sorted({*posts, *events}, key=lambda key: (key not in posts, key)):
        article = library.article(article_id)
        if article is None:
            continue
        own = posts.get(article_id, [])
        bearer = _bearer_for(own, bearers)
        bearer.posts += own
        bearer.entries += _post_entries(article, own)
        bearer.entries += _event_entries(article, people, events.get(article_id, ()))
    identities = [
        Identity(
            posts=tuple(dict.fromkeys(held.post for held in bearer.posts)),
            entries=tuple(sorted(bearer.entries, key=_order)),
        )
        for bearer in bearers
    ]
    identities.sort(key=lambda identity: -len(identity.entries))
    return Timeline(person, tuple(identities))


def _order(entry: TimelineEntry) -> tuple[bool, dt.date, str, str]:
    return entry.day is None, entry.day or dt.date.max, entry.kind, entry.citation.article_id


def _bearer_for(own: Sequence[PostHeld], bearers: list[_Bearer]) -> _Bearer:
    """The bearer of the name whom an article's posts fit, else a new one; without a post the best known."""
    if not own and bearers:
        return max(bearers, key=lambda bearer: len(bearer.entries))
    for bearer in bearers:
        if any(_one_person(post.post, other.post) for post in own for other in bearer.posts):
            return bearer
    bearers.append(_Bearer())
    return bearers[-1]


def _one_person(one: str, other: str) -> bool:
    """Whether two posts may be one person's: the same, or two offices that no place parts."""
    if same_post(one, other) or same_post(other, one):
        return True
    if not (_is_office(one) and _is_office(other)):
        return False
    places, others = _places(one), _places(other)
    return not places or not others or bool(places & others)


def _is_office(post: str) -> bool:
    return bool(_OFFICE.search(post)) and not _WORK.search(post)


def _places(post: str) -> set[str]:
    """The places that a post names by name: 白塔县 of 白塔县水利局局长, none in 县长."""
    read = parse_post(post)
    unit = read[0] if read else post
    return {match[0] for match in _PLACE.finditer(unit or "") if len(match[0]) > 2}


def _post_entries(article: Article, posts: Sequence[PostHeld]) -> list[TimelineEntry]:
    """Each post once an article, where it is printed first."""
    once: dict[str, PostHeld] = {}
    for held in posts:
        once.setdefault(held.post, held)
    return [
        TimelineEntry(
            day=article.date or article.issue_date,
            kind="post",
            text=held.post,
            roles=(),
            place=None,
            citation=cite_span(
                article, held.paragraph, held.span, tuple(sorted({held.span, held.person_span}))
            ),
        )
        for held in once.values()
    ]


def _event_entries(
    article: Article, people: Sequence[str], events: Sequence[Event]
) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            day=event.first or article.date or article.issue_date,
            kind="event",
            text=event.title,
            roles=there.roles,
            place=event.place,
            citation=cite_span(article, there.paragraph, there.evidence, (there.span,)),
        )
        for event in events
        for there in event.attendances
        if there.person in people
    ]
