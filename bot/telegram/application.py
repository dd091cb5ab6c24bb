"""The library's application with the parts that are our own, and every handler that is registered."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.telegram.edge import Edge
from bot.telegram.limiter import ChatLimiter
from bot.telegram.order import ChatOrder
from bot.telegram.polling import PlainBot

__all__ = ["BotApplication", "BotSettings", "build", "register"]

BotApplication: TypeAlias = "Application[Any, Any, Any, Any, Any, Any]"


@dataclass(frozen=True, slots=True)
class BotSettings:
    """What the edge has to know. Times in seconds."""

    token: str
    api_base: str = "https://api.telegram.org"
    webhook_url: str = ""  # empty: polling
    webhook_secret: str = ""
    listen: str = "127.0.0.1"
    port: int = 8080
    proxy: str = ""
    web_listen: str = "127.0.0.1"
    web_port: int = 0  # 0: no /health and /metrics
    watch: Path | None = None
    watch_every: float = 30.0
    read_timeout: float = 15.0
    poll: int = 25  # how long Telegram holds an empty poll
    poll_slack: float = 10.0  # how much later than that a silent connection is given up
    drain: float = 9.0  # how long the end may take; Docker kills after ten
    sweep: float = 60.0  # how often a webhook's worker looks for what others left open


def build(settings: BotSettings, stopping: asyncio.Event) -> BotApplication:
    """Return the application: our bot, order, limiter; its handlers are registered in ``serve``."""
    base = settings.api_base.rstrip("/")
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library warns at each 429 without it
    proxy = settings.proxy or None
    bot = PlainBot(
        settings.token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=64,
            read_timeout=settings.read_timeout,
            pool_timeout=60,
            proxy=proxy,
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=2, proxy=proxy),
        rate_limiter=ChatLimiter(stopping),
    )
    builder = Application.builder().bot(bot).updater(None).job_queue(None)
    return builder.concurrent_updates(ChatOrder()).build()


def register(application: BotApplication, edge: Edge) -> None:
    """Register every handler there is; what may be done is decided in the conversation."""

    async def on_update(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        await edge.on_update(update)

    async def on_error(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        if context.error is not None:
            await edge.failed(update, context.error)

    kinds = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    application.add_handler(MessageHandler(kinds, on_update))
    application.add_handler(CallbackQueryHandler(on_update))
    application.add_handler(ChatMemberHandler(on_update, ChatMemberHandler.MY_CHAT_MEMBER))
    # whatever else there is: not for us, and done with
    application.add_handler(TypeHandler(Update, on_update))
    application.add_error_handler(on_error)
