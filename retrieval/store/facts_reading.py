"""What a release knows as facts: names, posts, events. The half of ``Snapshot`` that reads them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from retrieval.records import Event, Facts, NameKind, PostHeld
from retrieval.store import tables
from retrieval.store.cache import Cache
from retrieval.store.codec import unpack_event, unpack_mentions
from retrieval.store.columns import table
from retrieval.store.database import Database

__all__ = ["FactsReading"]

MEMBER = table(tables.ReleaseSourceTable)
ARTICLE = table(tables.ArticleTable)
NAME = table(tables.NameTable)
NAMING = table(tables.NamingTable)
POST = table(tables.PostTable)
EVENT = table(tables.EventTable)
ATTENDANCE = table(tables.AttendanceTable)
PERSON = NAME.alias("person")
TITLE = NAME.alias("title")
NAMED = (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION)


class FactsReading:
    """Facts of one release. An article that stands in two sources is told once."""

    def __init__(self, database: Database, release: int) -> None:
        self.release = release
        self._database = database
        self._facts: Cache[str, Facts] = Cache(512)
        self._names: Cache[NameKind, tuple[str, ...]] = Cache(len(NameKind))

    def facts(self, article_id: str) -> Facts:
        """The facts of an article; empty where there are none."""
        kept = self._facts.get(article_id)
        if kept is not None:
            return kept
        found = self._read([article_id]).get(article_id)
        return self._facts.put(article_id, found or Facts(article_id))

    def read_ahead(self, article_ids: Iterable[str]) -> None:
        """Read the facts of some articles together: what ``facts`` is asked for one by one next."""
        wanted = [one for one in dict.fromkeys(article_ids) if self._facts.get(one) is None]
        for article_id, found in self._read(wanted).items():
            self._facts.put(article_id, found)

    def names(self, kind: NameKind) -> Iterable[str]:
        """All names of a kind in the release, sorted."""
        kept = self._names.get(kind)
        if kept is not None:
            return kept
        named = (
            select(NAMING.c.name)
            .join(ARTICLE, ARTICLE.c.id == NAMING.c.article)
            .where(NAMING.c.name == NAME.c.id, self.held())
            .exists()
        )
        chosen = select(NAME.c.text).where(NAME.c.kind == kind, named)
        with self._database.read() as connection:
            return self._names.put(kind, tuple(sorted(connection.scalars(chosen))))

    def articles_naming(self, name: str) -> list[str]:
        """Ids of the articles in which this person, place or organisation is named, in date order."""
        chosen = (
            select(ARTICLE.c.article_id)
            .join(NAMING, NAMING.c.article == ARTICLE.c.id)
            .join(NAME, NAME.c.id == NAMING.c.name)
            .where(NAME.c.text == name, NAME.c.kind.in_(NAMED), self.held())
            .order_by(*in_date_order())
        )
        with self._database.read() as connection:
            return list(dict.fromkeys(connection.scalars(chosen)))

    def events_between(self, first: dt.date, last: dt.date) -> list[Event]:
        """Events whose days meet the range, in date order; those of no known day are in no range."""
        low, high = first.toordinal(), last.toordinal()
        begins = EVENT.c.first.between(low, high)
        # Events of several days are few and have an index of their own; ``coalesce`` keeps SQLite from
        # looking through all that began before.
        began = func.coalesce(EVENT.c.first, 0) < low
        goes_on = and_(EVENT.c.days > 0, began, EVENT.c.last >= low)
        return self._events(self._event_select().where(or_(begins, goes_on)))

    def events_of(self, person: str) -> list[Event]:
        """Events at which the person was, in date order."""
        chosen = (
            self._event_select()
            .join(ATTENDANCE, ATTENDANCE.c.event == EVENT.c.id)
            .join(NAME, NAME.c.id == ATTENDANCE.c.person)
            .where(NAME.c.kind == NameKind.PERSON, NAME.c.text == person)
        )
        return self._events(chosen)

    def posts_of(self, person: str) -> list[tuple[str, PostHeld]]:
        """(article id, post) of a person, in date order."""
        return self._posts(and_(PERSON.c.kind == NameKind.PERSON, PERSON.c.text == person))

    def holders(self, post: str) -> list[tuple[str, PostHeld]]:
        """(article id, post) of everybody whose post contains this text, in date order."""
        chosen = select(NAME.c.id, NAME.c.text).where(
            NAME.c.kind == NameKind.POST, NAME.c.text.contains(post, autoescape=True)
        )
        with self._database.read() as connection:  # SQLite's LIKE knows no case of a-z; we do
            ids = [row.id for row in connection.execute(chosen) if post in row.text]
        return self._posts(POST.c.post.in_(ids)) if ids else []

    def held(self) -> ColumnElement[bool]:
        """The condition that the article is of this release; a look-up, never the way in."""
        return (
            select(MEMBER.c.source)
            .where(MEMBER.c.release == self.release, MEMBER.c.source == ARTICLE.c.source)
            .exists()
        )

    def _read(self, article_ids: Sequence[str]) -> dict[str, Facts]:
        """The facts of those of the articles that are there, in three queries."""
        wanted = select(ARTICLE.c.id, ARTICLE.c.article_id, ARTICLE.c.mentions).where(
            ARTICLE.c.article_id.in_(article_ids), self.held()
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(ARTICLE.c.id)).all()
            once = {row.article_id: row for row in reversed(rows)}
            ids = {row.id: article_id for article_id, row in once.items()}
            told = select(EVENT.c.article, EVENT.c.body).where(EVENT.c.article.in_(ids))
            events: dict[int, list[Event]] = {number: [] for number in ids}
            for row in connection.execute(told.order_by(EVENT.c.id)):
                events[row.article].append(unpack_event(ids[row.article], row.body))
        posts: dict[str, list[PostHeld]] = {article_id: [] for article_id in once}
        for article_id, held in self._posts(POST.c.article.in_(ids)) if ids else ():
            posts[article_id].append(held)
        return {
            article_id: Facts(
                article_id,
                unpack_mentions(row.mentions),
                tuple(posts[article_id]),
                tuple(events[row.id]),
            )
            for article_id, row in once.items()
        }

    def _event_select(self) -> Select[Any]:
        return (
            select(ARTICLE.c.article_id, EVENT.c.number, EVENT.c.body)
            .join(ARTICLE, ARTICLE.c.id == EVENT.c.article)
            .where(self.held())
            .order_by(func.coalesce(EVENT.c.first, 0), EVENT.c.id)
        )

    def _events(self, chosen: Select[Any]) -> list[Event]:
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
        once = {(row.article_id, row.number): row for row in reversed(rows)}
        return [unpack_event(row.article_id, row.body) for row in reversed(once.values())]

    def _posts(self, condition: ColumnElement[bool]) -> list[tuple[str, PostHeld]]:
        chosen = (
            select(
                POST, ARTICLE.c.article_id, PERSON.c.text.label("who"), TITLE.c.text.label("what")
            )
            .join(ARTICLE, ARTICLE.c.id == POST.c.article)
            .join(PERSON, PERSON.c.id == POST.c.person)
            .join(TITLE, TITLE.c.id == POST.c.post)
            .where(condition, self.held())
            .order_by(*in_date_order(), POST.c.number)
        )
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
        return _once([(row.article_id, _post(row)) for row in rows])


def in_date_order() -> tuple[ColumnElement[Any], ...]:
    """By date, those without one first (the databases differ in where they put NULL)."""
    return func.coalesce(ARTICLE.c.date, 0), ARTICLE.c.id


def _post(row: Row[Any]) -> PostHeld:
    return PostHeld(
        person=row.who,
        post=row.what,
        paragraph=row.paragraph,
        span=(row.start, row.stop),
        person_span=(row.person_start, row.person_stop),
        unit=row.unit,
    )


def _once(posts: Sequence[tuple[str, PostHeld]]) -> list[tuple[str, PostHeld]]:
    return list(dict.fromkeys(posts))
