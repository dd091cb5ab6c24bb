"""Token and settings -> findings of `wenbao check`: what Telegram itself says of the bot, in plain words."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from telegram import Bot, User
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.findings import Finding

__all__ = ["Asked", "telegram_findings"]

WAIT = 10.0  # seconds for each call


@dataclass(frozen=True, slots=True)
class Asked:
    """What the check has to know of the settings."""

    token: str
    api_base: str
    admins: Collection[int]
    webhook_url: str = ""
    proxy: str = ""


def telegram_findings(asked: Asked) -> list[Finding]:
    """Ask Telegram; an API that is away is a finding, not an error."""
    found = []
    if not asked.admins:
        text = "no administrator: set WENBAO_ADMINS to your Telegram user id, or take the link that `wenbao serve` prints"
        found.append(Finding("admins", "warn", text))
    if not asked.token:
        text = "TELEGRAM_BOT_TOKEN is not set; @BotFather gives you one (`wenbao ask` and `wenbao chat` do without)"
        return [*found, Finding("token", "warn", text)]
    return found + asyncio.run(_ask(asked))


async def _ask(asked: Asked) -> list[Finding]:
    request = HTTPXRequest(read_timeout=WAIT, connect_timeout=WAIT, proxy=asked.proxy or None)
    bot = Bot(asked.token, base_url=f"{asked.api_base.rstrip('/')}/bot", request=request)
    try:
        await request.initialize()
        me = await bot.get_me()
        return [
            Finding("token", "ok", f"@{me.username}"),
            _privacy(me),
            *await _webhook(bot, asked),
            *await _admins(bot, asked),
        ]
    except InvalidToken:
        return [
            Finding(
                "token",
                "wrong",
                "Telegram does not know this token; copy it again from @BotFather",
            )
        ]
    except BadRequest as error:
        return [Finding("telegram", "wrong", f"Telegram refused: {error.message}")]
    except NetworkError as error:
        text = f"{asked.api_base} does not answer ({type(error).__name__}); check the network, or set [telegram] proxy"
        return [Finding("telegram", "wrong", text)]
    except TelegramError as error:
        return [Finding("telegram", "wrong", f"Telegram refused: {error.message}")]
    finally:
        await request.shutdown()


def _privacy(me: User) -> Finding:
    if me.can_read_all_group_messages:
        return Finding("privacy mode", "ok", "off: in groups a mention is enough")
    text = "on: in groups /ask and replies reach the bot, a mention alone does not (@BotFather, /setprivacy)"
    return Finding("privacy mode", "ok", text)


async def _webhook(bot: Bot, asked: Asked) -> list[Finding]:
    info = await bot.get_webhook_info()
    if info.url and not asked.webhook_url:
        text = "a webhook is set, so polling gets nothing; `wenbao serve` takes it away when it starts"
        return [Finding("webhook", "warn", text)]
    if asked.webhook_url and info.last_error_message:
        return [
            Finding("webhook", "warn", f"Telegram's last call failed: {info.last_error_message}")
        ]
    waiting = f", {info.pending_update_count} messages wait" if info.pending_update_count else ""
    return [Finding("webhook", "ok", ("set" if info.url else "none, polling") + waiting)]


async def _admins(bot: Bot, asked: Asked) -> list[Finding]:
    found = []
    for admin in asked.admins:
        try:
            chat = await bot.get_chat(admin)
        except BadRequest:
            text = f"{admin} has not written to the bot yet: open the chat with it and press Start"
            found.append(Finding("admins", "warn", text))
        except Forbidden:
            found.append(Finding("admins", "warn", f"{admin} has blocked the bot"))
        else:
            found.append(
                Finding("admins", "ok", f"{chat.full_name or chat.effective_name} ({admin})")
            )
    return found
