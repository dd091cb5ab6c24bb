"""The edge: an update from Telegram goes to the conversation, and what it says goes back.

An update is kept in the store before Telegram is told that we have it (``keep``), and marked as done
when all that it called for is sent. What a crash leaves open is taken up again at the next start
(``take_up``): answered, or, where the answer may have been on its way, told.
"""

import asyncio
import datetime as dt
import json
import logging
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from telegram import Bot, Update, User
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.conversation.conversation import Conversation
from bot.conversation.ports import People
from bot.conversation.talk import (
    ChatKind,
    Document,
    Incoming,
    Outgoing,
    Run,
    Say,
)
from bot.conversation.texts import T, label, language_of
from bot.telegram.delivery import Delivery, Outcome
from bot.telegram.desk import BotDesk
from bot.telegram.incoming import incoming_of
from retrieval.store.people_records import TakenUpdate

__all__ = ["Edge"]

log = logging.getLogger(__name__)
R = TypeVar("R")

_THREADS = 8
_TYPING_AFTER = 0.4  # seconds of work before "typing" is shown
_NOTICES = 5  # tries to say that an answer is uncertain


class Edge:
    """Joins the conversation to a bot. The conversation may block: it runs in threads."""

    def __init__(
        self, bot: Bot, me: User, conversation: Conversation, stopping: asyncio.Event
    ) -> None:
        self._bot = bot
        self._me = me
        self.conversation = conversation
        self.people: People = conversation.tools.people
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="talk")
        self.delivery = Delivery(bot, self._sent, self._moved, self._gone, stopping)
        self._uncertain: set[int] = set()
        self._open: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def call(self, function: Callable[..., R], *arguments: object) -> R:
        """Run something that blocks in a thread of ours."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, function, *arguments)

    # what comes in --------------------------------------------------------------------------
    async def keep(self, raw: Sequence[dict[str, Any]]) -> list[Update]:
        """Keep updates as they came and return those to work on: new ones, that can be read."""
        now = dt.datetime.now(dt.UTC)
        taken = [
            TakenUpdate(item["update_id"], _chat(item), json.dumps(item, ensure_ascii=False), now)
            for item in raw
            if isinstance(item.get("update_id"), int)
        ]
        if not taken:
            return []
        new = set(await self.call(self.people.take_updates, taken))
        return await self._readable([item for item in taken if item.id in new])

    async def take_up(self, older_than: float = 0.0) -> list[Update]:
        """Return the updates that a crash left open, other than those at hand here."""
        border = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=older_than)
        left = [
            item
            for item in await self.call(self.people.claim_updates, border)
            if item.id not in self._open
        ]
        self._uncertain |= {item.id for item in left if item.sending}
        if left:
            log.warning("%d updates were left open; taking them up", len(left))
        return await self._readable(left)

    async def _readable(self, taken: Sequence[TakenUpdate]) -> list[Update]:
        updates = []
        for item in taken:
            try:
                update = Update.de_json(json.loads(item.payload), self._bot)
            except Exception:
                log.exception("update %d cannot be read; skipped", item.id)
                await self.call(self.people.finish_update, item.id)
                continue
            self._open.add(item.id)
            updates.append(update)
        return updates

    async def on_update(self, update: Update) -> None:
        """Answer an update, and mark it as done; near the end leave it for the next start."""
        if self.delivery.stopping.is_set():
            return
        incoming = incoming_of(update, self._me)
        if incoming is None or await self._answer(update.update_id, incoming):
            await self.finish(update.update_id)

    async def finish(self, update: int) -> None:
        """Mark an update as done."""
        await self.call(self.people.finish_update, update)
        self._open.discard(update)
        self._uncertain.discard(update)

    async def _answer(self, number: int, incoming: Incoming) -> bool:
        """Answer what came in; False where the bot is stopping and it is left for the next start."""
        if number in self._uncertain:
            return await self._notice(incoming)
        outgoing = await self._thought(incoming)
        marked = False
        for item in outgoing:
            if isinstance(item, Say) and not marked:
                await self.call(self.people.sending_update, number)
                marked = True
            outcome = await self.send(item)
            if outcome is Outcome.LATER:
                return False
            if outcome is Outcome.UNCERTAIN and isinstance(item, Say):
                return await self._notice(incoming)
        return True

    async def _thought(self, incoming: Incoming) -> list[Outgoing]:
        """Run the conversation; in private show "typing" when it takes long."""
        task = asyncio.ensure_future(self.call(self.conversation.handle, incoming))
        await asyncio.wait({task}, timeout=_TYPING_AFTER)
        if not task.done() and incoming.where.kind is ChatKind.PRIVATE:
            self.background(self._typing(incoming.where.chat))
        return await task

    async def _typing(self, chat: int) -> None:
        try:
            await self._bot.send_chat_action(chat, ChatAction.TYPING)
        except TelegramError:
            log.debug("typing was not shown")

    async def _notice(self, incoming: Incoming) -> bool:
        """Say that an answer may or may not have arrived. Said twice it does no harm."""
        for said in await self.call(self.conversation.interrupted, incoming):
            for _ in range(_NOTICES):
                outcome = await self.send(said)
                if outcome is Outcome.LATER:
                    return False
                if outcome is not Outcome.UNCERTAIN:
                    break
                await asyncio.sleep(1)
        return True

    # what goes out --------------------------------------------------------------------------
    async def send(self, item: Outgoing) -> Outcome:
        """Send one thing, or start work in the background."""
        if isinstance(item, Run):
            desk = BotDesk(asyncio.get_running_loop(), self)
            self.background(self._work(item, desk))
            return Outcome.SENT
        return await self.delivery.deliver(item)

    async def _work(self, run: Run, desk: BotDesk) -> None:
        try:
            await asyncio.to_thread(run.work, desk)
        except Exception:  # work in the background ends with a log entry, not with the bot
            log.exception("%s failed", run.name)

    def background(self, work: Any) -> None:
        """Let something run beside the updates; it is waited for at the end."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def failed(self, update: object, error: BaseException) -> None:
        """Last resort: log an error under a number, and tell the person the number alone."""
        number = f"E-{secrets.token_hex(2).upper()}"
        log.error("an update failed (%s)", number, exc_info=error)
        if not isinstance(update, Update):
            return
        incoming = incoming_of(update, self._me)
        if incoming is not None and incoming.where.kind is ChatKind.PRIVATE:
            language = language_of(None, incoming.who.language_code, incoming.text)
            words = label(T.FAILED, language, number=number)
            await self.delivery.deliver(Say(incoming.where.chat, words))
        await self.finish(update.update_id)

    async def fetch(self, document: Document) -> bytes:
        """Fetch a file that was sent."""
        file = await self._bot.get_file(document.file_id)
        return bytes(await file.download_as_bytearray())

    async def close(self, seconds: float) -> None:
        """End the work in the background, and the threads."""
        self.delivery.stopping.set()
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _sent(self, say: Say, message: int) -> None:
        if say.tag is not None:
            await self.call(self.conversation.sent, say, message)

    async def _moved(self, old: int, new: int) -> None:
        await self.call(self.people.move_room, old, new)

    async def _gone(self, chat: int) -> None:
        await self.call(self.conversation.unreachable, chat)


def _chat(item: dict[str, Any]) -> int:
    """Return the chat of a raw update, 0 where none is found."""
    for part in item.values():
        if isinstance(part, dict):
            message = part.get("message", part)
            chat = message.get("chat") if isinstance(message, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return 0
