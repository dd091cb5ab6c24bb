"""A private chat over the whole way: HTTP, the library, the edge, the conversation, the store."""

from tests.bot.telegram.conftest import Running


async def test_question_is_answered_with_its_evidence(bot: Running) -> None:
    """One card: the answer first, its number, the quote folded with the evidence underlined."""
    li = bot.approved()
    asked = await li.say("3月5日的会议谁参加了？")
    card = await li.chat.answer()
    assert card.text.splitlines()[0] == "贺兰舟、闻人静、宋知微 [1]"
    assert card.reply_to == asked.id
    assert card.marked("Underline") == ["贺兰舟", "闻人静", "宋知微"]
    assert len(card.marked("ExpandableBlockQuote")) == 1
    assert card.labels() == ["📄 1", "👍", "👎"]


async def test_start(bot: Running) -> None:
    """The greeting offers examples that can be pressed."""
    li = bot.approved()
    await li.say("/start")
    card = await li.chat.answer()
    await li.press(card, "会议")
    assert "❓" in (await li.chat.answer()).text
    assert "贺兰舟" in (await li.chat.answer()).text
