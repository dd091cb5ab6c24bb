"""Collections of the stand-in, each a shard of Qdrant's Rust core (qdrant-edge-py) in a folder of its own."""

import shutil
import threading
from pathlib import Path
from typing import Any

import qdrant_edge
from qdrant_client import models

__all__ = ["Shards", "Wrong"]

edge: Any = qdrant_edge  # its types are narrower than what the models of the client say


class Wrong(Exception):
    """A request that Qdrant refuses: status and message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Shards:
    """All collections and aliases of a server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shards: dict[str, Any] = {}
        self.aliases: dict[str, str] = {}
        self._lock = threading.RLock()
        self._made = 0

    def names(self) -> list[str]:
        return sorted(self._shards)

    def create(self, name: str, wanted: models.CreateCollection) -> bool:
        """Only what the project makes: no dense vectors, one sparse vector with the IDF modifier."""
        with self._lock:
            if name in self._shards:
                raise Wrong(409, f"Wrong input: Collection `{name}` already exists!")
            (vector,) = (wanted.sparse_vectors or {}).items()
            if wanted.vectors or vector[1].modifier is not models.Modifier.IDF:
                raise Wrong(422, "the stand-in knows sparse vectors with the IDF modifier alone")
            params = edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf)
            config = edge.EdgeConfig(sparse_vectors={vector[0]: params}, wal_enabled=False)
            self._made += 1
            folder = self._folder / str(self._made)
            folder.mkdir(parents=True)
            self._shards[name] = edge.EdgeShard.create(str(folder), config)
        return True

    def delete(self, name: str) -> bool:
        with self._lock:
            shard = self._shards.pop(name, None)
            if shard is None:
                return False
            shard.close()
            self.aliases = {a: c for a, c in self.aliases.items() if c != name}
            return True

    def index(self, name: str, wanted: models.CreateFieldIndex) -> bool:
        if wanted.field_schema != "integer":
            raise Wrong(422, "the stand-in knows indexes of integers alone")
        made = edge.UpdateOperation.create_field_index(
            wanted.field_name, edge.PayloadSchemaType.Integer
        )
        with self._lock:
            self._shard(name).update(made)
        return True

    def upsert(self, name: str, points: Any) -> bool:
        made = []
        for point in points:
            ((vector_name, vector),) = point.vector.items()
            if len(set(vector.indices)) != len(vector.indices):
                raise Wrong(422, "Validation error: indices must be unique")
            sparse = edge.SparseVector(vector.indices, vector.values)
            made.append(edge.Point(point.id, {vector_name: sparse}, point.payload))
        with self._lock:
            self._shard(name).update(edge.UpdateOperation.upsert_points(made))
        return True

    def optimize(self) -> None:
        """What a server does in the background: build the index of what was sent."""
        with self._lock:
            for shard in self._shards.values():
                shard.optimize()

    def lose(self, name: str, points: list[int]) -> None:
        """What a server that lost a shard would no longer have."""
        with self._lock:
            self._shard(name).update(edge.UpdateOperation.delete_points(points))

    def count(self, name: str) -> int:
        with self._lock:
            return int(self._shard(name).count(edge.CountRequest(exact=True)))

    def query(self, name: str, asked: Any) -> list[dict[str, Any]]:
        nearest = asked.query.nearest
        query = edge.Query.Nearest(
            edge.SparseVector(nearest.indices, nearest.values), using=asked.using
        )
        wanted = edge.QueryRequest(
            limit=asked.limit or 10,
            query=query,
            filter=_filter(asked.filter),
            with_payload=asked.with_payload,
        )
        with self._lock:
            found = self._shard(name).query(wanted)
        return [
            {"id": p.id, "version": p.version, "score": p.score, "payload": p.payload}
            for p in found
        ]

    def change(self, asked: models.ChangeAliasesOperation) -> bool:
        with self._lock:
            for action in asked.actions:
                if isinstance(action, models.DeleteAliasOperation):
                    self.aliases.pop(action.delete_alias.alias_name, None)
                elif isinstance(action, models.CreateAliasOperation):
                    made = action.create_alias
                    self._shard(made.collection_name)
                    self.aliases[made.alias_name] = made.collection_name
        return True

    def close(self) -> None:
        for name in self.names():
            self.delete(name)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _shard(self, name: str) -> Any:
        found = self._shards.get(self.aliases.get(name, name))
        if found is None:
            raise Wrong(404, f"Not found: Collection `{name}` doesn't exist!")
        return found


def _filter(asked: Any) -> Any:
    if asked is None:
        return None
    conditions = []
    for one in asked.must or []:
        reach = one.range
        conditions.append(
            edge.FieldCondition(key=one.key, range=edge.RangeFloat(gte=reach.gte, lte=reach.lte))
        )
    return edge.Filter(must=conditions)
