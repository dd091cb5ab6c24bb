"""Every button: its right, and what a press does. Data is ``key:parts``, at most 64 bytes.

A button belongs to the chat in which it was shown: data that names a question of another chat is
refused, whoever sends it. (Articles open in private from a group's link, so they may be turned there.)
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation import (
    account,
    asking,
    feedback,
    letting_in,
    loading,
    reading,
    releases,
    uploads,
    users,
)
from bot.conversation.access import Right
from bot.conversation.numbers import number_of
from bot.conversation.talk import Delete, Outgoing
from bot.conversation.texts import LANGUAGES, T
from bot.conversation.turn import Turn
from retrieval.store.people_records import Asked

__all__ = ["PRESSES", "Pressed"]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A kind of button. ``do`` gets the turn and the parts of the data after the key."""

    right: Right
    do: Callable[[Turn, list[str]], list[Outgoing]]


def _of_question(
    do: Callable[[Turn, Asked, list[str]], list[Outgoing]], *, anywhere: bool = False
) -> Callable[[Turn, list[str]], list[Outgoing]]:
    """Find the question that the first part names; refuse one of another chat."""

    def found(turn: Turn, parts: list[str]) -> list[Outgoing]:
        number = number_of(parts[0]) if parts else None
        asked = turn.tools.people.question(number) if number is not None else None
        if asked is None or (asked.chat != turn.chat and not (anywhere and turn.private)):
            return turn.toast(T.GONE, alert=True)
        return do(turn, asked, parts[1:])

    return found


def _number(parts: list[str], at: int, default: int = -1) -> int:
    number = number_of(parts[at]) if len(parts) > at else None
    return default if number is None else number


def _example(turn: Turn, parts: list[str]) -> list[Outgoing]:
    language = next((known for known in LANGUAGES if parts[:1] == [known]), turn.language)
    examples = turn.tools.assistant.examples(language)
    number = _number(parts, 1)
    if not 0 <= number < len(examples):
        return turn.toast(T.GONE, alert=True)
    return asking.again(turn, examples[number])


def _close(turn: Turn, _parts: list[str]) -> list[Outgoing]:
    if not turn.private:
        return turn.toast()
    return [*turn.toast(), Delete(turn.chat, turn.incoming.message)]


def _roll_back(turn: Turn, parts: list[str]) -> list[Outgoing]:
    number = _number(parts, 0)
    sure = parts[1:] == ["y"]
    return releases.roll_back(turn, number) if sure else releases.roll_back_ask(turn, number)


def _upload(turn: Turn, parts: list[str]) -> list[Outgoing]:
    number, verb = [*parts, "", ""][:2]
    return uploads.store(turn, number) if verb == "l" else uploads.drop(turn, number)


def _user(turn: Turn, parts: list[str]) -> list[Outgoing]:
    who = _number(parts, 0, 0)
    if len(parts) > 1:
        return users.set_standing(turn, who, parts[1])
    return users.show_user(turn, who)


def _first(parts: list[str]) -> str:
    return parts[0] if parts else ""


PRESSES = {
    # under an answer
    "a": Pressed(
        Right.ASK,
        _of_question(
            lambda turn, asked, p: reading.turn_page(turn, asked, _number(p, 0), _number(p, 1, 1)),
            anywhere=True,
        ),
    ),
    "t": Pressed(
        Right.ASK,
        _of_question(
            lambda turn, asked, p: reading.save(turn, asked, _number(p, 0)), anywhere=True
        ),
    ),
    "c": Pressed(
        Right.ASK, _of_question(lambda turn, asked, p: asking.choose(turn, asked, _number(p, 0)))
    ),
    "m": Pressed(Right.ASK, _of_question(lambda turn, asked, _: asking.others(turn, asked))),
    "n": Pressed(Right.ASK, _of_question(lambda turn, asked, _: asking.without(turn, asked))),
    "d": Pressed(
        Right.ASK, _of_question(lambda turn, asked, _: asking.without(turn, asked, dates=True))
    ),
    "f": Pressed(
        Right.ASK, _of_question(lambda turn, asked, p: feedback.judge(turn, asked, _first(p)))
    ),
    "g": Pressed(Right.ASK, _of_question(lambda turn, asked, _: feedback.gap(turn, asked))),
    "ag": Pressed(
        Right.ASK,
        _of_question(lambda turn, asked, _: asking.again(turn, asked.text, asked.context)),
    ),
    "e": Pressed(Right.ASK, _example),
    # a person's own matters
    "lg": Pressed(Right.OPEN, lambda turn, p: account.choose_language(turn, _first(p))),
    "fg": Pressed(Right.OPEN, lambda turn, _: account.forget(turn)),
    "x": Pressed(Right.OPEN, _close),
    # administrators
    "r": Pressed(Right.ADMIN, lambda turn, p: letting_in.decide(turn, *[*p, "", ""][:2])),
    "u": Pressed(Right.ADMIN, _user),
    "lc": Pressed(Right.ADMIN, lambda turn, p: loading.cancel(turn, _first(p))),
    "lf": Pressed(Right.ADMIN, lambda turn, p: loading.switch_anyway(turn, _first(p))),
    "lx": Pressed(Right.ADMIN, lambda turn, p: loading.leave_it(turn, _first(p))),
    "rb": Pressed(Right.ADMIN, _roll_back),
    "up": Pressed(Right.ADMIN, _upload),
}
