"""Paths -> sources, one by one or in lots that fit in memory; what cannot be read is kept as a warning."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from retrieval.corpus import Limits, SourceProblem, Unchanged, read
from retrieval.errors import SourceError
from retrieval.records import Notice, SourceText

__all__ = ["Scan", "batches", "size_of"]

BATCH = 100  # sources that are held at a time, or
CHARACTERS = 2_000_000  # as many as have this many characters; a folder's pages stay together up to five times it

Item = SourceText | Unchanged


class Scan:
    """The sources below some paths, in order; what could not be read is kept in ``warnings``.

    ``names`` are the sources that were seen so far, and ``origins`` the folder that each stands below.
    """

    def __init__(self, paths: Sequence[Path], limits: Limits, *, sync: bool = False) -> None:
        self.sync = sync
        self.warnings: list[Notice] = []
        self.names: set[str] = set()
        self.origins: dict[str, str] = {}
        self._paths = paths
        self._limits = limits

    def __iter__(self) -> Iterator[SourceText]:
        """Read the sources one by one; raises as ``sources`` does."""
        for item in self.sources(lambda _name, _digest: False):
            if isinstance(item, SourceText):
                yield item

    def sources(self, known: Callable[[str, str], bool]) -> Iterator[SourceText | Unchanged]:
        """The sources one by one; a folder's files that are ``known`` by name and digest are not read.

        Raises:
            SourceError: a path does not exist, or holds nothing at all that can be read.
        """

        def is_known(name: str, digest: str) -> bool:
            return name not in self.names and known(name, digest)

        for path in self._paths:
            origin = str(_folder_of(path))
            for item in read(path, limits=self._limits, known=is_known):
                if isinstance(item, SourceProblem):
                    self.names.add(item.name)
                    self.warnings.append(Notice(item.name, (), item.code, item.message))
                    continue
                named = item if isinstance(item, Unchanged) else self._named(item, path)
                self.names.add(named.name)
                self.origins[named.name] = origin
                yield named

    def count(self) -> int:
        """How many files there are, about; those of an archive are not counted apart."""
        below = (os.walk(path) for path in self._paths if path.is_dir())
        return sum(len(files) for folder in below for _, _, files in folder) + sum(
            path.is_file() for path in self._paths
        )

    def gone(self, origins: Mapping[str, str]) -> list[str]:
        """Sources that came from these paths, or from below them, and are there no more."""
        roots = [_folder_of(path) for path in self._paths]
        return [
            name
            for name, origin in origins.items()
            if name not in self.names and any(Path(origin).is_relative_to(root) for root in roots)
        ]

    def text(self, item: SourceText | Unchanged) -> SourceText:
        """The source itself, read now if it was not before.

        Raises:
            SourceError: it went away or changed meanwhile.
        """
        if isinstance(item, SourceText):
            return item
        for found in read(item.path, limits=self._limits):
            if isinstance(found, SourceText) and found.digest == item.digest:
                return replace(found, name=item.name)
        raise SourceError(f"{item.path}: changed while it was being loaded; load again")

    def _named(self, source: SourceText, path: Path) -> SourceText:
        """The source under a name of its own: two folders may each have a page1.txt."""
        name = source.name
        if name in self.names:
            name = f"{_folder_of(path).name}/{name}"
            message = f"{source.name} is there twice; the one below {path} is kept as {name}"
            self.warnings.append(Notice(name, (), "same_name", message))
        return source if name == source.name else replace(source, name=name)


def _folder_of(path: Path) -> Path:
    """The folder that was given, or the one of the file that was."""
    return (path if path.is_dir() else path.parent).resolve()


def batches(sources: Iterable[Item]) -> Iterator[list[Item]]:
    """Sources in lots that fit in memory; the files of a folder stay together where they can."""
    lot: list[Item] = []
    size = 0
    for source in sources:
        full = len(lot) >= BATCH or size > CHARACTERS
        if lot and (
            (full and _folder(source) != _folder(lot[-1]))
            or len(lot) >= 5 * BATCH
            or size > 5 * CHARACTERS
        ):
            yield lot
            lot, size = [], 0
        lot.append(source)
        size += size_of(source)
    if lot:
        yield lot


def size_of(source: Item) -> int:
    """Characters of a source; 0 of one that was not read."""
    if isinstance(source, Unchanged):
        return 0
    return sum(len(line.text) for line in source.lines) + sum(
        len(article.text) for article in source.ready
    )


def _folder(source: Item) -> str:
    return source.name.rpartition("/")[0]
