"""Groups: only what is said to the bot, in the topic, quietly; added, promoted, moved, thrown out."""

from retrieval.store.people_records import Standing
from tests.bot.telegram.conftest import Running
from tests.telegram_server.users import Group

MEETING = "3月5日的会议谁参加了？"


async def _served(bot: Running, **more: bool) -> Group:
    group = bot.telegram.group("采编群", **more)
    group.add_bot(bot.admin)
    await group.answer()
    return group


async def test_welcome_tells_the_truth_about_privacy_mode(bot: Running) -> None:
    """A bare mention does not reach the bot, and it says so; once an administrator, it does."""
    group = bot.telegram.group("采编群")
    group.add_bot(bot.admin)
    assert "单独 @wenbao_bot 我收不到" in (await group.answer()).text
    group.promote(bot.admin)
    assert "直接 @我" in (await group.answer()).text


async def test_answered_where_it_was_asked(bot: Running) -> None:
    """A reply to the question, silent, the article by a link that opens in private."""
    group = await _served(bot)
    su = bot.telegram.user("苏小小")
    asked = await group.say(su, f"/ask@wenbao_bot {MEETING}")
    card = await group.answer()
    assert card.reply_to == asked.id
    assert card.silent
    link = card.buttons[0][0]["url"]
    li = bot.approved()
    await li.say("/start " + link.split("start=")[1])
    assert "县人大常委会召开" in (await li.chat.answer()).text


async def test_what_is_not_said_to_the_bot_is_let_be(bot: Running) -> None:
    """Talk, a mention in privacy mode, a command for another bot: silence."""
    group = await _served(bot)
    su = bot.telegram.user("苏小小")
    for text in ("你们好", f"@wenbao_bot {MEETING}", f"/ask@other_bot {MEETING}"):
        await group.say(su, text)
    await group.silence()
    assert bot.assistant.asked == []


async def test_not_said_to_the_bot_though_it_is_delivered(bot: Running) -> None:
    """As an administrator of the group it receives everything, and still only answers what is for it."""
    group = await _served(bot)
    group.promote(bot.admin)
    await group.answer()
    su = bot.telegram.user("苏小小")
    for text in ("你们好", f"/ask@other_bot {MEETING}", "@wenbao_botanist 你好"):
        await group.say(su, text)
    await group.silence()


async def test_topics_are_kept(bot: Running) -> None:
    """The answer goes to the topic of the question."""
    group = await _served(bot, forum=True)
    su = bot.telegram.user("苏小小")
    await group.say(su, f"/ask@wenbao_bot {MEETING}", thread=5)
    card = await group.answer()
    assert card.thread == 5
    await su.press_data(card, card.buttons[-1][0]["callback_data"])


async def test_deleted_topic(bot: Running) -> None:
    """A topic that is gone when the answer comes: it is said in the group."""
    group = await _served(bot, forum=True)
    su = bot.telegram.user("苏小小")
    group.state.topics.clear()
    await group.say(su, f"/ask@wenbao_bot {MEETING}", thread=5)
    assert (await group.answer()).thread is None


async def test_others_follow_up_by_reply(bot: Running) -> None:
    """Somebody else replies to the card."""
    group = await _served(bot)
    su, li = bot.telegram.user("苏小小"), bot.telegram.user("李明")
    await group.say(su, f"/ask@wenbao_bot {MEETING}")
    card = await group.answer()
    await group.say(li, "那6日呢？", reply_to=card)
    assert "理解为" in (await group.answer()).text


async def test_ask_as_a_reply_takes_the_other_message(bot: Running) -> None:
    """/ask without words, as a reply to a question: that is the question. Without one, it asks."""
    group = await _served(bot)
    su = bot.telegram.user("苏小小")
    other = await group.say(su, MEETING)
    await group.say(su, "/ask@wenbao_bot", reply_to=other)
    assert "贺兰舟" in (await group.answer()).text
    await group.say(su, "/ask@wenbao_bot")
    prompt = await group.answer()
    assert prompt.asks_reply
    await group.say(su, MEETING, reply_to=prompt)
    assert "贺兰舟" in (await group.answer()).text


async def test_stranger_adds_the_bot(bot: Running) -> None:
    """The group waits, is told once, and is served after the approval."""
    await bot.admin.say("/start")
    await bot.admin.chat.answer()
    group = bot.telegram.group("外人群")
    su = bot.telegram.user("苏小小")
    group.add_bot(su)
    assert "还没有获准" in (await group.answer()).text
    await group.say(su, f"/ask@wenbao_bot {MEETING}")
    await group.silence()
    await bot.admin.press(await bot.admin.chat.answer(), "批准")
    assert "大家好" in (await group.answer()).text
    await group.say(su, f"/ask@wenbao_bot {MEETING}")
    assert "贺兰舟" in (await group.answer()).text


async def test_group_becomes_a_supergroup(bot: Running) -> None:
    """All that is known moves to the new number; a send to the old one finds its way."""
    group = await _served(bot)
    su = bot.telegram.user("苏小小")
    await group.say(su, f"/ask@wenbao_bot {MEETING}")
    old_card = await group.answer()
    moved = group.migrate()
    await moved.say(su, f"/ask@wenbao_bot {MEETING}")
    assert "贺兰舟" in (await moved.answer()).text
    assert bot.people.room(moved.state.id) is not None
    assert old_card.id


async def test_group_moves_while_the_answer_is_made(bot: Running) -> None:
    """Telegram refuses the old number and names the new one: the answer goes there."""
    group = await _served(bot)
    bot.assistant.delay = 0.2
    su = bot.telegram.user("苏小小")
    await group.say(su, f"/ask@wenbao_bot {MEETING}")
    await bot.taken()
    moved = group.migrate()
    assert "贺兰舟" in (await moved.answer()).text


async def test_thrown_out_and_added_again(bot: Running) -> None:
    """Out: noted, nothing sent. In again: greeted, as it was approved."""
    group = await _served(bot)
    group.kick(bot.admin)
    await bot.settled()
    room = bot.people.room(group.state.id)
    assert room is not None
    assert not room.present
    assert room.standing is Standing.APPROVED
    group.add_bot(bot.telegram.user("苏小小"))
    assert "大家好" in (await group.answer()).text


async def test_blocked_group_hears_nothing(bot: Running) -> None:
    """Once blocked, not a word, whatever is sent and pressed."""
    from dataclasses import replace

    group = await _served(bot)
    su = bot.telegram.user("苏小小")
    await group.say(su, f"/ask@wenbao_bot {MEETING}")
    card = await group.answer()
    room = bot.people.room(group.state.id)
    assert room is not None
    bot.people.save_room(replace(room, standing=Standing.BLOCKED))
    await group.say(su, f"/ask@wenbao_bot {MEETING}")
    assert (await su.press(card, "👍")).alert
    await group.silence()
