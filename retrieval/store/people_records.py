"""What is known of people, chats and questions: frozen records that the store gives and takes.

No table here and nothing loaded: the conversation imports these without a database. Times are
aware UTC datetimes. ``ref`` ids of persons and chats are Telegram's own numbers.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "AccessRequest",
    "Asked",
    "Feedback",
    "Invite",
    "Person",
    "QuestionState",
    "Room",
    "SentMessage",
    "Standing",
    "TakenUpdate",
]


class Standing(StrEnum):
    """What a person or a group may do here."""

    UNKNOWN = "unknown"
    PENDING = "pending"  # has asked to be let in
    APPROVED = "approved"
    ADMIN = "admin"  # persons only
    DENIED = "denied"
    BLOCKED = "blocked"


class QuestionState(StrEnum):
    """How far a question has come."""

    TAKEN = "taken"
    ANSWERED = "answered"
    FAILED = "failed"
    CLOSED = "closed"  # answered, and no longer the context of a follow-up (/new)


@dataclass(frozen=True, slots=True)
class Person:
    """A person who has written to the bot. ``language`` is what /lang chose, ``None`` before that."""

    id: int
    name: str
    username: str | None = None
    language: str | None = None
    standing: Standing = Standing.UNKNOWN
    reachable: bool = True
    seen: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A group or supergroup. ``language`` as for a person; ``present`` is False once the bot is out."""

    id: int
    title: str
    standing: Standing = Standing.UNKNOWN
    language: str | None = None
    admin: bool = False  # the bot is an administrator there
    present: bool = True
    told: bool = False  # "waiting for an administrator" was said once


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """Somebody asks to be let in: a person, or a group when ``room`` is set."""

    code: str
    person: int  # who asked (for a group: who added the bot)
    room: int | None
    at: dt.datetime
    standing: Standing = Standing.PENDING  # APPROVED, DENIED or BLOCKED once decided
    decided_by: int | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that lets one person in, once."""

    token: str
    made_by: int  # 0: the program itself, for the first administrator
    at: dt.datetime
    admin: bool = False
    used_by: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what came of it. (chat, message) is unique: the same message is one question.

    ``context`` holds the earlier questions it follows, oldest first. ``payload`` is the
    conversation's own JSON: what the buttons under the answer open.
    """

    id: int  # 0 before it is stored
    chat: int
    thread: int | None
    person: int
    message: int
    text: str
    at: dt.datetime
    context: tuple[str, ...] = ()
    form: str = (
        "question"  # "question" or "lookup" (/quote, /timeline ...: left out of statistics)
    )
    language: str = "zh"
    state: QuestionState = QuestionState.TAKEN
    status: str | None = None  # records.Status, as text
    answer: str | None = None
    payload: str = "{}"
    release: int = 0
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thinks of an answer: "up", "down", a reason ("wrong" ...), "gap", or "other" with words."""

    question: int
    person: int
    verdict: str
    words: str | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of ours in a chat, and what it shows (``tag``: "q:17", "r:K7-Q4M", "l:3")."""

    tag: str
    chat: int
    message: int


@dataclass(frozen=True, slots=True)
class TakenUpdate:
    """An update as Telegram sent it (``payload``, JSON), kept before it is confirmed."""

    id: int
    chat: int
    payload: str
    at: dt.datetime
    sending: bool = False  # the first message of its answer is on its way: it may have arrived
