"""Engines to hold the contract against, and releases of one engine as a store would have them."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from retrieval.search import IndexItem
from retrieval.search.candidates import Searcher
from retrieval.search.engines import (
    Change,
    EngineChoice,
    Place,
    Releases,
    SearchEngine,
    engine_of_choice,
)

__all__ = ["ENGINES", "Library", "library_of"]

ENGINES = ("embedded", "tantivy", "qdrant in memory", "qdrant's core by http", "qdrant cluster")


class Library:
    """Releases, each with its passages by row; the last one is active unless told otherwise."""

    def __init__(self, engine: SearchEngine, folder: Path) -> None:
        self.engine = engine
        self.folder = folder
        self.store = uuid4().hex[:8]
        self.held: dict[int, dict[int, IndexItem]] = {}
        self.active = 0

    def place(self, number: int) -> Place:
        folder = self.folder / f"{number:06d}"
        return Place(number, folder, self.store, "1", len(self.held[number]))

    def load(self, items: Sequence[IndexItem]) -> Searcher:
        """A release of these passages alone, made from nothing."""
        number = self._next({item.row: item for item in items})
        self.engine.make(self.place(number), lambda: items)
        return self.activate(number)

    def change(self, added: Sequence[IndexItem], removed: Collection[int]) -> Searcher:
        """The active release with passages added and removed; rows are never given twice."""
        base = self.active
        before = self.held[base]
        gone = [before[row] for row in removed if row in before]
        kept = {row: item for row, item in before.items() if row not in removed}
        number = self._next({**kept, **{item.row: item for item in added}})
        change = Change(self.place(base), lambda: added, lambda: gone)
        self.engine.make(self.place(number), lambda: self.items(number), change)
        return self.activate(number)

    def items(self, number: int) -> list[IndexItem]:
        return list(self.held[number].values())

    def activate(self, number: int) -> Searcher:
        """As a load does at its end, or a rollback."""
        self.active = number
        self.engine.settle(self.store, self.releases)
        return self.engine.open(self.place(number))

    def prune(self, keep: Collection[int]) -> list[str]:
        """Give up the releases that are not kept; what the engine says."""
        self.held = {number: held for number, held in self.held.items() if number in keep}
        return self.engine.settle(self.store, self.releases)

    def releases(self) -> Releases:
        live = tuple(map(self.place, self.held))
        return Releases(self.place(self.active) if self.active in self.held else None, live)

    def _next(self, held: dict[int, IndexItem]) -> int:
        number = max(self.held, default=0) + 1
        self.held[number] = held
        return number


@contextmanager
def library_of(name: str, folder: Path, candidates: int = 50) -> Iterator[Library]:
    """A library of one of ``ENGINES``; skipped, with the reason, where that one is not here."""
    with _choice(name, folder, candidates) as choice:
        library = Library(engine_of_choice(choice), folder)
        try:
            yield library
        finally:
            library.prune(())
            library.engine.close()


@contextmanager
def _choice(name: str, folder: Path, candidates: int) -> Iterator[EngineChoice]:
    if name in {"embedded", "tantivy"}:
        if name == "tantivy":
            pytest.importorskip("tantivy")
        yield EngineChoice(name, candidates)
        return
    pytest.importorskip("qdrant_client")
    if name == "qdrant's core by http":
        pytest.importorskip("qdrant_edge")
        from tests.qdrant_server.server import running

        with running(folder / "server") as server:
            yield EngineChoice("qdrant", candidates, server.url, 30.0)
        return
    url = ":memory:" if name == "qdrant in memory" else os.environ.get("QDRANT_URL", "")
    if not url:
        pytest.skip("QDRANT_URL is not set: no Qdrant cluster to test against")
    key = "" if url == ":memory:" else os.environ.get("QDRANT_API_KEY", "")
    yield EngineChoice("qdrant", candidates, url, 30.0, key)
