"""Paths -> sources, one by one or in lots that fit in memory; what cannot be read is kept as a warning."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from retrieval.corpus import Limits, SourceProblem, read
from retrieval.records import Notice, SourceText

__all__ = ["Scan", "batches", "size_of"]

BATCH = 100  # sources that are held at a time, or
CHARACTERS = 2_000_000  # as many as have this many characters; a folder's pages stay together up to five times it


class Scan:
    """The sources below some paths, in order; what could not be read is kept in ``warnings``."""

    def __init__(self, paths: Sequence[Path], limits: Limits, *, sync: bool = False) -> None:
        self.sync = sync
        self.warnings: list[Notice] = []
        self.names: set[str] = set()
        self._paths = paths
        self._limits = limits

    def __iter__(self) -> Iterator[SourceText]:
        """Read the sources one by one.

        Raises:
            SourceError: a path does not exist, or holds nothing at all that can be read.
        """
        for path in self._paths:
            for item in read(path, limits=self._limits):
                if isinstance(item, SourceProblem):
                    self.names.add(item.name)
                    self.warnings.append(Notice(item.name, (), item.code, item.message))
                else:
                    yield self._named(item, path)

    def _named(self, source: SourceText, path: Path) -> SourceText:
        """The source under a name of its own: two folders may each have a page1.txt."""
        name = source.name
        if name in self.names:
            name = f"{(path if path.is_dir() else path.parent).resolve().name}/{name}"
            message = f"{source.name} is there twice; the one below {path} is kept as {name}"
            self.warnings.append(Notice(name, (), "same_name", message))
        self.names.add(name)
        return source if name == source.name else replace(source, name=name)


def batches(sources: Iterable[SourceText]) -> Iterator[list[SourceText]]:
    """Sources in lots that fit in memory; the files of a folder stay together where they can."""
    lot: list[SourceText] = []
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


def size_of(source: SourceText) -> int:
    """Characters of a source."""
    return sum(len(line.text) for line in source.lines) + sum(
        len(article.text) for article in source.ready
    )


def _folder(source: SourceText) -> str:
    return source.name.rpartition("/")[0]
