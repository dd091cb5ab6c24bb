"""Files -> what a release is made of: articles, facts, passages with their terms.

Reading, assembling, tagging and cutting a source depend on nothing but the source, so they are spread
over processes when there is much to do. Only stories that go on on another page join sources, and
these are joined within one batch (the pages of a folder come together).
"""

import datetime as dt
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from retrieval.archive.facts import facts_of
from retrieval.corpus import cut, find_duplicates, join_continued, pages_of, ready
from retrieval.corpus.assembly import assemble
from retrieval.language.analyzer import Analyzer
from retrieval.language.tagger import Tagger, TaggerName, open_tagger
from retrieval.records import Article, Assembled, Facts, SourceText
from retrieval.scan import Scan, batches, size_of
from retrieval.store.draft import Draft
from retrieval.store.release_records import PassageRow

__all__ = [
    "Prepared",
    "Recipe",
    "Workshop",
    "assemble_sources",
    "store_sources",
    "workshop",
]

VERSION = 2  # raised when assembly, cutting or tagging give something else for the same source
ALONE = 100_000  # characters below which starting processes costs more than it saves
SHARE = 100  # articles that one process takes at a time

_CONTINUED = re.compile(r"[下上][转接]|续[完上下]|[Cc]ontinued (?:on|from)")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How text is cut and tagged: all that a worker process needs to do the same as this one."""

    words: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    tagger: TaggerName = "lac"
    cache: Path | None = None

    def analyzer(self) -> Analyzer:
        """The analyzer of this recipe (jieba's dictionary is loaded: about 0.8 s)."""
        return Analyzer(words=self.words, stop=self.stop, cache=self.cache)

    @property
    def mark(self) -> str:
        """What makes terms and facts what they are: with another mark, sources are cut and tagged anew."""
        text = repr((VERSION, self.words, self.stop, self.tagger))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _analyzer(recipe: Recipe) -> Analyzer:
    return recipe.analyzer()


@cache
def _tagger(name: TaggerName) -> Tagger:
    return open_tagger(name)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source, ready to be stored."""

    source: SourceText
    assembled: Assembled
    facts: tuple[Facts, ...]
    rows: tuple[PassageRow, ...]


def assemble_sources(
    sources: Sequence[SourceText], given: dt.date | None = None
) -> list[Assembled]:
    """Articles of each source, stories that go on on another page joined; nothing is stored."""
    return Workshop(Recipe(), given).assemble(sources)


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where sources are prepared: in this process, or in ``pool`` where there is much to do."""

    recipe: Recipe
    given: dt.date | None = None
    pool: Executor | None = None

    def assemble(
        self, sources: Sequence[SourceText], among: Sequence[SourceText] = ()
    ) -> list[Assembled]:
        """Articles of each source, stories that go on on another page joined.

        ``among`` holds the sources that came with them, whose pages may tell the year.
        """
        together = [source for source in among or sources if source.format != "jsonl"]
        pages = {page.source: page for page in pages_of(together, self.given)}
        texts = [pages.get(source.name) for source in sources]
        pool = self.pool if sum(map(size_of, sources)) > ALONE and len(sources) > 1 else None
        made = _map(pool, assemble, [page for page in texts if page is not None])
        assembled = [
            ready(source) if page is None else next(made)
            for source, page in zip(sources, texts, strict=True)
        ]
        return join_continued(assembled)

    def prepare(
        self, sources: Sequence[SourceText], among: Sequence[SourceText] = ()
    ) -> Iterator[Prepared]:
        """Each source with its articles, facts and passages, in the order given."""
        assembled = self.assemble(sources, among)
        shares = [
            (share, source.format != "jsonl")
            for source, page in zip(sources, assembled, strict=True)
            for share in _shares(page.articles)
        ]
        pool = self.pool if sum(_length(articles) for articles, _ in shares) > ALONE else None
        made = _map(pool, partial(_analyse, self.recipe), shares)
        for source, page in zip(sources, assembled, strict=True):
            facts: list[Facts] = []
            rows: list[PassageRow] = []
            for _ in _shares(page.articles):
                some_facts, some_rows = next(made)
                facts += some_facts
                rows += some_rows
            yield Prepared(source, page, tuple(facts), tuple(rows))


@contextmanager
def workshop(
    recipe: Recipe, *, given: dt.date | None = None, workers: int = 0
) -> Iterator[Workshop]:
    """A workshop with ``workers`` processes (0: one a core), which start when they are first needed."""
    count = workers or os.cpu_count() or 1
    if count == 1:
        yield Workshop(recipe, given)
        return
    # Spawned, not forked: a bot's threads hold locks that a forked child would wait for in vain.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield Workshop(recipe, given, pool)


def store_sources(
    scan: Scan, draft: Draft, work: "Workshop", progress: Callable[[str, int, int | None], None]
) -> None:
    """Put what is new or changed into the draft, and keep what is not; batch by batch.

    A story that stands in two files of a batch is told as a warning.

    A page whose stories go on on another page is made again together with its neighbours of the
    batch when one of them changed.
    """
    done = 0
    for batch in batches(scan.sources(draft.has)):
        done += len(batch)
        if any(not draft.has(source.name, source.digest) for source in batch):
            _store_batch([scan.text(source) for source in batch], draft, work)
        else:
            for source in batch:
                draft.keep(source.name, source.digest)
        progress("sources read", done, None)
    if scan.sync:
        for name in set(draft.names()) - scan.names:
            draft.drop(name)
    draft.warn(scan.warnings)


def _store_batch(batch: Sequence[SourceText], draft: Draft, work: "Workshop") -> None:
    changed = [source for source in batch if not draft.has(source.name, source.digest)]
    if len(changed) < len(batch) and _goes_on(changed):
        changed = list(batch)
    again = {source.name for source in changed}
    for source in batch:
        if source.name not in again:
            draft.keep(source.name, source.digest)
    pages: list[Assembled] = []
    for made in work.prepare(changed, batch):
        draft.put(made.source, made.assembled, made.facts, made.rows)
        pages.append(made.assembled)
    draft.warn(find_duplicates(pages))


def _goes_on(sources: Sequence[SourceText]) -> bool:
    return any(_CONTINUED.search(line.text) for source in sources for line in source.lines)


def _analyse(
    recipe: Recipe, share: tuple[Sequence[Article], bool]
) -> tuple[list[Facts], list[PassageRow]]:
    """Facts and passages of some articles; names pass from one to another where they are of one issue."""
    articles, one_issue = share
    tagger = _tagger(recipe.tagger)
    if one_issue:
        facts = facts_of(articles, tagger)
    else:
        facts = [fact for article in articles for fact in facts_of([article], tagger)]
    analyzer = _analyzer(recipe)
    rows = []
    for article in articles:
        day = (article.date or article.issue_date or dt.date.min).toordinal()
        context = tuple(analyzer.terms(article.headline or ""))
        for passage in cut(article):
            terms = tuple(analyzer.terms(passage.text))
            rows.append(
                PassageRow(
                    passage, terms + context if passage.number else terms, day if day > 1 else 0
                )
            )
    return facts, rows


def _shares(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """A page whole, so that names found in one article help in the next; a long .jsonl in parts."""
    for start in range(0, len(articles), SHARE):
        yield articles[start : start + SHARE]


def _map(pool: Executor | None, work, items):  # type: ignore[no-untyped-def]
    return iter(pool.map(work, items)) if pool is not None else map(work, items)


def _length(articles: Sequence[Article]) -> int:
    return sum(len(paragraph.text) for article in articles for paragraph in article.paragraphs)
