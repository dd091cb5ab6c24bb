"""The edge goes wrong in every way we know: no question is lost, none is answered twice."""

import asyncio
import logging
from dataclasses import replace
from typing import Any

import pytest

from bot.telegram import polling
from bot.telegram.app import serve
from retrieval.errors import SettingsError
from tests.bot.telegram.conftest import Running
from tests.telegram_server.users import User

MEETING = "3月5日的会议谁参加了？"


async def _hasty(bot: Running, **more: Any) -> None:
    """Start again with short time-outs."""
    await bot.stop()
    bot.settings = replace(bot.settings, **{"read_timeout": 0.4, **more})
    await bot.start()


def _cards(user: User) -> list[str]:
    return [shown.text for shown in user.chat.bots() if "贺兰舟" in shown.text]


async def _answered_once(bot: Running, user: User, seconds: float = 8.0) -> None:
    """Wait for the card, and see that no second one comes."""
    for _ in range(int(seconds / 0.01)):
        if _cards(user):
            break
        await asyncio.sleep(0.01)
    await bot.settled()
    assert len(_cards(user)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"how": "error", "code": 500},
        {"how": "error", "code": 503, "description": "Service Unavailable"},
        {"how": "gateway"},
        {"how": "gateway", "code": 504},
        {
            "how": "error",
            "code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        },
        {"how": "error", "code": 500, "times": 3},
    ],
    ids=["500", "503", "502 page", "504 page", "429", "500 three times"],
)
async def test_refused_send_is_sent_again(bot: Running, fault: dict[str, Any]) -> None:
    """Telegram said that it did not take the message: it is sent until it does, once."""
    li = bot.approved()
    bot.telegram.fault("sendMessage", **fault)
    await li.say(MEETING)
    await _answered_once(bot, li)


@pytest.mark.parametrize(
    ("how", "done"),
    [("hang", True), ("reset", True), ("garbage", True), ("hang", False), ("reset", False)],
    ids=[
        "timed out, delivered",
        "cut off, delivered",
        "bad JSON, delivered",
        "timed out",
        "cut off",
    ],
)
async def test_uncertain_send_is_told_and_not_repeated(
    bot: Running, how: Any, *, done: bool
) -> None:
    """The message may have arrived: not sent twice, but the person is told, and can ask again."""
    await _hasty(bot)
    li = bot.approved()
    bot.telegram.fault("sendMessage", how, done=done, seconds=1.0)
    await li.say(MEETING)
    await bot.settled()
    assert len(_cards(li)) == int(done)
    notice = li.chat.bots()[-1]
    assert "连接中断" in notice.text
    await li.press(notice, "再答一次")
    await bot.settled()
    assert len(_cards(li)) == int(done) + 1


async def test_blocked_by_the_person(bot: Running) -> None:
    """403: not tried again, noted; others are answered; the update is done."""
    li, su = bot.approved(), bot.approved("苏小小")
    await li.say(MEETING)
    await li.chat.answer()
    li.state.blocked = True
    await li.say(MEETING)
    await bot.settled()
    person = bot.people.person(li.id)
    assert person is not None
    assert not person.reachable
    await su.say(MEETING)
    await _answered_once(bot, su)


@pytest.mark.parametrize(
    "fault",
    [
        {"how": "error", "code": 500},
        {
            "how": "error",
            "code": 409,
            "description": "Conflict: terminated by other getUpdates request",
        },
        {
            "how": "error",
            "code": 429,
            "description": "Too Many Requests",
            "parameters": {"retry_after": 1},
        },
        {"how": "gateway"},
        {"how": "garbage"},
        {"how": "reset"},
        {"how": "garbage", "done": True},
        {"how": "reset", "done": True, "when": lambda _: True},
    ],
    ids=[
        "500",
        "409",
        "429",
        "502 page",
        "bad JSON",
        "cut off",
        "bad JSON after",
        "cut off after",
    ],
)
async def test_poll_that_fails_is_polled_again(bot: Running, fault: dict[str, Any]) -> None:
    """Whatever happens to getUpdates, the question that waits is answered, once."""
    li = bot.approved()
    bot.telegram.fault("getUpdates", **fault)
    await li.say("/start")  # wakes the poll that is under way
    await li.say(MEETING)
    await _answered_once(bot, li)


async def test_poll_that_hangs_is_given_up(bot: Running) -> None:
    """A connection that looks alive and is not: after the slack a new poll is made."""
    await _hasty(bot, poll=0, poll_slack=0.3, read_timeout=5.0)
    bot.telegram.fault("getUpdates", "hang", seconds=30)
    await asyncio.sleep(0.1)
    li = bot.approved()
    await li.say(MEETING)
    await _answered_once(bot, li)


async def test_api_away_for_a_while(bot: Running) -> None:
    """Nothing listens any more; when it comes back, what waited is answered, once."""
    li = bot.approved()
    await bot.telegram.down()
    await li.say(MEETING)
    await asyncio.sleep(0.5)
    bot.telegram.up()
    await _answered_once(bot, li)


