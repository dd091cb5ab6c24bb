"""Requests, invites and the list of people: how somebody comes to be served, and ceases to be.

The first press on a request decides it; the cards of the other administrators change with it.
"""

import datetime as dt
import secrets
from dataclasses import replace

from bot.conversation.access import has_admin, standing_of
from bot.conversation.html import Block, clip, render
from bot.conversation.talk import Button, Edit, Keyboard, Outgoing, Say
from bot.conversation.texts import Language, T, label
from bot.conversation.turn import Tools, Turn, block
from retrieval.store.people_records import AccessRequest, Invite, Person, Room, Standing

__all__ = [
    "VERDICTS",
    "announce",
    "decide",
    "invite",
    "knock",
    "name_of",
    "new_code",
    "redeem",
    "welcome_blocks",
]

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_DAY = dt.timedelta(days=1)
VERDICTS = {"y": Standing.APPROVED, "n": Standing.DENIED, "b": Standing.BLOCKED}
_OUTCOME = {
    Standing.APPROVED: T.DECIDED_APPROVED,
    Standing.DENIED: T.DECIDED_DENIED,
    Standing.BLOCKED: T.DECIDED_BLOCKED,
}


def knock(turn: Turn) -> list[Outgoing]:
    """A stranger is at the door: a request with a code, or why there is none."""
    tools, people = turn.tools, turn.tools.people
    if not has_admin(people, tools.options.admins):
        return turn.tell(T.NO_ADMIN_YET, number=str(turn.who))
    mine = people.requests(person=turn.who)
    waiting = [r for r in mine if r.standing is Standing.PENDING and r.room is None]
    if waiting:
        return turn.tell(T.REQUEST_WAITS, code=waiting[0].code)
    if mine and turn.incoming.at - mine[0].at < _DAY:
        return turn.tell(T.DENIED)
    pending = [r for r in people.requests() if r.standing is Standing.PENDING]
    if len(pending) >= tools.options.pending:
        return turn.tell(T.REQUESTS_FULL)
    request = AccessRequest(new_code(), turn.who, None, turn.incoming.at)
    people.add_request(request)
    known = people.person(turn.who)
    if known is None or known.standing is Standing.UNKNOWN:
        people.save_person(replace(known or _met(turn), standing=Standing.PENDING))
    return [*turn.tell(T.REQUEST_SENT, code=request.code), *announce(turn, request, None)]


def announce(turn: Turn, request: AccessRequest, room: Room | None) -> list[Outgoing]:
    """Show a request to every administrator."""
    out: list[Outgoing] = []
    for admin in turn.tools.admin_ids():
        language = turn.tools.language_for(admin)
        page = render([_request_block(turn, request, room, language)])[0]
        buttons = _request_buttons(request.code, language)
        out.append(Say(admin, page, buttons, tag=f"r:{request.code}"))
    return out


def decide(turn: Turn, code: str, verdict: str) -> list[Outgoing]:
    """An administrator pressed: the first press counts."""
    people = turn.tools.people
    standing = VERDICTS.get(verdict)
    request = people.request(code)
    if standing is None or request is None:
        return turn.toast(T.GONE, alert=True)
    if not people.decide_request(code, standing, turn.who):
        decided = people.request(code) or request
        by = name_of(turn.tools, decided.decided_by)
        return turn.toast(T.DECIDED_ALREADY, alert=True, name=by)
    out: list[Outgoing] = turn.toast()
    room = people.room(request.room) if request.room is not None else None
    for sent in people.messages(f"r:{code}"):
        language = turn.tools.language_for(sent.chat)
        outcome = block(_OUTCOME[standing], language, name=turn.incoming.who.name)
        pages = render([_request_block(turn, request, room, language), outcome])
        out.append(Edit(sent.chat, sent.message, pages[0]))
    return out + _tell_decision(turn, request, room, standing)


def invite(turn: Turn, argument: str) -> list[Outgoing]:
    """Make a link that lets one person in, once; ``/invite admin`` one that makes an administrator."""
    admin = argument.strip().lower() == "admin"
    made = Invite(secrets.token_urlsafe(15), turn.who, turn.tools.clock(), admin=admin)
    turn.tools.people.add_invite(made)
    return turn.tell(T.INVITE, link=turn.tools.face.link(f"i_{made.token}"))


def redeem(turn: Turn, token: str) -> bool:
    """Use an invite; True where it let the person in."""
    people = turn.tools.people
    person = people.person(turn.who) or _met(turn)
    if standing_of(person, turn.who, turn.tools.options.admins) in {
        Standing.BLOCKED,
        Standing.ADMIN,
    }:
        return False
    used = people.use_invite(token, turn.who)
    if used is None or (used.made_by == 0 and has_admin(people, turn.tools.options.admins)):
        return False  # a link of a start makes the first administrator, never a second one
    standing = Standing.ADMIN if used.admin else Standing.APPROVED
    people.save_person(replace(person, standing=standing))
    return True


def _tell_decision(
    turn: Turn, request: AccessRequest, room: Room | None, standing: Standing
) -> list[Outgoing]:
    """Tell the one who asked; the blocked hear nothing."""
    if standing is Standing.BLOCKED:
        return []
    who = request.person if room is None else room.id
    language = turn.tools.language_for(request.person)
    denied = standing is Standing.DENIED
    if room is None:
        key = T.DENIED if denied else T.LET_IN
        told = [block(key, language, name=turn.tools.face.username)]
    elif denied:
        told = [block(T.GROUP_DENIED, language)]
    else:
        told = welcome_blocks(turn.tools, room, language)
    return [Say(who, page) for page in render(told)]


def welcome_blocks(tools: Tools, room: Room, language: Language) -> list[Block]:
    """Say how to ask in a group, and whether a mention reaches the bot: the truth about privacy mode."""
    name = tools.face.username
    reaches = tools.face.reads_all or room.admin
    truth = T.MENTION_WORKS if reaches else T.MENTION_LOST
    return [block(T.GROUP_WELCOME, language, name=name), block(truth, language, name=name)]


def _request_block(
    turn: Turn, request: AccessRequest, room: Room | None, language: Language
) -> Block:
    person = turn.tools.people.person(request.person)
    username = f"@{person.username}" if person and person.username else "–"
    name = name_of(turn.tools, request.person)
    key = T.REQUEST_OF_PERSON if room is None else T.REQUEST_OF_GROUP
    return block(
        key,
        language,
        name=clip(name, 60),
        username=username,
        number=str(request.person),
        code=request.code,
        title=clip(room.title, 60) if room else "",
    )


def _request_buttons(code: str, language: Language) -> Keyboard:
    return (
        (
            Button(label(T.APPROVE, language), f"r:{code}:y", style="good"),
            Button(label(T.DENY, language), f"r:{code}:n"),
            Button(label(T.BLOCK, language), f"r:{code}:b", style="danger"),
        ),
    )


def name_of(tools: Tools, who: int | None) -> str:
    """Return the name of a person or group, the number where there is none."""
    if who is None:
        return "?"
    person, room = tools.people.person(who), tools.people.room(who)
    return (person.name if person else room.title if room else "") or str(who)


def _met(turn: Turn) -> Person:
    who = turn.incoming.who
    return Person(who.id, who.name, who.username, seen=turn.incoming.at)


def new_code() -> str:
    """Return a code that is easy to read aloud."""
    letters = [secrets.choice(_LETTERS) for _ in range(5)]
    return f"{''.join(letters[:2])}-{''.join(letters[2:])}"
