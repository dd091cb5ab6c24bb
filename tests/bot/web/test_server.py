"""/health and /metrics over real HTTP, beside a running bot and alone."""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPResponse

from bot.conversation.ports import Counts
from bot.conversation.turn import Face, Tools
from bot.telegram.app import serve
from bot.web import server as web
from retrieval.errors import SettingsError
from tests.bot.conversation.assistant import ScriptedAssistant
from tests.bot.conversation.memory import open_people
from tests.bot.telegram.conftest import Running, bot  # noqa: F401  (a fixture)


@dataclass
class Shown:
    """A server over a scripted assistant."""

    port: int
    assistant: ScriptedAssistant


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _get(port: int, path: str, method: str = "GET") -> HTTPResponse:
    body = "x" if method == "POST" else None
    return await AsyncHTTPClient().fetch(
        f"http://127.0.0.1:{port}{path}", method=method, body=body, raise_error=False
    )


@pytest.fixture
async def shown(tmp_path: Path) -> AsyncIterator[Shown]:
    with open_people(tmp_path) as people:
        assistant, port = ScriptedAssistant(), _free_port()
        server = web.listen(Tools(assistant, people, Face("wenbao")), "127.0.0.1", port)
        yield Shown(port, assistant)
        server.stop()


async def test_health_is_200_while_it_answers_and_503_while_it_cannot(shown: Shown) -> None:
    answer = await _get(shown.port, "/health")
    assert answer.code == 200
    assert json.loads(answer.body)["release"] == 1
    shown.assistant.away = True
    answer = await _get(shown.port, "/health")
    assert answer.code == 503
    assert "search engine" in json.loads(answer.body)["problem"]


async def test_metrics_are_plain_text(shown: Shown) -> None:
    answer = await _get(shown.port, "/metrics")
    assert answer.code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert b"\nwenbao_up 1\n" in answer.body


@pytest.mark.parametrize("path", ["/", "/article/1", "/health/../wenbao.db", "/metrics?x=1/y"])
async def test_there_is_nothing_else(shown: Shown, path: str) -> None:
    answer = await _get(shown.port, path)
    assert answer.code == (200 if path.startswith("/metrics?") else 404)
    assert b"Traceback" not in answer.body


async def test_nothing_can_be_posted(shown: Shown) -> None:
    assert (await _get(shown.port, "/health", "POST")).code == 405


async def test_a_store_that_hangs_is_not_well(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()

    def hang() -> Counts:
        free.wait(30)
        return Counts()

    monkeypatch.setattr(web, "WAIT", 0.05)
    monkeypatch.setattr(shown.assistant, "counts", hang)
    answer = await _get(shown.port, "/health")
    free.set()
    assert answer.code == 503
    assert json.loads(answer.body) == {"ok": False, "problem": "no answer in time"}


async def test_a_failure_of_ours_is_503_without_its_details(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Counts:
        raise RuntimeError("secret-path")

    monkeypatch.setattr(shown.assistant, "counts", fail)
    for path in ("/health", "/metrics"):
        answer = await _get(shown.port, path)
        assert answer.code == 503
        assert b"secret-path" not in answer.body


async def test_beside_a_running_bot(bot: Running) -> None:  # noqa: F811
    """The bot serves it while it runs, and no longer."""
    await bot.stop()
    port = _free_port()
    bot.settings = replace(bot.settings, web_port=port)
    await bot.start()
    assert (await _get(port, "/health")).code == 200
    await bot.stop()
    with pytest.raises(ConnectionRefusedError):
        await _get(port, "/health")
    bot.settings = replace(bot.settings, web_port=0)
    await bot.start()


async def test_a_taken_port_is_said(bot: Running) -> None:  # noqa: F811
    await bot.stop()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = replace(bot.settings, web_port=int(taken.getsockname()[1]))
        with pytest.raises(SettingsError, match="cannot listen on 127"):
            await serve(settings, bot.converse, asyncio.Event())
    await bot.start()
