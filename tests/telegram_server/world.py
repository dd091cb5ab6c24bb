"""Users, chats and messages as Telegram keeps them, and which of them a bot gets to see."""

import asyncio
import re
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server.faults import ApiError
from tests.telegram_server.judge import units

__all__ = ["ChatState", "Shown", "UserState", "World", "entities_of"]

_ENTITY = re.compile(r"(?<!\w)(/[A-Za-z0-9_]{1,32}(?:@\w+)?|@\w{3,})")


@dataclass
class UserState:
    """A user. ``blocked``: the bot may not write; ``started``: has written to it."""

    id: int
    name: str
    username: str | None = None
    language: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def json(self) -> dict[str, Any]:
        """Return Telegram's User."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user


@dataclass
class Shown:
    """A message as people see it."""

    chat: int
    id: int
    text: str
    html: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    buttons: list[list[dict[str, Any]]] = field(default_factory=list)
    reply_to: int | None = None
    thread: int | None = None
    silent: bool = False
    asks_reply: bool = False
    mine: bool = True  # of the bot
    edits: int = 0
    gone: bool = False
    at: float = 0.0  # when it was last sent or changed, on the monotonic clock
    document: tuple[str, bytes] | None = None
    raw: dict[str, Any] = field(default_factory=dict)

    def labels(self) -> list[str]:
        """Return the labels of the buttons."""
        return [button["text"] for row in self.buttons for button in row]

    def marked(self, kind: str) -> list[str]:
        """Return the stretches of the text with an entity of this kind."""
        data = self.text.encode("utf-16-le")
        return [
            data[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in self.entities
            if e["type"] == kind
        ]


@dataclass
class ChatState:
    """A chat with its messages. ``status``: of the bot in it."""

    id: int
    kind: str
    title: str = ""
    status: str = "left"
    forum: bool = False
    topics: set[int] = field(default_factory=set)
    migrated_to: int | None = None
    messages: dict[int, Shown] = field(default_factory=dict)
    news: list[Shown] = field(default_factory=list)  # sent or changed by the bot, in order
    read: int = 0  # how many of them a test has looked at
    bot_spoke_last: bool = False
    next_message: int = 1
    sent_at: deque[float] = field(default_factory=deque)

    def json(self) -> dict[str, Any]:
        """Return Telegram's Chat."""
        chat: dict[str, Any] = {"id": self.id, "type": self.kind}
        if self.kind == "private":
            chat["first_name"] = self.title
        else:
            chat["title"] = self.title
        if self.forum:
            chat["is_forum"] = True
        return chat


def entities_of(text: str) -> list[dict[str, Any]]:
    """Return the commands and mentions in a text, as the server marks them."""
    found = []
    for match in _ENTITY.finditer(text):
        kind = "bot_command" if match[0].startswith("/") else "mention"
        offset = units(text[: match.start()])
        found.append({"type": kind, "offset": offset, "length": units(match[0])})
    return found


class World:
    """All that the server knows, and the queue of updates for the bot."""

    def __init__(self, *, username: str, privacy: bool, flood: bool) -> None:
        self.bot = {
            "id": 7000000001,
            "is_bot": True,
            "first_name": "Wenbao",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": not privacy,
            "supports_inline_queries": False,
        }
        self.privacy = privacy
        self.flood = flood
        self.users: dict[int, UserState] = {}
        self.chats: dict[int, ChatState] = {}
        self.updates: list[dict[str, Any]] = []
        self.allowed: list[str] | None = None
        self.next_update = 1000
        self.arrived = asyncio.Event()  # an update for the bot
        self.said = asyncio.Event()  # something from the bot
        self.presses: dict[str, dict[str, Any] | None] = {}
        self.files: dict[str, bytes] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.descriptions: dict[str, str] = {}
        self.violations: list[str] = []
        self._overall: deque[float] = deque()

    def queue(self, kind: str, body: dict[str, Any]) -> int:
        """Queue an update for the bot, if it wants this kind; its number."""
        self.next_update += 1
        if self.allowed is None or kind in self.allowed:
            self.updates.append({"update_id": self.next_update, kind: body})
            self.arrived.set()
        return self.next_update

    def reaches_bot(self, chat: ChatState, text: str, reply_to: Shown | None) -> bool:
        """Privacy mode: which messages of a group reach the bot."""
        if chat.status in {"left", "kicked"}:
            return False
        if not self.privacy or chat.status == "administrator":
            return True
        command = re.match(r"/[A-Za-z0-9_]+(?:@(\w+))?", text)
        if command is not None:
            if command[1] is None:
                return chat.bot_spoke_last
            return command[1].lower() == str(self.bot["username"]).lower()
        return reply_to is not None and reply_to.mine

    def put(self, chat: ChatState, shown: Shown) -> Shown:
        """Give a message its number and keep it."""
        shown.id = chat.next_message
        chat.next_message += 1
        chat.messages[shown.id] = shown
        if not shown.mine:
            chat.bot_spoke_last = False
        return shown

    def news(self, chat: ChatState, shown: Shown) -> None:
        """Note that the bot sent or changed something."""
        shown.at = time.monotonic()
        chat.news.append(shown)
        chat.bot_spoke_last = True
        self.said.set()

    def chat_for_sending(self, number: int) -> ChatState:
        """Return the chat that the bot writes to, or refuse in Telegram's words."""
        chat = self.chats.get(number)
        if chat is None:
            if number in self.users:
                raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
            raise ApiError(400, "Bad Request: chat not found")
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.kind == "private":
            self._reachable(self.users[number])
        elif chat.status == "kicked":
            raise ApiError(403, f"Forbidden: bot was kicked from the {chat.kind} chat")
        elif chat.status == "left":
            raise ApiError(403, f"Forbidden: bot is not a member of the {chat.kind} chat")
        return chat

    def count(self, chat: ChatState) -> None:
        """Flood control: 20 a minute in a group; in private 1 a second, with bursts; 30 a second in all."""
        if not self.flood:
            return
        now = time.monotonic()
        span, most = (60.0, 20) if chat.kind != "private" else (3.0, 8)
        self._window(chat.sent_at, now, span, most)
        self._window(self._overall, now, 1.0, 60)
        chat.sent_at.append(now)
        self._overall.append(now)

    @staticmethod
    def _window(times: deque[float], now: float, span: float, most: int) -> None:
        while times and times[0] <= now - span:
            times.popleft()
        if len(times) >= most:
            wait = max(1, round(times[0] + span - now + 0.5))
            raise ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

    @staticmethod
    def _reachable(user: UserState) -> None:
        if user.deactivated:
            raise ApiError(403, "Forbidden: user is deactivated")
        if user.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not user.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
