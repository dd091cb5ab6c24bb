"""`wenbao serve` and `wenbao chat`: the conversation, in Telegram and in the terminal."""

import argparse
import datetime as dt
import logging
import sys
from pathlib import Path

from bot.assistant import EngineAssistant
from bot.cli.output import note
from bot.compose import engine_of, settings_of
from bot.console import TERMINAL, Console
from bot.conversation.conversation import Conversation
from bot.conversation.turn import Face, Options, Tools
from config.settings import Settings
from retrieval.engine import Engine
from retrieval.errors import EngineAway
from retrieval.store.people import People

__all__ = ["chat", "serve"]

PATIENCE = 5.0  # seconds that a question waits for an index that is being made


def serve(arguments: argparse.Namespace) -> int:
    """Run the bot until SIGTERM or SIGINT."""
    from bot.telegram.app import BotSettings, run

    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    settings = settings_of(arguments)
    edge = settings.telegram
    told = BotSettings(
        token=edge.token.get_secret_value(),
        api_base=edge.api_base,
        webhook_url=edge.webhook_url,
        webhook_secret=edge.webhook_secret.get_secret_value(),
        listen=edge.listen,
        port=edge.port,
        proxy=edge.proxy,
        watch=Path(edge.watch) if edge.watch else None,
        watch_every=edge.watch_seconds,
        web_listen=settings.web.listen,
        web_port=settings.web.port,
    )
    engine = engine_of(settings)
    for sentence in engine.recovered:
        note(sentence)
    try:
        _warm(engine)
        return run(told, lambda face: Conversation(tools_of(settings, engine, face)))
    finally:
        engine.close()


def _warm(engine: Engine) -> None:
    """Open the active release before the first question; one that cannot be opened now is said, and tried again."""
    try:
        engine.warm()
    except EngineAway as away:
        logging.getLogger(__name__).warning("%s", away)
    engine.shelf.patience = PATIENCE


def tools_of(settings: Settings, engine: Engine, face: Face) -> Tools:
    """What the conversation works with, over an engine and its store."""
    folders = [Path(settings.telegram.watch)] if settings.telegram.watch else []
    options = Options(
        admins=frozenset(settings.admins),
        per_minute=settings.people.questions_per_minute,
        keep=dt.timedelta(days=settings.people.keep_days),
        uploads=settings.data / "incoming",
    )
    return Tools(EngineAssistant(engine, folders), People(engine.store.database), face, options)


def chat(arguments: argparse.Namespace) -> int:
    """Talk in the terminal: what is typed is a private message, what is said is plain text."""
    settings = settings_of(arguments)
    engine = engine_of(settings)
    for sentence in engine.recovered:
        note(sentence)
    owner = settings.model_copy(update={"admins": (*settings.admins, TERMINAL)})
    try:
        return Console(tools_of(owner, engine, Face("wenbao")), arguments.lang).run(
            sys.stdin, sys.stdout
        )
    finally:
        engine.close()
