"""The corpus as tables.

    release ─ release_source ─ source ─┬─ source_lines        what was read, to check quotes against
                                       └─ article ─┬─ passage ─ terms (of an article's passages, together)
                                                   ├─ sketch              to know it again elsewhere
                                                   ├─ naming ─ name
                                                   ├─ post_held ─ name (the person, the post)
                                                   └─ event ─ attendance ─ name (the person)

A row of ``source`` is one version of a file and never changes once it is complete, but for the folder
it was last seen in; a release is a set of such versions. Ids come from ``counter``, so that no id is ever given twice: an index that
was built for one release can never point at another's passage. Days are ``date.toordinal()``.
"""

import datetime as dt

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from retrieval.store.columns import UtcDateTime, Words

__all__ = [
    "ArticleTable",
    "AttendanceTable",
    "CounterTable",
    "EventTable",
    "NameTable",
    "NamingTable",
    "NoticeTable",
    "PassageTable",
    "PostTable",
    "ReleaseSourceTable",
    "ReleaseTable",
    "SketchTable",
    "SourceLinesTable",
    "SourceTable",
    "TermsTable",
]


class SourceTable(SQLModel, table=True):
    """A version of a file. ``complete`` is set in the transaction that stores its last article."""

    __tablename__ = "source"
    __table_args__ = (Index("ix_source_name_digest", "name", "digest"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(sa_type=Words)
    digest: str
    recipe: str  # what cut and tagged it; a source of another recipe is read again
    origin: str | None = Field(sa_type=Words)  # the folder it was last loaded from
    format: str
    encoding: str | None
    day: int | None
    day_origin: str | None
    read_warnings: str = Field(sa_type=Text)
    warnings: str = Field(sa_type=Text)
    furniture: str = Field(sa_type=Text)
    articles: int
    passages: int
    complete: bool
    loaded: dt.datetime = Field(sa_type=UtcDateTime)


class SourceLinesTable(SQLModel, table=True):
    """Some lines of a source, zlib over JSON; a large source has many such rows."""

    __tablename__ = "source_lines"

    source: int = Field(foreign_key="source.id", ondelete="CASCADE", primary_key=True)
    first: int = Field(primary_key=True)
    last: int
    body: bytes = Field(sa_type=LargeBinary)


class ArticleTable(SQLModel, table=True):
    """An article: ``body`` is its heads and paragraphs, ``mentions`` the names in it, as compact JSON."""

    __tablename__ = "article"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    source: int = Field(foreign_key="source.id", ondelete="CASCADE", index=True)
    number: int
    article_id: str = Field(sa_type=Words, index=True)
    date: int | None = Field(index=True)
    body: str = Field(sa_type=Text)
    mentions: str = Field(sa_type=Text)


class PassageTable(SQLModel, table=True):
    """A passage. Its text is cut from the article; ``text`` holds it (JSON) only where that would differ."""

    __tablename__ = "passage"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    article: int = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    number: int
    paragraph: int
    start: int
    stop: int
    day: int
    text: str | None = Field(sa_type=Text)


class TermsTable(SQLModel, table=True):
    """The terms of an article's passages, in order: zlib over JSON. The index is rebuilt from these."""

    __tablename__ = "terms"

    article: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    body: bytes = Field(sa_type=LargeBinary)


class SketchTable(SQLModel, table=True):
    """What an article is recognised by in another place: hashes of its text, as the corpus packs them."""

    __tablename__ = "sketch"

    article: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    body: bytes = Field(sa_type=LargeBinary)


class NameTable(SQLModel, table=True):
    """A name, once."""

    __tablename__ = "name"
    __table_args__ = (
        UniqueConstraint("kind", "text", name="uq_name_kind_text"),
        Index("ix_name_text", "text"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str
    text: str = Field(sa_type=Words)


class NamingTable(SQLModel, table=True):
    """An article in which a name stands."""

    __tablename__ = "naming"

    name: int = Field(foreign_key="name.id", ondelete="CASCADE", primary_key=True)
    article: int = Field(
        foreign_key="article.id", ondelete="CASCADE", primary_key=True, index=True
    )


class PostTable(SQLModel, table=True):
    """A person with a post, as an article prints it."""

    __tablename__ = "post_held"

    article: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    number: int = Field(primary_key=True)
    person: int = Field(foreign_key="name.id", ondelete="CASCADE", index=True)
    post: int = Field(foreign_key="name.id", ondelete="CASCADE", index=True)
    paragraph: int
    start: int
    stop: int
    person_start: int
    person_stop: int
    unit: str | None = Field(sa_type=Words)


class EventTable(SQLModel, table=True):
    """An event; ``days`` is how many days it goes on after its first, so that long ones are found too."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_first", "first"),
        Index("ix_event_days_last", "days", "last"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    article: int = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    number: int
    first: int | None
    last: int | None
    days: int
    body: str = Field(sa_type=Text)


class AttendanceTable(SQLModel, table=True):
    """A person at an event."""

    __tablename__ = "attendance"

    person: int = Field(foreign_key="name.id", ondelete="CASCADE", primary_key=True)
    event: int = Field(foreign_key="event.id", ondelete="CASCADE", primary_key=True, index=True)


class ReleaseTable(SQLModel, table=True):
    """A release; the database itself allows one active at most."""

    __tablename__ = "release"
    __table_args__ = (
        Index(
            "uq_release_active",
            "state",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
    )

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: str
    owner: str  # process and machine that built it
    created: dt.datetime = Field(sa_type=UtcDateTime)
    activated: dt.datetime | None = Field(sa_type=UtcDateTime)
    first_day: int | None
    last_day: int | None
    sources: int
    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    warnings: int


class ReleaseSourceTable(SQLModel, table=True):
    """A source version in a release."""

    __tablename__ = "release_source"

    release: int = Field(foreign_key="release.number", ondelete="CASCADE", primary_key=True)
    source: int = Field(foreign_key="source.id", ondelete="CASCADE", primary_key=True, index=True)


class NoticeTable(SQLModel, table=True):
    """What the load of a release found that a person should look at."""

    __tablename__ = "notice"

    release: int = Field(foreign_key="release.number", ondelete="CASCADE", primary_key=True)
    number: int = Field(primary_key=True)
    source: str = Field(sa_type=Words)
    lines: str = Field(sa_type=Text)
    code: str
    message: str = Field(sa_type=Words)


class CounterTable(SQLModel, table=True):
    """The next id of a table; never goes back."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True)
    next: int
