"""A choice of engine -> how a release's index is made, opened and kept in step; one ranking whatever the choice.

The packages of the other engines are extras: one that is missing is named when the engine is made.
"""

import importlib.util
import logging
import shutil
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from retrieval.errors import IndexBroken, SettingsError
from retrieval.search.building import IndexItem
from retrieval.search.candidates import Reranked, Searcher
from retrieval.search.index import Index
from retrieval.search.qdrant_connection import Address, Connection
from retrieval.search.qdrant_engine import Qdrant
from retrieval.search.scorer import STANDARD, Scoring
from retrieval.search.statistics import Statistics, Tally
from retrieval.search.tantivy_engine import TantivyCandidates, build_tantivy, update_tantivy
from retrieval.search.updating import build, update

__all__ = ["Change", "EngineChoice", "Place", "Releases", "SearchEngine", "engine_of_choice"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Which engine: "embedded", "tantivy" or "qdrant"; ``timeout`` in seconds a call."""

    name: str = "embedded"
    candidates: int = 50
    url: str = ""
    timeout: float = 2.0
    api_key: str = field(default="", repr=False)
    replicas: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a release's index is, and whose: ``store`` and ``made`` tell it from every other ever made."""

    release: int
    folder: Path
    store: str = ""
    made: str = ""
    passages: int = 0  # 0 while it is not known yet


@dataclass(frozen=True, slots=True)
class Change:
    """A release as a change of another, whose index is at ``base``."""

    base: Place
    added: Callable[[], Iterable[IndexItem]]
    removed: Callable[[], Iterable[IndexItem]]


@dataclass(frozen=True, slots=True)
class Releases:
    """What the store says: the active release, and all that are kept or being built."""

    active: Place | None
    live: tuple[Place, ...]


class SearchEngine(Protocol):
    """Makes and opens the indexes of releases."""

    def make(
        self, place: Place, every: Callable[[], Iterable[IndexItem]], change: Change | None = None
    ) -> None:
        """Make the index of a release in ``place.folder``, by a ``change`` if that is quicker.

        What is there of it already, for other processes to use, stays as it is.
        """

    def open(self, place: Place) -> Searcher:
        """Open for searching; ``IndexBroken`` if it must be made anew, ``EngineAway`` if it is away."""

    def check(self, place: Place) -> str:
        """Look at the whole index; what was looked at, for people. ``IndexBroken`` if it is wrong."""

    def settle(self, store: str, releases: Callable[[], Releases]) -> list[str]:
        """Follow what the store says now; sentences that say what was left over and is cleared away."""

    def close(self) -> None:
        """Let go of connections."""


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
    _check_address(choice.url)
    return _Qdrant(choice, scoring)


def _check_address(url: str) -> None:
    """``SettingsError`` unless this can be the address of a Qdrant server."""
    example = "for example http://qdrant-1:6333"
    if not url:
        raise SettingsError(f"search.engine = 'qdrant' needs search.qdrant_url, {example}")
    if url == ":memory:":
        return
    try:
        parts = urlsplit(url)
        right = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        right = False
    if not right:
        raise SettingsError(f"search.qdrant_url is not an address of a server, {example}")
    if parts.username or parts.password or parts.query:
        raise SettingsError(
            "search.qdrant_url may hold no password and no key: "
            "give the key as WENBAO_SEARCH_QDRANT_API_KEY in the environment"
        )


class _Local:
    """What the engines share whose whole index is a folder; the store clears the folders away."""

    def __init__(
        self,
        build: Callable[[Path, Iterable[IndexItem]], None],
        update: Callable[[Path, Path, Iterable[IndexItem], Collection[int]], None],
    ) -> None:
        self._build, self._update = build, update

    def make(
        self, place: Place, every: Callable[[], Iterable[IndexItem]], change: Change | None = None
    ) -> None:
        if change is not None:
            base, gone = change.base, [item.row for item in change.removed()]
            try:
                self._update(base.folder, place.folder, change.added(), gone)
            except IndexBroken as broken:
                logger.warning(
                    "index of release %d is broken, made anew: %s", base.release, broken
                )
                shutil.rmtree(place.folder, ignore_errors=True)
            else:
                return
        self._build(place.folder, every())

    def settle(self, store: str, releases: Callable[[], Releases]) -> list[str]:
        del store, releases
        return []

    def close(self) -> None:
        """Nothing is held."""


class _Embedded(_Local):
    def __init__(self, scoring: Scoring) -> None:
        super().__init__(build, update)
        self._scoring = scoring

    def open(self, place: Place) -> Searcher:
        return Index.open(place.folder, self._scoring)

    def check(self, place: Place) -> str:
        Index.open(place.folder, self._scoring, thorough=True).close()
        return "opened, digests right"


class _Tantivy(_Local):
    def __init__(self, choice: EngineChoice, scoring: Scoring) -> None:
        super().__init__(build_tantivy, update_tantivy)
        self._choice, self._scoring = choice, scoring

    def open(self, place: Place) -> Searcher:
        found = TantivyCandidates(place.folder)
        return Reranked(found, self._scoring, candidates=self._choice.candidates)

    def check(self, place: Place) -> str:
        self.open(place).close()
        return "opened by tantivy, digest of the counts right"


class _Qdrant:
    """Passages are in the cluster, for all workers; each keeps the counts of terms in its own folder."""

    def __init__(self, choice: EngineChoice, scoring: Scoring) -> None:
        self._choice, self._scoring = choice, scoring
        address = Address(choice.url, choice.api_key, choice.timeout)
        self._server = Qdrant(Connection(address), scoring, replicas=choice.replicas)

    def make(
        self, place: Place, every: Callable[[], Iterable[IndexItem]], change: Change | None = None
    ) -> None:
        """Fill the collection unless it is whole, and count the terms; Qdrant cannot share passages."""
        name = _collection(place)
        whole = place.passages and self._server.count(name) == place.passages
        place.folder.mkdir(parents=True, exist_ok=True)
        if whole and change is not None:
            try:
                _recount(change).write(place.folder)
            except IndexBroken as broken:
                logger.warning("terms of release %d are counted anew: %s", place.release, broken)
            else:
                return
        tally = Tally()
        if whole:
            for _ in tally.watch(every()):
                pass
        else:
            self._server.fill(name, tally.watch(every()))
        tally.write(place.folder)

    def open(self, place: Place) -> Searcher:
        found = self._server.open(_collection(place), Statistics(place.folder))
        return Reranked(found, self._scoring, candidates=self._choice.candidates)

    def check(self, place: Place) -> str:
        self.open(place).close()
        alias, name = f"wenbao-{place.store}", _collection(place)
        pointed = self._server.pointed(alias)
        said = "right" if pointed == name else f"at {pointed} until the next load or rollback"
        return (
            f"Qdrant holds all {place.passages} passages, digest of the counts right, alias {said}"
        )

    def settle(self, store: str, releases: Callable[[], Releases]) -> list[str]:
        """Point the alias at the active release, and drop the collections of releases that are gone.

        The collections are listed before the store is asked: so each that is listed has its release
        in the store, unless it is left over. After a switch it is asked again who is active, as
        another process may have made another release active meanwhile.
        """
        alias = f"wenbao-{store}"
        listed = self._server.names(f"{alias}-")
        now = releases()
        while now.active is not None and _collection(now.active) in listed:
            self._server.point(alias, _collection(now.active))
            before, now = now, releases()
            if now.active == before.active:
                break
        known = {_collection(place) for place in now.live}
        gone = [name for name in listed if name not in known]
        for name in gone:
            self._server.drop(name)
        return [
            f"Qdrant's collection {name} is of no release that is kept: dropped" for name in gone
        ]

    def close(self) -> None:
        self._server.close()


def _collection(place: Place) -> str:
    return f"wenbao-{place.store}-{place.release}-{place.made}"


def _recount(change: Change) -> Tally:
    """The counts of a release from those of its base."""
    tally = Tally(Statistics(change.base.folder))
    for item in change.removed():
        tally.forget(item.terms)
    for _ in tally.watch(change.added()):
        pass
    return tally
