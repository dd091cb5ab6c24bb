"""Questions with their answers, what people thought of them, and the right to have it all forgotten."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select, update

from retrieval.store import people_tables as tables
from retrieval.store.codec import pack, unpack
from retrieval.store.columns import table
from retrieval.store.people.base import Remembering, insert_new, record, upsert, values
from retrieval.store.people_records import Asked, Feedback, QuestionState

__all__ = ["Questions"]

PERSON = table(tables.PersonTable)
QUESTION = table(tables.QuestionTable)
FEEDBACK = table(tables.FeedbackTable)
MESSAGE = table(tables.SentMessageTable)
STEP = 500  # questions read at a time


class Questions(Remembering):
    """The part of ``People`` for questions and feedback."""

    def add_question(self, asked: Asked) -> int:
        """Keep a question and return its id; the same (chat, message) again returns the id it has."""
        row = _row(asked)
        del row["id"]
        there = (QUESTION.c.chat == asked.chat, QUESTION.c.message == asked.message)
        # a kill does not undo it; a power cut may, and then the update is answered again
        with self._database.write(bulk=True) as connection:
            new = insert_new(connection, QUESTION, [row], "id")
            number: int = (
                new[0]
                if new
                else connection.execute(select(QUESTION.c.id).where(*there)).scalar_one()
            )
        return number

    def save_question(self, asked: Asked) -> None:
        """Replace a question by its id; one that was forgotten meanwhile stays forgotten."""
        row = _row(asked)
        del row["id"]
        with self._database.write(bulk=True) as connection:
            connection.execute(update(QUESTION).where(QUESTION.c.id == asked.id).values(row))

    def question(self, question: int) -> Asked | None:
        """Return a question by its id."""
        return self._one(QUESTION.c.id == question)

    def question_at(self, chat: int, message: int) -> Asked | None:
        """Return the question that this message asked."""
        return self._one(and_(QUESTION.c.chat == chat, QUESTION.c.message == message))

    def last_question(self, chat: int, thread: int | None, person: int) -> Asked | None:
        """Return a person's latest ANSWERED question in a chat and topic, by ``at``."""
        return self._one(_answered(chat, thread, person))

    def close_context(self, chat: int, thread: int | None, person: int) -> None:
        """Set a person's ANSWERED questions in a chat and topic to CLOSED."""
        closed = update(QUESTION).where(_answered(chat, thread, person))
        with self._database.write() as connection:
            connection.execute(closed.values(state=QuestionState.CLOSED))

    def asked_since(self, person: int, since: dt.datetime) -> int:
        """Count a person's questions from a moment on."""
        chosen = select(func.count()).where(QUESTION.c.person == person, QUESTION.c.at >= since)
        with self._database.read() as connection:
            return int(connection.scalar(chosen) or 0)

    def questions(self, since: dt.datetime | None = None) -> Iterator[Asked]:
        """Return all questions from a moment on, oldest first; read a few hundred at a time."""
        after: tuple[dt.datetime, int] | None = None
        while True:
            chosen = select(QUESTION).order_by(QUESTION.c.at, QUESTION.c.id).limit(STEP)
            if since is not None:
                chosen = chosen.where(QUESTION.c.at >= since)
            if after is not None:
                later = and_(QUESTION.c.at == after[0], QUESTION.c.id > after[1])
                chosen = chosen.where(or_(QUESTION.c.at > after[0], later))
            with self._database.read() as connection:
                rows = connection.execute(chosen).all()
            yield from map(_asked, rows)
            if len(rows) < STEP:
                return
            after = rows[-1].at, rows[-1].id

    def add_feedback(self, feedback: Feedback) -> None:
        """Keep feedback; one a person and question: the later replaces the earlier.

        Of a question that was forgotten there is nothing to say.
        """
        there = select(QUESTION.c.id).where(QUESTION.c.id == feedback.question)
        with self._database.write() as connection:
            if connection.scalar(there) is not None:
                upsert(connection, FEEDBACK, values(feedback), "question", "person")

    def feedback(self, since: dt.datetime | None = None) -> Iterable[Feedback]:
        """Return all feedback from a moment on, oldest first."""
        chosen = select(FEEDBACK).order_by(FEEDBACK.c.at, FEEDBACK.c.question, FEEDBACK.c.person)
        if since is not None:
            chosen = chosen.where(FEEDBACK.c.at >= since)
        with self._database.read() as connection:
            return [record(Feedback, row) for row in connection.execute(chosen)]

    def forget(self, person: int) -> int:
        """Delete a person's questions, feedback and sent answers; name and language too.

        The standing stays (a blocked person stays blocked). Returns how many questions went.
        """
        nameless = {"name": "", "username": None, "language": None, "seen": None}
        with self._database.write() as connection:
            ids = list(
                connection.scalars(select(QUESTION.c.id).where(QUESTION.c.person == person))
            )
            for start in range(0, len(ids), STEP):
                some = ids[start : start + STEP]
                tags = [f"q:{number}" for number in some]
                connection.execute(delete(MESSAGE).where(MESSAGE.c.tag.in_(tags)))
                connection.execute(delete(QUESTION).where(QUESTION.c.id.in_(some)))
            connection.execute(delete(FEEDBACK).where(FEEDBACK.c.person == person))
            connection.execute(update(PERSON).where(PERSON.c.id == person).values(nameless))
        return len(ids)

    def forget_before(self, moment: dt.datetime) -> int:
        """Delete questions older than a moment, with their feedback and messages; how many went."""
        gone = 0
        old = select(QUESTION.c.id).where(QUESTION.c.at < moment).limit(STEP)
        while True:
            with self._database.write() as connection:
                ids = list(connection.scalars(old))
                tags = [f"q:{number}" for number in ids]
                connection.execute(delete(MESSAGE).where(MESSAGE.c.tag.in_(tags)))
                connection.execute(delete(QUESTION).where(QUESTION.c.id.in_(ids)))
            gone += len(ids)
            if len(ids) < STEP:
                return gone

    def _one(self, condition: ColumnElement[bool]) -> Asked | None:
        chosen = select(QUESTION).where(condition)
        latest = chosen.order_by(QUESTION.c.at.desc(), QUESTION.c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(latest).first()
        return None if row is None else _asked(row)


def _answered(chat: int, thread: int | None, person: int) -> ColumnElement[bool]:
    return and_(
        QUESTION.c.chat == chat,
        QUESTION.c.thread.is_not_distinct_from(thread),
        QUESTION.c.person == person,
        QUESTION.c.state == QuestionState.ANSWERED,
    )


def _row(asked: Asked) -> dict[str, Any]:
    return values(asked) | {"context": pack(asked.context)}


def _asked(row: Row[Any]) -> Asked:
    return record(Asked, row, context=tuple(unpack(row.context)), state=QuestionState(row.state))
