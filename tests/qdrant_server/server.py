"""The stand-in's HTTP: the endpoints that the project uses, each request judged by Qdrant's own models.

What is not expected is an error of the test: it is noted in ``wrongs`` and answered with status 400.
``fault`` makes the server slow, deaf, broken or garbled for the paths that it names.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from qdrant_client import models

from tests.qdrant_server.shards import Shards, Wrong

__all__ = ["Fault", "QdrantServer", "running"]


@dataclass
class Fault:
    """What goes wrong, on paths that match, for the first ``times`` requests (None: all)."""

    path: str = ""
    delay: float = 0.0
    drop: bool = False
    status: int | None = None
    body: bytes = b""
    times: int | None = None

    def strikes(self, path: str) -> bool:
        if self.times == 0 or not re.search(self.path, path):
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass
class QdrantServer:
    """A running stand-in."""

    shards: Shards
    api_key: str = ""
    fault: Fault | None = None
    seen: list[str] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)
    url: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def asked(self, pattern: str) -> int:
        """How many requests matched ``METHOD path``."""
        return sum(bool(re.search(pattern, line)) for line in self.seen)


def error(message: str) -> bytes:
    """Qdrant's envelope of an error."""
    return json.dumps({"status": {"error": message}, "time": 0.0}).encode()


_NAME = r"/collections/(?P<name>[^/]+)"
_ROUTES: list[tuple[str, str, type[BaseModel] | None, Callable[[Shards, str, Any], Any]]] = [
    (
        "GET",
        "/collections",
        None,
        lambda s, _n, _b: {"collections": [{"name": n} for n in s.names()]},
    ),
    (
        "GET",
        "/aliases",
        None,
        lambda s, _n, _b: {
            "aliases": [{"alias_name": a, "collection_name": c} for a, c in s.aliases.items()]
        },
    ),
    (
        "POST",
        "/collections/aliases",
        models.ChangeAliasesOperation,
        lambda s, _n, b: s.change(b),
    ),
    ("PUT", _NAME, models.CreateCollection, lambda s, n, b: s.create(n, b)),
    ("DELETE", _NAME, None, lambda s, n, _b: s.delete(n)),
    ("PUT", f"{_NAME}/index", models.CreateFieldIndex, lambda s, n, b: _updated(s.index(n, b))),
    ("PUT", f"{_NAME}/points", models.PointsList, lambda s, n, b: _updated(s.upsert(n, b.points))),
    ("POST", f"{_NAME}/points/count", models.CountRequest, lambda s, n, _b: {"count": s.count(n)}),
    (
        "POST",
        f"{_NAME}/points/query",
        models.QueryRequest,
        lambda s, n, b: {"points": s.query(n, b)},
    ),
]


def _updated(_: object) -> dict[str, object]:
    return {"operation_id": 1, "status": "completed"}


def _answered(server: QdrantServer, method: str, path: str, body: bytes) -> tuple[int, bytes]:
    for wanted, pattern, model, act in _ROUTES:
        found = re.fullmatch(pattern, path)
        if wanted == method and found:
            name = found.groupdict().get("name", "")
            try:
                asked = model.model_validate_json(body) if model else None
                result = act(server.shards, name, asked)
            except ValidationError as wrong:
                server.wrongs.append(f"{method} {path}: {wrong}")
                return 400, error("Format error in JSON body")
            except Wrong as wrong:
                return wrong.status, error(str(wrong))
            return 200, json.dumps({"result": result, "status": "ok", "time": 0.001}).encode()
    server.wrongs.append(f"{method} {path}: no such endpoint")
    return 404, b""


def _handler(server: QdrantServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _go(self) -> None:
            path = self.path.partition("?")[0]
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            server.seen.append(f"{self.command} {path}")
            fault = server.fault
            if fault is not None and fault.strikes(path):
                server.over.wait(fault.delay)
                if fault.drop:
                    self.close_connection = True
                    return
                if fault.status is not None:
                    self._send(fault.status, fault.body)
                    return
            if server.api_key and self.headers.get("api-key") != server.api_key:
                self._send(401, b"Must provide an API key or an Authorization bearer token")
                return
            self._send(*_answered(server, self.command, path, body))

        do_GET = do_POST = do_PUT = do_DELETE = _go  # noqa: N815

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A client that did not wait for the answer is no error here."""


@contextmanager
def running(folder: Path, *, api_key: str = "") -> Iterator[QdrantServer]:
    """A stand-in on a free port, until the block ends; a request it did not expect fails the test."""
    server = QdrantServer(Shards(folder), api_key)
    http = _Http(("127.0.0.1", 0), _handler(server))
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        http.shutdown()
        http.server_close()
        thread.join()
        time.sleep(0)
        server.shards.close()
    assert server.wrongs == []
