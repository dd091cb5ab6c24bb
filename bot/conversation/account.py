"""A person's own matters: /start, /help, /lang, /privacy, /new, /forget."""

from dataclasses import replace

from bot.conversation.access import Right
from bot.conversation.cards import day_text
from bot.conversation.html import Block, clip
from bot.conversation.letting_in import knock, redeem
from bot.conversation.reading import open_link
from bot.conversation.talk import Button, Keyboard, Outgoing
from bot.conversation.texts import LANGUAGES, T, label, language_of
from bot.conversation.turn import Turn, block
from retrieval.store.people_records import Person, Standing

__all__ = [
    "choose_language",
    "forget",
    "forget_ask",
    "help_",
    "lang",
    "new",
    "privacy",
    "start",
]


def start(turn: Turn, argument: str) -> list[Outgoing]:
    """Greet; or open what a link carries: an invite, an article."""
    if not turn.private:
        return help_(turn, argument)
    if argument.startswith("i_") and redeem(turn, argument[2:]):
        return [*turn.tell(T.LET_IN, name=turn.tools.face.username), *_greeting(turn)]
    verdict = turn.tools.may(turn.incoming, Right.ASK)
    if not verdict.granted:
        if argument.startswith("i_"):
            return turn.tell(T.INVITE_USED)
        return turn.tell(T.DENIED) if verdict.standing is Standing.DENIED else knock(turn)
    if argument.startswith("a_"):
        return open_link(turn, argument)
    return _greeting(turn)


def help_(turn: Turn, _argument: str) -> list[Outgoing]:
    """Say how to ask; administrators see their commands too."""
    name = turn.tools.face.username
    if not turn.private:
        return turn.tell(T.HELP_GROUP, name=name)
    verdict = turn.tools.may(turn.incoming, Right.ASK)
    blocks = [block(T.HELP, turn.language, name=name)]
    if verdict.standing is Standing.ADMIN:
        blocks.append(block(T.HELP_ADMIN, turn.language, gap=True))
    if not verdict.granted:
        blocks.append(block(T.HELP_STRANGER, turn.language, gap=True))
    return turn.says(blocks)


def lang(turn: Turn, argument: str) -> list[Outgoing]:
    """Choose the language of menus and messages."""
    if argument in LANGUAGES:
        return choose_language(turn, argument)
    buttons = ((Button("中文", "lg:zh"), Button("English", "lg:en")),)
    return turn.tell(T.WHICH_LANGUAGE, buttons)


def choose_language(turn: Turn, chosen: str) -> list[Outgoing]:
    """Keep the language that was chosen: a person's in private, the group's in a group."""
    people, who = turn.tools.people, turn.incoming.who
    if chosen not in LANGUAGES:
        return turn.toast(T.GONE, alert=True)
    if turn.private:
        person = people.person(who.id) or Person(who.id, who.name, who.username)
        people.save_person(replace(person, language=chosen))
    elif (room := people.room(turn.chat)) is not None:
        people.save_room(replace(room, language=chosen))
    changed = replace(turn, language=language_of(chosen, None))
    blocks = [block(T.LANGUAGE_SET, changed.language)]
    if turn.incoming.press is None:
        return changed.says(blocks)
    return [*changed.toast(), *changed.edits(blocks)]


def privacy(turn: Turn, _argument: str) -> list[Outgoing]:
    """Say what is kept, and how it goes."""
    return turn.tell(T.PRIVACY)


def new(turn: Turn, _argument: str) -> list[Outgoing]:
    """Forget the context: the next question stands alone."""
    turn.tools.people.close_context(turn.chat, turn.incoming.where.thread, turn.who)
    return turn.tell(T.NEW)


def forget_ask(turn: Turn, _argument: str) -> list[Outgoing]:
    """Ask whether a person's data shall really go."""
    if not turn.private:
        return turn.tell(T.PRIVATE_ONLY)
    yes = Button(label(T.FORGET_YES, turn.language), "fg:y", style="danger")
    return turn.tell(T.FORGET_ASK, ((yes, Button(label(T.CANCEL, turn.language), "x")),))


def forget(turn: Turn) -> list[Outgoing]:
    """Delete a person's data."""
    gone = turn.tools.people.forget(turn.who)
    blocks = [block(T.FORGOTTEN, turn.language, number=str(gone))]
    return [*turn.toast(), *turn.edits(blocks)]


def _greeting(turn: Turn) -> list[Outgoing]:
    """Greet somebody who is served: the range of the corpus and examples to press."""
    tools, language = turn.tools, turn.language
    verdict = tools.may(turn.incoming, Right.ADMIN)
    counts = tools.assistant.counts()
    if not counts.articles:
        key = T.FIRST_LOAD if verdict.granted else T.NOTHING_LOADED
        return turn.tell(key)
    blocks: list[Block] = [block(T.GREETING, language)]
    if days := tools.assistant.span_of_days():
        first, last = (day_text(day, language) for day in days)
        blocks.append(
            block(T.RANGE, language, first=first, last=last, number=str(counts.articles))
        )
    return turn.says(blocks, _examples(turn))


def _examples(turn: Turn) -> Keyboard:
    examples = turn.tools.assistant.examples(turn.language)[:3]
    return tuple(
        (Button(clip(example, 40), f"e:{turn.language}:{number}"),)
        for number, example in enumerate(examples)
    )
