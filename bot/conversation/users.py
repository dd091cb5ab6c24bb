"""/users: who there is, what each may do, and the buttons that change it; it holds from the next update on."""

from dataclasses import replace

from bot.conversation.access import standing_of
from bot.conversation.html import clip, render
from bot.conversation.letting_in import VERDICTS, name_of
from bot.conversation.talk import Button, Keyboard, Outgoing, Say
from bot.conversation.texts import Language, T, label
from bot.conversation.turn import Turn, block
from retrieval.store.people_records import Standing

__all__ = ["list_users", "set_standing", "show_user"]

_USERS_SHOWN = 40


def list_users(turn: Turn, argument: str) -> list[Outgoing]:
    """List the people and groups, each with a button; those whose name holds the words after /users."""
    people, language = turn.tools.people, turn.language
    words = argument.strip().lower()
    persons = [p for p in people.persons() if words in f"{p.name} {p.username} {p.id}".lower()]
    rooms = [r for r in people.rooms() if words in f"{r.title} {r.id}".lower()]
    admins = turn.tools.options.admins
    rows: list[tuple[Button, ...]] = []
    for person in persons[:_USERS_SHOWN]:
        standing = label(_STANDINGS[standing_of(person, person.id, admins)], language)
        rows.append(
            (Button(f"{clip(person.name or str(person.id), 16)} · {standing}", f"u:{person.id}"),)
        )
    for room in rooms[:_USERS_SHOWN]:
        standing = label(_STANDINGS[room.standing], language)
        rows.append((Button(f"👥 {clip(room.title, 14)} · {standing}", f"u:{room.id}"),))
    return turn.tell(T.USERS, tuple(rows), persons=str(len(persons)), groups=str(len(rooms)))


def show_user(turn: Turn, who: int) -> list[Outgoing]:
    """Show a person or a group, with what can be done."""
    people, language = turn.tools.people, turn.language
    person, room = people.person(who), people.room(who)
    if person is None and room is None:
        return turn.toast(T.GONE, alert=True)
    standing = standing_of(person, who, turn.tools.options.admins)
    if room is not None:
        standing = room.standing
    blocks = [
        block(
            T.USER,
            language,
            name=name_of(turn.tools, who),
            number=str(who),
            standing=label(_STANDINGS[standing], language),
        )
    ]
    return [*turn.toast(), *turn.edits(blocks, _user_buttons(who, language))]


def set_standing(turn: Turn, who: int, verdict: str) -> list[Outgoing]:
    """Give or take a right; it holds from the next update on."""
    people = turn.tools.people
    standing = VERDICTS.get(verdict)
    if standing is None or who in turn.tools.options.admins:
        return turn.toast(T.SETTINGS_ADMIN, alert=True)
    told: list[Outgoing] = []
    if (person := people.person(who)) is not None:
        people.save_person(replace(person, standing=standing))
        if standing is Standing.APPROVED and person.standing not in {standing, Standing.ADMIN}:
            let_in = block(T.LET_IN, turn.tools.language_for(who))
            told = [Say(who, page) for page in render([let_in])]
    elif (room := people.room(who)) is not None:
        people.save_room(replace(room, standing=standing))
    return [*show_user(turn, who), *told]


_STANDINGS = {
    Standing.UNKNOWN: T.IS_UNKNOWN,
    Standing.PENDING: T.IS_PENDING,
    Standing.APPROVED: T.IS_APPROVED,
    Standing.ADMIN: T.IS_ADMIN,
    Standing.DENIED: T.IS_DENIED,
    Standing.BLOCKED: T.IS_BLOCKED,
}


def _user_buttons(who: int, language: Language) -> Keyboard:
    return (
        (
            Button(label(T.APPROVE, language), f"u:{who}:y", style="good"),
            Button(label(T.DENY, language), f"u:{who}:n"),
            Button(label(T.BLOCK, language), f"u:{who}:b", style="danger"),
        ),
        (Button(label(T.CLOSE, language), "x"),),
    )
