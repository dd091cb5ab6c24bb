"""Passages in a Qdrant collection -> candidates: for a cluster.

A collection a release. A passage is a sparse vector: its words hashed to 32 bits, with the part of BM25
that depends on the passage; Qdrant's IDF modifier does the rest, shard by shard, which only decides who is
a candidate. A collection is searched by its own name, so that no answer is of two releases; the alias
follows the active one, for people and their tools.
"""

import asyncio
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from retrieval.errors import IndexBroken
from retrieval.search.building import IndexItem
from retrieval.search.candidates import Candidate
from retrieval.search.qdrant_connection import Connection
from retrieval.search.scorer import STANDARD, Scoring
from retrieval.search.statistics import Statistics

__all__ = ["Qdrant", "QdrantCandidates", "collisions", "word_key"]

_BATCH = 500  # passages sent at once
_LENGTH = (
    150.0  # terms of an average passage; fixed, so that vectors need not change with the corpus
)
_LOOK = 60.0  # seconds between two looks whether the collection is whole
_VECTOR = "terms"


def word_key(term: str) -> int:
    """A term as the index of a sparse vector: CRC-32, the same in every process."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


def collisions(terms: Iterable[str]) -> tuple[int, int]:
    """(how many different terms, how many of them share their key with another)."""
    keys = Counter(map(word_key, set(terms)))
    return sum(keys.values()), sum(count for count in keys.values() if count > 1)


class Qdrant:
    """Collections and aliases of a Qdrant server or cluster; ``EngineAway`` where it does not answer in time."""

    def __init__(
        self, connection: Connection, scoring: Scoring = STANDARD, *, replicas: int = 1
    ) -> None:
        """``replicas`` of each shard; the number of shards is the cluster's own choice."""
        self._connection, self._scoring, self._replicas = connection, scoring, replicas

    def fill(self, name: str, items: Iterable[IndexItem]) -> None:
        """Send passages into a collection, made if need be; sending one again changes nothing."""
        if self.count(name) is None:
            self._make(name)
        rest = iter(items)
        while batch := list(islice(rest, _BATCH)):
            points = [self._point(item) for item in batch]
            self._connection.write(lambda q, points=points: q.upsert(name, points, wait=True))  # type: ignore[misc]

    def count(self, name: str) -> int | None:
        """How many passages a collection or an alias has; ``None`` where there is no such collection."""
        try:
            return int(self._connection.read(lambda q: q.count(name, exact=True)).count)
        except IndexBroken:
            return None

    def names(self, prefix: str) -> list[str]:
        """The collections whose names begin so."""
        found = self._connection.read(lambda q: q.get_collections()).collections
        return sorted(one.name for one in found if one.name.startswith(prefix))

    def drop(self, name: str) -> None:
        """Delete a collection."""
        self._connection.write(lambda q: q.delete_collection(name))

    def pointed(self, alias: str) -> str | None:
        """The collection that an alias points at."""
        found = self._connection.read(lambda q: q.get_aliases()).aliases
        return next((one.collection_name for one in found if one.alias_name == alias), None)

    def point(self, alias: str, name: str) -> None:
        """Point an alias at a collection, in one step."""
        from qdrant_client import models

        steps: list[Any] = []
        if self.pointed(alias) is not None:
            old = models.DeleteAlias(alias_name=alias)
            steps.append(models.DeleteAliasOperation(delete_alias=old))
        made = models.CreateAlias(collection_name=name, alias_name=alias)
        steps.append(models.CreateAliasOperation(create_alias=made))
        self._connection.write(
            lambda q: q.update_collection_aliases(change_aliases_operations=steps)
        )

    def open(self, name: str, statistics: Statistics) -> "QdrantCandidates":
        """The candidates of a collection whose counts these are; ``IndexBroken`` if it is not whole."""
        held = self.count(name)
        if held != statistics.passages:
            raise IndexBroken(_not_whole(name, held, statistics.passages))
        return QdrantCandidates(self._connection, name, statistics)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _make(self, name: str) -> None:
        from qdrant_client import models

        vector = models.SparseVectorParams(modifier=models.Modifier.IDF)
        self._connection.write(
            lambda q: q.create_collection(
                name,
                vectors_config={},
                sparse_vectors_config={_VECTOR: vector},
                replication_factor=self._replicas,
            )
        )
        if self._connection.address.url != ":memory:":  # which needs none, and says so
            self._connection.write(lambda q: q.create_payload_index(name, "day", "integer"))

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


class QdrantCandidates:
    """Brings candidates from one collection."""

    def __init__(self, connection: Connection, name: str, statistics: Statistics) -> None:
        """Use ``Qdrant.open``."""
        self._connection = connection
        self._name = name
        self._looked = time.monotonic()
        self.statistics = statistics

    def gather(
        self, weights: Mapping[str, float], count: int, days: tuple[int, int] | None
    ) -> list[Candidate]:
        """The best ``count`` passages in Qdrant's own order; ``IndexBroken`` if some are lost."""
        from qdrant_client import models

        keys: dict[int, float] = {}
        for term, weight in weights.items():
            keys[word_key(term)] = max(keys.get(word_key(term), 0.0), weight)
        between = days and models.FieldCondition(
            key="day", range=models.Range(gte=days[0], lte=days[1])
        )
        query = {
            "query": models.SparseVector(indices=list(keys), values=list(keys.values())),
            "using": _VECTOR,
            "query_filter": models.Filter(must=[between]) if between else None,
            "limit": count,
            "with_payload": ["terms"],
        }
        found, held = self._connection.read(lambda q: self._asked(q, query))
        if held != self.statistics.passages:
            raise IndexBroken(_not_whole(self._name, held, self.statistics.passages))
        return _candidates(found.points)

    async def _asked(self, client: Any, query: Mapping[str, Any]) -> tuple[Any, int]:
        """What is found, and how many passages there are: counted from time to time, beside the query.

        A collection that lost a part answers from the rest without a word.
        """
        asking = client.query_points(self._name, **query)
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return await asking, self.statistics.passages
        found, held = await asyncio.gather(asking, client.count(self._name, exact=True))
        self._looked = now
        return found, held.count

    def close(self) -> None:
        """Nothing to let go of: the connection is the engine's."""


def _candidates(points: Sequence[Any]) -> list[Candidate]:
    return [Candidate(point.id, point.payload["terms"].split()) for point in points]


def _not_whole(name: str, held: int | None, wanted: int) -> str:
    if held is None:
        return f"Qdrant has no collection {name}"
    return f"Qdrant's collection {name} holds {held} of {wanted} passages"
