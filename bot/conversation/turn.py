"""One turn of talk: what came in, who may do it, and the means to say something back."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.conversation.access import Right, Verdict, authorise
from bot.conversation.html import Block, Run, render, runs_of
from bot.conversation.loads import Loads
from bot.conversation.patience import Patience
from bot.conversation.ports import Assistant, People
from bot.conversation.talk import ChatKind, Edit, Incoming, Keyboard, Outgoing, Say, Toast
from bot.conversation.texts import Language, T, label, language_of, text

__all__ = ["Face", "Options", "Tools", "Turn", "block", "utc_now"]


def utc_now() -> dt.datetime:
    """Return the time, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Face:
    """The bot as people see it; ``reads_all`` is True where privacy mode is off."""

    username: str
    reads_all: bool = False

    def link(self, payload: str) -> str:
        """Return the address that opens a private chat with a payload (64 of A-Z a-z 0-9 _ -)."""
        return f"https://t.me/{self.username}?start={payload}"


@dataclass(frozen=True, slots=True)
class Options:
    """The rules that a house may set."""

    admins: Collection[int] = frozenset()
    per_minute: int = 10  # questions of a person
    follow_up: dt.timedelta = dt.timedelta(minutes=30)
    pending: int = 10  # requests that wait at a time
    late: dt.timedelta = dt.timedelta(minutes=10)  # older questions are answered with a word
    keep: dt.timedelta = dt.timedelta(days=90)  # older questions are deleted
    upload_bytes: int = 20 * 2**20  # Telegram lets a bot fetch no more
    uploads: Path = Path("uploads")  # where files that were sent are kept


@dataclass(frozen=True, slots=True)
class Tools:
    """What every part of the conversation works with."""

    assistant: Assistant
    people: People
    face: Face
    options: Options = field(default_factory=Options)
    clock: Callable[[], dt.datetime] = utc_now
    loads: Loads = field(default_factory=Loads)
    patience: Patience = field(default_factory=Patience)

    def may(self, incoming: Incoming, right: Right) -> Verdict:
        """Decide a right for who sent this, here, now."""
        return authorise(self.people, self.options.admins, incoming.who.id, incoming.where, right)

    def admin_ids(self) -> list[int]:
        """Return the administrators, those of the settings first."""
        stored = (person.id for person in self.people.persons() if person.standing == "admin")
        return list(dict.fromkeys([*self.options.admins, *stored]))

    def language_for(self, person: int) -> Language:
        """Return the language to address a person in when they did not just write."""
        known = self.people.person(person)
        return language_of(known.language if known else None, None)


def block(
    key: T,
    language: Language,
    *,
    gap: bool = False,
    quote: bool = False,
    **values: str | Sequence[Run],
) -> Block:
    """Return a text of ours as a block of a message."""
    return Block(runs_of(text(key, language), values), quote=quote, gap=gap)


@dataclass(frozen=True, slots=True)
class Turn:
    """What came in, with the language to answer in and the tools."""

    incoming: Incoming
    tools: Tools
    language: Language

    @property
    def private(self) -> bool:
        """True alone with the bot."""
        return self.incoming.where.kind is ChatKind.PRIVATE

    @property
    def who(self) -> int:
        """The person's id."""
        return self.incoming.who.id

    @property
    def chat(self) -> int:
        """The chat's id."""
        return self.incoming.where.chat

    def says(
        self,
        blocks: Sequence[Block],
        buttons: Keyboard = (),
        *,
        tag: str | None = None,
        answers: bool = True,
        ask_reply: bool = False,
    ) -> list[Outgoing]:
        """Say blocks here, in the topic, as a reply in groups and to questions; buttons on the last."""
        pages = render(blocks)
        replies = answers and self.incoming.press is None
        return [
            Say(
                self.chat,
                page,
                buttons=buttons if number == len(pages) else (),
                reply_to=self.incoming.message if replies and number == 1 else None,
                thread=self.incoming.where.thread,
                silent=not self.private,
                ask_reply=ask_reply,
                tag=tag,
            )
            for number, page in enumerate(pages, 1)
        ]

    def tell(
        self, key: T, buttons: Keyboard = (), **values: str | Sequence[Run]
    ) -> list[Outgoing]:
        """Say one text of ours."""
        return self.says([Block(runs_of(text(key, self.language), values))], buttons)

    def edits(self, blocks: Sequence[Block], buttons: Keyboard = ()) -> list[Outgoing]:
        """Change the message whose button was pressed; what does not fit in it follows as messages."""
        pages = render(blocks)
        last = len(pages) == 1
        first = Edit(self.chat, self.incoming.message, pages[0], buttons if last else ())
        rest = [
            Say(
                self.chat,
                page,
                buttons=buttons if number == len(pages) else (),
                thread=self.incoming.where.thread,
                silent=not self.private,
            )
            for number, page in enumerate(pages[1:], 2)
        ]
        return [first, *rest]

    def toast(self, key: T | None = None, *, alert: bool = False, **values: str) -> list[Outgoing]:
        """Answer the press."""
        if self.incoming.press is None:
            return []
        words = "" if key is None else label(key, self.language, **values)
        return [Toast(self.incoming.press.id, words[:200], alert=alert)]
