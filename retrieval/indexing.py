"""A release in the store -> its index folder: made with a load, or later from the database, by the one engine.

A folder carries the mark of the release it was made for, since the number of a load that was broken off
is given again. What a question finds missing is made aside, by one process at a time, and moved in.
"""

import errno
import fcntl
import logging
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from retrieval.errors import EngineAway, IndexBroken, NoRoom, StoreError
from retrieval.search import IndexItem
from retrieval.search.candidates import Searcher
from retrieval.search.engines import Change, Place, Releases, SearchEngine
from retrieval.store.draft import Draft
from retrieval.store.release_records import IndexRow, ReleaseInfo, ReleaseState
from retrieval.store.store import Store

__all__ = ["Indexes"]

logger = logging.getLogger(__name__)

_MARK = "release"  # the file that tells whose index a folder holds
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Indexes:
    """The indexes of a store's releases. ``said`` is what had to be put right, for people."""

    def __init__(self, store: Store, engine: SearchEngine) -> None:
        self._store = store
        self._engine = engine
        self.said: list[str] = []

    def make(self, draft: Draft) -> None:
        """The index of a draft: from that of the release it changes, else from nothing.

        Raises:
            NoRoom: disk or memory is full.
            EngineAway: the engine does not answer in time.
        """
        place = self._place(draft.number)
        change = None
        if draft.base is not None and self._whole(base := self._place(draft.base)):
            change = Change(
                base, lambda: _items(draft.added_rows()), lambda: _items(draft.removed())
            )
        shutil.rmtree(place.folder, ignore_errors=True)
        with self._room(place):
            try:
                self._engine.make(place, lambda: _items(draft.rows()), change)
            except EngineAway as away:
                raise EngineAway(f"{away}; nothing was loaded") from away
            _sign(place)

    def open(self, number: int, near: int | None = None) -> Searcher:
        """The index of a release, made first if it is missing here or broken.

        ``near`` is a release whose index stands here, to go on from.
        """
        place = self._place(number)
        try:
            return self._opened(place)
        except IndexBroken as broken:
            why = broken
        followed = near is not None and not place.folder.exists()
        with self._alone() as aside:
            try:
                return self._opened(place)  # another process made it meanwhile
            except IndexBroken:
                self._mend(place, aside, self._change(near, place))
        self._tell(place, why, followed=followed)
        return self._opened(place)

    def check(self, number: int) -> str:
        """Look at the whole index of a release; what was looked at.

        Raises:
            IndexBroken: it is wrong. It loses its mark, so that whoever opens it next, a question or a
                load, makes it anew from the terms that the database keeps.
        """
        place = self._place(number)
        _look(place)
        try:
            return self._engine.check(place)
        except IndexBroken:
            (place.folder / _MARK).unlink(missing_ok=True)
            raise

    def mend(self, number: int) -> None:
        """Make the index of a release anew where it is not whole; a look at small files where it is."""
        self.open(number).close()

    def settle(self) -> None:
        """Let the engine follow the store, which is right, once a release was made active or pruned."""
        try:
            gone = self._engine.settle(self._store.identity, self._releases)
        except (EngineAway, IndexBroken) as error:
            gone = [f"{error}; the engine is tidied at the next load"]
        for sentence in gone:
            logger.warning("%s", sentence)
        self.said += gone

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.close()

    def _opened(self, place: Place) -> Searcher:
        _look(place)
        return self._engine.open(place)

    def _whole(self, place: Place) -> bool:
        try:
            _look(place)
        except IndexBroken:
            return False
        return True

    def _mend(self, place: Place, aside: Path, change: Change | None) -> None:
        with self._room(place):
            rows = self._store.snapshot(place.release).rows
            made = replace(place, folder=aside)
            self._engine.make(made, lambda: _items(rows()), change)
            _sign(made)
            shutil.rmtree(place.folder, ignore_errors=True)
            place.folder.parent.mkdir(exist_ok=True)
            aside.rename(place.folder)

    def _change(self, near: int | None, place: Place) -> Change | None:
        """What leads from the index of another release here to this one's."""
        if near is None or near == place.release:
            return None
        base, between = self._place(near), self._store.difference(near, place.release)
        if between is None or not base.folder.is_dir():
            return None
        added, removed = between
        return Change(base, lambda: _items(added), lambda: _items(removed))

    def _tell(self, place: Place, why: IndexBroken, *, followed: bool) -> None:
        if followed:
            logger.info("release %d has its index here now", place.release)
            return
        said = f"{why}; the index of release {place.release} was made anew from the database"
        logger.warning("%s", said)
        self.said.append(said)

    def _releases(self) -> Releases:
        live = [one for one in self._store.releases() if one.state is not ReleaseState.PRUNED]
        active = [self._placed(one) for one in live if one.state is ReleaseState.ACTIVE]
        return Releases(active[0] if active else None, tuple(map(self._placed, live)))

    def _place(self, number: int) -> Place:
        found = [one for one in self._store.releases() if one.number == number]
        if not found:
            raise StoreError(f"release {number} is gone from the database; load again")
        return self._placed(found[0])

    def _placed(self, info: ReleaseInfo) -> Place:
        folder, made = self._store.index_folder(info.number), f"{info.created:%Y%m%d%H%M%S%f}"
        return Place(info.number, folder, self._store.identity, made, info.passages)

    @contextmanager
    def _alone(self) -> Iterator[Path]:
        """A folder to make an index in: one process at a time; what a killed one left there goes."""
        aside = self._store.data / "making"
        handle = os.open(aside.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            shutil.rmtree(aside, ignore_errors=True)
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)
            os.close(handle)

    @contextmanager
    def _room(self, place: Place) -> Iterator[None]:
        """A full disk or memory as ``NoRoom`` that says how much is wanted; what was begun goes."""
        try:
            yield
        except OSError as error:
            shutil.rmtree(place.folder, ignore_errors=True)
            if error.errno not in _FULL:
                raise StoreError(
                    f"the index of release {place.release} cannot be written: {error}"
                ) from error
            raise NoRoom(self._full(place)) from error
        except MemoryError as error:
            shutil.rmtree(place.folder, ignore_errors=True)
            raise NoRoom(
                f"there is not enough memory to make the index of release {place.release}; end other "
                "programs, or take search.engine = 'tantivy', which needs less (docs/scaling.md)"
            ) from error

    def _full(self, place: Place) -> str:
        folder = place.folder.parent
        stands = [_size(entry) for entry in folder.iterdir()] if folder.is_dir() else []
        wanted = 2 * max(stands, default=0) // 1_000_000 + 1
        return (
            f"the disk of {folder} is full: there is no room for the index of release {place.release}; "
            f"make room, about {wanted} MB, or set store.keep_releases lower, and load again"
        )


def _items(rows: Iterable[IndexRow]) -> Iterator[IndexItem]:
    return (IndexItem(row.row, row.day, row.terms) for row in rows)


def _mark(place: Place) -> str:
    return f"{place.store}-{place.release}-{place.made}"


def _sign(place: Place) -> None:
    """Written last: a folder without it is not whole."""
    (place.folder / _MARK).write_text(_mark(place), encoding="utf-8")


def _look(place: Place) -> None:
    """``IndexBroken`` unless the folder holds the index of just this release."""
    try:
        mark = (place.folder / _MARK).read_text(encoding="utf-8")
    except OSError:
        raise IndexBroken(
            f"release {place.release} has no whole index in {place.folder}"
        ) from None
    if mark != _mark(place):
        raise IndexBroken(f"the index in {place.folder} is of another release")


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
