"""Engine -> what the conversation asks for: ``ports.Assistant`` over ``retrieval.engine``."""

import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.conversation.ports import (
    AttendanceRow,
    Counts,
    LoadOutcome,
    LoadStep,
    QuoteReport,
    ReleaseLine,
    SplitPreview,
    TimelineRow,
)
from bot.examples import example_questions
from retrieval.archive.attendance import attendance
from retrieval.archive.quote import QuoteStatus, check_quote
from retrieval.archive.timeline import timeline
from retrieval.aside import LoadJob, load_aside
from retrieval.corpus import SourceProblem, read
from retrieval.engine import Engine, LoadReport
from retrieval.errors import ReleaseError, UnsupportedSource
from retrieval.loading import assemble_sources
from retrieval.records import Answer, Article, DateRange
from retrieval.store.release_records import ReleaseInfo, ReleaseState

__all__ = ["EngineAssistant"]

KEPT = (ReleaseState.ACTIVE, ReleaseState.KEPT)


class Cancelled(Exception):
    """The person who began a load pressed cancel; the draft is dropped on its way out."""


class EngineAssistant:
    """Answers, loads and looks up for the conversation; called from several threads at once."""

    def __init__(self, engine: Engine, folders: Sequence[Path] = ()) -> None:
        """``folders`` are what /reload and the watch load; uploads are kept in the data folder."""
        self._engine = engine
        self._folders = list(folders)
        self._uploads = engine.options.data / "uploads"
        self._copying = threading.Lock()

    def ask(self, question: str, context: Sequence[str] = (), within: str | None = None) -> Answer:
        """Answer a question; ``within`` keeps to one article."""
        return self._engine.ask(question, context, within=within)

    def article(self, article_id: str) -> Article | None:
        """An article of the active release, whole."""
        library = self._engine.library()
        return library.article(article_id) if library else None

    def span_of_days(self) -> DateRange | None:
        """The first and last day of the corpus."""
        library = self._engine.library()
        return library.span_of_days() if library else None

    def counts(self) -> Counts:
        """The size of the active release."""
        active = next((r for r in self._engine.releases() if r.state is ReleaseState.ACTIVE), None)
        return _counts(active) if active else Counts()

    def ready(self) -> None:
        """Search for one common word.

        Raises:
            WenbaoError: the store or the search engine cannot answer now.
        """
        self._engine.find_text("会议", 1)

    def examples(self, language: str) -> Sequence[str]:
        """Up to three questions that the corpus answers."""
        library = self._engine.library()
        return example_questions(library, language) if library else ()

    def load(
        self,
        paths: Sequence[Path],
        progress: Callable[[LoadStep], None],
        cancelled: Callable[[], bool],
        *,
        probes: Sequence[str] = (),
    ) -> LoadOutcome:
        """Load files as a new release; without a path, the configured folders."""

        def step(stage: str, done: int, total: int | None) -> None:
            if cancelled():
                raise Cancelled
            progress(LoadStep(done / total if total else 0.0, f"{stage} {done}"))

        chosen = (
            self._kept(paths) if paths else [folder for folder in self._folders if folder.exists()]
        )
        if not paths and self._uploads.is_dir():
            chosen.append(self._uploads)
        if not chosen:
            raise UnsupportedSource(
                "no folder to load is set: name one with [telegram] watch, or send the files in this chat"
            )
        try:
            job = LoadJob(tuple(chosen), probes=tuple(probes))
            report = load_aside(self._engine.options, job, step)
            self._engine.shelf.active()  # opened now, so that no question waits for it
        except Cancelled:
            counts = self.counts()
            return LoadOutcome(
                activated=False, release=counts.release, counts=counts, cancelled=True
            )
        return replace(_outcome(report), checked=len(probes), lost=report.lost)

    def _kept(self, paths: Sequence[Path]) -> list[Path]:
        """Uploads stay in the data folder: a file that was sent is never lost, and is loaded again by /reload."""
        with self._copying:
            self._uploads.mkdir(parents=True, exist_ok=True)
            kept = []
            for path in paths:
                target = self._uploads / path.name
                if path.resolve().parent != self._uploads.resolve():
                    shutil.copyfile(path, target)
                kept.append(target)
            return kept

    def releases(self) -> Sequence[ReleaseLine]:
        """The releases that are kept, newest first."""
        return [_line(release) for release in self._engine.releases() if release.state in KEPT]

    def rollback(self, number: int) -> ReleaseLine:
        """Make an older release active."""
        kept = {release.number for release in self._engine.releases() if release.state in KEPT}
        if number not in kept:
            raise ReleaseError(f"there is no release {number} to go back to; /releases lists them")
        return _line(self._engine.rollback(number))

    def preview(self, path: Path, name: str) -> SplitPreview:
        """Split a file without storing it."""
        sources = []
        for item in read(path, limits=self._engine.options.limits):
            if isinstance(item, SourceProblem):
                raise UnsupportedSource(item.message.replace(path.name, name))
            sources.append(item)
        pages = assemble_sources(sources)
        library = self._engine.library()
        known = {source.digest: source.name for source in library.sources()} if library else {}
        return SplitPreview(
            sources[0].encoding if sources else None,
            tuple(article.headline or "—" for page in pages for article in page.articles),
            sum(len(page.furniture) for page in pages),
            next((known[source.digest] for source in sources if source.digest in known), None),
            tuple(warning for page in pages for warning in page.warnings),
        )

    def attendance(
        self, person: str | None, days: DateRange | None, words: str | None
    ) -> Sequence[AttendanceRow]:
        """Who was where, by person, by days, by words of the event."""
        library = self._engine.library()
        if library is None:
            return ()
        first, last = days or (None, None)
        table = attendance(library, person=person, first=first, last=last, words=words)
        return [
            AttendanceRow(
                row.first,
                row.event,
                row.place,
                row.person,
                row.post,
                tuple(role.value for role in row.roles),
                row.citation.article_id,
                row.citation.headline,
            )
            for row in table
        ]

    def timeline(self, person: str) -> Sequence[TimelineRow]:
        """All that is told of a person, in date order; those who share the name one after the other."""
        library = self._engine.library()
        if library is None:
            return ()
        return [
            TimelineRow(entry.day, entry.text, cited.quote, cited.article_id, cited.headline)
            for identity in timeline(library, person).identities
            for entry in identity.entries
            for cited in (entry.citation,)
        ]

    def check_quote(self, sentence: str) -> QuoteReport:
        """Hold a sentence against the corpus."""
        library = self._engine.library()
        if library is None:
            return QuoteReport("absent")
        found = check_quote(library, sentence, self._engine.find_text(sentence))
        verdict = _VERDICTS[found.status]
        if not found.citations:
            return QuoteReport(verdict)
        cited = found.citations[0]
        differences = tuple(difference.printed_span for difference in found.differences)
        return QuoteReport(
            verdict, cited.quote, differences, cited.article_id, cited.headline, cited.date
        )


_VERDICTS = {
    QuoteStatus.PRINTED: "exact",
    QuoteStatus.DIFFERS: "near",
    QuoteStatus.NOT_PRINTED: "absent",
}


def _counts(release: ReleaseInfo) -> Counts:
    return Counts(release.number, release.sources, release.articles, release.passages)


def _line(release: ReleaseInfo) -> ReleaseLine:
    at = release.activated or release.created
    active = release.state is ReleaseState.ACTIVE
    return ReleaseLine(release.number, at, active, release.articles, release.passages)


def _outcome(report: LoadReport) -> LoadOutcome:
    release = report.release
    return LoadOutcome(
        report.activated,
        release.number,
        _counts(release),
        release.added,
        release.changed,
        release.removed,
        report.warnings,
        report.seconds,
    )
