"""`wenbao segment`, `load`, `releases`, `rollback`: what has to do with pages and releases."""

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.cli.output import emit, note, say
from bot.cli.progress import Progress
from bot.compose import limits_of, open_engine, settings_of
from bot.contract_json import load_json, segment_json
from bot.preview import preview
from retrieval.corpus import Limits, SourceProblem, read
from retrieval.engine import LoadReport
from retrieval.errors import SourceError, UsageError
from retrieval.loading import assemble_sources
from retrieval.records import Notice, SourceText
from retrieval.scan import Scan
from retrieval.store.release_records import ReleaseInfo, ReleaseState

__all__ = ["load", "releases", "rollback", "segment"]


def segment(arguments: argparse.Namespace) -> int:
    """Print each file's articles; a file that cannot be read is named, the others are printed."""
    failed = 0
    limits = limits_of(settings_of(arguments))
    for path in arguments.files:
        try:
            for source in _sources(path, limits):
                (assembled,) = assemble_sources([source], arguments.date)
                if arguments.json:
                    emit(segment_json(assembled))
                else:
                    say(preview(assembled))
        except SourceError as error:
            failed = 1
            note(f"wenbao: {error}")
    return failed


def _sources(path: Path, limits: Limits) -> Iterator[SourceText]:
    for item in read(path, limits=limits):
        if isinstance(item, SourceProblem):
            raise SourceError(item.message)
        yield item


def load(arguments: argparse.Namespace) -> int:
    """Load files as one new release, or show what they would become."""
    paths = [*arguments.paths, *([arguments.sync] if arguments.sync else [])]
    if not paths:
        raise UsageError("name files or folders to load: wenbao load pages/")
    if arguments.sync and arguments.paths:
        raise UsageError("--sync DIR stands alone: what is not in DIR would be removed")
    if arguments.sync and not arguments.sync.is_dir():
        raise UsageError(f"{arguments.sync}: --sync wants a folder")
    if arguments.dry_run:
        return _dry_run(arguments, paths)
    engine = open_engine(arguments)
    _notes(engine.recovered)
    progress = Progress()
    try:
        report = engine.load(
            paths, sync=bool(arguments.sync), given=arguments.date, progress=progress
        )
    finally:
        progress.close()
        engine.close()
    _notes(engine.shelf.said)
    if arguments.json:
        emit(load_json(report))
        return 0
    for warning in report.warnings:
        note(f"warning: {_where(warning)}{warning.message} ({warning.code})")
    say(_report(report))
    return 0


def _notes(sentences: Iterable[str]) -> None:
    """What had to be put right, on standard error."""
    for sentence in sentences:
        note(sentence)


def _where(warning: Notice) -> str:
    """``page.txt:12,14: ``, where the message does not name the source itself."""
    if warning.message.startswith(warning.source):
        return ""
    lines = ":" + ",".join(map(str, warning.lines)) if warning.lines else ""
    return f"{warning.source}{lines}: "


def _report(report: LoadReport) -> str:
    release = report.release
    held = f"{release.sources} sources, {release.articles} articles, {release.passages} passages"
    if not report.activated:
        return f"nothing has changed; release {release.number} stays active ({held})"
    changes = f"{release.added} added, {release.changed} changed, {release.removed} removed"
    return f"release {release.number} is active: {held} ({changes}; {report.seconds:.1f} s)"


def _dry_run(arguments: argparse.Namespace, paths: list[Path]) -> int:
    scan = Scan(paths, limits_of(settings_of(arguments)))
    for assembled in assemble_sources(list(scan), arguments.date):
        if arguments.json:
            emit(segment_json(assembled))
        else:
            say(preview(assembled))
    for warning in scan.warnings:
        note(f"not read: {warning.message}")
    return 0


def releases(arguments: argparse.Namespace) -> int:
    """List the releases, newest first."""
    engine = open_engine(arguments)
    found = engine.releases()
    engine.close()
    for release in found:
        if arguments.json:
            emit(_release_json(release))
        else:
            say(_line(release))
    if not found and not arguments.json:
        say("no release yet; load pages with: wenbao load PATH")
    return 0


def rollback(arguments: argparse.Namespace) -> int:
    """Make an older release active."""
    engine = open_engine(arguments)
    release = engine.rollback(arguments.number)
    engine.close()
    _notes(engine.shelf.said)
    if arguments.json:
        emit(_release_json(release))
    else:
        say(f"release {release.number} is active again")
    return 0


def _line(release: ReleaseInfo) -> str:
    at = (release.activated or release.created).astimezone(dt.UTC)
    return (
        f"{release.number:>5}  {release.state:<7} {at:%Y-%m-%d %H:%M}Z  {release.sources:>6} sources "
        f"{release.articles:>7} articles {release.passages:>8} passages   "
        f"+{release.added} ~{release.changed} -{release.removed}  {release.warnings} warnings"
    )


def _release_json(release: ReleaseInfo) -> dict[str, object]:
    return {
        "release": release.number,
        "state": release.state.value,
        "active": release.state is ReleaseState.ACTIVE,
        "created": release.created.isoformat(),
        "activated": release.activated.isoformat() if release.activated else None,
        "sources": release.sources,
        "articles": release.articles,
        "passages": release.passages,
        "added": release.added,
        "changed": release.changed,
        "removed": release.removed,
        "warnings": release.warnings,
    }
