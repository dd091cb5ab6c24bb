"""The menus of commands by scope and language, and the bot's description; set only where they differ."""

import logging
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.conversation.commands import COMMANDS
from bot.conversation.texts import LANGUAGES, Language, T, label

__all__ = ["commands_for", "set_menus"]

log = logging.getLogger(__name__)


def commands_for(menus: Iterable[str], language: Language) -> list[BotCommand]:
    """Return the commands listed in any of the menus."""
    wanted = set(menus)
    return [
        BotCommand(command.name, label(command.about, language))
        for command in COMMANDS.values()
        if wanted.intersection(command.menu)
    ]


async def set_menus(bot: Bot, admins: Iterable[int]) -> bool:
    """Set the menus and descriptions; False where Telegram did not take all of them.

    The menu of an administrator can only be set once that person has written to the bot.
    """
    taken = True
    scopes: list[tuple[BotCommandScope, set[str]]] = [
        (BotCommandScopeAllPrivateChats(), {"private"}),
        (BotCommandScopeAllGroupChats(), {"group"}),
        *((BotCommandScopeChat(admin), {"private", "admin"}) for admin in admins),
    ]
    for scope, menus in scopes:
        for language in LANGUAGES:
            # English is what people of other languages see as well
            code = "zh" if language == "zh" else None
            try:
                await _set(bot, scope, commands_for(menus, language), code)
            except TelegramError as error:
                log.info("a menu was not set: %s", error.message)
                taken = False
    for language in LANGUAGES:
        try:
            await _describe(bot, language)
        except TelegramError as error:
            log.info("the description was not set: %s", error.message)
            taken = False
    return taken


async def _set(
    bot: Bot, scope: BotCommandScope, commands: list[BotCommand], code: str | None
) -> None:
    if tuple(commands) != await bot.get_my_commands(scope, code):
        await bot.set_my_commands(commands, scope, code)


async def _describe(bot: Bot, language: Language) -> None:
    code = "zh" if language == "zh" else None
    about, short = label(T.DESCRIPTION, language), label(T.SHORT_DESCRIPTION, language)
    if (await bot.get_my_description(code)).description != about:
        await bot.set_my_description(about, code)
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
