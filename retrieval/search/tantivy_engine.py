"""Passages in a tantivy index on disk -> candidates: for one large machine.

Terms are cut already and kept apart by spaces; queries are built, never parsed. One process writes, any
number read. What tantivy ranks by (k1 1.2, b .75, lengths rounded) only decides who is a candidate.
"""

import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from retrieval.errors import IndexBroken
from retrieval.search.building import IndexItem
from retrieval.search.candidates import Candidate
from retrieval.search.statistics import Statistics, Tally

__all__ = ["TantivyCandidates", "build_tantivy", "update_tantivy"]

_HEAP = 256_000_000  # bytes that the writer may hold before it writes a segment
_FOLDER = "tantivy"


def build_tantivy(folder: Path, items: Iterable[IndexItem]) -> None:
    """Write a tantivy index of these passages into ``folder``, new or empty."""
    import tantivy

    (folder / _FOLDER).mkdir(parents=True)
    tally = Tally()
    _add(tantivy.Index(_schema(), path=str(folder / _FOLDER)), tally, items, ())
    tally.write(folder)


def update_tantivy(
    base: Path, folder: Path, added: Iterable[IndexItem], removed_rows: Collection[int]
) -> None:
    """The index of the next release; ``base`` stays, and files that did not change are shared."""
    import tantivy

    old = TantivyCandidates(base)
    tally = Tally(old.statistics)
    new = list(added)
    gone = {*removed_rows, *(item.row for item in new)}
    removed = [found for row in sorted(gone) if (found := old.passage(row)) is not None]
    for candidate in removed:
        tally.forget(candidate.terms)
    old.close()
    (folder / _FOLDER).mkdir(parents=True)
    for file in (base / _FOLDER).iterdir():
        _share(file, folder / _FOLDER / file.name)
    rows = [candidate.row for candidate in removed]
    _add(tantivy.Index.open(str(folder / _FOLDER)), tally, new, rows)
    tally.write(folder)


class TantivyCandidates:
    """Brings candidates from a tantivy index."""

    def __init__(self, folder: Path) -> None:
        """Open it; ``IndexBroken`` if it cannot be, or its statistics do not match their digest."""
        import tantivy

        self.statistics = Statistics(folder)
        try:
            self._index: Any = tantivy.Index.open(str(folder / _FOLDER))
        except (ValueError, OSError) as error:
            raise IndexBroken(
                f"the tantivy index in {folder} cannot be opened: {error}"
            ) from error
        self._schema = self._index.schema

    def gather(
        self, weights: Mapping[str, float], count: int, days: tuple[int, int] | None
    ) -> list[Candidate]:
        """The best ``count`` passages in tantivy's own order."""
        return self._found(self._query(weights, days), count)

    def rows(self, weights: Mapping[str, float], count: int) -> list[int]:
        """The rows of the best ``count`` passages, in tantivy's own order, without their terms."""
        searcher = self._index.searcher()
        hits = searcher.search(self._query(weights, None), count, count=False).hits
        addresses = [address for _, address in hits]
        rows: list[int] = searcher.fast_field_values("row", addresses)
        return rows

    def _query(self, weights: Mapping[str, float], days: tuple[int, int] | None) -> Any:
        from tantivy import FieldType, Occur, Query

        terms = [
            (Occur.Should, Query.boost_query(self._term(term), max(weight, 0.0)))
            for term, weight in weights.items()
        ]
        query = Query.boolean_query(terms)
        if days is not None:
            between = Query.range_query(self._schema, "day", FieldType.Integer, *days)
            within = Query.const_score_query(between, 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, within)])
        return query

    def passage(self, row: int) -> Candidate | None:
        """The passage of a row, ``None`` where there is none."""
        from tantivy import Query

        query = Query.term_query(self._schema, "row", row)
        return next(iter(self._found(query, 1)), None)

    def close(self) -> None:
        """Let go of the files, once no search uses them."""
        self._index = None

    def _term(self, term: str) -> Any:
        from tantivy import Query

        return Query.term_query(self._schema, "terms", term, "freq")

    def _found(self, query: Any, count: int) -> list[Candidate]:
        searcher = self._index.searcher()
        hits = searcher.search(query, count, count=False).hits
        documents = [searcher.doc(address) for _, address in hits]
        return [
            Candidate(document.get_first("row"), document.get_first("terms").split())
            for document in documents
        ]


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("row", stored=True, indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    return builder.build()


def _add(index: Any, tally: Tally, items: Iterable[IndexItem], removed: Iterable[int]) -> None:
    from tantivy import Document

    with _disk():
        writer = index.writer(_HEAP, 1)
        for row in removed:
            writer.delete_documents_by_term("row", row)
    for item in tally.watch(items):
        with _disk():
            writer.add_document(Document(row=item.row, day=item.day, terms=[" ".join(item.terms)]))
    with _disk():
        writer.commit()
        writer.wait_merging_threads()


@contextmanager
def _disk() -> Iterator[None]:
    """Tantivy tells of the disk in a ``ValueError``; here it is the ``OSError`` that it was."""
    try:
        yield
    except ValueError as error:
        found = re.search(r"\(os error (\d+)\)", str(error))
        if found is None:
            raise
        number = int(found[1])
        raise OSError(number, os.strerror(number)) from error


def _share(source: Path, target: Path) -> None:
    """Link what tantivy never writes to again; copy its lists of files, which it replaces."""
    if source.name.endswith((".json", ".lock")):
        shutil.copy2(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
