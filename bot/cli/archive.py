"""`wenbao attendance`, `timeline`, `quote`: the corpus as facts, each with the words that say so."""

import argparse
import sys
from collections.abc import Iterable, Sequence

from bot.cli.output import emit, note, say
from bot.compose import open_engine
from bot.contract_json import citation_json
from retrieval.archive.attendance import AttendanceTable
from retrieval.archive.attendance import attendance as attended
from retrieval.archive.quote import QuoteCheck, QuoteStatus, check_quote
from retrieval.archive.timeline import Timeline
from retrieval.archive.timeline import timeline as told_of
from retrieval.engine import Engine
from retrieval.errors import UsageError
from retrieval.language.normalise import normalise
from retrieval.store.snapshot import Snapshot

__all__ = ["attendance", "quote", "timeline"]


def _library(arguments: argparse.Namespace) -> tuple[Engine, Snapshot | None]:
    engine = open_engine(arguments)
    library = engine.library()
    for sentence in (*engine.recovered, *engine.shelf.said):
        note(sentence)
    if library is None:
        note("nothing is loaded yet; run: wenbao load PATH")
    return engine, library


def attendance(arguments: argparse.Namespace) -> int:
    """Who attended what: all, or of a person, of some days, of an event."""
    if arguments.csv and arguments.json:
        raise UsageError("--csv and --json: choose one")
    _, library = _library(arguments)
    table = AttendanceTable(())
    if library is not None:
        person = normalise(arguments.person) if arguments.person else None
        table = attended(
            library,
            person=person,
            first=arguments.since,
            last=arguments.until,
            words=arguments.words,
        )
    if arguments.csv:
        sys.stdout.write(table.csv())
    elif arguments.json:
        _emit(table.HEADER, table.rows())
    else:
        for row in table:
            day = row.first.isoformat() if row.first else "—"
            roles = " ".join(role.value for role in row.roles)
            say(f"{day}  {row.person}  {row.post or ''}  [{roles}]  {row.event}")
        note(f"{len(table)} rows")
    return 0


def timeline(arguments: argparse.Namespace) -> int:
    """A person's events and posts, those who share the name told apart."""
    _, library = _library(arguments)
    person = normalise(arguments.person)
    found = told_of(library, person) if library is not None else Timeline(person, ())
    if arguments.json:
        _emit(found.HEADER, found.rows())
        return 0
    if not found.identities:
        say(f"{arguments.person}: no event and no post of this name in what is loaded")
    for number, identity in enumerate(found.identities, 1):
        if len(found.identities) > 1:
            say(f"{person} ({number}): {'、'.join(identity.posts)}")
        for entry in identity.entries:
            day = entry.day.isoformat() if entry.day else "—"
            say(
                f"{day}  {entry.text}  [{' '.join(entry.roles) or entry.kind}]\n    “{entry.citation.quote}”"
            )
    return 0


def quote(arguments: argparse.Namespace) -> int:
    """Was this sentence printed?"""
    sentence = " ".join(arguments.sentence)
    engine, library = _library(arguments)
    if library is None:
        found = QuoteCheck(sentence, QuoteStatus.NOT_PRINTED)
    else:
        found = check_quote(library, sentence, engine.find_text(sentence))
    if arguments.json:
        emit(_quote_json(found))
        return 0
    say(_VERDICT[found.status])
    for cited in found.citations:
        say(
            f"“{cited.quote}”\n    — {cited.headline or '—'} · {cited.source}:{','.join(map(str, cited.lines))}"
        )
    for difference in found.differences:
        say(f"  asked: {difference.asked or '∅'}   printed: {difference.printed or '∅'}")
    return 0


_VERDICT = {
    QuoteStatus.PRINTED: "printed, word for word:",
    QuoteStatus.DIFFERS: "not printed like this; the nearest:",
    QuoteStatus.NOT_PRINTED: "not printed in what is loaded",
}


def _quote_json(found: QuoteCheck) -> dict[str, object]:
    return {
        "status": found.status.value,
        "sentence": found.sentence,
        "similarity": round(found.similarity, 4),
        "whole": found.whole,
        "citations": [citation_json(cited) for cited in found.citations],
        "differences": [
            {
                "asked": difference.asked,
                "printed": difference.printed,
                "asked_span": list(difference.asked_span),
                "printed_span": list(difference.printed_span),
            }
            for difference in found.differences
        ],
    }


def _emit(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    for row in rows:
        emit(dict(zip(header, row, strict=True)))
