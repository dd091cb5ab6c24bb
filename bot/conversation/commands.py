"""Every command: its right, where it is offered, what it does. The menus and the dispatch read this."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation import account, asking, letting_in, loading, releases, reports, users
from bot.conversation.access import Right
from bot.conversation.talk import Outgoing
from bot.conversation.texts import T
from bot.conversation.turn import Turn, block

__all__ = ["COMMANDS", "Command"]


@dataclass(frozen=True, slots=True)
class Command:
    """A command. ``do`` gets the turn and what stood after the command; ``menu`` says where it is listed."""

    name: str
    right: Right
    do: Callable[[Turn, str], list[Outgoing]]
    about: T
    menu: tuple[str, ...] = ("private",)  # of private, group, admin


def _ask(turn: Turn, argument: str) -> list[Outgoing]:
    """/ask: the words after it, else the message it replies to, else ask for the question."""
    reply = turn.incoming.reply_to
    question = argument or (reply.text.strip() if reply and not reply.ours else "")
    if question:
        return asking.ask(turn, question)
    return turn.says([block(T.TYPE_QUESTION, turn.language)], ask_reply=True)


_LISTED = [
    Command("ask", Right.ASK, _ask, T.ABOUT_ASK, ("private", "group")),
    Command("start", Right.OPEN, account.start, T.ABOUT_HELP, ()),
    Command("help", Right.OPEN, account.help_, T.ABOUT_HELP, ("private", "group")),
    Command("new", Right.ASK, account.new, T.ABOUT_NEW, ("private", "group")),
    Command("attendance", Right.ASK, reports.attendance, T.ABOUT_ATTENDANCE),
    Command("timeline", Right.ASK, reports.timeline, T.ABOUT_TIMELINE),
    Command("quote", Right.ASK, reports.quote, T.ABOUT_QUOTE),
    Command("lang", Right.OPEN, account.lang, T.ABOUT_LANG, ("private", "group")),
    Command("privacy", Right.OPEN, account.privacy, T.ABOUT_PRIVACY),
    Command("forget", Right.OPEN, account.forget_ask, T.ABOUT_FORGET),
    Command("reload", Right.ADMIN, lambda t, _: loading.reload(t), T.ABOUT_RELOAD, ("admin",)),
    Command(
        "releases",
        Right.ADMIN,
        lambda t, _: releases.list_releases(t),
        T.ABOUT_RELEASES,
        ("admin",),
    ),
    Command("rollback", Right.ADMIN, releases.roll_back_command, T.ABOUT_ROLLBACK, ("admin",)),
    Command("users", Right.ADMIN, users.list_users, T.ABOUT_USERS, ("admin",)),
    Command("invite", Right.ADMIN, letting_in.invite, T.ABOUT_INVITE, ("admin",)),
    Command("stats", Right.ADMIN, lambda t, _: reports.stats(t), T.ABOUT_STATS, ("admin",)),
    Command("export", Right.ADMIN, lambda t, _: reports.export(t), T.ABOUT_EXPORT, ("admin",)),
]

COMMANDS = {command.name: command for command in _LISTED}
