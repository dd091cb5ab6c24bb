"""A running bot against the stand-in: the real application, a store of its own, a scripted assistant."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.conversation.turn import Face, Options, Tools
from bot.telegram.app import BotSettings, serve
from retrieval.store.people import People
from tests.bot.conversation.assistant import ScriptedAssistant
from tests.bot.conversation.memory import open_people
from tests.telegram_server.users import TelegramServer, User

__all__ = ["Running"]


@dataclass
class Running:
    """The stand-in, and the bot that runs against it."""

    telegram: TelegramServer
    assistant: ScriptedAssistant
    people: People
    admin: User
    settings: BotSettings
    options: Options
    _task: asyncio.Task[None] | None = None
    _stop: asyncio.Event | None = None

    def converse(self, face: Face) -> Conversation:
        """Open the conversation."""
        return Conversation(Tools(self.assistant, self.people, face, self.options))

    async def start(self, *, polls: bool = True) -> None:
        """Start the bot, and wait until it polls."""
        self._stop = asyncio.Event()
        before = self.telegram.polls
        self._task = asyncio.ensure_future(serve(self.settings, self.converse, self._stop))
        for _ in range(4000 if polls else 0):
            if self.telegram.polls > before or self._task.done():
                return
            await asyncio.sleep(0.005)
        if polls:
            raise AssertionError("the bot does not poll")

    async def stop(self) -> None:
        """End the bot in order."""
        if self._stop is not None and self._task is not None:
            self._stop.set()
            await asyncio.wait_for(self._task, 30)
            self._task = None

    async def settled(self) -> None:
        """Wait until every update that was queued is answered."""
        for _ in range(4000):
            idle = not self.telegram.world.updates and not self.people.open_updates()
            if idle:
                return
            await asyncio.sleep(0.005)
        raise AssertionError("updates stay open")

    async def taken(self) -> None:
        """Wait until every update that was queued is taken, whether answered or not."""
        for _ in range(4000):
            if not self.telegram.world.updates:
                return
            await asyncio.sleep(0.002)
        raise AssertionError("updates are not fetched")

    def approved(self, name: str = "李明", **more: str) -> User:
        """Return a person who is served."""
        from retrieval.store.people_records import Person, Standing

        user = self.telegram.user(name, **more)  # type: ignore[arg-type]
        self.people.save_person(Person(user.id, name, standing=Standing.APPROVED))
        return user


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long load runs when it is asked for by its mark."""
    if "load" not in str(config.option.markexpr):
        for item in items:
            if item.get_closest_marker("load"):
                item.add_marker(pytest.mark.skip(reason="minutes long: -m load"))


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Running]:
    """A bot that runs, with one administrator."""
    async with TelegramServer() as telegram:
        admin = telegram.user("王安", username="wang", number=42)
        options = Options(admins=frozenset({42}), uploads=tmp_path / "uploads")
        settings = BotSettings(telegram.token, telegram.url, drain=4.0)
        with open_people(tmp_path) as people:
            running = Running(telegram, ScriptedAssistant(), people, admin, settings, options)
            await running.start()
            yield running
            await running.stop()
        telegram.check()
