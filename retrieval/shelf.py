"""Store and index folders -> the view of a release that questions are answered from.

The index stands in a folder a release; it is made from the database, and made again from it when a
file is missing or its digest does not match. A view is bound once a question: whoever holds one goes
on with it, whatever is made active meanwhile.
"""

import logging
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import IndexBroken
from retrieval.query import QueryTools
from retrieval.records import Clause, DateRange, Hit
from retrieval.search import IndexItem
from retrieval.search.candidates import Searcher
from retrieval.search.engines import Place, SearchEngine
from retrieval.store.draft import Draft
from retrieval.store.snapshot import Snapshot
from retrieval.store.store import Store

__all__ = ["Shelf", "View"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """One release: what is looked up, what is searched, and what a question is understood with."""

    library: Snapshot
    index: Searcher
    tools: QueryTools

    def search(
        self, clauses: Sequence[Clause], k: int, days: DateRange | None = None
    ) -> list[Hit]:
        """The ``k`` best passages with their articles; ``days`` are the days of the articles."""
        reach = (days[0].toordinal(), days[1].toordinal()) if days else None
        found = self.index.search(clauses, k, reach)
        passages = self.library.passages([row for row, _ in found])
        return [
            Hit(passage, article, score, rank, row)
            for rank, ((row, score), (passage, article)) in enumerate(
                zip(found, passages, strict=True), 1
            )
        ]


class Shelf:
    """Opens the active release and keeps it open until another one is active."""

    def __init__(
        self, store: Store, engine: SearchEngine, tools: Callable[[Snapshot, Searcher], QueryTools]
    ) -> None:
        """``tools`` gathers, once a release, what questions are understood with."""
        self._store = store
        self._engine = engine
        self._tools = tools
        self._view: View | None = None
        self._lock = threading.Lock()
        self.said: list[str] = []  # what had to be repaired, for people

    def active(self) -> View | None:
        """The view of the active release; ``None`` where nothing is loaded."""
        number = self._store.active_release()
        view = self._view
        if view is not None and view.library.release == number:
            return view
        if number is None:
            return None
        with self._lock:
            if self._view is None or self._view.library.release != number:
                self._view = self._open(number)
            return self._view

    def check(self, number: int) -> str:
        """Look at the whole index of a release; what was looked at. ``IndexBroken`` if it is wrong."""
        return self._engine.check(Place(number, self._store.index_folder(number)))

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            if self._view is not None:
                self._view.index.close()
            self._view = None

    def make_index(self, draft: Draft) -> None:
        """The index of a draft: from that of the release it changes, else from nothing."""
        place = Place(draft.number, draft.index_folder)
        base = Place(draft.base, self._store.index_folder(draft.base)) if draft.base else None
        shutil.rmtree(draft.index_folder, ignore_errors=True)
        if base is not None and base.folder.is_dir():
            try:
                added = (IndexItem(row.row, row.day, row.terms) for row in draft.added_rows())
                self._engine.update(base, place, added, draft.removed_rows())
            except IndexBroken as broken:
                logger.warning("index of release %s is broken, made anew: %s", draft.base, broken)
                shutil.rmtree(draft.index_folder, ignore_errors=True)
            else:
                return
        self._engine.build(place, (IndexItem(row.row, row.day, row.terms) for row in draft.rows()))

    def preview(self, draft: Draft) -> View:
        """The view of a draft whose index is made: what would be answered from, were it active."""
        draft.stage()
        return self._open(draft.number)

    def _open(self, number: int) -> View:
        folder = self._store.index_folder(number)
        try:
            index = self._engine.open(Place(number, folder))
        except IndexBroken as broken:
            self.said.append(
                f"{broken}; the index of release {number} was made anew from the database"
            )
            logger.warning("index of release %d made anew: %s", number, broken)
            self._rebuild(self._store.snapshot(number), folder)
            index = self._engine.open(Place(number, folder))
        snapshot = self._store.snapshot(number, index.terms_present)
        return View(snapshot, index, self._tools(snapshot, index))

    def _rebuild(self, snapshot: Snapshot, folder: Path) -> None:
        aside = folder.with_name(folder.name + ".new")
        shutil.rmtree(aside, ignore_errors=True)
        items = (IndexItem(row.row, row.day, row.terms) for row in snapshot.rows())
        self._engine.build(Place(snapshot.release, aside), items)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(exist_ok=True)
        aside.rename(folder)
