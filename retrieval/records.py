"""What passes between the stations: frozen records, each with offsets into the text it came from.

The way of a page:      SourceText -> Page -> Assembled(Article(Paragraph(Piece))) -> Passage -> postings
The way of a question:  question -> Query -> Hit -> Answer(Citation)
What is known as facts: Article -> Facts(Name, Post, Event(Attendance))

Spans are half-open ``(start, end)`` offsets in characters of the text of the record that holds them.
Line numbers count the lines of the source file from 1. Dates are inclusive at both ends.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

Span = tuple[int, int]
DateRange = tuple[dt.date, dt.date]

HEAD = -1  # the ``paragraph`` of a passage that holds an article's head lines


# --- the way of a page -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line of a source: its number from 1, its text as read, what the markup says of it."""

    number: int
    text: str
    hint: Literal["heading", "body"] | None = None
    page: int = 1  # page of the source it stands on (PDF), from 1


@dataclass(frozen=True, slots=True)
class ReadyArticle:
    """An article that came as such (a line of a .jsonl); it is kept as it is."""

    id: str
    title: str
    text: str
    day: dt.date | None = None
    source: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should look at: where, a stable code, and a sentence with the cure."""

    source: str
    lines: tuple[int, ...]
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file given to us, read. ``digest`` is the SHA-256 of its bytes, in hexadecimal."""

    name: str  # as people see it: the path below the folder given, "issue.zip/page1.txt"
    digest: str
    format: Literal["text", "markdown", "html", "pdf", "docx", "jsonl"]
    encoding: str | None
    lines: tuple[Line, ...]
    ready: tuple[ReadyArticle, ...] = ()
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueDate:
    """The day of the issue, and how it is known; an unknown day is a value."""

    day: dt.date | None = None
    origin: Literal["text", "filename", "given"] | None = None
    inferred: bool = False  # worked out from the days and years that the text speaks of


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one source with the day of its issue: what assembly starts from."""

    source: str
    lines: tuple[Line, ...]
    issue_date: IssueDate = IssueDate()


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a stretch of a paragraph came from.

    ``paragraph.text[span]`` equals ``line.text[column:column + length]`` of source line ``line``,
    but for the repairs that lie in it.
    """

    span: Span
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Repair:
    """An OCR or column-break slip mended in a paragraph: where, what stood there, and why."""

    span: Span
    original: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, whole again. ``source`` is set when it comes from another page than its article."""

    text: str
    pieces: tuple[Piece, ...]
    repairs: tuple[Repair, ...] = ()
    source: str | None = None

    @property
    def lines(self) -> tuple[int, ...]:
        """The source lines, in reading order, each once."""
        return tuple(dict.fromkeys(piece.line for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class Head:
    """A part of an article's head: what it is, its text, and where it stands."""

    role: Literal["kicker", "headline", "subheadline"]
    text: str
    line: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One story. ``id`` depends on its content alone; ``date`` is the day it reports, else of its issue."""

    id: str
    source: str
    heads: tuple[Head, ...]
    paragraphs: tuple[Paragraph, ...]
    authors: tuple[str, ...] = ()
    date: dt.date | None = None
    issue_date: dt.date | None = None
    flags: tuple[str, ...] = ()
    series: str | None = None  # text of the banner that introduces it, where there is one

    @property
    def head_lines(self) -> tuple[int, ...]:
        """The lines of the head, each once."""
        return tuple(dict.fromkeys(head.line for head in self.heads))

    def head_text(self, role: str = "headline") -> str | None:
        """The kicker, headline or subheadline as one text, ``None`` where there is none."""
        return " ".join(head.text for head in self.heads if head.role == role) or None

    @property
    def headline(self) -> str | None:
        """The headline as one text."""
        return self.head_text("headline")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that belong to no article: banners, slogans, folios, weather boxes, advertisements."""

    text: str
    lines: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Assembled:
    """A page as articles and furniture: each line in exactly one place; doubts are said in ``warnings``."""

    source: str
    issue_date: IssueDate
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and quoted: ``text`` is ``article.paragraphs[paragraph].text[span]``.

    The passage with ``paragraph == HEAD`` holds the head lines, joined by a space.
    """

    article_id: str
    number: int  # from 0, in the article's order
    paragraph: int
    span: Span
    text: str


# --- what is found in a text (language) ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A cut of a text with its span; ``term`` is its normalised form, as it is indexed."""

    term: str
    span: Span


class Grain(StrEnum):
    """How exact a date is."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    TENDAYS = "ten-days"  # 上旬 中旬 下旬
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"  # from a day to a day


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text. ``first`` and ``last`` are ``None`` where nothing resolves it (no year, no anchor)."""

    span: Span
    text: str
    grain: Grain
    first: dt.date | None
    last: dt.date | None
    year: int | None = None  # as said or resolved
    month: int | None = None
    day: int | None = None
    year_said: bool = False  # the text itself names the year
    time: str | None = None  # "18:44", where a clock time belongs to it


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number with its unit. ``text`` holds both, as printed; ``value`` is in ``unit`` with 万 and 亿 worked in."""

    span: Span
    text: str
    value: float
    unit: str | None  # "元" "人" "亩" "立方米" "公里" "%" …
    measure: (
        str | None
    )  # class of the unit: "money" "people" "area" "volume" "length" "share" "count" …


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    POST = "post"
    TITLE = "title"  # of a book, plan, document or meeting, mostly in 《》 or “”


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a place in a text."""

    kind: NameKind
    text: str
    span: Span


