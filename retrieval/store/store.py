"""The store: ``open()``, then ``draft()`` to load, ``snapshot()`` to answer, ``releases()`` to choose.

One database (SQLite in the data folder, or PostgreSQL by its url) holds the corpus and what is known
of people; the index folders beside it can always be made again from it.
"""

import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.errors import Busy, ReleaseError, StoreError
from retrieval.records import Notice
from retrieval.store import releases
from retrieval.store.database import Database
from retrieval.store.draft import Draft
from retrieval.store.identity import identity
from retrieval.store.index_rows import index_rows
from retrieval.store.lock import load_lock, owner
from retrieval.store.migrate import upgrade
from retrieval.store.release_records import IndexRow, ReleaseInfo, ReleaseState
from retrieval.store.snapshot import Snapshot

__all__ = ["Store"]

log = logging.getLogger(__name__)


class Store:
    """The corpus and its releases; safe to use from several threads.

    Args:
        url: of the database; empty for ``wenbao.db`` in the data folder.
        data: the data folder: lock, index folders, and the database where it is SQLite.
    """

    def __init__(self, url: str, data: Path) -> None:
        self.data = data
        self.database = Database(url, data)

    def open(self) -> None:
        """Make the data folder and bring the tables up to date. Raises ``StoreError``, ``NewerStore``."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.data}: the data folder cannot be made ({error.strerror}); "
                "name another with --data or WENBAO_DATA"
            ) from error
        if not os.access(self.data, os.W_OK | os.X_OK):
            raise StoreError(
                f"{self.data}: the data folder cannot be written; let this user write it, "
                "or name another with --data or WENBAO_DATA"
            )
        upgrade(self.database)

    def close(self) -> None:
        """Close all connections."""
        self.database.close()

    def recover(self) -> list[str]:
        """Clear away what an interrupted load left; sentences that say what was found.

        While a load is running nothing is touched and nothing is said.
        """
        try:
            with load_lock(self.database, self.data):
                return self._recover()
        except Busy:
            return []

    @contextmanager
    def draft(self, recipe: str = "") -> Iterator[Draft]:
        """Build the next release; without ``activate`` all stays as it was.

        ``recipe`` names how text is cut and tagged: sources that were stored under another one are
        not taken for known. Raises ``Busy``.
        """
        with load_lock(self.database, self.data):
            self._recover()
            with self.database.write() as connection:
                number = releases.begin(connection, owner())
            draft = Draft(self.database, number, self.index_folder(number), recipe)
            try:
                yield draft
            finally:
                self._end(draft)

    def active_release(self) -> int | None:
        """The number of the active release, ``None`` before the first load; under a millisecond."""
        with self.database.read() as connection:
            return releases.active_number(connection)

    def releases(self) -> list[ReleaseInfo]:
        """All releases, newest first, also those that were pruned."""
        with self.database.read() as connection:
            return releases.infos(connection)

    def warnings(self, release: int) -> list[Notice]:
        """What the load of a release found that a person should look at."""
        with self.database.read() as connection:
            return releases.notices(connection, release)

    def rollback(self, number: int) -> ReleaseInfo:
        """Make an older release active again. Raises ``ReleaseError``, ``Busy``."""
        with load_lock(self.database, self.data), self.database.write() as connection:
            return releases.roll_back(connection, number)

    def prune(self, keep: int) -> list[int]:
        """Give up all but ``keep`` releases, the active one among them; the numbers given up.

        While a load is running nothing is given up: it will be at that one's end.
        """
        try:
            with load_lock(self.database, self.data):
                with self.database.write() as connection:
                    gone = releases.prune(connection, keep)
                releases.sweep(self.database)
                self._sweep_folders()
        except Busy:
            return []
        return gone

    def snapshot(
        self,
        release: int | None = None,
        terms_present: Callable[[Iterable[str]], set[str]] | None = None,
    ) -> Snapshot:
        """A release to answer from; the active one where none is named. Raises ``ReleaseError``."""
        number = release if release is not None else self.active_release()
        if number is None:
            raise ReleaseError("nothing is loaded yet; load files first")
        return Snapshot(self.database, number, terms_present)

    def difference(
        self, old: int, new: int
    ) -> tuple[Iterator[IndexRow], Iterator[IndexRow]] | None:
        """Passages that only ``new`` has, and that only ``old`` has; ``None`` where one was pruned."""
        with self.database.read() as connection:
            before = set(releases.members(connection, old).values())
            after = set(releases.members(connection, new).values())
        if not before or not after:
            return None
        added, removed = sorted(after - before), sorted(before - after)
        return index_rows(self.database, added), index_rows(self.database, removed)

    @property
    def identity(self) -> str:
        """Eight letters that tell this database from others, the same for all its workers."""
        return identity(self.database)

    def index_folder(self, release: int) -> Path:
        """Where the index of a release is, or belongs."""
        return self.data / "index" / f"{release:06d}"

    def _recover(self) -> list[str]:
        with self.database.write() as connection:
            drafts = releases.discard_drafts(connection)
            active = releases.active_number(connection)
        answers = f"release {active} answers as before" if active else "nothing is loaded yet"
        said = [
            f"a load that began on {began} ({by}) did not finish; release {number} was dropped, {answers}"
            for number, by, began in drafts
        ]
        releases.sweep(self.database)
        said += [
            f"index folder {name} belonged to no release and was removed"
            for name in self._sweep_folders()
        ]
        return said

    def _end(self, draft: Draft) -> None:
        """After a draft: what it put and did not activate goes."""
        if draft.active is None or draft.active.number != draft.number:
            with self.database.write() as connection:
                releases.discard_drafts(connection)
            releases.sweep(self.database)
            self._sweep_folders()

    def _sweep_folders(self) -> list[str]:
        folder = self.data / "index"
        if not folder.is_dir():
            return []
        live = {ReleaseState.ACTIVE, ReleaseState.KEPT}
        known = {self.index_folder(r.number).name for r in self.releases() if r.state in live}
        gone = sorted(entry.name for entry in folder.iterdir() if entry.name not in known)
        for name in gone:
            path = folder / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return gone
