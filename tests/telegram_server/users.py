"""What people do in Telegram: say, edit, reply, press, upload; groups that add, promote, move, throw out."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from tests.telegram_server.judge import units
from tests.telegram_server.server import TelegramServerBase
from tests.telegram_server.world import ChatState, Shown, UserState, entities_of

__all__ = ["Chat", "Group", "Pressed", "TelegramServer", "User"]


@dataclass(frozen=True)
class Pressed:
    """What the bot answered to a press."""

    text: str
    alert: bool


class Chat:
    """A chat from the side of people."""

    def __init__(self, server: "TelegramServer", state: ChatState) -> None:
        self.server = server
        self.state = state

    async def answer(self, timeout: float = 8.0) -> Shown:  # noqa: ASYNC109 - a test's patience
        """Return the next thing that the bot sends or changes here."""
        deadline = time.monotonic() + timeout
        while self.state.read >= len(self.state.news):
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"no answer in chat {self.state.id} within {timeout} s")
            await self.server.stirred(left)
        self.state.read += 1
        return self.state.news[self.state.read - 1]

    async def silence(self, seconds: float = 0.2) -> None:
        """Fail if the bot says or changes anything here."""
        await asyncio.sleep(seconds)
        fresh = self.state.news[self.state.read :]
        assert not fresh, [shown.text for shown in fresh]

    def bots(self) -> list[Shown]:
        """Return the bot's messages that still stand."""
        return [shown for shown in self.state.messages.values() if shown.mine and not shown.gone]


class User:
    """A person; ``chat`` is the private chat with the bot."""

    def __init__(self, server: "TelegramServer", state: UserState) -> None:
        self.server = server
        self.state = state
        chat = ChatState(state.id, "private", state.name)
        self.chat = Chat(server, chat)
        self._pressed = 0

    @property
    def id(self) -> int:
        """The user's number."""
        return self.state.id

    async def say(self, text: str, *, reply_to: Shown | None = None, age: float = 0) -> Shown:
        """Write to the bot in private."""
        self._started()
        return self.server.message(self.chat.state, self.state, text, reply_to=reply_to, age=age)

    async def edit(self, shown: Shown, text: str) -> None:
        """Change one's own message."""
        chat = self.server.world.chats[shown.chat]
        shown.text = text
        body = shown.raw | {
            "text": text,
            "entities": entities_of(text),
            "edit_date": int(time.time()),
        }
        shown.raw = body
        if chat.kind == "private" or self.server.world.reaches_bot(chat, text, None):
            self.server.world.queue("edited_message", body)

    async def press(self, shown: Shown, label: str) -> Pressed:
        """Press a button; fails if it is not there. Returns what the bot answers."""
        found = [b for row in shown.buttons for b in row if label in b["text"]]
        assert found, f"no button {label!r} in {shown.labels()}"
        data = found[0].get("callback_data")
        assert data is not None, f"{label!r} opens {found[0].get('url')}"
        return await self.press_data(shown, data)

    async def press_data(self, shown: Shown, data: str, timeout: float = 8.0) -> Pressed:  # noqa: ASYNC109
        """Send a press with any data, as a changed application might."""
        number = self.press_unanswered(shown, data)
        deadline = time.monotonic() + timeout
        while (given := self.server.world.presses[number]) is None:
            left = deadline - time.monotonic()
            assert left > 0, f"the press of {data!r} was not answered"
            await self.server.stirred(left)
        alert = str(given.get("show_alert", "")).lower() == "true"
        return Pressed(str(given.get("text", "")), alert)

    def press_unanswered(self, shown: Shown, data: str) -> str:
        """Send a press and do not wait; its number."""
        self._pressed += 1
        number = str(self.state.id * 1000 + self._pressed)
        self.server.world.presses[number] = None
        chat = self.server.world.chats[shown.chat]
        message = {
            "message_id": shown.id,
            "date": int(time.time()),
            "chat": chat.json(),
            "from": self.server.world.bot,
            "text": shown.text,
        }
        if shown.thread is not None:
            message |= {"message_thread_id": shown.thread, "is_topic_message": True}
        body = {
            "id": number,
            "from": self.state.json(),
            "chat_instance": str(shown.chat),
            "message": message,
            "data": data,
        }
        self.server.world.queue("callback_query", body)
        return number

    async def upload(self, name: str, content: bytes) -> Shown:
        """Send a file in private."""
        self._started()
        number = f"file{len(self.server.world.files)}"
        self.server.world.files[number] = content
        document = {
            "file_id": number,
            "file_unique_id": f"u{number}",
            "file_name": name,
            "file_size": len(content),
        }
        return self.server.message(self.chat.state, self.state, "", document=document)

    def block(self) -> None:
        """Block the bot."""
        self.state.blocked = True
        self.server.membership(self.chat.state, self.state, "member", "kicked")

    def _started(self) -> None:
        self.state.started = True
        self.server.world.chats[self.state.id] = self.chat.state


