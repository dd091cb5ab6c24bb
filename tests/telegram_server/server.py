"""The stand-in itself: HTTP in, the world changed, HTTP out; polling and webhook; faults; a record of calls.

    async with TelegramServer() as telegram:
        li = telegram.user("李明", language="zh-hans")
        await li.say("12月5日的会议谁参加了？")
        card = await li.chat.answer()

The address of a method is ``{url}/bot{token}/{method}``, of a file ``{url}/file/bot{token}/{path}``.
"""

import asyncio
import json
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler

from tests.telegram_server.faults import ApiError, Fault, Faults, How
from tests.telegram_server.methods import call
from tests.telegram_server.world import World

__all__ = ["Call", "TelegramServerBase"]

TOKEN = "7000000001:TEST-token_of-the-stand-in"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True)
class Call:
    """A call that came in, and how it was answered."""

    method: str
    params: dict[str, Any]
    code: int


class TelegramServerBase:
    """Telegram without its users; ``server.TelegramServer`` in users.py adds them."""

    def __init__(
        self, *, username: str = "wenbao_bot", privacy: bool = True, flood: bool = True
    ) -> None:
        self.world = World(username=username, privacy=privacy, flood=flood)
        self.token = TOKEN
        self.faults = Faults()
        self.calls: list[Call] = []
        self.webhook: dict[str, Any] | None = None
        self.confirmed = 0  # the highest update that the bot has confirmed
        self.polls = 0  # getUpdates calls that came in
        self._poller: asyncio.Event | None = None
        self._http: HTTPServer | None = None
        self._port = 0
        self._pushing: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    async def __aenter__(self) -> Self:
        self.up()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._ended.set()
        if self._pushing is not None:
            self._pushing.cancel()
        await self.down()

    @property
    def url(self) -> str:
        """The address to give the bot as TELEGRAM_API_BASE."""
        return f"http://127.0.0.1:{self._port}"

    def up(self) -> None:
        """Listen; on the same port as before after a ``down``."""
        application = Application(
            [(r"/bot([^/]+)/(\w+)", _Methods), (r"/file/bot([^/]+)/(.+)", _Files)], server=self
        )
        self._http = HTTPServer(application, max_buffer_size=60 << 20)
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        listener.listen(512)
        listener.setblocking(False)  # noqa: FBT003 - the standard library's signature
        self._port = listener.getsockname()[1]
        self._http.add_socket(listener)

    async def down(self) -> None:
        """Stop listening and cut every connection."""
        if self._http is not None:
            self._http.stop()
            await self._http.close_all_connections()
            self._http = None

    def fault(self, method: str, how: How, times: int = 1, **more: Any) -> None:
        """Let the next calls of a method go wrong (see ``Fault``)."""
        self.faults.add(Fault(method, how, times, **more))

    async def confirmed_all(self) -> None:
        """Wait until the bot has confirmed every update."""
        last = self.world.next_update
        for _ in range(20_000):
            if self.confirmed >= last:
                return
            await asyncio.sleep(0.0005)
        raise AssertionError("updates are not confirmed")

    def count(self, method: str) -> int:
        """Return how often a method was called."""
        return sum(call.method.lower() == method.lower() for call in self.calls)

    # what the handlers use ------------------------------------------------------------------
    async def method(self, token: str, name: str, params: dict[str, Any]) -> Any:
        """Carry out a method, those of updates included."""
        if token != self.token:
            raise ApiError(401, "Unauthorized")
        match name.lower():
            case "getupdates":
                return await self._get_updates(params)
            case "setwebhook":
                return self._set_webhook(params)
            case "deletewebhook":
                self._drop_webhook()
                return True
            case "getwebhookinfo":
                url = self.webhook["url"] if self.webhook else ""
                pending = len(self.world.updates)
                return {
                    "url": url,
                    "has_custom_certificate": False,
                    "pending_update_count": pending,
                }
        return call(self.world, name, params)

    async def _get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.polls += 1
        offset = int(params.get("offset", 0))
        if offset:
            self.confirmed = max(self.confirmed, offset - 1)
            self.world.updates = [u for u in self.world.updates if u["update_id"] >= offset]
        if allowed := params.get("allowed_updates"):
            self.world.allowed = json.loads(allowed) if isinstance(allowed, str) else allowed
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        deadline = asyncio.get_running_loop().time() + min(50, int(params.get("timeout", 0)))
        while not self.world.updates and not mine.is_set():
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await self._woken(mine, left)
        if mine.is_set():
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        self._poller = None
        return self.world.updates[: int(params.get("limit", 100))]

    async def _woken(self, mine: asyncio.Event, seconds: float) -> None:
        self.world.arrived.clear()
        waits = [
            asyncio.ensure_future(event.wait())
            for event in (self.world.arrived, mine, self._ended)
        ]
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if self._ended.is_set():
            mine.set()

    def _set_webhook(self, params: dict[str, Any]) -> bool:
        url = str(params.get("url", ""))
        if not url:
            self._drop_webhook()
            return True
        if not url.startswith("https://"):
            raise ApiError(
                400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
            )
        secret = str(params.get("secret_token", ""))
        if secret and not _SECRET.fullmatch(secret):
            raise ApiError(400, "Bad Request: secret token contains unallowed characters")
        if allowed := params.get("allowed_updates"):
            self.world.allowed = json.loads(allowed) if isinstance(allowed, str) else allowed
        self.webhook = {"url": url, "secret": secret}
        if self._pushing is None:
            self._pushing = asyncio.ensure_future(self._push())
        return True

    def _drop_webhook(self) -> None:
        self.webhook = None
        if self._pushing is not None:
            self._pushing.cancel()
            self._pushing = None

    async def _push(self) -> None:
        """Post each update until it is taken. The https of the address is http here."""
        client = AsyncHTTPClient()
        while self.webhook is not None:
            if not self.world.updates:
                self.world.arrived.clear()
                await self.world.arrived.wait()
            update = self.world.updates[0]
            request = HTTPRequest(
                self.webhook["url"].replace("https://", "http://"),
                method="POST",
                body=json.dumps(update),
                headers={
                    "Content-Type": "application/json",
                    "X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"],
                },
                request_timeout=5,
            )
            try:
                await client.fetch(request)
            except (HTTPClientError, OSError, StreamClosedError):
                await asyncio.sleep(0.1)
                continue
            self.confirmed = update["update_id"]
            self.world.updates = [u for u in self.world.updates if u is not update]


