"""`wenbao serve`: settings -> a running bot. The library's application, with the parts that are our own.

Order of the start: reach Telegram (waiting as long as it takes), open the conversation, take up what
a crash left open, then poll or listen. SIGTERM: no more updates are taken, those at hand are answered.
"""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from telegram import User
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.conversation.conversation import Conversation
from bot.conversation.turn import Face
from bot.telegram.application import BotApplication, BotSettings, build, register
from bot.telegram.edge import Edge
from bot.telegram.menus import set_menus
from bot.telegram.polling import ALLOWED, Patience, poll
from bot.telegram.watch import watch
from bot.telegram.webhook import listen
from retrieval.errors import SettingsError

__all__ = ["BotSettings", "build", "run", "serve"]

log = logging.getLogger(__name__)

Converse = Callable[[Face], Conversation]


def run(settings: BotSettings, converse: Converse) -> int:
    """Run the bot until SIGTERM or SIGINT; 0 when it ended in order.

    Raises:
        SettingsError: Telegram does not know the token, or a webhook has no secret.
    """
    if not settings.token:
        raise SettingsError("TELEGRAM_BOT_TOKEN is not set; @BotFather gives you one")
    if settings.webhook_url and not settings.webhook_secret:
        raise SettingsError("a webhook needs a secret: set WENBAO_WEBHOOK_SECRET")
    for noisy in ("httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)  # they log addresses, with the token
    asyncio.run(_until_signal(settings, converse))
    return 0


async def _until_signal(settings: BotSettings, converse: Converse) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await serve(settings, converse, stop)


async def serve(settings: BotSettings, converse: Converse, stop: asyncio.Event) -> None:
    """Run the bot until ``stop`` is set."""
    stopping = asyncio.Event()  # set when what is not sent yet stays for the next start
    application = build(settings, stopping)
    me = await _reach(application, stop)
    if me is None:
        return
    face = Face(me.username or "", bool(me.can_read_all_group_messages))
    conversation = await asyncio.to_thread(converse, face)
    edge = Edge(application.bot, me, conversation, stopping)
    register(application, edge)
    await application.start()
    try:
        with _web(settings, conversation):
            await _greet(application, edge, conversation)
            await _receive(settings, application, edge, stop)
    finally:
        await _end(settings, application, edge)


@contextmanager
def _web(settings: BotSettings, conversation: Conversation) -> Iterator[None]:
    """/health and /metrics, while the bot takes updates."""
    if not settings.web_port:
        yield
        return
    from bot.web.server import listen as show

    try:
        server = show(conversation.tools, settings.web_listen, settings.web_port)
    except OSError as error:
        where = f"{settings.web_listen}:{settings.web_port}"
        raise SettingsError(
            f"[web] cannot listen on {where}: {error.strerror or error}"
        ) from error
    try:
        yield
    finally:
        server.stop()


async def _reach(application: BotApplication, stop: asyncio.Event) -> User | None:
    """Wait until Telegram answers; ``None`` where the bot was stopped before."""
    wait = 0.5
    while not stop.is_set():
        try:
            await application.initialize()
            me: User = await application.bot.get_me()
        except InvalidToken as error:
            await application.bot.shutdown()
            raise SettingsError(
                "Telegram does not know this token: check TELEGRAM_BOT_TOKEN (@BotFather shows it)"
            ) from error
        except (NetworkError, RetryAfter) as error:
            log.warning("Telegram cannot be reached yet (%s)", type(error).__name__)
        else:
            return me
        await _pause(stop, wait)
        wait = min(15.0, wait * 2)
    return None


async def _greet(
    application: BotApplication,
    edge: Edge,
    conversation: Conversation,
) -> None:
    """Say what the last end left unsaid; say how to become the first administrator."""
    for outgoing in await edge.call(conversation.resume):
        edge.background(edge.send(outgoing))
    link = await edge.call(conversation.first_invite)
    if link is not None:
        # Said to who started the program, not to the log: it is a secret until it is used.
        sys.stderr.write(f"no administrator yet; who opens this link becomes the first: {link}\n")
        sys.stderr.flush()
    log.warning("@%s answers now", application.bot.username)


async def _receive(
    settings: BotSettings,
    application: BotApplication,
    edge: Edge,
    stop: asyncio.Event,
) -> None:
    queue: asyncio.Queue[object] = application.update_queue
    edge.background(_tidy(edge, stop))
    edge.background(_menus(application, edge, stop))
    if settings.watch is not None:
        edge.background(_watch(settings.watch, settings.watch_every, edge, stop))
    if not settings.webhook_url:
        for update in await edge.take_up():
            await queue.put(update)
        await _tolerant(application.bot.delete_webhook())
        await poll(
            application.bot, edge, queue, stop, Patience(settings.poll, settings.poll_slack)
        )
        return
    server = listen(edge, queue, settings.webhook_secret, settings.listen, settings.port)
    edge.background(_sweep(edge, queue, settings.sweep, stop))
    edge.background(_announce(settings, application, stop))
    await stop.wait()
    server.stop()
    await server.close_all_connections()


async def _announce(
    settings: BotSettings,
    application: BotApplication,
    stop: asyncio.Event,
) -> None:
    """Tell Telegram where we listen, until it takes it."""
    while not stop.is_set():
        try:
            await application.bot.set_webhook(
                settings.webhook_url,
                allowed_updates=ALLOWED,
                secret_token=settings.webhook_secret,
            )
        except NetworkError as error:
            log.warning("the webhook is not set: %s; trying again", error.message)
            await _pause(stop, 5.0)
        else:
            return


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def _sweep(
    edge: Edge, queue: "asyncio.Queue[object]", every: float, stop: asyncio.Event
) -> None:
    """Take up, now and then, what a worker that died has left open for ten sweeps."""
    older = every
    while not stop.is_set():
        for update in await edge.take_up(older):
            await queue.put(update)
        older = 10 * every
        await _pause(stop, every)


async def _menus(application: BotApplication, edge: Edge, stop: asyncio.Event) -> None:
    """Set the menus of commands, and again when there are other administrators."""
    shown: list[int] | None = None
    wait = 15.0
    while not stop.is_set():
        admins = await edge.call(edge.conversation.tools.admin_ids)
        if admins != shown:
            taken = await set_menus(application.bot, admins)
            shown = admins if taken else None
            wait = 60.0 if taken else min(3600.0, 2 * wait)
        await _pause(stop, wait)


async def _tidy(edge: Edge, stop: asyncio.Event) -> None:
    """Delete, once a day, the questions that are kept long enough."""
    tools = edge.conversation.tools
    while not stop.is_set():
        gone = await edge.call(tools.people.forget_before, tools.clock() - tools.options.keep)
        if gone:
            log.info("%d old questions were deleted", gone)
        await _pause(stop, 24 * 3600)


async def _watch(folder: Path, every: float, edge: Edge, stop: asyncio.Event) -> None:
    known = (await edge.call(edge.people.notes, "watched")).get("watched")

    async def changed(digest: str) -> None:
        for outgoing in await edge.call(edge.conversation.folder_changed):
            await edge.send(outgoing)
        await edge.call(edge.people.put_note, "watched", digest)

    await watch(folder, every, known, changed, stop)


async def _tolerant(request: Any) -> None:
    try:
        await request
    except TelegramError as error:
        log.info("a request of the start failed: %s", type(error).__name__)


async def _end(
    settings: BotSettings,
    application: BotApplication,
    edge: Edge,
) -> None:
    """Answer what is at hand, within the time there is; the rest is kept for the next start."""
    stopping = asyncio.ensure_future(application.stop())
    await asyncio.wait({stopping}, timeout=settings.drain / 2)
    edge.delivery.stopping.set()
    await asyncio.wait({stopping}, timeout=settings.drain / 4)
    await edge.close(settings.drain / 4)
    if stopping.done():
        await application.shutdown()
    else:
        stopping.cancel()
        await application.bot.shutdown()
    log.warning("ended in order")