async def test_api_away_between_question_and_answer(bot: Running) -> None:
    """The question is taken, the API goes: the answer is sent when it is back."""
    li = bot.approved()
    bot.assistant.delay = 0.2
    await li.say(MEETING)
    await bot.taken()
    await bot.telegram.down()
    await asyncio.sleep(0.6)
    bot.telegram.up()
    await _answered_once(bot, li, 15)


async def test_api_away_at_the_start(bot: Running) -> None:
    """The bot waits for Telegram, as long as it takes."""
    await bot.stop()
    await bot.telegram.down()
    stop = asyncio.Event()
    task = asyncio.ensure_future(serve(bot.settings, bot.converse, stop))
    await asyncio.sleep(0.3)
    assert not task.done()
    bot.telegram.up()
    li = bot.approved()
    await li.say(MEETING)
    await _answered_once(bot, li)
    stop.set()
    await task


async def test_stopped_while_telegram_is_away(bot: Running) -> None:
    """SIGTERM before Telegram was ever reached ends it as well."""
    await bot.stop()
    await bot.telegram.down()
    stop = asyncio.Event()
    task = asyncio.ensure_future(serve(bot.settings, bot.converse, stop))
    await asyncio.sleep(0.1)
    stop.set()
    await asyncio.wait_for(task, 10)
    bot.telegram.up()


async def test_wrong_token(bot: Running) -> None:
    """Said in plain words, and no traceback."""
    await bot.stop()
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
        await serve(replace(bot.settings, token="1:wrong"), bot.converse, asyncio.Event())


async def test_webhook_in_the_way(bot: Running) -> None:
    """A webhook that somebody left is taken away at the start."""
    await bot.stop()
    bot.telegram.webhook = {"url": "https://127.0.0.1:9/", "secret": ""}
    await bot.start()
    li = bot.approved()
    await li.say(MEETING)
    await _answered_once(bot, li)


@pytest.mark.parametrize(
    "poison",
    [
        {"message": {"message_id": "x", "date": "yesterday", "chat": 5}},
        {"message": {"message_id": 1, "date": 10**18, "chat": {"id": 1, "type": "private"}}},
        {"callback_query": {"id": None}},
        {"something_new": {"a": [1, {"b": None}]}},
        {"message": []},
    ],
)
async def test_update_that_cannot_be_read(bot: Running, poison: dict[str, Any]) -> None:
    """It is skipped, and the questions before and after it are answered."""
    li, su = bot.approved(), bot.approved("苏小小")
    await li.say(MEETING)
    world = bot.telegram.world
    world.next_update += 1
    world.updates.append({"update_id": world.next_update, **poison})
    await su.say(MEETING)
    await _answered_once(bot, li)
    await _answered_once(bot, su)


async def test_result_that_holds_no_updates() -> None:
    """Entries that are no objects, or have no number, are left out."""

    class Bot:
        async def raw_updates(self, *_: object) -> object:
            return ["?", {"no": "number"}, {"update_id": True}, None, {"update_id": 5}]

    assert await polling._fetch(Bot(), 0, polling.Patience()) == [{"update_id": 5}]  # type: ignore[arg-type]


async def test_same_update_again(bot: Running) -> None:
    """Telegram sends again what we have (a confirmation was lost): answered once."""
    li = bot.approved()
    await li.say(MEETING)
    update = bot.telegram.world.updates[-1]
    await _answered_once(bot, li)
    bot.telegram.world.updates.append(update)
    bot.telegram.world.arrived.set()
    await asyncio.sleep(0.2)
    await _answered_once(bot, li)


async def test_edit_that_is_refused_for_a_moment(bot: Running) -> None:
    """A change is tried again: done twice it does no harm."""
    li = bot.approved()
    await li.say("3月5日有什么活动？")
    card = await li.chat.answer()
    bot.telegram.fault("editMessageText", "reset", done=True)
    bot.telegram.fault("editMessageText", "error")
    await li.press(card, "1")
    await bot.settled()
    assert card.text.startswith("贺兰舟")


async def test_press_that_is_too_old(bot: Running) -> None:
    """The press cannot be answered any more; what it asks for is done."""
    li = bot.approved()
    await li.say("3月5日有什么活动？")
    card = await li.chat.answer()
    number = li.press_unanswered(card, card.buttons[0][0]["callback_data"])
    bot.telegram.world.presses[number] = {"text": ""}
    assert await li.chat.answer() is card
    assert card.text.startswith("贺兰舟")


async def test_question_deleted_before_the_answer(bot: Running) -> None:
    """There is nothing to reply to: the answer comes without."""
    li = bot.approved()
    bot.assistant.delay = 0.2
    asked = await li.say(MEETING)
    asked.gone = True
    assert (await li.chat.answer()).reply_to is None


