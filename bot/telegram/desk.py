"""What work in a thread may ask of the bot: send something, fetch a file. Each call waits."""

import asyncio
from typing import Protocol

from telegram.error import TelegramError

from bot.conversation.talk import Document, Outgoing
from bot.telegram.delivery import Delivery, Outcome
from retrieval.errors import SourceError

__all__ = ["BotDesk"]


class _Edge(Protocol):
    delivery: Delivery

    async def send(self, item: Outgoing) -> Outcome:
        """Send one thing."""

    async def fetch(self, document: Document) -> bytes:
        """Fetch a file."""


class BotDesk:
    """``talk.Desk`` over the bot's loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, edge: _Edge) -> None:
        self._loop = loop
        self._edge = edge

    def emit(self, outgoing: Outgoing) -> None:
        """Send something now, and wait until it is sent."""
        asyncio.run_coroutine_threadsafe(self._edge.send(outgoing), self._loop).result()

    def download(self, document: Document) -> bytes:
        """Fetch a file that was sent."""
        work = asyncio.run_coroutine_threadsafe(self._edge.fetch(document), self._loop)
        try:
            return work.result()
        except TelegramError as error:
            raise SourceError(f"Telegram did not hand out the file: {error.message}") from error

    @property
    def stopping(self) -> bool:
        """True once the bot is being stopped."""
        return self._edge.delivery.stopping.is_set()
