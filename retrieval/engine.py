"""The two ways through the house; read this first.

    load:  file -> Page -> Article -> Passage -> terms -> index -> Release
    ask:   question -> Query -> Hit -> Span -> Answer(Citation)

An engine answers from one release at a time: a view of it (``shelf``) is bound once a question, so
that a load or a rollback in between is never seen half-way.
"""

import datetime as dt
import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from retrieval.answer import SentenceOrder, SpanRanker, answer, rerank, verify
from retrieval.answer.order import open_order
from retrieval.answer.spans import open_spans
from retrieval.corpus import Limits
from retrieval.errors import EngineAway
from retrieval.language.analyzer import Analyzer
from retrieval.loading import Recipe, store_sources, workshop
from retrieval.query import QueryTools, understand
from retrieval.query.english import Bilingual
from retrieval.query.english_dictionary import open_dictionary
from retrieval.query.english_weights import Weights
from retrieval.query.synonyms import Synonyms
from retrieval.records import Answer, Clause, DateRange, Hit, Kind, NameKind, Notice, Query, Status
from retrieval.scan import Scan
from retrieval.search import Scoring
from retrieval.search.candidates import Searcher
from retrieval.search.engines import EngineChoice, engine_of_choice
from retrieval.shelf import Shelf, View
from retrieval.store.draft import Draft
from retrieval.store.release_records import ReleaseInfo, ReleaseState
from retrieval.store.snapshot import Snapshot
from retrieval.store.store import Store
from retrieval.within import Within

__all__ = ["Engine", "EngineOptions", "LoadReport", "Progress"]

Progress = Callable[[str, int, int | None], None]  # stage, done, of how many


WARMING = (
    "12月5日的会议谁参加了？",
    "who attended the Dec 5 meeting",
)  # opens lexicons and tables
READ = 14  # articles that are read for an answer: their facts come in one piece
WITHIN = 1000  # passages that are looked through for those of one article


