"""``Outgoing`` -> requests to Telegram: sent once, whatever goes wrong on the way.

A message that was certainly not taken (no connection, a refusal with its reason) is sent again, for
as long as the bot runs. One that may have been taken (the answer timed out, or was cut off, or could
not be read) is not: its sender is told that it is uncertain, and asks the person. Changes and
answers to presses do no harm twice, and are simply tried again.
"""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from enum import Enum

import httpx
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.conversation.html import plain
from bot.conversation.talk import Attach, Button, Delete, Edit, Keyboard, Leave, Say, Toast
from bot.telegram.limiter import Stopping

__all__ = ["Delivery", "Outcome", "Sendable", "surely_unsent"]

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_STYLES = {"good": "success", "danger": "danger"}
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_LONGEST_WAIT = 15.0


Sendable = Say | Edit | Toast | Attach | Delete | Leave


class Outcome(Enum):
    """What became of something to send."""

    SENT = "sent"
    UNCERTAIN = "uncertain"  # it may have arrived
    REFUSED = "refused"  # Telegram will not take it; the person blocked us, the chat is gone
    LATER = "later"  # the bot is stopping: not sent


def surely_unsent(error: TelegramError) -> bool:
    """Tell whether a failed request was certainly not carried out."""
    if isinstance(error, RetryAfter | NetworkError) and error.__cause__ is None:
        return not isinstance(error, TimedOut)  # a 429, or a 5xx of the Bot API with its reason
    if isinstance(error.__cause__, TelegramError):
        return isinstance(error, NetworkError)  # a 5xx page of a gateway
    return isinstance(error.__cause__, _UNSENT)


class Delivery:
    """Sends. ``on_sent`` is told the number of each message, ``on_moved`` of a group's new number."""

    def __init__(
        self,
        bot: Bot,
        on_sent: Callable[[Say, int], Awaitable[None]],
        on_moved: Callable[[int, int], Awaitable[None]],
        on_gone: Callable[[int], Awaitable[None]],
        stopping: asyncio.Event,
    ) -> None:
        self._bot = bot
        self._on_sent = on_sent
        self._on_moved = on_moved
        self._on_gone = on_gone
        self.stopping = stopping

    async def deliver(self, outgoing: Sendable) -> Outcome:
        """Send one thing; return when it is sent, or will not be."""
        wait = 0.5
        while True:
            try:
                await self._attempt(outgoing)
            except TelegramError as error:
                step = await self._failed(outgoing, error)
            else:
                return Outcome.SENT
            if isinstance(step, Outcome):
                return step
            if step is not None:
                outgoing = step
            elif await self._pause(wait):
                return Outcome.LATER
            wait = min(_LONGEST_WAIT, wait * 2)

    async def _failed(self, outgoing: Sendable, error: TelegramError) -> Outcome | Sendable | None:
        """Return how it ended, or what to send instead, or ``None`` to send the same again."""
        match error:
            case ChatMigrated() if not isinstance(outgoing, Toast):
                await self._on_moved(outgoing.chat, error.new_chat_id)
                return replace(outgoing, chat=error.new_chat_id)
            case Stopping():
                return Outcome.LATER
            case Forbidden():
                return await self._gone(outgoing)
            case BadRequest():
                return _after_refusal(outgoing, error) or _settled(error)
            case InvalidToken():
                log.critical("Telegram does not know the token any more")
                return Outcome.REFUSED
        once = isinstance(outgoing, Say | Attach) and not surely_unsent(error)
        if once:
            log.warning("a message may or may not have arrived: %s", _kind(error))
        return Outcome.UNCERTAIN if once or isinstance(outgoing, Toast) else None

    async def _pause(self, seconds: float) -> bool:
        """Wait; True where the bot is being stopped."""
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _gone(self, outgoing: Sendable) -> Outcome:
        if not isinstance(outgoing, Toast):
            await self._on_gone(outgoing.chat)
        return Outcome.REFUSED

    async def _attempt(self, outgoing: Sendable) -> None:
        match outgoing:
            case Say():
                await self._say(outgoing)
            case Edit():
                await self._edit(outgoing)
            case Toast():
                await self._bot.answer_callback_query(
                    outgoing.press, outgoing.text or None, show_alert=outgoing.alert
                )
            case Attach():
                await self._attach(outgoing)
            case Delete():
                await self._bot.delete_message(outgoing.chat, outgoing.message)
            case Leave():
                await self._bot.leave_chat(outgoing.chat)

    async def _say(self, say: Say) -> None:
        reply = (
            ReplyParameters(say.reply_to, allow_sending_without_reply=True)
            if say.reply_to is not None
            else None
        )
        markup = ForceReply(selective=True) if say.ask_reply else _keyboard(say.buttons)
        sent = await self._bot.send_message(
            say.chat,
            say.html,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_parameters=reply,
            message_thread_id=say.thread,
            disable_notification=say.silent,
            reply_markup=markup,
        )
        await self._on_sent(say, sent.message_id)

    async def _edit(self, edit: Edit) -> None:
        markup = _keyboard(edit.buttons)
        if edit.html is None:
            await self._bot.edit_message_reply_markup(edit.chat, edit.message, reply_markup=markup)
            return
        await self._bot.edit_message_text(
            edit.html,
            edit.chat,
            edit.message,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup,
        )

    async def _attach(self, attach: Attach) -> None:
        await self._bot.send_document(
            attach.chat,
            InputFile(io.BytesIO(attach.content), filename=attach.name),
            caption=attach.html or None,
            parse_mode=ParseMode.HTML,
            message_thread_id=attach.thread,
        )


def _after_refusal(outgoing: Sendable, error: BadRequest) -> Say | Edit | None:
    """Return what to send instead, after Telegram refused it; ``None`` where nothing helps."""
    reason = str(error).lower()
    if isinstance(outgoing, Say) and outgoing.thread is not None and "thread not found" in reason:
        return replace(outgoing, thread=None)
    if isinstance(outgoing, Say | Edit) and "parse entities" in reason and outgoing.html:
        import html

        bare = html.escape(plain(outgoing.html), quote=False)
        log.error("Telegram could not parse a message of ours; sent without markup")
        return replace(outgoing, html=bare) if bare != outgoing.html else None
    return None


def _settled(error: BadRequest) -> Outcome:
    reason = str(error).lower()
    if "not modified" in reason:
        return Outcome.SENT
    level = (
        logging.INFO if "query is too old" in reason or "not found" in reason else logging.ERROR
    )
    log.log(level, "Telegram refused: %s", error)
    return Outcome.REFUSED


def _kind(error: TelegramError) -> str:
    """Name an error without the address that it may hold (the token stands in it)."""
    cause = error.__cause__
    return type(error if cause is None else cause).__name__


def _keyboard(rows: Keyboard) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        url=button.url,
        callback_data=button.data if button.url is None else None,
        style=_STYLES.get(button.style),
    )
