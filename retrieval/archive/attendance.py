"""Person, days, words of the title -> a table of who was at what, each row with the words that say so."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retrieval.answer.quoting import cite_article
from retrieval.archive.events import head_text
from retrieval.language.normalise import normalise
from retrieval.language.sentences import sentences
from retrieval.records import (
    HEAD,
    Article,
    Attendance,
    Citation,
    Event,
    Library,
    NameKind,
    Role,
    Span,
)

__all__ = ["AttendanceRow", "AttendanceTable", "attendance", "cite_span", "safe_cell", "spellings"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A person at an event. ``first`` is ``None`` where the paper does not say the day; ``filed`` is the article's."""

    event: str
    kind: str
    first: dt.date | None
    last: dt.date | None
    place: str | None
    person: str
    post: str | None
    roles: tuple[Role, ...]
    complete: bool  # False: the paper says 等 after its list
    filed: dt.date | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """Rows in the order of the days, those without a day last."""

    entries: tuple[AttendanceRow, ...]

    HEADER = (
        "event",
        "kind",
        "first",
        "last",
        "place",
        "person",
        "post",
        "roles",
        "complete",
        "headline",
        "source",
        "lines",
        "article_id",
        "quote",
    )

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[AttendanceRow]:
        return iter(self.entries)

    def rows(self) -> list[tuple[str, ...]]:
        """The table as text, a tuple a row, under HEADER; dates are ISO 8601, roles joined by a space."""
        return [
            (
                row.event,
                row.kind,
                row.first.isoformat() if row.first else "",
                row.last.isoformat() if row.last else "",
                row.place or "",
                row.person,
                row.post or "",
                " ".join(row.roles),
                "yes" if row.complete else "no",
                row.citation.headline or "",
                row.citation.source,
                " ".join(str(line) for line in row.citation.lines),
                row.citation.article_id,
                row.citation.quote,
            )
            for row in self.entries
        ]

    def csv(self) -> str:
        """The table as CSV (RFC 4180) with a header; no cell can be taken for a formula."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.HEADER)
        writer.writerows([safe_cell(cell) for cell in row] for row in self.rows())
        return out.getvalue()


def safe_cell(text: str) -> str:
    """A cell that spreadsheets show as text: a quote mark before what would begin a formula (OWASP)."""
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text


def attendance(
    library: Library,
    *,
    person: str | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    words: str | None = None,
) -> AttendanceTable:
    """Who was at what: of a person, between two days (both counted), at events whose title has all the words.

    An event of no known day counts for the day its article is filed under.
    """
    people = spellings(library, person) if person is not None else None
    wanted = [normalise(word) for word in (words or "").split()]
    rows = []
    for event in _events(library, people, first, last):
        article = library.article(event.article_id)
        if article is None or not _within(event, article, first, last):
            continue
        about = normalise(f"{event.title} {head_text(article)} {event.place or ''}")
        if all(word in about for word in wanted):
            rows += [
                _row(event, article, there)
                for there in event.attendances
                if people is None or there.person in people
            ]
    rows.sort(key=lambda row: (row.first is None, row.first or row.filed or dt.date.max))
    return AttendanceTable(tuple(rows))


def spellings(library: Library, person: str) -> tuple[str, ...]:
    """A name as it was asked for and as the corpus prints it: 張偉 beside 张伟."""
    plain = normalise(person).replace(" ", "")
    printed = [name for name in library.names(NameKind.PERSON) if normalise(name) == plain]
    return tuple(printed) or (person,)


def _events(
    library: Library, people: tuple[str, ...] | None, first: dt.date | None, last: dt.date | None
) -> Iterable[Event]:
    if people is not None:
        return _once(event for name in people for event in library.events_of(name))
    days = library.span_of_days()
    if days is None:
        everybody = library.names(NameKind.PERSON)
        return _once(event for name in everybody for event in library.events_of(name))
    begin, end = first or dt.date.min, last or dt.date.max
    filed = library.articles_between(begin, end)
    undated = (
        event for key in filed for event in library.facts(key).events if event.first is None
    )
    return _once([*library.events_between(begin, end), *undated, *_unfiled(library, first, last)])


def _unfiled(library: Library, first: dt.date | None, last: dt.date | None) -> Iterator[Event]:
    """Events of no day in articles of no day; they are in no range, but in the whole."""
    if first is not None or last is not None:
        return
    for name in library.names(NameKind.PERSON):
        yield from (event for event in library.events_of(name) if event.first is None)


def _once(events: Iterable[Event]) -> Iterable[Event]:
    return {(event.article_id, event.number): event for event in events}.values()


def _within(event: Event, article: Article, first: dt.date | None, last: dt.date | None) -> bool:
    begin = event.first or article.date or article.issue_date
    end = event.last or begin
    if begin is None or end is None:
        return first is None and last is None
    return (first is None or end >= first) and (last is None or begin <= last)


def _row(event: Event, article: Article, there: Attendance) -> AttendanceRow:
    return AttendanceRow(
        event=event.title,
        kind=event.kind,
        first=event.first,
        last=event.last,
        place=event.place,
        person=there.person,
        post=there.post,
        roles=there.roles,
        complete=event.complete,
        filed=article.date or article.issue_date,
        citation=cite_span(article, there.paragraph, there.evidence, (there.span,)),
    )


def cite_span(
    article: Article, paragraph: int, evidence: Span, spans: tuple[Span, ...]
) -> Citation:
    """The sentence around ``evidence``, with ``spans`` (offsets in the same text) marked in it."""
    text = head_text(article) if paragraph == HEAD else article.paragraphs[paragraph].text
    parts = [part for part in sentences(text) if part[0] < evidence[1] and evidence[0] < part[1]]
    whole = (parts[0][0], parts[-1][1]) if parts else evidence
    if paragraph == HEAD:
        whole = spans[0] if spans else evidence
    inside = [(start - whole[0], end - whole[0]) for start, end in spans]
    return cite_article(article, paragraph, whole, inside)
