"""Persons and rooms: who they are, what they may do, in which language they are spoken to."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, select, update

from retrieval.store import people_tables as tables
from retrieval.store.columns import table
from retrieval.store.people.base import Remembering, record, upsert, values
from retrieval.store.people_records import Person, Room, Standing

__all__ = ["Persons"]

PERSON = table(tables.PersonTable)
ROOM = table(tables.RoomTable)
REQUEST = table(tables.RequestTable)
QUESTION = table(tables.QuestionTable)
UPDATE = table(tables.UpdateTable)


class Persons(Remembering):
    """The part of ``People`` for persons and rooms."""

    def person(self, person: int) -> Person | None:
        """Return a person, ``None`` if never met."""
        with self._database.read() as connection:
            row = connection.execute(select(PERSON).where(PERSON.c.id == person)).first()
        return None if row is None else record(Person, row, standing=Standing(row.standing))

    def save_person(self, person: Person) -> None:
        """Insert or replace a person."""
        with self._database.write() as connection:
            upsert(connection, PERSON, values(person), "id")

    def persons(self, standing: Standing | None = None) -> Sequence[Person]:
        """Return all persons, or those of a standing, by id."""
        chosen = select(PERSON).order_by(PERSON.c.id)
        if standing is not None:
            chosen = chosen.where(PERSON.c.standing == standing)
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
        return [record(Person, row, standing=Standing(row.standing)) for row in rows]

    def room(self, room: int) -> Room | None:
        """Return a group, ``None`` if never met."""
        with self._database.read() as connection:
            row = connection.execute(select(ROOM).where(ROOM.c.id == room)).first()
        return None if row is None else record(Room, row, standing=Standing(row.standing))

    def save_room(self, room: Room) -> None:
        """Insert or replace a group."""
        with self._database.write() as connection:
            upsert(connection, ROOM, values(room), "id")

    def rooms(self, standing: Standing | None = None) -> Sequence[Room]:
        """Return all groups, or those of a standing, by id."""
        chosen = select(ROOM).order_by(ROOM.c.id)
        if standing is not None:
            chosen = chosen.where(ROOM.c.standing == standing)
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
        return [record(Room, row, standing=Standing(row.standing)) for row in rows]

    def move_room(self, old: int, new: int) -> None:
        """Give a group its new id (it became a supergroup); twice does no harm.

        The numbers of its messages begin anew there. So its questions keep theirs as negative
        numbers, which no message has, and messages of ours stay where they were sent.
        """
        if old == new:
            return
        with self._database.write() as connection:
            row = connection.execute(select(ROOM).where(ROOM.c.id == old)).first()
            if row is not None:
                room = record(Room, row, standing=Standing(row.standing))
                upsert(connection, ROOM, values(replace(room, id=new)), "id")
                connection.execute(delete(ROOM).where(ROOM.c.id == old))
            for where, column in ((REQUEST, REQUEST.c.room), (UPDATE, UPDATE.c.chat)):
                connection.execute(update(where).where(column == old).values({column: new}))
            moved = update(QUESTION).where(QUESTION.c.chat == old)
            connection.execute(moved.values(chat=new, message=-QUESTION.c.message))
