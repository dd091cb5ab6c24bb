"""Passages in a Qdrant collection -> candidates: for a cluster.

A collection a release, and an alias that is switched when the release is made active. A passage is a
sparse vector: its words hashed to 32 bits, with the part of BM25 that depends on the passage; Qdrant's
IDF modifier does the rest, shard by shard, which only decides who is a candidate.
"""

import asyncio
import threading
import zlib
from collections import Counter
from collections.abc import Collection, Coroutine, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from retrieval.errors import EngineAway
from retrieval.search.building import IndexItem
from retrieval.search.candidates import Candidate
from retrieval.search.scorer import STANDARD, Scoring
from retrieval.search.statistics import Statistics, Tally

__all__ = ["Qdrant", "QdrantCandidates", "collisions", "word_key"]

_T = TypeVar("_T")
_BATCH = 500  # passages sent at once
_PATIENCE = 60.0  # seconds for a call that writes; nobody waits for an answer then
_LENGTH = (
    150.0  # terms of an average passage; fixed, so that vectors need not change with the corpus
)
_VECTOR = "terms"


def word_key(term: str) -> int:
    """A term as the index of a sparse vector: CRC-32, the same in every process."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


def collisions(terms: Iterable[str]) -> tuple[int, int]:
    """(how many different terms, how many of them share their key with another)."""
    keys = Counter(map(word_key, set(terms)))
    return sum(keys.values()), sum(count for count in keys.values() if count > 1)


class Qdrant:
    """A Qdrant server, cluster or in-memory double, with a bounded wait; for any number of threads."""

    def __init__(
        self, url: str, *, timeout: float = 2.0, name: str = "wenbao", scoring: Scoring = STANDARD
    ) -> None:
        """``url`` as Qdrant's client takes it (``:memory:`` in tests); ``timeout`` in seconds a call.

        ``name`` begins the names of the collections and is the alias of the active one.
        """
        self._url, self._name, self._scoring = url, name, scoring
        self._timeout = timeout
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="qdrant", daemon=True)
        self._thread.start()
        import qdrant_client  # noqa: F401  # takes a second, which is not the server's

        self._client: Any = self.wait(self._connect(), _PATIENCE)

    def build(self, release: int, folder: Path, items: Iterable[IndexItem]) -> None:
        """Send a release's passages into a collection of its own; its statistics go to ``folder``."""
        tally = Tally()
        self._make(release)
        self._send(release, tally.watch(items))
        tally.write(folder)

    def update(
        self,
        base: tuple[int, Path],
        release: int,
        folder: Path,
        changes: tuple[Iterable[IndexItem], Collection[int]],
    ) -> None:
        """The next release: the passages of ``base`` (number, folder) with what is added and removed.

        The collection of ``base`` is copied point by point, as Qdrant cannot share one.
        """
        added = list(changes[0])
        gone = {*changes[1], *(item.row for item in added)}
        tally = Tally(Statistics(base[1]))
        self._make(release)
        self._send(release, self._kept(base[0], gone, tally))
        self._send(release, tally.watch(added))
        tally.write(folder)

    def activate(self, release: int) -> None:
        """Point the alias at a release, in one step."""
        from qdrant_client import models

        aliases = self.wait(self._client.get_aliases()).aliases
        old: list[Any] = [
            models.DeleteAliasOperation(delete_alias=models.DeleteAlias(alias_name=self._name))
            for alias in aliases
            if alias.alias_name == self._name
        ]
        made = models.CreateAlias(collection_name=self._collection(release), alias_name=self._name)
        self.wait(
            self._client.update_collection_aliases(
                change_aliases_operations=[*old, models.CreateAliasOperation(create_alias=made)]
            )
        )

    def has(self, release: int) -> bool:
        """Whether the release has a collection; ``EngineAway`` if the server does not answer."""
        return bool(self.wait(self._client.collection_exists(self._collection(release))))

    def drop(self, release: int) -> None:
        """Delete the collection of a release that was pruned."""
        self.wait(self._client.delete_collection(self._collection(release)), _PATIENCE)

    def open(self, folder: Path, release: int | None = None) -> "QdrantCandidates":
        """The candidates of a release, of the active one unless given; ``folder`` holds its statistics."""
        name = self._name if release is None else self._collection(release)
        return QdrantCandidates(self, name, Statistics(folder))

    def close(self) -> None:
        """End the connection."""
        self.wait(self._client.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def client(self) -> Any:
        """Qdrant's own asynchronous client; its calls go through ``wait``."""
        return self._client

    def wait(self, work: Coroutine[Any, Any, _T], seconds: float | None = None) -> _T:
        """Run a call; ``EngineAway`` if it fails or takes longer than ``seconds``, or the timeout."""
        from qdrant_client.http.exceptions import ApiException

        seconds = self._timeout if seconds is None else seconds
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(seconds)
        except TimeoutError as error:
            future.cancel()
            message = f"Qdrant at {self._url} did not answer within {seconds:g} s"
            raise EngineAway(message) from error
        except (ApiException, OSError, ValueError) as error:
            raise EngineAway(f"Qdrant at {self._url} cannot search now: {error}") from error

    async def _connect(self) -> Any:
        from qdrant_client import AsyncQdrantClient

        seconds = max(1, round(self._timeout))
        return AsyncQdrantClient(self._url, timeout=seconds, check_compatibility=False)

    def _collection(self, release: int) -> str:
        return f"{self._name}-{release}"

    def _make(self, release: int) -> None:
        from qdrant_client import models

        name = self._collection(release)
        if self.wait(self._client.collection_exists(name)):  # left by a load that was killed
            self.wait(self._client.delete_collection(name), _PATIENCE)
        vector = models.SparseVectorParams(modifier=models.Modifier.IDF)
        self.wait(
            self._client.create_collection(
                name, vectors_config={}, sparse_vectors_config={_VECTOR: vector}
            ),
            _PATIENCE,
        )
        if self._url != ":memory:":
            self.wait(self._client.create_payload_index(name, "day", "integer"), _PATIENCE)

    def _send(self, release: int, items: Iterable[IndexItem]) -> None:
        rest = iter(items)
        while batch := list(islice(rest, _BATCH)):
            points = [self._point(item) for item in batch]
            self.wait(
                self._client.upsert(self._collection(release), points=points, wait=True), _PATIENCE
            )

    def _point(self, item: IndexItem) -> Any:
        from qdrant_client import models

        part = self._scoring.k1 * (
            1 - self._scoring.b + self._scoring.b * len(item.terms) / _LENGTH
        )
        weights: Counter[int] = Counter()
        for term, times in Counter(item.terms).items():
            weights[word_key(term)] += times  # two words of one key count as one word
        values = [times * (self._scoring.k1 + 1) / (times + part) for times in weights.values()]
        vector = models.SparseVector(indices=list(weights), values=values)
        payload = {"day": item.day, "terms": " ".join(item.terms)}
        return models.PointStruct(id=item.row, vector={_VECTOR: vector}, payload=payload)

    def _kept(self, release: int, gone: Collection[int], tally: Tally) -> Iterator[IndexItem]:
        """The passages of a release, those that are gone told to ``tally`` instead."""
        offset: Any = None
        while True:
            points, offset = self.wait(
                self._client.scroll(self._collection(release), limit=_BATCH, offset=offset),
                _PATIENCE,
            )
            for point in points:
                terms = point.payload["terms"].split()
                if point.id in gone:
                    tally.forget(terms)
                else:
                    yield IndexItem(point.id, point.payload["day"], terms)
            if offset is None:
                return


class QdrantCandidates:
    """Brings candidates from one collection, or from the alias of the active one."""

    def __init__(self, server: Qdrant, collection: str, statistics: Statistics) -> None:
        """Use ``Qdrant.open``."""
        self._server = server
        self._collection = collection
        self.statistics = statistics

    def gather(
        self, weights: Mapping[str, float], count: int, days: tuple[int, int] | None
    ) -> list[Candidate]:
        """The best ``count`` passages in Qdrant's own order."""
        from qdrant_client import models

        keys: dict[int, float] = {}
        for term, weight in weights.items():
            keys[word_key(term)] = max(keys.get(word_key(term), 0.0), weight)
        between = days and models.FieldCondition(
            key="day", range=models.Range(gte=days[0], lte=days[1])
        )
        found = self._server.wait(
            self._server.client.query_points(
                self._collection,
                query=models.SparseVector(indices=list(keys), values=list(keys.values())),
                using=_VECTOR,
                query_filter=models.Filter(must=[between]) if between else None,
                limit=count,
                with_payload=["terms"],
            )
        )
        return _candidates(found.points)

    def close(self) -> None:
        """Nothing to let go of: the connection is the server's."""


def _candidates(points: Sequence[Any]) -> list[Candidate]:
    return [Candidate(point.id, point.payload["terms"].split()) for point in points]