class Group(Chat):
    """A group or supergroup."""

    async def say(
        self, user: User, text: str, *, reply_to: Shown | None = None, thread: int | None = None
    ) -> Shown:
        """A member writes."""
        return self.server.message(self.state, user.state, text, reply_to=reply_to, thread=thread)

    def add_bot(self, by: User, *, admin: bool = False) -> None:
        """Somebody adds the bot."""
        self._change(by, "administrator" if admin else "member")

    def promote(self, by: User) -> None:
        """Make the bot an administrator."""
        self._change(by, "administrator")

    def kick(self, by: User) -> None:
        """Throw the bot out."""
        self._change(by, "kicked")

    def migrate(self) -> "Group":
        """The group becomes a supergroup, with a new number."""
        old = self.state
        new = ChatState(-1000000000000 + old.id, "supergroup", old.title, old.status)
        old.migrated_to = new.id
        self.server.world.chats[new.id] = new
        sender = next(iter(self.server.world.users.values()))
        for chat, extra in (
            (old, {"migrate_to_chat_id": new.id}),
            (new, {"migrate_from_chat_id": old.id}),
        ):
            body = {
                "message_id": chat.next_message,
                "date": int(time.time()),
                "chat": chat.json(),
                "from": sender.json(),
                **extra,
            }
            chat.next_message += 1
            self.server.world.queue("message", body)
        return Group(self.server, new)

    def _change(self, by: User, status: str) -> None:
        before = self.state.status
        self.state.status = status
        self.server.membership(self.state, by.state, before, status)


class TelegramServer(TelegramServerBase):
    """The stand-in with its people."""

    def user(
        self,
        name: str,
        *,
        username: str | None = None,
        language: str | None = "zh-hans",
        number: int = 0,
    ) -> User:
        """Return a new person."""
        state = UserState(number or 100 + len(self.world.users), name, username, language)
        self.world.users[state.id] = state
        return User(self, state)

    def group(self, title: str, *, forum: bool = False, supergroup: bool = False) -> Group:
        """Return a new group, without the bot."""
        number = -100 - len(self.world.chats)
        kind = "supergroup" if forum or supergroup else "group"
        state = ChatState(number, kind, title, forum=forum, topics={5, 9} if forum else set())
        self.world.chats[number] = state
        return Group(self, state)

    def message(
        self,
        chat: ChatState,
        user: UserState,
        text: str,
        *,
        reply_to: Shown | None = None,
        thread: int | None = None,
        document: dict[str, Any] | None = None,
        age: float = 0,
    ) -> Shown:
        """A person's message: kept, and queued for the bot where it gets to see it."""
        shown = self.world.put(chat, Shown(chat.id, 0, text, thread=thread, mine=False))
        body: dict[str, Any] = {
            "message_id": shown.id,
            "date": int(time.time() - age),
            "chat": chat.json(),
            "from": user.json(),
        }
        if text:
            body |= {"text": text, "entities": entities_of(text)}
        if document:
            body["document"] = document
        if thread is not None:
            body |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to is not None:
            body["reply_to_message"] = {
                "message_id": reply_to.id,
                "date": int(time.time()),
                "chat": chat.json(),
                "from": self.world.bot if reply_to.mine else user.json(),
                "text": reply_to.text,
            }
        shown.raw = body
        if chat.kind == "private" or self.world.reaches_bot(chat, text, reply_to):
            self.world.queue("message", body)
        return shown

    def membership(self, chat: ChatState, user: UserState, old: str, new: str) -> None:
        """The bot's place in a chat has changed."""
        self.world.queue(
            "my_chat_member",
            {
                "chat": chat.json(),
                "from": user.json(),
                "date": int(time.time()),
                "old_chat_member": self._member(old),
                "new_chat_member": self._member(new),
            },
        )

    async def stirred(self, seconds: float) -> None:
        """Wait until the bot says something, at most so long."""
        self.world.said.clear()
        try:
            await asyncio.wait_for(self.world.said.wait(), min(seconds, 0.25))
        except TimeoutError:
            return

    def check(self) -> None:
        """Fail on what Telegram suffers in silence: unanswered presses, links shown by accident ..."""
        unanswered = [number for number, given in self.world.presses.items() if given is None]
        assert not unanswered, f"presses without an answer: {unanswered}"
        assert not self.world.violations, self.world.violations
        for chat in self.world.chats.values():
            for shown in chat.messages.values():
                assert units(shown.text) <= 4096

    def _member(self, status: str) -> dict[str, Any]:
        member: dict[str, Any] = {"user": self.world.bot, "status": status}
        if status == "kicked":
            member["until_date"] = 0
        if status == "administrator":
            rights = (
                "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
                "can_restrict_members can_promote_members can_change_info can_invite_users "
                "can_post_stories can_edit_stories can_delete_stories"
            )
            member |= dict.fromkeys(rights.split(), False)
        return member
