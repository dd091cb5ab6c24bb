"""The webhook: the secret, the answer, several workers behind one address."""

import asyncio
import json
import socket
from dataclasses import replace
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient

from bot.telegram.app import run
from retrieval.errors import SettingsError
from tests.bot.telegram.conftest import Running

SECRET = "s3cret-z"
MEETING = "3月5日的会议谁参加了？"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _by_webhook(bot: Running) -> int:
    """Start the bot again with a webhook; its port."""
    await bot.stop()
    port = _free_port()
    bot.settings = replace(
        bot.settings,
        webhook_url=f"https://127.0.0.1:{port}/",
        webhook_secret=SECRET,
        port=port,
    )
    await bot.start(polls=False)
    for _ in range(400):
        if bot.telegram.webhook is not None:
            return port
        await asyncio.sleep(0.01)
    raise AssertionError("no webhook was set")


async def _post(port: int, body: Any, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    answer = await AsyncHTTPClient().fetch(
        f"http://127.0.0.1:{port}/",
        method="POST",
        body=body if isinstance(body, str) else json.dumps(body),
        headers=headers,
        raise_error=False,
    )
    return int(answer.code)


async def test_question_by_webhook(bot: Running) -> None:
    """Answered as by polling, and the update confirmed."""
    await _by_webhook(bot)
    li = bot.approved()
    await li.say(MEETING)
    assert "贺兰舟" in (await li.chat.answer()).text
    await bot.settled()


@pytest.mark.parametrize("secret", [None, "", "wrong", "s3cret-zz", "é"])
async def test_wrong_secret(bot: Running, secret: str | None) -> None:
    """Not Telegram: refused, and nothing kept."""
    port = await _by_webhook(bot)
    assert await _post(port, {"update_id": 5, "message": {}}, secret) == 403
    assert bot.people.open_updates() == []


@pytest.mark.parametrize(
    "body", ["{", "[]", "{}", '{"update_id": "5"}', '{"update_id": true}', "null"]
)
async def test_body_that_is_no_update(bot: Running, body: str) -> None:
    """Refused; the next update is answered."""
    port = await _by_webhook(bot)
    assert await _post(port, body) == 400


async def test_two_workers_answer_once(bot: Running) -> None:
    """An update that reaches both workers of one database is answered by one of them."""
    first = await _by_webhook(bot)
    second = Running(
        bot.telegram,
        bot.assistant,
        bot.people,
        bot.admin,
        replace(bot.settings, port=_free_port()),
        bot.options,
    )
    await second.start(polls=False)
    for _ in range(400):
        await asyncio.sleep(0.01)
        try:
            if await _post(second.settings.port, {}) == 400:
                break
        except OSError:
            continue
    li = bot.approved()
    bot.telegram.webhook = None  # we deliver by hand
    await li.say(MEETING)
    update = bot.telegram.world.updates[0]
    codes = await asyncio.gather(
        _post(first, update), _post(second.settings.port, update), _post(first, update)
    )
    assert set(codes) == {200}
    await li.chat.answer()
    await li.chat.silence(0.3)
    await second.stop()


async def test_what_a_dead_worker_left_is_taken_up(bot: Running) -> None:
    """Another worker finds it, after a while."""
    import datetime as dt

    from retrieval.store.people_records import TakenUpdate

    await bot.stop()
    li = bot.approved()
    await li.say(MEETING)
    update = bot.telegram.world.updates.pop()
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=30)
    bot.people.take_updates(
        [TakenUpdate(update["update_id"], li.id, json.dumps(update), long_ago)]
    )
    bot.settings = replace(bot.settings, sweep=0.05)
    await _by_webhook(bot)
    assert "贺兰舟" in (await li.chat.answer()).text


def test_webhook_without_a_secret() -> None:
    """Anybody could post updates: it does not start."""
    from bot.telegram.app import BotSettings

    settings = BotSettings("1:x", webhook_url="https://example.org/")
    with pytest.raises(SettingsError, match="secret"):
        run(settings, lambda _: None)  # type: ignore[arg-type, return-value]


def test_no_token() -> None:
    """Said with the cure."""
    from bot.telegram.app import BotSettings

    with pytest.raises(SettingsError, match="BotFather"):
        run(BotSettings(""), lambda _: None)  # type: ignore[arg-type, return-value]
