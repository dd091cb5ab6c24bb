"""getUpdates, again and again: raw updates -> kept -> confirmed -> queued.

Our own loop instead of the library's, which loses the queued updates at a kill (they are confirmed
when they are queued) and stops for ever at one update that it cannot parse.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.telegram.edge import Edge

__all__ = ["ALLOWED", "Patience", "PlainBot", "poll"]

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
_LONGEST_WAIT = 15.0


class PlainBot(ExtBot[int]):
    """The library's bot, and updates as they came: not yet parsed."""

    async def raw_updates(self, offset: int, seconds: int, slack: float) -> object:
        """Call getUpdates and return its JSON; ``slack`` is how much later an answer may come."""
        data: dict[str, Any] = {
            "offset": offset,
            "timeout": seconds,
            "allowed_updates": ALLOWED,
        }
        return await self._post("getUpdates", data, read_timeout=seconds + slack)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that Telegram holds an empty poll, and how much later a silent one is given up."""

    hold: int = 25
    slack: float = 10.0


async def poll(
    bot: PlainBot,
    edge: Edge,
    queue: "asyncio.Queue[object]",
    stop: asyncio.Event,
    patience: Patience,
) -> None:
    """Fetch updates until ``stop``; an error is waited out, and said once until it changes."""
    offset, wait, said = 0, 0.5, ""
    while not stop.is_set():
        fetching = asyncio.ensure_future(_fetch(bot, offset, patience))
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not fetching.done():
            fetching.cancel()
            await asyncio.gather(fetching, return_exceptions=True)
            return
        try:
            raw = fetching.result()
            updates = await edge.keep(raw)
        except TelegramError as error:
            said = _complain(error, said)
            await _pause(stop, _wait(error, wait))
            wait = min(_LONGEST_WAIT, wait * 2)
            continue
        except Exception:  # the last resort: whatever fails, the next poll comes
            log.exception("updates could not be kept; asking for them again")
            await _pause(stop, wait)
            wait = min(_LONGEST_WAIT, wait * 2)
            continue
        if said:
            log.warning("Telegram answers again")
        wait, said = 0.5, ""
        offset = max([offset, *(item["update_id"] + 1 for item in raw)])
        await _queue(queue, updates)


async def _fetch(bot: PlainBot, offset: int, patience: Patience) -> list[dict[str, Any]]:
    """Ask for the updates after those that are kept; what is no update is left out."""
    fetched: object = await bot.raw_updates(offset, patience.hold, patience.slack)
    items = fetched if isinstance(fetched, list) else []
    return [
        item for item in items if isinstance(item, dict) and type(item.get("update_id")) is int
    ]


async def _queue(queue: "asyncio.Queue[object]", updates: Sequence[Update]) -> None:
    for update in updates:
        await queue.put(update)


def _wait(error: TelegramError, wait: float) -> float:
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return float(after) if isinstance(after, int) else after.total_seconds()
    return wait


def _complain(error: TelegramError, said: str) -> str:
    """Log an error in plain words, once until another one comes."""
    if isinstance(error, Conflict):
        words = "another program polls with this token, or a webhook is set; only one can get the updates"
    elif isinstance(error, InvalidToken):
        words = "Telegram does not know the token (TELEGRAM_BOT_TOKEN)"
    else:
        cause = error.__cause__
        words = f"Telegram cannot be reached ({type(error if cause is None else cause).__name__})"
    if words != said:
        log.warning("%s; trying again", words)
    return words


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
