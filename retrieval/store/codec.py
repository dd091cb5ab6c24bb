"""Records <-> compact JSON: lists without field names, pieces flat, days as ordinals.

The order of the fields is the order here; to change it is a migration.
"""

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from retrieval.records import (
    Article,
    Attendance,
    Event,
    Furniture,
    Head,
    Line,
    Mention,
    Name,
    NameKind,
    Notice,
    Paragraph,
    Piece,
    Repair,
    Role,
)
from retrieval.store.columns import clean

__all__ = [
    "day_in",
    "day_out",
    "pack",
    "pack_article",
    "pack_event",
    "pack_furniture",
    "pack_lines",
    "pack_mentions",
    "pack_notices",
    "pack_terms",
    "unpack",
    "unpack_article",
    "unpack_event",
    "unpack_furniture",
    "unpack_lines",
    "unpack_mentions",
    "unpack_notices",
    "unpack_terms",
]

_TERM, _PASSAGE = "\x1f", "\x1e"  # the unit and the record separator of ASCII


def day_in(day: dt.date | None) -> int | None:
    """A date as a number of days."""
    return None if day is None else day.toordinal()


def day_out(number: int | None) -> dt.date | None:
    """A number of days as a date."""
    return None if number is None else dt.date.fromordinal(number)


def pack(value: object) -> str:
    """JSON that every database keeps: half a surrogate pair (a bad decoding) goes escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def unpack(text: str) -> Any:
    """The value again."""
    return json.loads(text)


def _squeeze(value: object) -> bytes:
    return zlib.compress(pack(value).encode(), 1)


def _unsqueeze(body: bytes) -> Any:
    return json.loads(zlib.decompress(body))


def pack_article(article: Article) -> str:
    """An article, but for its id and source."""
    return pack(
        (
            [(head.role, head.text, head.line, head.column) for head in article.heads],
            [_paragraph_in(paragraph) for paragraph in article.paragraphs],
            article.authors,
            day_in(article.date),
            day_in(article.issue_date),
            article.flags,
            article.series,
        )
    )


def unpack_article(article_id: str, source: str, body: str) -> Article:
    """The article again."""
    heads, paragraphs, authors, date, issue_date, flags, series = unpack(body)
    return Article(
        id=article_id,
        source=source,
        heads=tuple(Head(*head) for head in heads),
        paragraphs=tuple(_paragraph_out(*paragraph) for paragraph in paragraphs),
        authors=tuple(authors),
        date=day_out(date),
        issue_date=day_out(issue_date),
        flags=tuple(flags),
        series=series,
    )


def _paragraph_in(paragraph: Paragraph) -> tuple[object, ...]:
    flat: list[int] = []
    for piece in paragraph.pieces:
        flat += (*piece.span, piece.line, piece.column)
    repairs = [(*mend.span, mend.original, mend.reason) for mend in paragraph.repairs]
    return paragraph.text, flat, repairs, paragraph.source


def _paragraph_out(
    text: str, flat: list[int], repairs: list[tuple[int, int, str, str]], source: str | None
) -> Paragraph:
    numbers = iter(flat)
    return Paragraph(
        text=text,
        pieces=tuple(
            Piece((start, stop), line, column)
            for start, stop, line, column in zip(numbers, numbers, numbers, numbers, strict=True)
        ),
        repairs=tuple(
            Repair((start, stop), original, reason) for start, stop, original, reason in repairs
        ),
        source=source,
    )


def pack_mentions(mentions: Iterable[Mention]) -> str:
    """The names in an article."""
    return pack([(m.name.kind, m.name.text, *m.name.span, m.paragraph) for m in mentions])


def unpack_mentions(body: str) -> tuple[Mention, ...]:
    """The names again."""
    return tuple(
        Mention(Name(NameKind(kind), text, (start, stop)), paragraph)
        for kind, text, start, stop, paragraph in unpack(body)
    )


def pack_event(event: Event) -> str:
    """An event, but for its article."""
    people = [
        (a.person, a.post, a.roles, a.paragraph, *a.span, *a.evidence) for a in event.attendances
    ]
    days = (day_in(event.first), day_in(event.last))
    told = (event.paragraph, *event.span)
    return pack(
        (event.number, event.title, event.kind, *days, event.place, people, event.complete, told)
    )


def unpack_event(article_id: str, body: str) -> Event:
    """The event again."""
    number, title, kind, first, last, place, people, complete, told = unpack(body)
    paragraph, start, stop = told
    return Event(
        article_id=article_id,
        number=number,
        title=title,
        kind=kind,
        first=day_out(first),
        last=day_out(last),
        place=place,
        attendances=tuple(_attendance(*person) for person in people),
        complete=complete,
        paragraph=paragraph,
        span=(start, stop),
    )


def _attendance(
    person: str, post: str | None, roles: list[str], paragraph: int, *ends: int
) -> Attendance:
    start, stop, first, last = ends
    return Attendance(
        person, post, tuple(map(Role, roles)), paragraph, (start, stop), (first, last)
    )


def pack_notices(notices: Iterable[Notice]) -> str:
    """Warnings of a source."""
    return pack([(n.source, n.lines, n.code, n.message) for n in notices])


def unpack_notices(body: str) -> tuple[Notice, ...]:
    """The warnings again."""
    return tuple(Notice(source, tuple(lines), code, m) for source, lines, code, m in unpack(body))


def pack_furniture(furniture: Iterable[Furniture]) -> str:
    """Lines of a source that belong to no article."""
    return pack([(item.text, item.lines, item.kind) for item in furniture])


def unpack_furniture(body: str) -> tuple[Furniture, ...]:
    """The furniture again."""
    return tuple(Furniture(text, tuple(lines), kind) for text, lines, kind in unpack(body))


def pack_lines(lines: Iterable[Line]) -> bytes:
    """Lines of a source."""
    return _squeeze([(line.number, line.text, line.hint, line.page) for line in lines])


def unpack_lines(body: bytes) -> tuple[Line, ...]:
    """The lines again."""
    return tuple(Line(*line) for line in _unsqueeze(body))


def pack_terms(passages: Sequence[Sequence[str]]) -> bytes:
    """The terms of an article's passages, in their order.

    Joined by control characters, which is many times faster than JSON; a term that holds one of
    them (no analyzer makes such) sends the article back to JSON, which begins with a bracket.
    """
    joined = _PASSAGE.join([_TERM.join(["", *terms]) for terms in passages])
    plain = joined.count(_TERM) == sum(map(len, passages)) and joined.count(_PASSAGE) == max(
        0, len(passages) - 1
    )
    if not passages or not plain or joined != clean(joined):
        return _squeeze([list(terms) for terms in passages])
    return zlib.compress(joined.encode(), 1)


def unpack_terms(body: bytes) -> list[tuple[str, ...]]:
    """The terms again."""
    text = zlib.decompress(body).decode()
    if text.startswith("["):
        return [tuple(terms) for terms in json.loads(text)]
    return [tuple(part.split(_TERM)[1:]) for part in text.split(_PASSAGE)]
