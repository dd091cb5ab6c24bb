"""Requests to be let in, decided once; invitations, used once. The first press wins, whoever else presses."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from retrieval.store import people_tables as tables
from retrieval.store.columns import table
from retrieval.store.people.base import Remembering, record, upsert, values
from retrieval.store.people_records import AccessRequest, Invite, Person, Room, Standing

__all__ = ["Access"]

PERSON = table(tables.PersonTable)
ROOM = table(tables.RoomTable)
REQUEST = table(tables.RequestTable)
INVITE = table(tables.InviteTable)


class Access(Remembering):
    """The part of ``People`` for requests and invitations."""

    def add_request(self, request: AccessRequest) -> None:
        """Keep a request."""
        with self._database.write() as connection:
            connection.execute(insert(REQUEST), values(request))

    def request(self, code: str) -> AccessRequest | None:
        """Return a request by its code."""
        with self._database.read() as connection:
            row = connection.execute(select(REQUEST).where(REQUEST.c.code == code)).first()
        return None if row is None else record(AccessRequest, row, standing=Standing(row.standing))

    def requests(
        self, *, person: int | None = None, room: int | None = None
    ) -> Sequence[AccessRequest]:
        """Return requests, newest first; of a person or of a group where given."""
        chosen = select(REQUEST).order_by(REQUEST.c.at.desc(), REQUEST.c.code)
        if person is not None:
            chosen = chosen.where(REQUEST.c.person == person)
        if room is not None:
            chosen = chosen.where(REQUEST.c.room == room)
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
        return [record(AccessRequest, row, standing=Standing(row.standing)) for row in rows]

    def decide_request(self, code: str, standing: Standing, by: int) -> bool:
        """Decide a request that is still PENDING, and set the standing of its person or group with it.

        Atomic: True for the one who decided, False when it was decided before (or is unknown).
        """
        decided = (
            update(REQUEST)
            .where(REQUEST.c.code == code, REQUEST.c.standing == Standing.PENDING)
            .values(standing=standing, decided_by=by)
        )
        with self._database.write() as connection:
            if connection.execute(decided).rowcount != 1:
                return False
            row = connection.execute(select(REQUEST).where(REQUEST.c.code == code)).one()
            _set_standing(connection, row.person, row.room, standing)
        return True

    def add_invite(self, invite: Invite) -> None:
        """Keep an invite; of its token only the digest, so keep the link yourself."""
        row = values(invite)
        row["digest"] = _digest(row.pop("token"))
        with self._database.write() as connection:
            connection.execute(insert(INVITE), row)

    def invites(self) -> Sequence[Invite]:
        """Return the invites that were not used, oldest first; ``token`` holds its digest."""
        chosen = select(INVITE).where(INVITE.c.used_by.is_(None)).order_by(INVITE.c.at)
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
        return [record(Invite, row, token=row.digest) for row in rows]

    def use_invite(self, token: str, person: int) -> Invite | None:
        """Use an invite, once. Atomic: ``None`` if it is unknown or was used."""
        mine = INVITE.c.digest == _digest(token)
        used = update(INVITE).where(mine, INVITE.c.used_by.is_(None)).values(used_by=person)
        with self._database.write() as connection:
            if connection.execute(used).rowcount != 1:
                return None
            row = connection.execute(select(INVITE).where(mine)).one()
        return record(Invite, row, token=token)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _set_standing(
    connection: Connection, person: int, room: int | None, standing: Standing
) -> None:
    """The standing goes to the group, where it was asked for one; who was never met is kept now."""
    where, wanted = (PERSON, person) if room is None else (ROOM, room)
    known = update(where).where(where.c.id == wanted).values(standing=standing)
    if connection.execute(known).rowcount:
        return
    new = (
        Person(person, "", standing=standing)
        if room is None
        else Room(room, "", standing=standing)
    )
    upsert(connection, where, values(new), "id")
