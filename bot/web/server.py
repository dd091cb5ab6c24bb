"""/health and /metrics over HTTP, for those who keep the server running.

Meant for the machine itself or a network of one's own: there is no sign-in, and nothing to see but numbers
and, where something is wrong, what it is. An article is read in the chat, where it is known who reads.
"""

import asyncio
import json
import logging
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.conversation.turn import Tools
from bot.web.state import health, metrics

__all__ = ["listen"]

log = logging.getLogger(__name__)

R = TypeVar("R")

WAIT = 5.0  # seconds; a store that takes longer is not well


def listen(tools: Tools, address: str, port: int) -> HTTPServer:
    """Serve /health (200, or 503 with the problem) and /metrics until the server is stopped.

    Raises:
        OSError: the port is taken, or the address is not of this machine.
    """
    look = {"look": _Look(tools)}
    server = HTTPServer(
        Application(
            [("/health", _Health, look), ("/metrics", _Metrics, look)],
            default_handler_class=_Nothing,
            default_handler_args=look,
            log_function=lambda _: None,
        )
    )
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    door = socket.create_server((address, port), family=family)
    door.settimeout(0)
    server.add_socket(door)
    return server


class _Look:
    """One look at a time, in a thread of its own: the questions of people come first."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._pool = ThreadPoolExecutor(1, "web")

    async def at(self, function: Callable[[Tools], R]) -> R | None:
        """Return what is seen; ``None`` where it takes too long or fails."""
        loop = asyncio.get_running_loop()
        task = loop.run_in_executor(self._pool, function, self._tools)
        try:
            return await asyncio.wait_for(task, WAIT)
        except TimeoutError:
            log.warning("a look at the bot's state took more than %g s", WAIT)
        except Exception:  # the last resort: it is said by 503, and in the log
            log.exception("a look at the bot's state failed")
        return None


class _Quiet(RequestHandler):
    def initialize(self, look: _Look) -> None:
        self.look = look

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: /health and /metrics are here\n")


class _Health(_Quiet):
    async def get(self) -> None:
        state = await self.look.at(health)
        if state is None or not state.ok:
            self.set_status(503)
        fields = state.fields() if state else {"ok": False, "problem": "no answer in time"}
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(fields, ensure_ascii=False) + "\n")


class _Metrics(_Quiet):
    async def get(self) -> None:
        text = await self.look.at(metrics)
        if text is None:
            self.send_error(503)
            return
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(text)


class _Nothing(_Quiet):
    def prepare(self) -> None:
        self.send_error(404)
