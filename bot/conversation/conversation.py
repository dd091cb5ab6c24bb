"""The conversation: ``Conversation.handle(Incoming) -> [Outgoing]``, for Telegram and for the terminal.

Start reading here. What arrives is a message, an edit, a press or a change of place; each goes
through ``authorise`` (access.py) and then to the one function that the tables of commands.py and
presses.py name for it.
"""

import re
import secrets
from dataclasses import replace

from bot.conversation import asking, feedback, groups, loading, uploads
from bot.conversation.access import Refusal, Right, Verdict, has_admin
from bot.conversation.commands import COMMANDS
from bot.conversation.letting_in import knock
from bot.conversation.numbers import number_of
from bot.conversation.presses import PRESSES
from bot.conversation.talk import Arrival, Button, ChatKind, Incoming, Outgoing, Say
from bot.conversation.texts import Language, T, label, language_of
from bot.conversation.turn import Tools, Turn
from retrieval.errors import EngineAway
from retrieval.store.people_records import Asked, Invite, Person, SentMessage

__all__ = ["Conversation", "split_command"]

_COMMAND = re.compile(r"/([a-zA-Z0-9_]{1,32})(?:@(\w+))?(?:\s+|$)(.*)", re.DOTALL)


def split_command(text: str, username: str) -> tuple[str | None, str, bool]:
    """Split ``/ask@bot words`` into the command, the words, and whether it is for another bot."""
    match = _COMMAND.match(text)
    if match is None:
        return None, text.strip(), False
    other = match[2] is not None and match[2].lower() != username.lower()
    return match[1].lower(), match[3].strip(), other


