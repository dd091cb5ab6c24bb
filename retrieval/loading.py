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
from retrieval.corpus import Twins, Unchanged, cut, join_continued, pages_of, ready, sketch
from retrieval.corpus.assembly import assemble
from retrieval.language.analyzer import Analyzer
from retrieval.language.tagger import Tagger, TaggerName, open_tagger
from retrieval.records import Article, Assembled, Facts, Page, SourceText
from retrieval.scan import Scan, batches, size_of
from retrieval.store.draft import Draft
from retrieval.store.release_records import About, PassageRow

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
    sketches: tuple[bytes, ...]


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
        return self.begin(sources, among).assembled()

    def begin(self, sources: Sequence[SourceText], among: Sequence[SourceText] = ()) -> "_Begun":
        """Send the sources to be assembled; what comes of them is to be asked for later."""
        together = [source for source in among or sources if source.format != "jsonl"]
        pages = {page.source: page for page in pages_of(together, self.given)}
        texts = [pages.get(source.name) for source in sources]
        pool = self.pool if sum(map(size_of, sources)) > ALONE and len(sources) > 1 else None
        made = _map(pool, assemble, [page for page in texts if page is not None])
        return _Begun(sources, texts, made)

    def finish(self, begun: "_Begun") -> Iterator[Prepared]:
        """Each source with its articles, facts and passages, in the order given."""
        assembled = begun.assembled()
        shares = [
            (share, source.format != "jsonl")
            for source, page in zip(begun.sources, assembled, strict=True)
            for share in _shares(page.articles)
        ]
        pool = self.pool if sum(_length(articles) for articles, _ in shares) > ALONE else None
        made = _map(pool, partial(_analyse, self.recipe), shares)
        for source, page in zip(begun.sources, assembled, strict=True):
            facts: list[Facts] = []
            rows: list[PassageRow] = []
            sketches: list[bytes] = []
            for _ in _shares(page.articles):
                some = next(made)
                facts += some.facts
                rows += some.rows
                sketches += some.sketches
            yield Prepared(source, page, tuple(facts), tuple(rows), tuple(sketches))


@dataclass(frozen=True, slots=True)
class _Begun:
    """Sources whose pages are being assembled."""

    sources: Sequence[SourceText]
    pages: Sequence[Page | None]  # None of ready articles
    made: Iterator[Assembled]  # of each page

    def assembled(self) -> list[Assembled]:
        """The articles of each source; to be asked for once."""
        return join_continued(
            [
                ready(source) if page is None else next(self.made)
                for source, page in zip(self.sources, self.pages, strict=True)
            ]
        )


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
    context = get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_give_way) as pool:
        yield Workshop(recipe, given, pool)


def _give_way() -> None:
    """Whoever answers questions meanwhile goes first."""
    os.nice(19)


def store_sources(
    scan: Scan, draft: Draft, work: "Workshop", progress: Callable[[str, int, int | None], None]
) -> None:
    """Put what is new or changed into the draft, and keep what is not; batch by batch.

    A page whose stories go on on another page is made again together with its neighbours of the
    batch when one of them changed. A story that stands in two places, here or in what was loaded
    before, is told as a warning. While one batch is cut, tagged and stored, the next is assembled.
    """
    total, done = scan.count(), 0
    twins = Twins(draft.sketches())
    before: _Begun | None = None

    def store(begun: _Begun | None) -> None:
        nonlocal done
        for made in work.finish(begun) if begun else ():
            about = About(scan.origins[made.source.name], made.sketches)
            draft.put(made.source, made.assembled, made.facts, made.rows, about)
            draft.warn(twins.notices(made.assembled.articles, made.sketches))
            done += 1
            progress("sources", done, max(done, total))

    for batch in batches(scan.sources(draft.has)):
        changed = _to_be_made([*batch], scan, draft)
        done += len(batch) - len(changed[0])
        progress("sources", done, max(done, total))
        begun = work.begin(*changed) if changed[0] else None
        store(before)
        before = begun
    store(before)
    if scan.sync:
        for name in scan.gone(draft.origins()):
            draft.drop(name)
    draft.warn(twins.against_library(draft.versions()))
    draft.warn(scan.warnings)
    draft.remember_origins()


def _to_be_made(
    batch: Sequence[SourceText | Unchanged], scan: Scan, draft: Draft
) -> tuple[list[SourceText], list[SourceText]]:
    """The sources of a batch that are to be made, and all of it where there are such; the others are kept."""
    texts: list[SourceText] = []
    if any(not draft.has(source.name, source.digest) for source in batch):
        texts = [scan.text(source) for source in batch]
    changed = [source for source in texts if not draft.has(source.name, source.digest)]
    if len(changed) < len(texts) and _goes_on(changed):
        changed = texts
    again = {source.name for source in changed}
    for source in batch:
        if source.name not in again:
            draft.keep(source.name, source.digest, scan.origins[source.name])
    return changed, texts


def _goes_on(sources: Sequence[SourceText]) -> bool:
    return any(_CONTINUED.search(line.text) for source in sources for line in source.lines)


@dataclass(frozen=True, slots=True)
class _Analysed:
    """What is found in some articles."""

    facts: Sequence[Facts]
    rows: Sequence[PassageRow]
    sketches: Sequence[bytes]


def _analyse(recipe: Recipe, share: tuple[Sequence[Article], bool]) -> _Analysed:
    """Facts, passages and sketches; names pass from one to another where the articles are of one issue."""
    articles, one_issue = share
    tagger = _tagger(recipe.tagger)
    if one_issue:
        facts = facts_of(articles, tagger)
    else:
        facts = [fact for article in articles for fact in facts_of([article], tagger)]
    rows = [row for article in articles for row in _rows(article, _analyzer(recipe))]
    return _Analysed(facts, rows, [sketch(article) for article in articles])


def _rows(article: Article, analyzer: Analyzer) -> Iterator[PassageRow]:
    """The passages of an article; the words of its headline are found in each."""
    day = (article.date or article.issue_date or dt.date.min).toordinal()
    context = tuple(analyzer.terms(article.headline or ""))
    for passage in cut(article):
        terms = tuple(analyzer.terms(passage.text))
        terms = terms + context if passage.number else terms
        yield PassageRow(passage, terms, day if day > 1 else 0)


def _shares(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """A page whole, so that names found in one article help in the next; a long .jsonl in parts."""
    for start in range(0, len(articles), SHARE):
        yield articles[start : start + SHARE]


def _map(pool: Executor | None, work, items):  # type: ignore[no-untyped-def]
    return iter(pool.map(work, items)) if pool is not None else map(work, items)


def _length(articles: Sequence[Article]) -> int:
    return sum(len(paragraph.text) for article in articles for paragraph in article.paragraphs)
