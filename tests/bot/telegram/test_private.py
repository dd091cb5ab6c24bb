"""A private chat over the whole way: HTTP, the library, the edge, the conversation, the store."""

from tests.bot.telegram.conftest import Running
from tests.telegram_server.world import Shown

MEETING = "3月5日的会议谁参加了？"


async def test_question_is_answered_with_its_evidence(bot: Running) -> None:
    """One card: the answer first, its number, the quote folded with the evidence underlined."""
    li = bot.approved()
    asked = await li.say(MEETING)
    card = await li.chat.answer()
    assert card.text.splitlines()[0] == "贺兰舟、闻人静、宋知微 [1]"
    assert card.reply_to == asked.id
    assert card.marked("Underline") == ["贺兰舟", "闻人静", "宋知微"]
    assert len(card.marked("ExpandableBlockQuote")) == 1
    assert card.labels() == ["📄 1", "👍", "👎"]
    assert not card.silent


async def test_start(bot: Running) -> None:
    """The greeting offers examples that can be pressed."""
    li = bot.approved()
    await li.say("/start")
    card = await li.chat.answer()
    await li.press(card, "会议")
    assert "❓" in (await li.chat.answer()).text
    assert "贺兰舟" in (await li.chat.answer()).text


async def test_article_is_paged_in_its_own_message(bot: Running) -> None:
    """📄 opens it, ▶ turns it in place, ⬇ sends it as a file, ✕ takes it away."""
    li = bot.approved()
    await li.say("油菜种植怎么样？")
    card = await li.chat.answer()
    await li.press(card, "📄 1")
    article = await li.chat.answer()
    assert article.id != card.id
    await li.press(article, "▶")
    turned = await li.chat.answer()
    assert turned is article
    assert "2/2" in turned.labels()
    await li.press(article, "txt")
    sent = await li.chat.answer()
    assert sent.document is not None
    assert "第11年" in sent.document[1].decode()
    await li.press(article, "关闭")
    assert (await li.chat.answer()).gone


async def test_choice_turns_into_the_answer(bot: Running) -> None:
    """The same message, edited."""
    li = bot.approved()
    await li.say("3月5日有什么活动？")
    card = await li.chat.answer()
    await li.press(card, "1")
    assert await li.chat.answer() is card
    assert card.text.startswith("贺兰舟")


async def test_edited_question_is_answered_in_place(bot: Running) -> None:
    """No second card."""
    li = bot.approved()
    asked = await li.say(MEETING)
    card = await li.chat.answer()
    await li.edit(asked, "油菜种植怎么样？")
    assert await li.chat.answer() is card
    assert "油菜产业" in card.text
    await li.chat.silence()


async def test_reply_follows_up(bot: Running) -> None:
    """A reply to an answer leans on it."""
    li = bot.approved()
    await li.say(MEETING)
    card = await li.chat.answer()
    await li.say("那6日呢？", reply_to=card)
    assert (await li.chat.answer()).text.startswith("理解为")
    assert bot.assistant.asked[-1][1] == (MEETING,)


async def test_thumbs(bot: Running) -> None:
    """Up says thanks; down asks why, and takes the reason."""
    li = bot.approved()
    await li.say(MEETING)
    card = await li.chat.answer()
    assert (await li.press(card, "👍")).text == "谢谢，已记下。"
    await li.press(card, "👎")
    assert "没答全" in (await li.chat.answer()).labels()
    await li.press(card, "没答全")
    assert [given.verdict for given in bot.people.feedback()] == ["part"]


async def test_stranger_is_let_in_by_one_press(bot: Running) -> None:
    """Request, card to the administrator, approval, answer."""
    await bot.admin.say("/start")
    await bot.admin.chat.answer()
    su = bot.telegram.user("苏小小", language=None)
    await su.say(MEETING)
    assert "申请码" in (await su.chat.answer()).text
    card = await bot.admin.chat.answer()
    await bot.admin.press(card, "批准")
    assert "已由" in (await bot.admin.chat.answer()).text
    assert (await su.chat.answer()).text.startswith("您可以使用了")
    await su.say(MEETING)
    assert "贺兰舟" in (await su.chat.answer()).text


async def test_photo_is_declined_politely(bot: Running) -> None:
    """Only text can be read."""
    li = bot.approved()
    li._started()
    li.server.world.put(li.chat.state, Shown(li.id, 0, "", mine=False))
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    body = {
        "message_id": 1,
        "date": 1700000000,
        "chat": li.chat.state.json(),
        "from": li.state.json(),
    }
    li.server.world.queue("message", body | {"photo": photo})
    assert "只能读文字" in (await li.chat.answer()).text


async def test_emoji_before_a_mention(bot: Running) -> None:
    """Offsets count UTF-16 units: a mention after an emoji is still a mention."""
    group = bot.telegram.group("群")
    group.add_bot(bot.admin, admin=True)
    await group.answer()
    su = bot.telegram.user("苏小小")
    await group.say(su, f"😀😀 @wenbao_bot {MEETING}")
    assert "贺兰舟" in (await group.answer()).text


async def test_menus_by_scope_and_language(bot: Running) -> None:
    """People, groups and administrators see their commands, in Chinese and in English."""
    await bot.admin.say("/start")
    await bot.admin.chat.answer()
    await bot.stop()
    await bot.start()
    await bot.settled()
    menus = bot.telegram.world.commands
    names = {key: [command["command"] for command in commands] for key, commands in menus.items()}
    group = next(v for k, v in names.items() if "all_group_chats" in k and '""' in k)
    admin = next(v for k, v in names.items() if '"chat_id"' in k and '"zh"' in k)
    assert group == ["ask", "help", "new", "lang"]
    assert "reload" in admin
    assert "reload" not in group
    assert bot.telegram.world.descriptions["description:zh"].startswith("问报")
