"""A call to Qdrant -> what it gives, or within a bounded time an error that says what to do.

Qdrant's client is asynchronous and runs in a thread of its own, made at the first call; any number of
threads may call. What passes by itself (a connection that breaks, a server that is starting) is tried
again, a few times and within the same time. No message holds the api key or what somebody asked.
"""

import asyncio
import json
import logging
import math
import re
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from retrieval.errors import EngineAway, IndexBroken

__all__ = ["Address", "Connection"]

_T = TypeVar("_T")
_PAUSES = (0.05, 0.2)  # seconds before the second try and the third
_PASSING = frozenset({408, 429, 500, 502, 503, 504})  # of HTTP: may be right a moment later
_WRITING = 60.0  # seconds for a call that writes; nobody waits for an answer then
_PARTLY = re.compile(r"shard|replica|peer|consensus", re.IGNORECASE)
_SHOWN = 160  # characters of what a server said


@dataclass(frozen=True, slots=True)
class Address:
    """Where Qdrant is (``:memory:`` is its client's own double); ``timeout`` in seconds a call."""

    url: str
    api_key: str = field(default="", repr=False)
    timeout: float = 2.0


class Connection:
    """Qdrant's client, with a bounded wait; for any number of threads."""

    def __init__(self, address: Address) -> None:
        """Nothing is opened before the first call."""
        self.address = address
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._client: Any = None

    def read(self, work: Callable[[Any], Awaitable[_T]]) -> _T:
        """What ``work`` gets of the client, within the address's timeout.

        Raises:
            EngineAway: it does not answer in time, not rightly, or only in part.
            IndexBroken: the collection that was asked is not there.
        """
        return self._run(work, self.address.timeout)

    def write(self, work: Callable[[Any], Awaitable[_T]]) -> _T:
        """The same for what changes a collection; ``work`` may run twice, and takes its time."""
        return self._run(work, max(_WRITING, self.address.timeout))

    def close(self) -> None:
        """End the connection and its thread; a later call would open it again."""
        with self._lock:
            loop, thread, client = self._loop, self._thread, self._client
            self._loop = self._thread = self._client = None
        if loop is None or thread is None:
            return
        if client is not None:
            asyncio.run_coroutine_threadsafe(client.close(), loop).result(_WRITING)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    def _run(self, work: Callable[[Any], Awaitable[_T]], seconds: float) -> _T:
        loop = self._running()
        failures: tuple[type[Exception], ...] = (*_garbled(), *_refused(), OSError, ValueError)
        future = asyncio.run_coroutine_threadsafe(self._tried(work, seconds), loop)
        try:
            return future.result(seconds + 1)  # the thread keeps the time; this is for a stuck one
        except TimeoutError as error:
            future.cancel()
            raise EngineAway(
                f"Qdrant at {self.address.url} did not answer within "
                f"{seconds:g} s; see that its servers run, or raise search.timeout_s"
            ) from error
        except failures as error:
            # The cause is left out: it may hold the whole request, or the key.
            raise self._explained(error) from None

    async def _tried(self, work: Callable[[Any], Awaitable[_T]], seconds: float) -> _T:
        failures: tuple[type[Exception], ...] = (*_garbled(), *_refused())
        async with asyncio.timeout(seconds):
            for pause in _PAUSES:
                try:
                    return await work(self._client)
                except failures as error:
                    if getattr(error, "status_code", 500) not in _PASSING:
                        raise
                await asyncio.sleep(pause)
            return await work(self._client)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                import qdrant_client  # noqa: F401  # takes a second, which is not the server's

                logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs every request
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="qdrant", daemon=True
                )
                self._thread.start()
                connecting = asyncio.run_coroutine_threadsafe(self._connect(), self._loop)
                self._client = connecting.result(_WRITING)
            return self._loop

    async def _connect(self) -> Any:
        from qdrant_client import AsyncQdrantClient

        if self.address.url == ":memory:":
            return AsyncQdrantClient(":memory:")
        return AsyncQdrantClient(
            self.address.url,
            api_key=self.address.api_key or None,
            timeout=math.ceil(2 * max(_WRITING, self.address.timeout)),  # ours comes first
            check_compatibility=False,
        )

    def _explained(self, error: Exception) -> EngineAway | IndexBroken:
        where, status = f"Qdrant at {self.address.url}", getattr(error, "status_code", None)
        said = self._said(error)
        if status == 404 or (status is None and "not found" in said):
            return IndexBroken(f"{where} has not what was asked for: {said}")
        if status in {401, 403}:
            return EngineAway(f"{where} refuses the api key; set WENBAO_SEARCH_QDRANT_API_KEY")
        if status is not None and _PARTLY.search(said):
            return EngineAway(
                f"{where} answers only in part, as some shards have no live "
                f"replica: {said}; see its /cluster page and start the missing servers"
            )
        return EngineAway(f"{where}: {said}; see that its servers run")

    def _said(self, error: Exception) -> str:
        """What went wrong, in a line, without the request and without the key."""
        source, content = getattr(error, "source", error), getattr(error, "content", None)
        if content is not None:
            said = f"HTTP {getattr(error, 'status_code', '')} {_message(content)}"
        elif isinstance(source, _garbled()):
            said = "it does not answer in JSON as Qdrant does"
        else:
            said = str(source) or type(source).__name__
        key = self.address.api_key
        said = said.replace(key, "…") if key else said
        return " ".join(said.split())[:_SHOWN]


def _garbled() -> tuple[type[Exception], ...]:
    """What the client raises for an answer that is not Qdrant's."""
    from pydantic import ValidationError

    return (json.JSONDecodeError, ValidationError)


def _refused() -> tuple[type[Exception], ...]:
    """What the client raises for a broken connection or another status than success."""
    from qdrant_client.common.client_exceptions import QdrantException
    from qdrant_client.http.exceptions import ApiException

    return (ApiException, QdrantException)


def _message(content: bytes) -> str:
    """The error of Qdrant's own envelope, else nothing: a proxy's page of HTML helps nobody."""
    try:
        error = json.loads(content)["status"]["error"]
    except (ValueError, KeyError, TypeError):
        return ""
    return str(error)
