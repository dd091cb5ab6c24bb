"""Requests to Telegram, paced a chat at a time: a chat that has to wait makes no other wait.

Telegram's limits are not documented precisely; these are the figures of its FAQ and of grammY's
documentation: a message a second in a private chat (short bursts are let through), 20 a minute in a
group, 30 a second in all. A 429 names its own wait, and that is obeyed.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

__all__ = ["ChatLimiter", "Pace", "Stopping", "Window"]

log = logging.getLogger(__name__)

_PACED = ("send", "edit", "copy", "forward")
_UNPACED = frozenset({"sendChatAction"})
_TRIES = 5
_CHATS = 10_000  # pacers kept before the idle ones are dropped


class Stopping(TelegramError):
    """A request was not sent, because the bot is stopping."""


@dataclass
class Window:
    """At most ``most`` in any stretch of ``span`` seconds; the first ``most`` go at once."""

    span: float
    most: int
    due: float = 0.0
    _places: deque[float] = field(default_factory=deque)

    def reserve(self, now: float) -> float:
        """Take the next place; how many seconds to wait for it."""
        place = max(now, self.due)
        if len(self._places) >= self.most:
            place = max(place, self._places[-self.most] + self.span)
        while len(self._places) > self.most and self._places[0] <= now - self.span:
            self._places.popleft()
        self._places.append(place)
        self.due = place
        return place - now

    def hold(self, until: float) -> None:
        """Let nothing through before ``until``."""
        self.due = max(self.due, until)


@dataclass
class Pace:
    """A steady pace with a burst: the generic cell rate algorithm (ITU-T I.371). Seconds."""

    interval: float
    burst: int
    due: float = 0.0

    def reserve(self, now: float) -> float:
        """Take the next place; how many seconds to wait for it."""
        self.due = max(self.due, now)
        wait = self.due - now - (self.burst - 1) * self.interval
        self.due += self.interval
        return max(0.0, wait)

    def hold(self, until: float) -> None:
        """Let nothing through before ``until``."""
        self.due = max(self.due, until + (self.burst - 1) * self.interval)


class ChatLimiter(BaseRateLimiter[int]):
    """Paces what is sent and edited; reading and answering presses are not held up."""

    def __init__(self, stopping: asyncio.Event) -> None:
        self._stopping = stopping
        self._chats: dict[str, Pace | Window] = {}
        self._overall = Pace(1 / 30, 30)

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to take down."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Send a request when its chat may; after a 429, again after the wait that it names."""
        del rate_limit_args
        pace = self._pace(endpoint, data)
        for attempt in range(_TRIES):
            if pace is not None:
                await self._sleep(pace.reserve(time.monotonic()))
                await self._sleep(self._overall.reserve(time.monotonic()))
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                wait = _seconds(error)
                log.info("Telegram asks to wait %.0f s (%s)", wait, endpoint)
                if attempt == _TRIES - 1:
                    raise
                if pace is not None:
                    pace.hold(time.monotonic() + wait)
                else:
                    await self._sleep(wait)
        raise AssertionError

    async def _sleep(self, seconds: float) -> None:
        """Wait; raise ``Stopping`` where the bot ends first."""
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
        raise Stopping("not sent: the bot is stopping")

    def _pace(self, endpoint: str, data: dict[str, Any]) -> Pace | Window | None:
        chat = data.get("chat_id")
        if chat is None or endpoint in _UNPACED or not endpoint.startswith(_PACED):
            return None
        key = str(chat)
        if key not in self._chats:
            if len(self._chats) >= _CHATS:
                now = time.monotonic()
                self._chats = {k: pace for k, pace in self._chats.items() if pace.due > now}
            group = key.startswith(("-", "@"))
            self._chats[key] = Window(60.0, 20) if group else Pace(1.0, 5)
        return self._chats[key]


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