def _silent(_stage: str, _done: int, _total: int | None) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """All that an engine is told; sizes in bytes, times in seconds."""

    data: Path
    url: str = ""
    recipe: Recipe = field(default_factory=Recipe)
    lexicon: Path | None = None
    limits: Limits = field(default_factory=Limits)
    scoring: Scoring = field(default_factory=Scoring)
    keep_releases: int = 3
    workers: int = 0
    hits: int = 40
    threshold: float = -1.0  # negative: the measured default
    search: EngineChoice = field(default_factory=EngineChoice)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. ``activated`` is False where nothing had changed, or answers would be lost."""

    release: ReleaseInfo
    warnings: tuple[Notice, ...]
    activated: bool
    seconds: float
    lost: tuple[str, ...] = ()  # probes for which the new release was given up


class Engine:
    """Loads pages and answers questions. Safe to use from several threads."""

    def __init__(self, options: EngineOptions) -> None:
        """Open the store (which migrates itself) and put right what an interrupted load left.

        Raises:
            StoreError: the database cannot be opened, or is of a newer version.
        """
        self.options = options
        self.store = Store(options.url, options.data)
        self.store.open()
        self.recovered = self.store.recover()
        self.shelf = Shelf(
            self.store, engine_of_choice(options.search, options.scoring), self._tools
        )
        self._analyzer: Analyzer | None = None

    # --- the way of a page -----------------------------------------------------------------

    def load(
        self,
        paths: Sequence[Path],
        *,
        sync: bool = False,
        given: dt.date | None = None,
        progress: Progress = _silent,
        probes: Sequence[str] = (),
    ) -> LoadReport:
        """Load files and folders as one new release: built aside, checked, made active in one step.

        Args:
            paths: files and folders.
            sync: also remove what is gone from the folders.
            given: day of the issue where a page does not tell.
            progress: told how far the work is.
            probes: questions that must still find an answer; where one does not, the new release is
                given up, and ``LoadReport.lost`` names them.

        Raises:
            Busy: another load into the same data folder is running.
            SourceError: nothing at all could be read; the active release is as it was.
        """
        begun = time.monotonic()
        scan = Scan(paths, self.options.limits, sync=sync)
        lost: tuple[str, ...] = ()
        with self.store.draft(recipe=self.options.recipe.mark) as draft:
            with workshop(self.options.recipe, given=given, workers=self.options.workers) as work:
                store_sources(scan, draft, work, progress)
            if draft.changed:
                progress("index", 0, None)
                self.shelf.make_index(draft)
                lost = self._lost(draft, probes, progress)
            # so that no question waits for it
            open_dictionary(self.options.data / "cache" / "cedict")
            progress("activation", 0, None)
            release = None if lost else draft.activate()
        self.store.prune(self.options.keep_releases)
        self.shelf.indexes.settle()
        activated = draft.changed and release is not None
        if release is not None and not activated:
            self.shelf.indexes.mend(release.number)  # a check may have found it damaged
        if release is None:
            release = next(one for one in self.releases() if one.state is ReleaseState.ACTIVE)
        warnings = self.store.warnings(release.number) if activated else scan.warnings
        return LoadReport(release, tuple(warnings), activated, time.monotonic() - begun, lost)

    def _lost(self, draft: Draft, probes: Sequence[str], progress: Progress) -> tuple[str, ...]:
        """The probes that the draft would leave without an answer; none are asked before there is a release."""
        if not probes or draft.base is None:
            return ()
        view = self.shelf.preview(draft)
        lost = []
        for done, question in enumerate(probes):
            progress("self-check", done, len(probes))
            if self._answer(view, question).status is Status.NOT_FOUND:
                lost.append(question)
        view.index.close()
        return tuple(lost)

    # --- the way of a question -------------------------------------------------------------

    def ask(
        self, question: str, context: Sequence[str] = (), *, within: str | None = None
    ) -> Answer:
        """Answer a question; ``context`` holds the questions before it in the conversation, oldest first.

        ``within`` is the id of the one article to answer from (a choice among several events).

        Every quote of the answer has been found word for word in the stored source; no answer is a
        value (``Status.NOT_FOUND``), never an error.
        """
        begun = time.perf_counter()
        view = self.shelf.active()
        if view is None:
            return _nothing_loaded(question)
        checked = self._answer(view, question, context, within)
        taken = 1000 * (time.perf_counter() - begun)
        return replace(checked, release=view.library.release, milliseconds=taken)

    def _answer(
        self, view: View, question: str, context: Sequence[str] = (), within: str | None = None
    ) -> Answer:
        library = Within(view.library, within) if within else view.library
        query = understand(question, context, view.tools)
        hits = rerank(query, self._hits(view, query, within), library)
        view.library.read_ahead([*dict.fromkeys(hit.article.id for hit in hits)][:READ])
        limit = self.options.threshold
        found = answer(
            query,
            hits,
            library,
            threshold=limit,
            ranker=self.ranker,
            order=self.order,
        )
        return verify(found, library)

    def _hits(self, view: View, query: Query, within: str | None) -> list[Hit]:
        if within is None:
            return view.search(query.clauses, self.options.hits)
        found = view.search(query.clauses, WITHIN)
        return [hit for hit in found if hit.article.id == within]

    def find_text(self, text: str, k: int = 40) -> list[Hit]:
        """The passages nearest to a text by its terms alone: what a pasted sentence is held against."""
        view = self.shelf.active()
        if view is None:
            return []
        terms = dict.fromkeys(self.analyzer().terms(text[:2000]))
        return view.search([Clause(((term,),)) for term in terms], k)

    def library(self) -> Snapshot | None:
        """The active release to look things up in; ``None`` where nothing is loaded.

        What is printed can be read also while the search engine is away.
        """
        try:
            view = self.shelf.active()
        except EngineAway:
            return self.store.snapshot()
        return view.library if view else None

    def search(
        self,
        question: str,
        k: int = 10,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> list[Hit]:
        """The ``k`` best passages, of articles between two days where these are given."""
        view = self.shelf.active()
        if view is None:
            return []
        query = understand(question, (), view.tools)
        days: DateRange | None = None
        if since or until:
            days = (since or dt.date.min, until or dt.date.max)
        hits = view.search(query.clauses, max(k, self.options.hits), days)
        return rerank(query, hits, view.library)[:k]

    def rank_articles(
        self,
        question: str,
        k: int = 100,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> list[tuple[str, float]]:
        """Article ids by their best passage, with its score: a line of a TREC run each."""
        best: dict[str, float] = {}
        for hit in self.search(question, 3 * k, since=since, until=until):
            best.setdefault(hit.article.id, hit.score)
        return list(best.items())[:k]

    # --- releases --------------------------------------------------------------------------

    def releases(self) -> list[ReleaseInfo]:
        """All releases, newest first."""
        return self.store.releases()

    def rollback(self, number: int) -> ReleaseInfo:
        """Make an older release active.

        Raises:
            ReleaseError: there is no such release, or its corpus was pruned.
        """
        release = self.store.rollback(number)
        self.shelf.indexes.settle()
        return release

    def close(self) -> None:
        """Close the index and the database."""
        self.shelf.close()
        self.store.close()

    def warm(self) -> None:
        """Open the active release now, and what the first question would open, so that it does not wait."""
        view = self.shelf.active()
        if view is not None:
            for question in WARMING:
                self._answer(view, question)
            gc.collect()  # the names of a large paper are many: no question waits while they are gone through
            gc.freeze()

    @cached_property
    def order(self) -> SentenceOrder | None:
        """The trained order of sentences, opened at the first question; ``None`` where its trees are not there."""
        return open_order()

    @cached_property
    def ranker(self) -> SpanRanker | None:
        """The trained span ranker, opened at the first question; ``None`` where its model is not there."""
        return open_spans(self.analyzer())

    def analyzer(self) -> Analyzer:
        """The one analyzer of passages and questions, built at its first use (jieba's dictionary: 0.8 s)."""
        if self._analyzer is None:
            self._analyzer = self.options.recipe.analyzer()
        return self._analyzer

    def _tools(self, snapshot: Snapshot, index: Searcher) -> QueryTools:
        bridge = Bilingual(
            self.options.lexicon,
            index.terms_present,
            lambda: [name for kind in _NAMED for name in snapshot.names(kind)],
            self.options.data / "cache",
            Weights(index.frequency, index.passages),
            Synonyms.shipped(),
        )
        return QueryTools.of(self.analyzer(), snapshot, translator=bridge)


# whose names an English question may spell
_NAMED = (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION)


def _nothing_loaded(question: str) -> Answer:
    """Without a release there is nothing to find; ``note`` says so, that nobody takes it for the paper's silence."""
    query = Query(question[:500], "zh", Kind.TEXT, ())
    return Answer(Status.NOT_FOUND, Kind.TEXT, None, (), (), query, note="nothing_loaded")
