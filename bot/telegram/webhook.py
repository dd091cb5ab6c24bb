"""Updates that Telegram posts to us: the secret is checked, the update kept, and only then confirmed.

Several workers may stand behind one address: an update that one of them has taken is new to no other.
"""

import asyncio
import hmac
import json
import logging
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.edge import Edge

__all__ = ["listen"]

log = logging.getLogger(__name__)

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1 << 20  # bytes of a body; an update has some kilobytes


def listen(
    edge: Edge, queue: "asyncio.Queue[object]", secret: str, address: str, port: int
) -> HTTPServer:
    """Listen for updates; the path is not looked at, the secret is."""

    class _Handler(RequestHandler):
        async def post(self) -> None:
            given = self.request.headers.get(_HEADER, "")
            if not hmac.compare_digest(given.encode(), secret.encode()):
                self.set_status(403)
                return
            item = _update(self.request.body)
            if item is None:
                self.set_status(400)
                return
            for update in await edge.keep([item]):
                await queue.put(update)

        def log_exception(self, *arguments: Any) -> None:
            log.error("the webhook failed", exc_info=arguments[1] if arguments[1:] else None)

    server = HTTPServer(Application([(r"/.*", _Handler)]), max_body_size=_LARGEST)
    server.listen(port, address)
    return server


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        item = json.loads(body)
    except ValueError:
        return None
    return item if isinstance(item, dict) and type(item.get("update_id")) is int else None
