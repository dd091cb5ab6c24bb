"""Store and indexes -> the view of a release that questions are answered from.

A view is bound once a question: whoever holds one goes on with it, whatever is made active meanwhile. A
release is opened in a thread of its own, so that who asks waits only as long as ``patience`` says, and
is answered from the release before where that one is still open.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from retrieval.errors import EngineAway, IndexBroken, NoRoom
from retrieval.indexing import Indexes
from retrieval.query import QueryTools
from retrieval.records import Clause, DateRange, Hit
from retrieval.search.candidates import Searcher
from retrieval.search.engines import SearchEngine
from retrieval.store.draft import Draft
from retrieval.store.release_records import ReleaseState
from retrieval.store.snapshot import Snapshot
from retrieval.store.store import Store

__all__ = ["Shelf", "View"]

_AGAIN = 1.0  # seconds after which a release that could not be opened is tried again
_AGAIN_FULL = 30.0  # the same where there was no room for its index


@dataclass(frozen=True, slots=True)
class View:
    """One release: what is looked up, what is searched, and what a question is understood with.

    ``lost`` is set when its index turns out to be gone, so that it is opened again.
    """

    library: Snapshot
    index: Searcher
    tools: QueryTools
    lost: threading.Event = field(default_factory=threading.Event, compare=False)

    def search(
        self, clauses: Sequence[Clause], k: int, days: DateRange | None = None
    ) -> list[Hit]:
        """The ``k`` best passages with their articles; ``days`` are the days of the articles.

        Raises:
            EngineAway: the engine cannot search now; this never means that there is nothing.
        """
        reach = (days[0].toordinal(), days[1].toordinal()) if days else None
        try:
            found = self.index.search(clauses, k, reach)
        except EngineAway as away:
            raise EngineAway(f"cannot search now: {away}") from away
        except IndexBroken as broken:
            self.lost.set()
            raise EngineAway(
                f"cannot search now: {broken}; it is put right with the next question"
            ) from broken
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
        self.indexes = Indexes(store, engine)
        self.patience: float | None = None  # seconds to wait for an opening; None: to its end
        self._store = store
        self._tools = tools
        self._view: View | None = None
        self._opening: _Opening | None = None
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="open")

    @property
    def said(self) -> list[str]:
        """What had to be put right, for people."""
        return self.indexes.said

    def active(self) -> View | None:
        """The view of the active release; ``None`` where nothing is loaded.

        While it is being opened for longer than ``patience``, or there is no room for its index, the
        view of the release before, if that is still kept.

        Raises:
            EngineAway: neither can be had now.
        """
        number = self._store.active_release()
        before = self._view
        if number is None or _answers(before, number):
            return before if number is not None else None
        try:
            return self._opened(number).result(self.patience)
        except EngineAway as away:
            raise EngineAway(f"cannot search now: {away}") from away
        except NoRoom as full:
            why = str(full)
        except TimeoutError:
            why = f"the index of release {number} is being made; ask again in a while"
        if self._stands(before):
            return before
        raise EngineAway(f"cannot search now: {why}")

    def _opened(self, number: int) -> "Future[View]":
        """The view of the active release as all who ask now wait for it."""
        with self._lock:
            if self._opening is None or self._opening.stale(number):
                self._opening = _Opening(number, self._pool.submit(self._open_active, number))
            return self._opening.view

    def make_index(self, draft: Draft) -> None:
        """The index of a draft; raises ``NoRoom``, ``EngineAway``."""
        self.indexes.make(draft)

    def preview(self, draft: Draft) -> View:
        """The view of a draft whose index is made: what would be answered from, were it active."""
        draft.stage()
        return self._open(draft.number)

    def check(self, number: int) -> str:
        """Look at the whole index of a release; what was looked at. ``IndexBroken`` if it is wrong."""
        return self.indexes.check(number)

    def close(self) -> None:
        """Close what is open."""
        self._pool.shutdown(cancel_futures=True)
        with self._lock:
            if self._view is not None:
                self._view.index.close()
            self._view = None
        self.indexes.close()

    def _open_active(self, number: int) -> View:
        before = self._view
        view = self._open(number, before.library.release if before else None)
        self._view = view
        return view

    def _open(self, number: int, near: int | None = None) -> View:
        index = self.indexes.open(number, near)
        snapshot = self._store.snapshot(number, index.terms_present)
        return View(snapshot, index, self._tools(snapshot, index))

    def _stands(self, view: View | None) -> bool:
        """Whether a view can still be answered from."""
        if view is None or view.lost.is_set():
            return False
        kept = {ReleaseState.ACTIVE, ReleaseState.KEPT}
        number = view.library.release
        return any(one.number == number and one.state in kept for one in self._store.releases())


class _Opening:
    """A release that is being opened, for all who wait for it."""

    def __init__(self, number: int, view: Future[View]) -> None:
        self.view = view
        self._number = number
        self._ended = 0.0
        view.add_done_callback(self._end)

    def stale(self, number: int) -> bool:
        """Whether to open anew: for another release, or a while after it failed."""
        if number != self._number:
            return True
        if not self.view.done():
            return False
        error = self.view.exception()
        if error is None:
            return self.view.result().lost.is_set()
        rest = _AGAIN_FULL if isinstance(error, NoRoom) else _AGAIN
        return time.monotonic() - self._ended > rest

    def _end(self, _view: Future[View]) -> None:
        self._ended = time.monotonic()


def _answers(view: View | None, number: int) -> bool:
    return view is not None and view.library.release == number and not view.lost.is_set()
