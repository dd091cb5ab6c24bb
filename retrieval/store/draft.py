"""A release being built: sources are kept, put or dropped, and then it is made active in one step.

It begins as what is active; a source that is not spoken of stays. Leaving it without ``activate``
leaves everything as it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, select

from retrieval.errors import ReleaseError
from retrieval.records import Assembled, Facts, Notice, SourceText
from retrieval.store import releases, tables
from retrieval.store.columns import clean, table
from retrieval.store.database import Database
from retrieval.store.index_rows import index_rows, row_numbers
from retrieval.store.release_records import NOTHING, About, IndexRow, PassageRow, ReleaseInfo
from retrieval.store.sketches import ReleaseSketches
from retrieval.store.writing import SourceWriter

__all__ = ["Draft"]

SOURCE = table(tables.SourceTable)


class Draft:
    """What the next release will hold. ``number`` is its own; ``index_folder`` where its index belongs."""

    def __init__(
        self, database: Database, number: int, index_folder: Path, recipe: str = ""
    ) -> None:
        self.number = number
        self.index_folder = index_folder
        self._database = database
        self._recipe = recipe
        self._writer = SourceWriter(database)
        with database.read() as connection:
            self.base = releases.active_number(connection)
            self._before = releases.members(connection, self.base)
            self._versions = self._known(connection)
        self._now = dict(self._before)
        self._asked: dict[str, int] = {}
        self._seen: dict[int, str] = {}  # version -> the folder it was found in by this load
        self._warnings: list[Notice] = []
        self.active: ReleaseInfo | None = None

    def has(self, name: str, digest: str) -> bool:
        """Whether this version of a source is in the store, made by the same recipe.

        If so, ``keep(name)`` takes this version, be it the active one or an older one.
        """
        name = clean(name)
        found = self._versions.get((name, digest))
        if found is not None:
            self._asked[name] = found
        return found is not None

    def keep(self, name: str, digest: str | None = None, origin: str | None = None) -> None:
        """Take a source as it is stored: the version of ``digest``, else the one that ``has`` found.

        Where neither is given all stays as it is. ``origin`` is the folder it was found in this time.
        Raises ``KeyError`` when there is no such version.
        """
        name = clean(name)
        if digest is not None:
            self._now[name] = self._versions[name, digest]
        else:
            self._now[name] = self._asked.get(name) or self._now[name]
        if origin is not None:
            self._seen[self._now[name]] = origin

    def put(
        self,
        source: SourceText,
        assembled: Assembled,
        facts: Sequence[Facts],
        passages: Sequence[PassageRow],
        about: About = NOTHING,
    ) -> None:
        """Store a source and take it into the draft, in place of the version there was.

        Its warnings and those of its assembly become warnings of the release.
        """
        about = replace(about, recipe=self._recipe)
        new = self._writer.write(source, assembled, facts, passages, about)
        name = clean(source.name)
        self._now[name] = new
        self._versions[name, source.digest] = new
        self.warn((*source.warnings, *assembled.warnings))

    def drop(self, name: str) -> None:
        """Leave a source out. Raises ``KeyError`` when it is not in the draft."""
        del self._now[clean(name)]

    def warn(self, notices: Iterable[Notice]) -> None:
        """Keep warnings with the release."""
        self._warnings += notices

    def names(self) -> list[str]:
        """The sources of the draft, sorted."""
        return sorted(self._now)

    def versions(self) -> list[int]:
        """The versions of the sources of the draft."""
        return sorted(self._now.values())

    def origins(self) -> dict[str, str]:
        """Source -> the folder it was last loaded from, of those of which it is known."""
        with self._database.read() as connection:
            kept = releases.origins(connection, self.base)
        known = kept | self._seen
        return {name: known[version] for name, version in self._now.items() if version in known}

    def sketches(self) -> ReleaseSketches:
        """What the articles of the active release are recognised by."""
        return ReleaseSketches(self._database, self.base)

    def remember_origins(self) -> None:
        """Keep where the sources that did not change were found; no part of what a release is."""
        with self._database.read() as connection:
            kept = releases.origins(connection, self.base)
        moved = {version: at for version, at in self._seen.items() if kept.get(version) != at}
        if moved:
            releases.set_origins(self._database, moved)

    @property
    def changes(self) -> tuple[int, int, int]:
        """How many sources are added, changed and removed against what is active."""
        before, after = self._before, self._now
        changed = sum(1 for name in before.keys() & after.keys() if before[name] != after[name])
        return len(after.keys() - before.keys()), changed, len(before.keys() - after.keys())

    @property
    def changed(self) -> bool:
        """Whether there is anything to activate."""
        return any(self.changes)

    def added_rows(self) -> Iterator[IndexRow]:
        """Passages that the active release does not have, for the index."""
        fresh = set(self._now.values()) - set(self._before.values())
        return index_rows(self._database, sorted(fresh))

    def removed_rows(self) -> list[int]:
        """Rows of passages that the active release has and this one has not."""
        return row_numbers(
            self._database, sorted(set(self._before.values()) - set(self._now.values()))
        )

    def removed(self) -> Iterator[IndexRow]:
        """Passages that the active release has and this one has not."""
        gone = set(self._before.values()) - set(self._now.values())
        return index_rows(self._database, sorted(gone))

    def rows(self) -> Iterator[IndexRow]:
        """All passages of the draft, for an index from nothing."""
        return index_rows(self._database, sorted(self._now.values()))

    def stage(self) -> None:
        """Let the draft be read by its number before it is active, to be checked."""
        releases.stage(self._database, self.number, self._now.values())

    def activate(self) -> ReleaseInfo:
        """Make the draft the active release, in one transaction; the one before is kept.

        Where nothing has changed there is no new release: the active one is returned, with no
        changes to its name. Raises ``ReleaseError`` when there is nothing at all.
        """
        if not self.changed:
            return self._unchanged()
        self.active = releases.activate(
            self._database, self.number, self._now.values(), self.changes, self._warnings
        )
        return self.active

    def _unchanged(self) -> ReleaseInfo:
        if self.base is None:
            raise ReleaseError("there is nothing to load: no source was read")
        with self._database.read() as connection:
            found = releases.info(connection, self.base)
        if found is None:
            raise ReleaseError(f"release {self.base} is gone; load again")
        self.active = replace(found, added=0, changed=0, removed=0, warnings=0)
        return self.active

    def _known(self, connection: Connection) -> dict[tuple[str, str], int]:
        """(name, digest) -> version, the active one before others and the newer before the older."""
        columns = (SOURCE.c.id, SOURCE.c.name, SOURCE.c.digest)
        chosen = select(*columns).where(SOURCE.c.complete, SOURCE.c.recipe == self._recipe)
        rows = connection.execute(chosen.order_by(SOURCE.c.id)).all()
        active = set(self._before.values())
        rows = sorted(rows, key=lambda row: (row.id in active, row.id))
        return {(row.name, row.digest): row.id for row in rows}
