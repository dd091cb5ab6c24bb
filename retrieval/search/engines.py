"""A choice of engine -> how a release's index is built, changed and opened; one ranking whatever the choice.

The packages of the other engines are extras: one that is missing is named when the engine is made.
"""

import importlib.util
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from retrieval.errors import IndexBroken, SettingsError
from retrieval.search.building import IndexItem
from retrieval.search.candidates import Reranked, Searcher
from retrieval.search.index import Index
from retrieval.search.qdrant_engine import Qdrant
from retrieval.search.scorer import STANDARD, Scoring
from retrieval.search.tantivy_engine import TantivyCandidates, build_tantivy, update_tantivy
from retrieval.search.updating import build, update

__all__ = ["EngineChoice", "Place", "SearchEngine", "engine_of_choice"]


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Which engine: "embedded", "tantivy" or "qdrant"; ``timeout`` in seconds a call."""

    name: str = "embedded"
    candidates: int = 50
    url: str = ""
    timeout: float = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a release's index is: the release's number and its folder."""

    release: int
    folder: Path


class SearchEngine(Protocol):
    """Makes and opens the index of a release."""

    def build(self, place: Place, items: Iterable[IndexItem]) -> None:
        """Index all passages of a release."""

    def update(
        self, base: Place, place: Place, added: Iterable[IndexItem], removed: Collection[int]
    ) -> None:
        """Index a release as a change of another; ``IndexBroken`` if that one cannot be read."""

    def open(self, place: Place) -> Searcher:
        """Open for searching; ``IndexBroken`` if it must be built anew, ``EngineAway`` if it is away."""

    def check(self, place: Place) -> str:
        """Look at the whole index; what was looked at, for people. ``IndexBroken`` if it is wrong."""


def engine_of_choice(choice: EngineChoice, scoring: Scoring = STANDARD) -> SearchEngine:
    """The engine of a choice; ``SettingsError`` if its package or its address is missing."""
    if choice.name == "embedded":
        return _Embedded(scoring)
    package = {"tantivy": "tantivy", "qdrant": "qdrant_client"}.get(choice.name)
    if package is None:
        raise SettingsError(f"search.engine: there is no engine {choice.name!r}")
    if importlib.util.find_spec(package) is None:
        raise SettingsError(
            f"search.engine = {choice.name!r} needs a package: pip install 'wenbao[{choice.name}]'"
        )
    if choice.name == "tantivy":
        return _Tantivy(choice, scoring)
    if not choice.url:
        raise SettingsError("search.engine = 'qdrant' needs search.qdrant_url")
    return _Qdrant(choice, scoring)


class _Embedded:
    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring

    def build(self, place: Place, items: Iterable[IndexItem]) -> None:
        build(place.folder, items)

    def update(
        self, base: Place, place: Place, added: Iterable[IndexItem], removed: Collection[int]
    ) -> None:
        update(base.folder, place.folder, added, removed)

    def open(self, place: Place) -> Searcher:
        return Index.open(place.folder, self._scoring)

    def check(self, place: Place) -> str:
        Index.open(place.folder, self._scoring, thorough=True).close()
        return "opened, digests right"


class _Tantivy:
    def __init__(self, choice: EngineChoice, scoring: Scoring) -> None:
        self._choice, self._scoring = choice, scoring

    def build(self, place: Place, items: Iterable[IndexItem]) -> None:
        build_tantivy(place.folder, items)

    def update(
        self, base: Place, place: Place, added: Iterable[IndexItem], removed: Collection[int]
    ) -> None:
        update_tantivy(base.folder, place.folder, added, removed)

    def open(self, place: Place) -> Searcher:
        found = TantivyCandidates(place.folder)
        return Reranked(found, self._scoring, candidates=self._choice.candidates)

    def check(self, place: Place) -> str:
        self.open(place).close()
        return "opened by tantivy, digest of the counts right"


class _Qdrant:
    def __init__(self, choice: EngineChoice, scoring: Scoring) -> None:
        self._choice, self._scoring = choice, scoring
        self._server = Qdrant(choice.url, timeout=choice.timeout, scoring=scoring)

    def build(self, place: Place, items: Iterable[IndexItem]) -> None:
        place.folder.mkdir(parents=True, exist_ok=True)
        self._server.build(place.release, place.folder, items)

    def update(
        self, base: Place, place: Place, added: Iterable[IndexItem], removed: Collection[int]
    ) -> None:
        place.folder.mkdir(parents=True, exist_ok=True)
        changes = (added, removed)
        self._server.update((base.release, base.folder), place.release, place.folder, changes)

    def open(self, place: Place) -> Searcher:
        found = self._server.open(place.folder, place.release)
        if not self._server.has(place.release):
            raise IndexBroken(f"Qdrant has no collection of release {place.release}")
        return Reranked(found, self._scoring, candidates=self._choice.candidates)

    def check(self, place: Place) -> str:
        self.open(place).close()
        return f"Qdrant answers and has release {place.release}, digest of the counts right"
