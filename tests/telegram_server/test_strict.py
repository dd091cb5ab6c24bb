"""The stand-in refuses what Telegram refuses, in Telegram's words, and delivers what Telegram delivers."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.telegram_server.judge import have_tdlib
from tests.telegram_server.users import TelegramServer, User

needs_tdlib = pytest.mark.skipif(not have_tdlib(), reason="tdjson is not here")
NO_PREVIEW = {"link_preview_options": json.dumps({"is_disabled": True})}


class Bot:
    """A bare client of the Bot API."""

    def __init__(self, telegram: TelegramServer, li: User, client: httpx.AsyncClient) -> None:
        self.telegram = telegram
        self.li = li
        self._client = client

    async def __call__(self, method: str, **params: Any) -> Any:
        url = f"{self.telegram.url}/bot{self.telegram.token}/{method}"
        return (await self._client.post(url, data={**NO_PREVIEW, **params})).json()

    async def send(self, text: str, **more: Any) -> Any:
        return await self("sendMessage", chat_id=self.li.id, text=text, parse_mode="HTML", **more)


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    """A bot to which somebody has written."""
    async with TelegramServer() as telegram, httpx.AsyncClient() as client:
        li = telegram.user("李明")
        await li.say("你好")
        yield Bot(telegram, li, client)


def _keyboard(data: str) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "好", "callback_data": data}]]})


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("", {}, "message text is empty"),
        (" \n ", {}, "message text is empty"),
        ("\u200b", {}, "message text is empty"),
        ("字" * 4097, {}, "message is too long"),
        ("😀" * 2049, {}, "message is too long"),
        ("x" * 32769, {}, "text is too long"),
        pytest.param("<x>a</x>", {}, 'Unsupported start tag "x"', marks=needs_tdlib),
        pytest.param("<b>a", {}, "Can't find end tag corresponding to start tag", marks=needs_tdlib),
        pytest.param("<b>a</i>", {}, "Unmatched end tag", marks=needs_tdlib),
        ("a", {"reply_markup": _keyboard("字" * 22)}, "BUTTON_DATA_INVALID"),
        ("a", {"reply_markup": _keyboard("")}, "BUTTON_DATA_INVALID"),
        ("a", {"message_thread_id": 5}, "message thread not found"),
        ("a", {"reply_parameters": json.dumps({"message_id": 99})}, "message to be replied not found"),
        ("a", {"chat_id": 999}, "chat not found"),
    ],
)  # fmt: skip
async def test_message_is_refused(bot: Bot, text: str, more: dict[str, Any], words: str) -> None:
    """400 with the reason."""
    answer = await bot(
        "sendMessage", **{"chat_id": bot.li.id, "text": text, "parse_mode": "HTML", **more}
    )
    assert answer["error_code"] == 400
    assert words.lower() in answer["description"].lower()


async def test_longest_message(bot: Bot) -> None:
    """4,096 units after the entities are parsed are let through."""
    assert (await bot.send("<b>" + "字" * 4096 + "</b>"))["ok"]


async def test_edits_and_presses(bot: Bot) -> None:
    """Unchanged, missing, somebody else's; a press that does not exist."""
    number = (await bot.send("a"))["result"]["message_id"]
    edit = {"chat_id": bot.li.id, "parse_mode": "HTML"}
    same = await bot("editMessageText", **edit, message_id=number, text="<b></b>a")
    assert "message is not modified" in same["description"]
    assert (await bot("editMessageText", **edit, message_id=number, text="b"))["ok"]
    missing = await bot("editMessageText", **edit, message_id=77, text="b")
    assert "message to edit not found" in missing["description"]
    theirs = await bot("editMessageText", **edit, message_id=1, text="b")
    assert "message can't be edited" in theirs["description"]
    press = await bot("answerCallbackQuery", callback_query_id="1")
    assert "query is too old" in press["description"]


async def test_people_and_groups_out_of_reach(bot: Bot) -> None:
    """403 for who blocked the bot or never wrote, and for groups that threw it out; the new number of a group."""
    stranger = bot.telegram.user("陌生")
    assert (
        "can't initiate"
        in (await bot("sendMessage", chat_id=stranger.id, text="a"))["description"]
    )
    bot.li.block()
    assert "blocked by the user" in (await bot.send("a"))["description"]
    bot.li.state.deactivated = True
    assert "deactivated" in (await bot.send("a"))["description"]
    group = bot.telegram.group("群")
    assert (
        "not a member"
        in (await bot("sendMessage", chat_id=group.state.id, text="a"))["description"]
    )
    group.add_bot(bot.li)
    moved = group.migrate()
    answer = await bot("sendMessage", chat_id=group.state.id, text="a")
    assert answer["parameters"]["migrate_to_chat_id"] == moved.state.id
    moved.kick(bot.li)
    assert "kicked" in (await bot("sendMessage", chat_id=moved.state.id, text="a"))["description"]


