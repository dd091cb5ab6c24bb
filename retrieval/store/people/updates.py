"""Updates, kept before Telegram is told that we have them: none is lost in a crash, none is answered twice."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import and_, delete, select, update

from retrieval.store import people_tables as tables
from retrieval.store.columns import now, table
from retrieval.store.people.base import Remembering, insert_new, record, values
from retrieval.store.people_records import SentMessage, TakenUpdate

__all__ = ["Updates"]

UPDATE = table(tables.UpdateTable)
MESSAGE = table(tables.SentMessageTable)
KNOWN = dt.timedelta(days=1)  # Telegram sends an update again for 24 hours at most
STEP = 100  # as many updates as come at once; the databases allow some thousand values a statement


class Updates(Remembering):
    """The part of ``People`` for updates and messages."""

    def take_updates(self, updates: Sequence[TakenUpdate]) -> list[int]:
        """Keep updates before they are confirmed; returns the ids that were new (never seen before)."""
        moment = now()
        rows = [values(one) | {"held": moment, "finished": None} for one in updates]
        new: list[int] = []
        with self._database.write() as connection:
            old = UPDATE.c.finished < moment - KNOWN
            connection.execute(delete(UPDATE).where(old))
            for start in range(0, len(rows), STEP):
                new += insert_new(connection, UPDATE, rows[start : start + STEP], "id")
        return sorted(new)

    def sending_update(self, update: int) -> None:
        """Note that the first message of an update's answer is about to be sent."""
        self._change(update, sending=True)

    def finish_update(self, update: int) -> None:
        """Note that an update is done; its id stays known for a day, its payload goes."""
        self._change(update, finished=now(), payload="")

    def open_updates(self) -> Sequence[TakenUpdate]:
        """Return the updates that are taken and not finished, by id."""
        chosen = select(UPDATE).where(UPDATE.c.finished.is_(None)).order_by(UPDATE.c.id)
        with self._database.read() as connection:
            return [record(TakenUpdate, row) for row in connection.execute(chosen)]

    def claim_updates(self, before: dt.datetime) -> Sequence[TakenUpdate]:
        """Take over the open updates that no worker has taken in hand since ``before``, by id.

        Atomic: of several workers that ask at once, each update goes to one. A worker that may
        still be at work on one is given time by ``before``.
        """
        left = and_(UPDATE.c.finished.is_(None), UPDATE.c.held <= before)
        claimed = update(UPDATE).where(left).values(held=now()).returning(*UPDATE.c)
        with self._database.write() as connection:
            rows = connection.execute(claimed).all()
        return sorted((record(TakenUpdate, row) for row in rows), key=lambda one: one.id)

    def remember_message(self, sent: SentMessage) -> None:
        """Keep which message shows what; the same twice does no harm."""
        with self._database.write(bulk=True) as connection:
            insert_new(connection, MESSAGE, [values(sent)], "id")

    def messages(self, tag: str) -> Sequence[SentMessage]:
        """Return the messages that show a thing, in the order they were sent."""
        chosen = select(MESSAGE).where(MESSAGE.c.tag == tag).order_by(MESSAGE.c.id)
        with self._database.read() as connection:
            return [record(SentMessage, row) for row in connection.execute(chosen)]

    def message_tag(self, chat: int, message: int) -> str | None:
        """Return what a message of ours shows; the latest, where it showed several things."""
        chosen = select(MESSAGE.c.tag).where(MESSAGE.c.chat == chat, MESSAGE.c.message == message)
        with self._database.read() as connection:
            tag: str | None = connection.scalar(chosen.order_by(MESSAGE.c.id.desc()).limit(1))
        return tag

    def _change(self, number: int, **changes: object) -> None:
        # without waiting for the disk: a kill does not undo it, only a power cut may
        with self._database.write(bulk=True) as connection:
            connection.execute(update(UPDATE).where(UPDATE.c.id == number).values(**changes))
