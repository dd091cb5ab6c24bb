"""What comes in and what goes out, without a word of any chat platform.

``Incoming -> [Outgoing]``. A ``Run`` is work that goes on after its turn (a load, a download): it
gets a ``Desk`` to send through while it works.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

__all__ = [
    "Arrival",
    "Attach",
    "Button",
    "ChatKind",
    "Delete",
    "Desk",
    "Document",
    "Edit",
    "Incoming",
    "Keyboard",
    "Leave",
    "Membership",
    "Outgoing",
    "Press",
    "ReplyTo",
    "Run",
    "Say",
    "Toast",
    "Where",
    "Who",
]


class ChatKind(StrEnum):
    """Where people talk: alone with the bot, or together."""

    PRIVATE = "private"
    GROUP = "group"


class Arrival(StrEnum):
    """What happened."""

    MESSAGE = "message"
    EDIT = "edit"
    PRESS = "press"
    MEMBERSHIP = "membership"
    MIGRATION = "migration"


@dataclass(frozen=True, slots=True)
class Who:
    """Who does it; ``language_code`` is that of their application ("zh-hans")."""

    id: int
    name: str
    username: str | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The chat, and the topic in it."""

    chat: int
    kind: ChatKind = ChatKind.PRIVATE
    title: str = ""
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was sent; it is fetched through ``Desk.download``."""

    name: str
    size: int
    file_id: str


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """The message that is replied to."""

    message: int
    ours: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed: the id to answer, and the button's data."""

    id: str
    data: str


@dataclass(frozen=True, slots=True)
class Membership:
    """What became of the bot in a chat. In a private chat ``present`` False means: blocked."""

    present: bool
    admin: bool
    was_present: bool
    was_admin: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that happened in a chat. For a press, ``message`` is the message with the button."""

    arrival: Arrival
    who: Who
    where: Where
    message: int
    at: dt.datetime
    text: str = ""
    mentioned: bool = False
    reply_to: ReplyTo | None = None
    document: Document | None = None
    unreadable: bool = False  # a photo, a voice message: no text in it
    press: Press | None = None
    membership: Membership | None = None
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: ``data`` comes back on a press (64 bytes), or ``url`` opens."""

    label: str
    data: str | None = None
    url: str | None = None
    style: Literal["plain", "good", "danger"] = "plain"


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """One message. ``html`` comes from ``html.render`` and is within the limits.

    ``tag`` names what it shows; ``Conversation.sent`` is told its number once it is sent.
    """

    chat: int
    html: str
    buttons: Keyboard = ()
    reply_to: int | None = None
    thread: int | None = None
    silent: bool = False
    ask_reply: bool = False  # opens the answer field of the person replied to
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A message of ours, changed. ``html`` is ``None`` where only the buttons change."""

    chat: int
    message: int
    html: str | None
    buttons: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a press: a line that passes by, or a box to close when ``alert``."""

    press: str
    text: str = ""
    alert: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Attach:
    """A file sent to a chat."""

    chat: int
    name: str
    content: bytes
    html: str = ""
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """A message of ours, taken away."""

    chat: int
    message: int


@dataclass(frozen=True, slots=True)
class Leave:
    """The bot leaves a group."""

    chat: int


class Desk(Protocol):
    """What work in the background may do; each call waits until it is done."""

    def emit(self, outgoing: "Outgoing") -> None:
        """Send something now."""

    def download(self, document: Document) -> bytes:
        """Fetch a file that was sent. Raises ``SourceError``."""

    @property
    def stopping(self) -> bool:
        """True once the program is ending: stop at the next border."""


@dataclass(frozen=True, slots=True)
class Run:
    """Work that goes on after the turn, in a thread of its own."""

    name: str
    work: Callable[[Desk], None]


Outgoing = Say | Edit | Toast | Attach | Delete | Leave | Run
