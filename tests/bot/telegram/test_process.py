"""`wenbao serve` as a process of its own against the stand-in: the first answer, SIGTERM, kill -9."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.telegram.served import Served
from tests.telegram_server.users import TelegramServer

QUESTION = "12月5日的会议谁参加了？"


@pytest.fixture
async def served(sample_data: Path, tmp_path: Path) -> AsyncIterator[Served]:
    """The sample paper, ready to be served."""
    data = tmp_path / "data"
    shutil.copytree(sample_data, data)
    async with TelegramServer() as telegram:
        house = Served(telegram, telegram.user("王安", number=42), data)
        yield house
        if house.process is not None and house.process.returncode is None:
            await house.end(signal.SIGKILL)
        telegram.check()


async def test_answers_and_ends_with_zero(served: Served) -> None:
    """A question through the real engine; SIGTERM ends it in order, and no secret is in its log."""
    await served.start()
    await served.admin.say(QUESTION)
    card = await served.admin.chat.answer(20)
    assert "[1]" in card.text
    assert card.marked("Underline")
    await served.admin.press(card, "📄 1")
    assert "行" in (await served.admin.chat.answer()).text
    assert await served.end(signal.SIGTERM) == 0
    assert served.telegram.token not in served.log()


async def test_seven_questions_queued_at_a_kill(served: Served) -> None:
    """kill -9 with seven questions taken up: after the restart all seven are answered or told."""
    people = [served.telegram.user(f"甲{number}") for number in range(7)]
    await served.start(WENBAO_ADMINS=",".join(str(p.id) for p in [served.admin, *people]))
    for person in people:
        await person.say(QUESTION)
    await served.telegram.confirmed_all()
    await served.end(signal.SIGKILL)
    before = [len(person.chat.bots()) for person in people]
    await served.start(WENBAO_ADMINS=",".join(str(p.id) for p in [served.admin, *people]))
    for person in people:
        for _ in range(3000):
            if person.chat.bots():
                break
            await asyncio.sleep(0.01)
        cards = [shown for shown in person.chat.bots() if "[1]" in shown.text]
        told = [shown for shown in person.chat.bots() if "连接中断" in shown.text]
        assert len(cards) <= 1, before
        assert cards or told, before
    assert await served.end(signal.SIGTERM) == 0


async def test_sigterm_answers_what_was_taken_up(served: Served) -> None:
    """Five questions confirmed, then SIGTERM: five answers, exit code 0."""
    people = [served.telegram.user(f"甲{number}") for number in range(5)]
    await served.start(WENBAO_ADMINS=",".join(str(p.id) for p in people))
    for person in people:
        await person.say(QUESTION)
    await served.telegram.confirmed_all()
    assert await served.end(signal.SIGTERM) == 0
    assert [len(person.chat.bots()) for person in people] == [1] * 5


async def test_first_administrator_by_the_link_of_the_log(served: Served) -> None:
    """Without WENBAO_ADMINS the log shows a link; who opens it is the administrator."""
    await served.start(WENBAO_ADMINS="")
    link = next(line for line in served.log().splitlines() if "start=i_" in line)
    await served.admin.say("/start")
    assert "还没有管理员" in (await served.admin.chat.answer()).text
    await served.admin.say("/start i_" + link.split("start=i_")[1].strip())
    assert "您可以使用了" in (await served.admin.chat.answer()).text
    await served.admin.say(QUESTION)
    while "[1]" not in (await served.admin.chat.answer(20)).text:
        continue
    assert await served.end(signal.SIGTERM) == 0
