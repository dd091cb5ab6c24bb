"""What the conversation needs from outside: the assistant that answers, and the memory of people.

``Assistant`` is implemented over the engine, ``People`` by the store (its records stand in
``retrieval/store/people_records.py``). Both are called from several threads at once.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from retrieval.records import Answer, Article, DateRange, Notice, Span
from retrieval.store.people_records import (
    AccessRequest,
    Asked,
    Feedback,
    Invite,
    Person,
    Room,
    SentMessage,
    Standing,
    TakenUpdate,
)

__all__ = [
    "Assistant",
    "AttendanceRow",
    "Counts",
    "LoadOutcome",
    "LoadStep",
    "People",
    "QuoteReport",
    "ReleaseLine",
    "SplitPreview",
    "TimelineRow",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of the active release; ``release`` is 0 where nothing is loaded."""

    release: int = 0
    sources: int = 0
    articles: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class LoadStep:
    """How far a load is: ``share`` from 0 to 1, the source at hand, what was found so far."""

    share: float
    source: str | None = None
    added: int = 0
    changed: int = 0
    removed: int = 0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """How a load ended. ``activated`` is False when nothing changed, or the self-check refused.

    ``lost`` names the self-check questions whose answers would be lost by the switch.
    """

    activated: bool
    release: int  # the release that answers now
    counts: Counts
    added: int = 0
    changed: int = 0
    removed: int = 0
    warnings: tuple[Notice, ...] = ()
    seconds: float = 0.0
    checked: int = 0
    lost: tuple[str, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release as /releases lists it."""

    number: int
    at: dt.datetime
    active: bool
    articles: int
    passages: int


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A person at an event, with the article that says so."""

    day: dt.date | None
    event: str
    place: str | None
    person: str
    post: str | None
    roles: tuple[str, ...]
    article_id: str
    headline: str | None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """What a person did or was on a day, in the words of the source (``quote``)."""

    day: dt.date | None
    what: str
    quote: str
    article_id: str
    headline: str | None


@dataclass(frozen=True, slots=True)
class QuoteReport:
    """A sentence held against the corpus: "exact", "near" or "absent", and what the paper prints.

    ``differences`` are spans of ``printed`` that the sentence has otherwise.
    """

    verdict: str
    printed: str | None = None
    differences: tuple[Span, ...] = ()
    article_id: str | None = None
    headline: str | None = None
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SplitPreview:
    """A file as it would be split, before it is stored."""

    encoding: str | None
    headlines: tuple[str, ...]
    furniture: int = 0
    duplicate_of: str | None = None  # a source of the same content that is loaded already
    warnings: tuple[Notice, ...] = ()


class Assistant(Protocol):
    """Questions in, answers out; the corpus is loaded and switched through it as well."""

    def ask(self, question: str, context: Sequence[str] = (), within: str | None = None) -> Answer:
        """Answer a question; ``within`` keeps to one article (a choice that was pressed)."""

    def article(self, article_id: str) -> Article | None:
        """Return an article of the active release, whole."""

    def span_of_days(self) -> DateRange | None:
        """Return the first and last day of the corpus."""

    def counts(self) -> Counts:
        """Return the size of the active release."""

    def ready(self) -> None:
        """Ask the engine a small question.

        Raises:
            WenbaoError: it cannot answer now; the message says why.
        """

    def examples(self, language: str) -> Sequence[str]:
        """Return up to three questions that the corpus answers, in the language asked for."""

    def load(
        self,
        paths: Sequence[Path],
        progress: Callable[[LoadStep], None],
        cancelled: Callable[[], bool],
        *,
        probes: Sequence[str] = (),
    ) -> LoadOutcome:
        """Load files as a new release; no path: the configured folders.

        ``probes`` are questions that must still find an answer: where one does not, the release is
        given up before it answers anybody, and ``LoadOutcome.lost`` names them.

        Raises ``Busy`` when another load runs, any ``WenbaoError`` when it fails.
        """

    def releases(self) -> Sequence[ReleaseLine]:
        """Return the releases that are kept, newest first."""

    def rollback(self, number: int) -> ReleaseLine:
        """Make an older release active. Raises ``ReleaseError``."""

    def preview(self, path: Path, name: str) -> SplitPreview:
        """Split a file without storing it. Raises ``SourceError`` or ``UnsupportedSource``."""

    def attendance(
        self, person: str | None, days: DateRange | None, words: str | None
    ) -> Sequence[AttendanceRow]:
        """Return who was where, by person, by days, by words of the event."""

    def timeline(self, person: str) -> Sequence[TimelineRow]:
        """Return all that is told of a person, in date order."""

    def check_quote(self, sentence: str) -> QuoteReport:
        """Hold a sentence against the corpus."""


class People(Protocol):
    """The memory of persons, chats, questions and updates. Each call is one transaction."""

    # persons and groups ---------------------------------------------------------------------
    def person(self, person: int) -> Person | None:
        """Return a person, ``None`` if never met."""

    def save_person(self, person: Person) -> None:
        """Insert or replace a person."""

    def persons(self, standing: Standing | None = None) -> Sequence[Person]:
        """Return all persons, or those of a standing, by id."""

    def room(self, room: int) -> Room | None:
        """Return a group, ``None`` if never met."""

    def save_room(self, room: Room) -> None:
        """Insert or replace a group."""

    def rooms(self, standing: Standing | None = None) -> Sequence[Room]:
        """Return all groups, or those of a standing, by id."""

    def move_room(self, old: int, new: int) -> None:
        """Give a group its new id everywhere (it became a supergroup); twice does no harm."""

    # being let in ---------------------------------------------------------------------------
    def add_request(self, request: AccessRequest) -> None:
        """Keep a request."""

    def request(self, code: str) -> AccessRequest | None:
        """Return a request by its code."""

    def requests(
        self, *, person: int | None = None, room: int | None = None
    ) -> Sequence[AccessRequest]:
        """Return requests, newest first; of a person or of a group where given."""

    def decide_request(self, code: str, standing: Standing, by: int) -> bool:
        """Decide a request that is still PENDING, and set the standing of its person or group with it.

        Atomic: True for the one who decided, False when it was decided before (or is unknown).
        """

    def add_invite(self, invite: Invite) -> None:
        """Keep an invite."""

    def invites(self) -> Sequence[Invite]:
        """Return the invites that were not used."""

    def use_invite(self, token: str, person: int) -> Invite | None:
        """Use an invite, once. Atomic: ``None`` if it is unknown or was used."""

    # questions ------------------------------------------------------------------------------
    def add_question(self, asked: Asked) -> int:
        """Keep a question and return its id; the same (chat, message) again returns the id it has."""

    def save_question(self, asked: Asked) -> None:
        """Replace a question by its id."""

    def question(self, question: int) -> Asked | None:
        """Return a question by its id."""

    def question_at(self, chat: int, message: int) -> Asked | None:
        """Return the question that this message asked."""

    def last_question(self, chat: int, thread: int | None, person: int) -> Asked | None:
        """Return a person's latest ANSWERED question in a chat and topic, by ``at``."""

    def close_context(self, chat: int, thread: int | None, person: int) -> None:
        """Set a person's ANSWERED questions in a chat and topic to CLOSED."""

    def asked_since(self, person: int, since: dt.datetime) -> int:
        """Count a person's questions from a moment on."""

    def questions(self, since: dt.datetime | None = None) -> Iterable[Asked]:
        """Return all questions from a moment on, oldest first."""

    def add_feedback(self, feedback: Feedback) -> None:
        """Keep feedback; one a person and question: the later replaces the earlier."""

    def feedback(self, since: dt.datetime | None = None) -> Iterable[Feedback]:
        """Return all feedback from a moment on, oldest first."""

    def forget(self, person: int) -> int:
        """Delete a person's questions, feedback and sent answers; name and language too.

        The standing stays (a blocked person stays blocked). Returns how many questions went.
        """

    def forget_before(self, moment: dt.datetime) -> int:
        """Delete questions older than a moment, with their feedback and messages; how many went."""

    # messages, updates, notes ---------------------------------------------------------------
    def remember_message(self, sent: SentMessage) -> None:
        """Keep which message shows what; the same twice does no harm."""

    def messages(self, tag: str) -> Sequence[SentMessage]:
        """Return the messages that show a thing, in the order they were sent."""

    def message_tag(self, chat: int, message: int) -> str | None:
        """Return what a message of ours shows."""

    def take_updates(self, updates: Sequence[TakenUpdate]) -> list[int]:
        """Keep updates before they are confirmed; returns the ids that were new (never seen before)."""

    def sending_update(self, update: int) -> None:
        """Note that the first message of an update's answer is about to be sent."""

    def finish_update(self, update: int) -> None:
        """Note that an update is done; its id stays known for a day, its payload goes."""

    def open_updates(self) -> Sequence[TakenUpdate]:
        """Return the updates that are taken and not finished, by id."""

    def claim_updates(self, before: dt.datetime) -> Sequence[TakenUpdate]:
        """Take over, atomically, the open updates that no worker has in hand since ``before``."""

    def put_note(self, key: str, value: str | None) -> None:
        """Keep a small text under a key; ``None`` deletes it."""

    def notes(self, prefix: str) -> dict[str, str]:
        """Return the notes whose key begins so."""