class _Methods(RequestHandler):
    """``/bot<token>/<method>``."""

    async def get(self, token: str, method: str) -> None:
        await self.post(token, method)

    async def post(self, token: str, method: str) -> None:
        server: TelegramServerBase = self.settings["server"]
        params = self._params()
        fault = server.faults.take(method, params)
        try:
            if fault is not None and not fault.done:
                await self._go_wrong(fault)
                return
            result = await server.method(token, method, params)
        except ApiError as error:
            server.calls.append(Call(method, params, error.code))
            self._refuse(error.code, error.description, error.parameters)
            return
        server.calls.append(Call(method, params, 200))
        if fault is not None:
            await self._go_wrong(fault)
            return
        with suppress(StreamClosedError, RuntimeError):  # the poll was given up
            await self.finish({"ok": True, "result": result})

    def _refuse(self, code: int, description: str, parameters: dict[str, int]) -> None:
        self.set_status(code)
        body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
        self.write(body | ({"parameters": parameters} if parameters else {}))

    async def _go_wrong(self, fault: Fault) -> None:
        match fault.how:
            case "error":
                self._refuse(fault.code, fault.description, fault.parameters)
            case "gateway":
                self.set_status(fault.code if fault.code != 500 else 502)
                self.write("<html><body>502 Bad Gateway</body></html>")
            case "garbage":
                self.write('{"ok": true, "result": {"message_id"')
            case "reset":
                stream = self.request.connection.stream  # type: ignore[union-attr]
                stream.close()
            case "hang":
                await asyncio.sleep(fault.seconds)
                self.write({"ok": True, "result": True})

    def _params(self) -> dict[str, Any]:
        kind = self.request.headers.get("Content-Type", "")
        if kind.startswith("application/json") and self.request.body:
            return dict(json.loads(self.request.body))
        params: dict[str, Any] = {
            name: values[-1].decode() for name, values in self.request.arguments.items()
        }
        attached = {
            name: (files[0]["filename"], files[0]["body"])
            for name, files in self.request.files.items()
        }
        for name, value in params.items():
            if isinstance(value, str) and value.startswith("attach://"):
                params[name] = attached.pop(value.removeprefix("attach://"))
        return params | attached

    def log_exception(self, *_: Any) -> None:
        """A cut connection is what we wanted."""


class _Files(RequestHandler):
    """``/file/bot<token>/<path>``."""

    async def get(self, token: str, path: str) -> None:
        server: TelegramServerBase = self.settings["server"]
        content = server.world.files.get(path.rpartition("/")[2])
        fault = server.faults.take("file", {"path": path})
        if token != server.token or content is None or fault is not None:
            self.set_status(fault.code if fault else 404)
            return
        self.write(content)
