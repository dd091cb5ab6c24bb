"""`wenbao check` against the stand-in: token, privacy mode, webhook, administrators, in plain words."""

import asyncio
from collections.abc import Collection

from bot.findings import Finding
from bot.telegram.checking import Asked, telegram_findings
from tests.telegram_server.users import TelegramServer


async def look(
    telegram: TelegramServer, *, token: str | None = None, admins: Collection[int] = (42,)
) -> dict[str, Finding]:
    """The findings by what they are about."""
    asked = Asked(token or telegram.token, telegram.url, admins)
    found = await asyncio.to_thread(telegram_findings, asked)
    return {finding.what: finding for finding in found}


async def test_a_bot_that_is_right() -> None:
    """The name of the bot, privacy mode explained, no webhook, the administrator by name."""
    async with TelegramServer() as telegram:
        telegram.user("王安", number=42).state.started = True
        found = await look(telegram)
    assert {finding.state for finding in found.values()} == {"ok"}
    assert found["token"].text == "@wenbao_bot"
    assert "/ask and replies" in found["privacy mode"].text
    assert "王安" in found["admins"].text


async def test_privacy_mode_off_is_told() -> None:
    """Then a mention is enough."""
    async with TelegramServer(privacy=False) as telegram:
        telegram.user("王安", number=42).state.started = True
        found = await look(telegram)
    assert "a mention is enough" in found["privacy mode"].text


async def test_a_wrong_token_is_wrong() -> None:
    """Telegram does not know it; it is not shown."""
    async with TelegramServer() as telegram:
        found = await look(telegram, token="7000000001:not-the-token-of-anybody")
    assert found["token"].state == "wrong"
    assert "not-the-token" not in found["token"].text


async def test_a_webhook_in_the_way_and_a_missing_administrator() -> None:
    """Both are worth a word, each with the cure."""
    async with TelegramServer() as telegram:
        telegram.webhook = {"url": "https://somewhere.example/hook"}
        found = await look(telegram, admins=(4711,))
    assert found["webhook"].state == "warn"
    assert "4711 has not written to the bot yet" in found["admins"].text


async def test_nobody_is_administrator() -> None:
    """How to become one."""
    async with TelegramServer() as telegram:
        found = await look(telegram, admins=())
    assert "WENBAO_ADMINS" in found["admins"].text
