"""A group adds the bot, promotes it, throws it out, becomes a supergroup."""

from dataclasses import replace

from bot.conversation.access import Right
from bot.conversation.letting_in import announce, new_code, welcome_blocks
from bot.conversation.talk import Incoming, Outgoing
from bot.conversation.texts import T
from bot.conversation.turn import Tools, Turn, block
from retrieval.store.people_records import AccessRequest, Person, Room, Standing

__all__ = ["membership", "migrated", "waiting", "welcome"]


def membership(turn: Turn) -> list[Outgoing]:
    """The bot's place in a chat has changed."""
    change = turn.incoming.membership
    if change is None:
        return []
    if turn.private:
        _reachable(turn, reachable=change.present)
        return []
    people = turn.tools.people
    where = turn.incoming.where
    room = people.room(where.chat) or Room(where.chat, where.title)
    room = replace(room, title=where.title, present=change.present, admin=change.admin)
    people.save_room(room)
    if not change.present:
        return []
    if not change.was_present:
        return _arrived(turn, room)
    if change.admin and not change.was_admin and room.standing is Standing.APPROVED:
        return turn.says([block(T.NOW_ADMIN, turn.language)], answers=False)
    return []


def welcome(turn: Turn, room: Room) -> list[Outgoing]:
    """Greet a group that is served."""
    return turn.says(welcome_blocks(turn.tools, room, turn.language), answers=False)


def waiting(turn: Turn) -> list[Outgoing]:
    """An unapproved group asks: say once that it waits, then nothing."""
    people = turn.tools.people
    where = turn.incoming.where
    room = people.room(where.chat) or Room(where.chat, where.title)
    if room.told or room.standing in {Standing.DENIED, Standing.BLOCKED}:
        return []
    people.save_room(replace(room, told=True, title=where.title or room.title))
    return [*turn.tell(T.GROUP_WAITS), *_requested(turn, room)]


def migrated(tools: Tools, incoming: Incoming) -> list[Outgoing]:
    """The group has a new number; all that is known of it moves along."""
    if incoming.moved_to is not None:
        tools.people.move_room(incoming.where.chat, incoming.moved_to)
    return []


def _arrived(turn: Turn, room: Room) -> list[Outgoing]:
    people = turn.tools.people
    if turn.tools.may(turn.incoming, Right.OPEN).standing is Standing.ADMIN:
        room = replace(room, standing=Standing.APPROVED)
        people.save_room(room)
    if room.standing is Standing.APPROVED:
        return welcome(turn, room)
    return waiting(turn)


def _requested(turn: Turn, room: Room) -> list[Outgoing]:
    people = turn.tools.people
    known = people.requests(room=room.id)
    if any(request.standing is Standing.PENDING for request in known):
        return []
    pending = [r for r in people.requests() if r.standing is Standing.PENDING]
    if len(pending) >= turn.tools.options.pending:
        return []
    request = AccessRequest(new_code(), turn.who, room.id, turn.incoming.at)
    people.add_request(request)
    return announce(turn, request, room)


def _reachable(turn: Turn, *, reachable: bool) -> None:
    people, who = turn.tools.people, turn.incoming.who
    person = people.person(who.id) or Person(who.id, who.name, who.username)
    people.save_person(replace(person, reachable=reachable))
