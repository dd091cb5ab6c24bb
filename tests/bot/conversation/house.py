"""A house without Telegram: people talk, the conversation answers, messages get their numbers."""

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.conversation.conversation import Conversation
from bot.conversation.html import plain
from bot.conversation.talk import (
    Arrival,
    Attach,
    Button,
    ChatKind,
    Delete,
    Document,
    Edit,
    Incoming,
    Keyboard,
    Leave,
    Membership,
    Outgoing,
    Press,
    ReplyTo,
    Run,
    Say,
    Toast,
    Where,
    Who,
)
from bot.conversation.turn import Face, Options, Tools
from retrieval.store.people import People
from retrieval.store.people_records import Person, Standing
from tests.bot.conversation.assistant import ScriptedAssistant

__all__ = ["ADMIN", "GROUP", "NOON", "House", "Line"]

ADMIN = Who(42, "王安", "wang", "zh-hans")
GROUP = Where(-100, ChatKind.GROUP, "采编群")
NOON = dt.datetime(2024, 3, 7, 4, 0, tzinfo=dt.UTC)


@dataclass
class Line:
    """A message of ours as it stands."""

    chat: int
    number: int
    html: str
    buttons: Keyboard = ()

    @property
    def text(self) -> str:
        """What people read."""
        return plain(self.html)

    def button(self, label: str) -> Button:
        """Return the button with these words."""
        found = [button for row in self.buttons for button in row if label in button.label]
        assert found, f"no button {label!r} in {[b.label for row in self.buttons for b in row]}"
        return found[0]


@dataclass
class House:
    """A conversation with its people; a ``Desk`` as well, for what runs in the background."""

    people: People
    assistant: ScriptedAssistant = field(default_factory=ScriptedAssistant)
    options: Options = field(default_factory=lambda: Options(admins=frozenset({42})))
    face: Face = field(default_factory=lambda: Face("wenbao_bot"))
    now: dt.datetime = NOON
    files: dict[str, bytes] = field(default_factory=dict)
    stopping: bool = False
    seen: list[Outgoing] = field(default_factory=list)
    lines: dict[tuple[int, int], Line] = field(default_factory=dict)
    on_outgoing: Callable[[Outgoing], None] = lambda _: None

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        tools = Tools(self.assistant, self.people, self.face, self.options, lambda: self.now)
        self.conversation = Conversation(tools)

    # what people do -------------------------------------------------------------------------
    def say(
        self, who: Who, text: str, where: Where | None = None, **more: object
    ) -> list[Outgoing]:
        """Somebody writes; what goes out."""
        return self.handle(self.incoming(who, where, text=text, **more))

    def press(
        self, who: Who, line: Line, label: str, where: Where | None = None
    ) -> list[Outgoing]:
        """Somebody presses a button."""
        return self.press_data(who, line.number, line.button(label).data or "", where)

    def press_data(
        self, who: Who, message: int, data: str, where: Where | None = None
    ) -> list[Outgoing]:
        """Somebody presses something, with any data."""
        press = Press(str(next(self._numbers)), data)
        return self.handle(
            replace(self.incoming(who, where), arrival=Arrival.PRESS, message=message, press=press)
        )

    def membership(self, who: Who, where: Where, change: Membership) -> list[Outgoing]:
        """The bot's place changes."""
        return self.handle(
            replace(self.incoming(who, where), arrival=Arrival.MEMBERSHIP, membership=change)
        )

    def upload(
        self, who: Who, name: str, content: bytes, where: Where | None = None
    ) -> list[Outgoing]:
        """Somebody sends a file."""
        self.files[name] = content
        return self.say(who, "", where, document=Document(name, len(content), name))

    def approve(self, who: Who) -> Who:
        """Let somebody in."""
        self.people.save_person(Person(who.id, who.name, who.username, standing=Standing.APPROVED))
        return who

    def reply_to(self, line: Line) -> ReplyTo:
        """A reply to one of our messages."""
        return ReplyTo(line.number, ours=True, text=line.text)

    def incoming(self, who: Who, where: Where | None = None, **more: object) -> Incoming:
        """Return a message; every one a little later than the one before."""
        self.now += dt.timedelta(seconds=20)
        place = where or Where(who.id)
        message = Incoming(Arrival.MESSAGE, who, place, next(self._numbers), self.now)
        return replace(message, **more)  # type: ignore[arg-type]

    # what comes of it -----------------------------------------------------------------------
    def handle(self, incoming: Incoming) -> list[Outgoing]:
        """Let the conversation decide, and carry it out; all that went out, in order."""
        start = len(self.seen)
        for outgoing in self.conversation.handle(incoming):
            self.emit(outgoing)
        return self.seen[start:]

    def emit(self, outgoing: Outgoing) -> None:
        """Carry something out. (``Desk.emit``)"""
        self.seen.append(outgoing)
        self.on_outgoing(outgoing)
        match outgoing:
            case Say():
                number = next(self._numbers)
                line = Line(outgoing.chat, number, outgoing.html, outgoing.buttons)
                self.lines[outgoing.chat, number] = line
                self.conversation.sent(outgoing, number)
            case Edit():
                line = self.lines.get(
                    (outgoing.chat, outgoing.message), Line(outgoing.chat, outgoing.message, "")
                )
                line.html = line.html if outgoing.html is None else outgoing.html
                line.buttons = outgoing.buttons
            case Delete():
                self.lines.pop((outgoing.chat, outgoing.message), None)
            case Run():
                outgoing.work(self)
            case Toast() | Attach() | Leave():
                pass

    def download(self, document: Document) -> bytes:
        """Fetch a file. (``Desk.download``)"""
        return self.files[document.file_id]

    def last(self, chat: int) -> Line:
        """Return the newest message of ours in a chat."""
        return max((x for x in self.lines.values() if x.chat == chat), key=lambda x: x.number)