async def test_markup_that_telegram_refuses(bot: Running) -> None:
    """Should Telegram's parser ever disagree with ours: the text goes without markup."""
    li = bot.approved()
    reason = "Bad Request: can't parse entities: Unsupported start tag"
    bot.telegram.fault("sendMessage", "error", code=400, description=reason)
    await li.say(MEETING)
    card = await li.chat.answer()
    assert card.text.startswith("贺兰舟")
    assert card.entities == []


async def test_our_own_mistake(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    """An exception in the conversation: a number for the person, the trace in the log, nothing else."""
    li = bot.approved()
    await li.say("explode")
    card = await li.chat.answer()
    assert "编号 E-" in card.text
    assert "RuntimeError" not in card.text
    assert any(record.exc_info for record in caplog.records)
    await li.say(MEETING)
    await _answered_once(bot, li)


async def test_stop_answers_what_was_taken(bot: Running) -> None:
    """SIGTERM: ten people who were just heard are answered before the end."""
    bot.assistant.delay = 0.05
    people = [bot.approved(f"甲{n}") for n in range(10)]
    for person in people:
        await person.say(MEETING)
    await bot.taken()
    await bot.stop()
    assert [len(_cards(person)) for person in people] == [1] * 10


async def test_stop_while_telegram_is_away(bot: Running) -> None:
    """The end does not wait for ever; after the next start the question is answered or told."""
    li = bot.approved()
    bot.assistant.delay = 0.2
    await li.say(MEETING)
    await bot.taken()
    await bot.telegram.down()
    await asyncio.sleep(0.3)
    await asyncio.wait_for(bot.stop(), 15)
    bot.telegram.up()
    await bot.start()
    await bot.settled()
    assert len(_cards(li)) == 1 or "连接中断" in li.chat.bots()[-1].text


async def test_order_is_kept_in_a_chat(bot: Running) -> None:
    """Five questions of one person are answered in their order, while others are answered beside them."""
    bot.assistant.delay = 0.02
    li, su = bot.approved(), bot.approved("苏小小")
    asked = [await li.say(f"{MEETING} {n}") for n in range(5)]
    await su.say(MEETING)
    await bot.settled()
    assert [shown.reply_to for shown in li.chat.bots()] == [one.id for one in asked]


async def test_flooder_does_not_slow_the_others(bot: Running) -> None:
    """Two hundred messages of one person; another is answered at once, and the flooder told once."""
    flooder, li = bot.approved("洪水"), bot.approved()
    for number in range(200):
        await flooder.say(f"{MEETING} {number}")
    await li.say(MEETING)
    assert "贺兰舟" in (await li.chat.answer(4.0)).text
    assert bot.people.open_updates()  # the flood is not through yet
    await bot.settled()
    told = [shown.text for shown in flooder.chat.bots() if "有点快" in shown.text]
    assert len(told) <= 1
    assert len(bot.assistant.asked) <= 12


async def test_429_of_one_chat_does_not_hold_up_another(bot: Running) -> None:
    """The wait belongs to the chat that was told to wait."""
    li, su = bot.approved(), bot.approved("苏小小")
    bot.telegram.fault(
        "sendMessage", "error", code=429, description="Too Many Requests: retry after 3",
        parameters={"retry_after": 3}, when=lambda params: str(params.get("chat_id")) == str(li.id),
    )  # fmt: skip
    await li.say(MEETING)
    await bot.taken()
    await su.say(MEETING)
    await su.chat.answer(2.0)
    assert not _cards(li)
    await _answered_once(bot, li)


async def test_burst_in_a_group_obeys_the_limit(bot: Running) -> None:
    """Twenty messages a minute: the twenty-first waits; Telegram never has to refuse."""
    group = bot.telegram.group("群")
    group.add_bot(bot.admin)
    await group.answer()
    for number in range(22):
        await group.say(bot.telegram.user(f"甲{number}"), f"/ask@wenbao_bot {MEETING}")
    for _ in range(19):
        await group.answer()
    await group.silence(0.3)
    assert not [call for call in bot.telegram.calls if call.code == 429]


async def test_late_question_is_answered_with_a_word(bot: Running) -> None:
    """Asked while the bot was away for eleven minutes."""
    li = bot.approved()
    await li.say(MEETING, age=660)
    assert (await li.chat.answer()).text.startswith("刚刚恢复服务")


async def test_log_holds_no_token_and_no_words(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the token nor what people wrote stands in the log, not even when all goes wrong."""
    caplog.set_level(logging.DEBUG, logger="bot")
    await _hasty(bot)
    li = bot.approved()
    for how in ("error", "reset", "garbage"):
        bot.telegram.fault("sendMessage", how)
        bot.telegram.fault("getUpdates", how)
        await li.say("我的秘密是芝麻开门")
        await bot.settled()
    written = "\n".join(
        record.getMessage() + (record.exc_text or "")
        for record in caplog.records
        if record.name.startswith(("bot", "httpx"))
    )
    assert bot.telegram.token not in written
    assert "芝麻开门" not in written
