"""Updates of one chat one after another, those of different chats side by side.

The library's own processors offer either order everywhere or order nowhere. Its limit of concurrent
updates is taken before the chat is known, so that one flooder could fill it; ours is taken inside.
"""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

__all__ = ["ChatOrder"]


class ChatOrder(BaseUpdateProcessor):
    """Keeps a queue a chat; at most ``together`` updates are worked on at a time."""

    def __init__(self, together: int = 64) -> None:
        super().__init__(1_000_000)
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}
        self._room = asyncio.Semaphore(together)

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to take down."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work on an update when those of its chat before it are done."""
        chat = chat_of(update)
        lock = self._locks.setdefault(chat, asyncio.Lock())
        self._waiting[chat] = self._waiting.get(chat, 0) + 1
        try:
            async with lock, self._room:
                await coroutine
        finally:
            self._waiting[chat] -= 1
            if not self._waiting[chat]:
                del self._waiting[chat], self._locks[chat]


def chat_of(update: object) -> int:
    """Return the chat of an update; 0 where it has none."""
    chat = update.effective_chat if isinstance(update, Update) else None
    return chat.id if chat is not None else 0