async def test_flood_control(bot: Bot) -> None:
    """The twenty-first message of a minute in a group is refused, with the wait."""
    group = bot.telegram.group("群")
    group.add_bot(bot.li)
    codes = [await bot("sendMessage", chat_id=group.state.id, text="a") for _ in range(21)]
    assert [code["ok"] for code in codes[:20]] == [True] * 20
    assert codes[20]["error_code"] == 429
    assert 0 < codes[20]["parameters"]["retry_after"] <= 61


@pytest.mark.parametrize(
    ("privacy", "text", "reaches"),
    [
        (True, "你好", False), (True, "@wenbao_bot 你好", False), (True, "/ask@wenbao_bot 你好", True),
        (True, "/ask@other_bot 你好", False), (True, "/ask 你好", False), (False, "你好", True),
        (False, "@wenbao_bot 你好", True),
    ],
)  # fmt: skip
async def test_privacy_mode(privacy: bool, text: str, reaches: bool) -> None:  # noqa: FBT001
    """What of a group's talk reaches a bot."""
    async with TelegramServer(privacy=privacy) as telegram:
        li, group = telegram.user("李明"), telegram.group("群")
        group.add_bot(li)
        before = len(telegram.world.updates)
        await group.say(li, text)
        assert (len(telegram.world.updates) > before) is reaches


async def test_updates_are_confirmed_and_limited(bot: Bot) -> None:
    """An offset confirms; ``allowed_updates`` keeps the rest away; a second poller ends the first."""
    first = (await bot("getUpdates"))["result"]
    assert len(first) == 1
    offset = first[0]["update_id"] + 1
    assert (await bot("getUpdates", offset=offset))["result"] == []
    await bot("getUpdates", allowed_updates=json.dumps(["message"]))
    bot.li.block()
    assert (await bot("getUpdates"))["result"] == []
    waiting = asyncio.ensure_future(bot("getUpdates", timeout=20))
    await asyncio.sleep(0.1)
    await bot("getUpdates")
    assert (await waiting)["error_code"] == 409


async def test_webhook_rules(bot: Bot) -> None:
    """HTTPS only, a clean secret; polling is refused while one is set."""
    assert "HTTPS" in (await bot("setWebhook", url="http://x.org"))["description"]
    wrong = await bot("setWebhook", url="https://x.org", secret_token="ü")
    assert "unallowed characters" in wrong["description"]
    bot.telegram.world.updates.clear()
    assert (await bot("setWebhook", url="https://127.0.0.1:9/"))["ok"]
    assert (await bot("getUpdates"))["error_code"] == 409
    assert (await bot("deleteWebhook"))["ok"]
    assert (await bot("getUpdates"))["ok"]


async def test_commands_files_and_unknown_methods(bot: Bot) -> None:
    """A command's name and length; a file that is not there or too big; no such method; a wrong token."""
    bad = json.dumps([{"command": "Ask", "description": "x"}])
    assert "BOT_COMMAND_INVALID" in (await bot("setMyCommands", commands=bad))["description"]
    assert "wrong file_id" in (await bot("getFile", file_id="?"))["description"]
    bot.telegram.world.files["big"] = bytes((20 << 20) + 1)
    assert "too big" in (await bot("getFile", file_id="big"))["description"]
    assert (await bot("sendRichMessage"))["error_code"] == 404
    bot.telegram.token = "1:other"
    url = f"{bot.telegram.url}/bot7:wrong/getMe"
    async with httpx.AsyncClient() as client:
        assert (await client.get(url)).status_code == 401


async def test_what_telegram_suffers_in_silence(bot: Bot) -> None:
    """Over 100 entities, a link preview, a press that nobody answered: found by ``check``."""
    await bot.send("<b>a</b> " * 101)
    with pytest.raises(AssertionError, match="101 entities"):
        bot.telegram.check()
    bot.telegram.world.violations.clear()
    await bot.send("https://example.org", link_preview_options="{}")
    with pytest.raises(AssertionError, match="previews"):
        bot.telegram.check()
    bot.telegram.world.violations.clear()
    shown = bot.li.chat.bots()[-1]
    bot.li.press_unanswered(shown, "x")
    with pytest.raises(AssertionError, match="without an answer"):
        bot.telegram.check()