# --- what the corpus knows as facts -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article: ``paragraph`` is an index into its paragraphs, or HEAD."""

    name: Name
    paragraph: int


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A person with a post, as printed: 县委书记 of 严若水; ``unit`` is the part that names the body."""

    person: str
    post: str
    paragraph: int
    span: Span  # of the post
    person_span: Span
    unit: str | None = None


class Role(StrEnum):
    """What a person did at an event."""

    CHAIRED = "chaired"
    SPOKE = "spoke"
    ATTENDED = "attended"
    GUIDED = "guided"
    ACCOMPANIED = "accompanied"
    VISITED = "visited"
    RECEIVED = "received"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Attendance:
    """A person at an event: the roles, and the words that say so."""

    person: str
    post: str | None
    roles: tuple[Role, ...]
    paragraph: int
    span: Span  # of the name
    evidence: Span  # of the clause


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, visit or ceremony that an article reports."""

    article_id: str
    number: int
    title: str
    kind: str  # "meeting" "visit" "ceremony" "talk" "other"
    first: dt.date | None
    last: dt.date | None
    place: str | None
    attendances: tuple[Attendance, ...]
    complete: bool  # False where the source says 等 after a list
    paragraph: int  # where the event is told
    span: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one article."""

    article_id: str
    mentions: tuple[Mention, ...] = ()
    posts: tuple[PostHeld, ...] = ()
    events: tuple[Event, ...] = ()


# --- the way of a question ----------------------------------------------------------------------


class Kind(StrEnum):
    """What a question asks for."""

    PEOPLE = "people"
    POST = "post"
    DATE = "date"
    NUMBER = "number"
    PLACE = "place"
    ORGANISATION = "organisation"
    TITLE = "title"
    EVENT = "event"
    ARTICLES = "articles"
    YESNO = "yesno"
    TEXT = "text"


LENGTH = 0.7  # exponent of the number of terms that an alternative's weight is divided by


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a query for the index: its score is the best of its alternatives, times its weight.

    An alternative is a bag of terms, whose score is their sum: one word in English may be any of
    several Chinese words, each of several terms. ``weights`` says how likely each alternative is, a
    factor of its score in their order; empty where all are alike. ``focal`` is more than 1 for words
    near the question word: what is asked is told beside them.
    """

    alternatives: tuple[tuple[str, ...], ...]
    weight: float = 1.0
    weights: tuple[float, ...] = ()
    focal: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood."""

    question: str
    language: Literal["zh", "en"]
    kind: Kind
    clauses: tuple[Clause, ...]
    dates: tuple[DateMention, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    terms: tuple[str, ...] = ()  # content words, in the corpus's language, for people to read
    phrases: tuple[str, ...] = ()  # quoted in the question
    measure: str | None = None  # the unit class asked for
    unit: str | None = None
    plural: bool = False  # a list is asked for
    focus: str | None = None  # what the question word stands with: "方案" of 什么方案
    read_as: str | None = None  # how a follow-up was read
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its article, its score and its rank from 1."""

    passage: Passage
    article: Article
    score: float
    rank: int
    row: int  # the passage's number in the release


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    CHOICE = "choice"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer stands on: ``quote`` stands in the source lines; ``spans`` are the evidence in it."""

    article_id: str
    headline: str | None
    date: dt.date | None
    source: str
    head_lines: tuple[int, ...]
    lines: tuple[int, ...]
    quote: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several events that fit a question about equally well."""

    label: str
    article_id: str
    headline: str | None
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out. ``confidence`` is between 0 and 1; ``complete`` is False where the source says 等."""

    status: Status
    kind: Kind
    answer: str | None
    items: tuple[str, ...]
    citations: tuple[Citation, ...]
    query: Query
    choices: tuple[Choice, ...] = ()
    confidence: float = 0.0
    complete: bool = True
    note: str | None = None  # a code for what a person should know: "another_event" …
    release: int = 0
    milliseconds: float = 0.0


class Library(Protocol):
    """What the answer may look up in the release it answers from; one release, never two."""

    @property
    def release(self) -> int:
        """The number of the release."""

    def article(self, article_id: str) -> Article | None:
        """The article, whole."""

    def facts(self, article_id: str) -> Facts:
        """The facts of an article; empty where there are none."""

    def passages(self, rows: Sequence[int]) -> list[tuple[Passage, Article]]:
        """The passages of these rows, in the order given."""

    def articles_between(self, first: dt.date, last: dt.date) -> list[str]:
        """Ids of the articles dated within the range, in date order."""

    def articles_naming(self, name: str) -> list[str]:
        """Ids of the articles in which this person, place or organisation is named."""

    def events_between(self, first: dt.date, last: dt.date) -> list[Event]:
        """Events whose days meet the range, in date order."""

    def events_of(self, person: str) -> list[Event]:
        """Events at which the person was, in date order."""

    def posts_of(self, person: str) -> list[tuple[str, PostHeld]]:
        """(article id, post) of a person, in date order."""

    def holders(self, post: str) -> list[tuple[str, PostHeld]]:
        """(article id, post) of everybody whose post contains this text."""

    def names(self, kind: NameKind) -> Iterable[str]:
        """All names of a kind in the release."""

    def span_of_days(self) -> DateRange | None:
        """The first and the last day of the corpus."""

    def source_lines(self, source: str) -> Mapping[int, str]:
        """The lines of a source as read, by number, to check a quote against."""

    def terms_present(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that the index holds."""
