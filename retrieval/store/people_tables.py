"""What is known of people, as tables: persons, rooms, requests, invites, questions, feedback, updates.

Nothing here refers to the corpus but a question's release number and the article ids in its payload,
so that the corpus can be thrown away and loaded anew.
"""

import datetime as dt

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from retrieval.store.columns import UtcDateTime, Words

__all__ = [
    "FeedbackTable",
    "InviteTable",
    "NoteTable",
    "PersonTable",
    "QuestionTable",
    "RequestTable",
    "RoomTable",
    "SentMessageTable",
    "UpdateTable",
]

_OWN_ID = {"autoincrement": False}


class PersonTable(SQLModel, table=True):
    """A person; the id is Telegram's."""

    __tablename__ = "person"

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs=_OWN_ID)
    name: str = Field(sa_type=Words)
    username: str | None
    language: str | None
    standing: str = Field(index=True)
    reachable: bool
    seen: dt.datetime | None = Field(sa_type=UtcDateTime)


class RoomTable(SQLModel, table=True):
    """A group or supergroup; the id is Telegram's."""

    __tablename__ = "room"

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs=_OWN_ID)
    title: str = Field(sa_type=Words)
    standing: str = Field(index=True)
    language: str | None
    admin: bool
    present: bool
    told: bool


class RequestTable(SQLModel, table=True):
    """Somebody's wish to be let in."""

    __tablename__ = "access_request"

    code: str = Field(primary_key=True)
    person: int = Field(sa_type=BigInteger, index=True)
    room: int | None = Field(sa_type=BigInteger, index=True)
    at: dt.datetime = Field(sa_type=UtcDateTime)
    standing: str
    decided_by: int | None = Field(sa_type=BigInteger)


class InviteTable(SQLModel, table=True):
    """An invitation. The token itself is not kept: who reads the database cannot use it."""

    __tablename__ = "invite"

    digest: str = Field(primary_key=True)  # SHA-256 of the token, hexadecimal
    made_by: int = Field(sa_type=BigInteger)
    at: dt.datetime = Field(sa_type=UtcDateTime)
    admin: bool
    used_by: int | None = Field(sa_type=BigInteger)


class QuestionTable(SQLModel, table=True):
    """A question and what came of it."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("chat", "message", name="uq_question_chat_message"),
        Index("ix_question_chat_person_at", "chat", "person", "at"),
        Index("ix_question_person_at", "person", "at"),
        Index("ix_question_at", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat: int = Field(sa_type=BigInteger)
    thread: int | None = Field(sa_type=BigInteger)
    person: int = Field(sa_type=BigInteger)
    message: int = Field(sa_type=BigInteger)
    text: str = Field(sa_type=Words)
    at: dt.datetime = Field(sa_type=UtcDateTime)
    context: str = Field(sa_type=Text)
    form: str
    language: str
    state: str
    status: str | None
    answer: str | None = Field(sa_type=Words)
    payload: str = Field(sa_type=Words)
    release: int
    milliseconds: float


class FeedbackTable(SQLModel, table=True):
    """What a person thinks of an answer; the last word counts."""

    __tablename__ = "feedback"

    question: int = Field(foreign_key="question.id", ondelete="CASCADE", primary_key=True)
    person: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs=_OWN_ID)
    verdict: str
    words: str | None = Field(sa_type=Words)
    at: dt.datetime = Field(sa_type=UtcDateTime, index=True)


class SentMessageTable(SQLModel, table=True):
    """A message of ours, and what it shows."""

    __tablename__ = "sent_message"
    __table_args__ = (
        UniqueConstraint("tag", "chat", "message", name="uq_sent_message"),
        Index("ix_sent_message_chat_message", "chat", "message"),
    )

    id: int | None = Field(default=None, primary_key=True)
    tag: str
    chat: int = Field(sa_type=BigInteger)
    message: int = Field(sa_type=BigInteger)


class UpdateTable(SQLModel, table=True):
    """An update, kept before Telegram is told that we have it; ``payload`` goes when it is done."""

    __tablename__ = "taken_update"

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs=_OWN_ID)
    chat: int = Field(sa_type=BigInteger)
    payload: str = Field(sa_type=Words)
    at: dt.datetime = Field(sa_type=UtcDateTime)
    held: dt.datetime = Field(sa_type=UtcDateTime)  # when a worker last took it in hand
    sending: bool
    finished: dt.datetime | None = Field(sa_type=UtcDateTime, index=True)


class NoteTable(SQLModel, table=True):
    """A small text under a key."""

    __tablename__ = "note"

    key: str = Field(primary_key=True)
    value: str = Field(sa_type=Words)
