"""Who asks for what, where -> served or not: the one place that decides it.

Messages, edits, presses, deep links, documents and jobs all come through ``authorise``. It reads
the standing anew each time, so that a right taken away is gone from the next update on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.ports import People
from bot.conversation.talk import ChatKind, Where
from retrieval.store.people_records import Person, Room, Standing

__all__ = ["Refusal", "Right", "Verdict", "authorise", "has_admin", "standing_of"]


class Right(StrEnum):
    """What is asked for."""

    OPEN = "open"  # no word of the corpus: /start, /help, /privacy, /lang, /forget
    ASK = "ask"  # the corpus may be read
    ADMIN = "admin"  # the corpus may be changed, people let in; in private only


class Refusal(StrEnum):
    """Why somebody is not served."""

    SILENT = "silent"  # blocked, or denied in a group: no answer at all
    STRANGER = "stranger"
    DENIED = "denied"
    ROOM = "room"  # the group is not approved
    NOT_ADMIN = "not_admin"
    PRIVATE_ONLY = "private_only"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision: ``refusal`` is ``None`` where it is granted."""

    refusal: Refusal | None
    standing: Standing
    person: Person | None
    room: Room | None = None

    @property
    def granted(self) -> bool:
        """True where it may be done."""
        return self.refusal is None


def standing_of(person: Person | None, who: int, admins: Collection[int]) -> Standing:
    """Return a person's standing; those named in the settings are administrators, whatever is stored."""
    if who in admins:
        return Standing.ADMIN
    return person.standing if person else Standing.UNKNOWN


def authorise(
    people: People, admins: Collection[int], who: int, where: Where, right: Right
) -> Verdict:
    """Decide whether a person may do a thing in a chat."""
    person = people.person(who)
    standing = standing_of(person, who, admins)
    if where.kind is ChatKind.PRIVATE:
        return Verdict(_private(standing, right), standing, person)
    room = people.room(where.chat)
    return Verdict(_group(standing, room, right), standing, person, room)


def has_admin(people: People, admins: Collection[int]) -> bool:
    """Tell whether anybody can let people in."""
    return bool(admins) or bool(people.persons(Standing.ADMIN))


def _private(standing: Standing, right: Right) -> Refusal | None:
    if standing is Standing.BLOCKED:
        return Refusal.SILENT
    if right is Right.OPEN or standing is Standing.ADMIN:
        return None
    if right is Right.ADMIN:
        return Refusal.NOT_ADMIN if standing is Standing.APPROVED else Refusal.STRANGER
    if standing is Standing.DENIED:
        return Refusal.DENIED
    return None if standing is Standing.APPROVED else Refusal.STRANGER


def _group(standing: Standing, room: Room | None, right: Right) -> Refusal | None:
    if standing in {Standing.BLOCKED, Standing.DENIED}:
        return Refusal.SILENT
    if room is None or room.standing is not Standing.APPROVED:
        return Refusal.SILENT if room and room.standing is Standing.BLOCKED else Refusal.ROOM
    return Refusal.PRIVATE_ONLY if right is Right.ADMIN else None