class Conversation:
    """All that the bot says, decided from what came in; it keeps its state in ``tools.people``."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    def handle(self, incoming: Incoming) -> list[Outgoing]:
        """Return what to say and do about something that happened."""
        if incoming.arrival is Arrival.MIGRATION:
            return groups.migrated(self.tools, incoming)
        turn = Turn(incoming, self.tools, self._language(incoming))
        if not self.tools.patience.bears(incoming.who.id, incoming.at):
            return turn.toast()
        try:
            return self._handled(turn)
        except EngineAway:  # that nothing can be searched now is never "nothing was found"
            return [*turn.toast(), *turn.tell(T.SEARCH_AWAY)]

    def _handled(self, turn: Turn) -> list[Outgoing]:
        match turn.incoming.arrival:
            case Arrival.MEMBERSHIP:
                self._meet(turn)
                return groups.membership(turn)
            case Arrival.PRESS:
                return self._press(turn)
            case Arrival.EDIT:
                return self._edit(turn)
            case _:
                return self._message(turn)

    def sent(self, said: Say, message: int) -> None:
        """Be told which number a message of ours has got."""
        if said.tag is not None:
            self.tools.people.remember_message(SentMessage(said.tag, said.chat, message))

    def interrupted(self, incoming: Incoming) -> list[Outgoing]:
        """Say that an answer may or may not have arrived; a button answers again."""
        turn = Turn(incoming, self.tools, self._language(incoming))
        if not self.tools.may(incoming, Right.ASK).granted:
            return []
        people, thread = self.tools.people, incoming.where.thread
        asked = people.question_at(turn.chat, incoming.message)
        if asked is None and incoming.arrival is Arrival.MESSAGE:
            # "the second" narrowed the question before it
            asked = people.last_question(turn.chat, thread, turn.who)
        if asked is None:
            return []
        again = Button(label(T.ASK_AGAIN, turn.language), f"ag:{asked.id}")
        return turn.tell(T.MAYBE_ANSWERED, ((again,),))

    def resume(self) -> list[Outgoing]:
        """Return what to say at the start: of loads that the last end interrupted."""
        return loading.interrupted_loads(self.tools)

    def folder_changed(self) -> list[Outgoing]:
        """Load the watched folders; every administrator sees it."""
        return loading.unattended(self.tools, ())

    def unreachable(self, chat: int) -> None:
        """Be told that a chat takes no more messages: the person blocked the bot, the group removed it."""
        people = self.tools.people
        if (person := people.person(chat)) is not None:
            people.save_person(replace(person, reachable=False))
        elif (room := people.room(chat)) is not None:
            people.save_room(replace(room, present=False))

    def first_invite(self) -> str | None:
        """Return the link that makes the first administrator, ``None`` where there is one."""
        people = self.tools.people
        if has_admin(people, self.tools.options.admins):
            return None
        # the store keeps no token that could be shown again: each start makes a link of its own
        invite = Invite(secrets.token_urlsafe(15), 0, self.tools.clock(), admin=True)
        people.add_invite(invite)
        return self.tools.face.link(f"i_{invite.token}")

    def _language(self, incoming: Incoming) -> Language:
        people = self.tools.people
        room = (
            None if incoming.where.kind is ChatKind.PRIVATE else people.room(incoming.where.chat)
        )
        chosen = room.language if room else None
        if chosen is None and (person := people.person(incoming.who.id)) is not None:
            chosen = person.language
        return language_of(chosen, incoming.who.language_code, incoming.text)

    def _meet(self, turn: Turn) -> None:
        """Keep the name of who talks to us, as it is now."""
        who, people = turn.incoming.who, self.tools.people
        known = people.person(who.id)
        met = replace(
            known or Person(who.id, who.name),
            name=who.name,
            username=who.username,
            reachable=True,
            seen=turn.incoming.at,
            language=(known.language if known else None) or turn.language,
        )
        if known is None or replace(known, seen=met.seen) != met:
            people.save_person(met)

    def _message(self, turn: Turn) -> list[Outgoing]:
        incoming = turn.incoming
        command, words, other = split_command(incoming.text, self.tools.face.username)
        if not turn.private and (other or not _addressed(incoming, command)):
            return []
        self._meet(turn)
        if incoming.document is not None:
            return self._document(turn)
        if command is not None:
            return self._command(turn, command, words)
        return self._question(turn, words)

    def _question(self, turn: Turn, words: str) -> list[Outgoing]:
        verdict = self.tools.may(turn.incoming, Right.ASK)
        if not verdict.granted:
            return self._refuse(turn, verdict)
        if turn.incoming.unreadable:
            return turn.tell(T.TEXT_ONLY) if turn.private else []
        if (asked := self._judged(turn)) is not None:
            return feedback.words(turn, asked)
        question = _bare(words, self.tools.face.username)
        return asking.ask(turn, question) if question else COMMANDS["ask"].do(turn, "")

    def _command(self, turn: Turn, name: str, words: str) -> list[Outgoing]:
        command = COMMANDS.get(name)
        if command is None:
            verdict = self.tools.may(turn.incoming, Right.ASK)
            if turn.private and verdict.granted:
                return turn.tell(T.UNKNOWN_COMMAND)
            return self._refuse(turn, verdict) if turn.private else []
        verdict = self.tools.may(turn.incoming, command.right)
        return command.do(turn, words) if verdict.granted else self._refuse(turn, verdict)

    def _document(self, turn: Turn) -> list[Outgoing]:
        if not turn.private:
            return []
        verdict = self.tools.may(turn.incoming, Right.ADMIN)
        return uploads.receive(turn) if verdict.granted else self._refuse(turn, verdict)

    def _press(self, turn: Turn) -> list[Outgoing]:
        press = turn.incoming.press
        key, *parts = press.data.split(":") if press else [""]
        pressed = PRESSES.get(key)
        if pressed is None:
            return turn.toast(T.GONE, alert=True)
        if not self.tools.may(turn.incoming, pressed.right).granted:
            return turn.toast(T.NOT_SERVED, alert=True)
        return pressed.do(turn, parts)

    def _edit(self, turn: Turn) -> list[Outgoing]:
        if not self.tools.may(turn.incoming, Right.ASK).granted:
            return []
        command, words, other = split_command(turn.incoming.text, self.tools.face.username)
        question = _bare(words, self.tools.face.username)
        if other or command not in {None, "ask"} or not question:
            return []
        return asking.answer_edit(turn, question)

    def _judged(self, turn: Turn) -> Asked | None:
        """Return the question whose answer this message says the fault of, if it does."""
        reply = turn.incoming.reply_to
        if reply is None or not reply.ours:
            return None
        tag = self.tools.people.message_tag(turn.chat, reply.message) or ""
        number = number_of(tag.removeprefix("fo:")) if tag.startswith("fo:") else None
        return None if number is None else self.tools.people.question(number)

    def _refuse(self, turn: Turn, verdict: Verdict) -> list[Outgoing]:
        match verdict.refusal:
            case Refusal.STRANGER:
                return knock(turn)
            case Refusal.DENIED:
                return turn.tell(T.DENIED)
            case Refusal.ROOM:
                return groups.waiting(turn)
            case Refusal.NOT_ADMIN:
                return turn.tell(T.NOT_ADMIN)
            case Refusal.PRIVATE_ONLY:
                return turn.tell(T.PRIVATE_ONLY)
            case _:
                return []


def _addressed(incoming: Incoming, command: str | None) -> bool:
    """Tell whether a message in a group is said to the bot."""
    replied = incoming.reply_to is not None and incoming.reply_to.ours
    return command is not None or replied or incoming.mentioned


def _bare(words: str, username: str) -> str:
    """Return a question without the mention that addressed it."""
    return re.sub(rf"@{re.escape(username)}\b", "", words, flags=re.IGNORECASE).strip()
