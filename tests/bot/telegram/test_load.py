"""Many people at once, through the real engine: no error, answered within a second, memory flat.

The short run belongs to every test run. The long one, 200 people for five minutes:
``pytest -m load tests/bot/telegram/test_load.py -s``
"""

import asyncio
import random
import shutil
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from retrieval.store.people import People
from retrieval.store.people_records import Person, Standing
from retrieval.store.store import Store
from tests.bot.telegram.served import Served
from tests.telegram_server.users import TelegramServer, User

QUESTIONS = (
    "12月5日的会议谁参加了？",
    "who attended the Dec 5 meeting",
    "粮食产量是多少？",
    "县委书记是谁？",
    "明年春天会下雪吗？",
    "有哪些关于乡村振兴的报道？",
)
CHINESE = tuple(question for question in QUESTIONS if "who" not in question)


@dataclass
class Measured:
    """What a run showed. Seconds and megabytes."""

    asked: int
    answered: int
    p50: float
    p95: float
    refused: int
    rss_before: float
    rss_after: float


def _rss(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def _drive(
    data: Path,
    *,
    people: int,
    rate: float,
    seconds: float,
    questions: Sequence[str] = QUESTIONS,
    flooder: bool = False,
) -> Measured:
    async with TelegramServer() as telegram:
        asked: list[tuple[User, int, float]] = []
        users = [telegram.user(f"甲{n}", number=1000 + n) for n in range(people)]
        store = Store("", data)
        memory = People(store.database)
        for user in users:
            memory.save_person(Person(user.id, user.state.name, standing=Standing.APPROVED))
        store.close()
        served = Served(telegram, telegram.user("王安", number=42), data)
        await served.start()
        assert served.process is not None
        rng = random.Random(7)  # noqa: S311 - a fixed seed, on purpose
        for question in questions:  # dictionaries are opened by the first question that needs them
            await users[0].say(question)
            await users[0].chat.answer(60)
        rss, start = _rss(served.process.pid), time.monotonic()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
            await _ask(users[(number * 7) % people], rng.choice(questions), asked)
            if flooder and number % 5 == 0:
                await _flood(served.admin)
        await asyncio.sleep(2)
        measured = _measured(telegram, asked, rss, _rss(served.process.pid))
        assert await served.end(signal.SIGTERM) == 0
        return measured


async def _ask(user: User, question: str, asked: list[tuple[User, int, float]]) -> None:
    said = await user.say(question)
    asked.append((user, said.id, time.monotonic()))


async def _flood(user: User) -> None:
    for _ in range(10):
        await user.say(QUESTIONS[0])


def _measured(
    telegram: TelegramServer, asked: list[tuple[User, int, float]], before: float, after: float
) -> Measured:
    waits = []
    for user, message, at in asked:
        replies = [shown.at for shown in user.chat.bots() if shown.reply_to == message]
        assert len(replies) <= 1
        waits += [reply - at for reply in replies]
    waits.sort()
    refused = sum(
        call.code not in {200, 409} and call.method.startswith("send") for call in telegram.calls
    )
    return Measured(
        len(asked),
        len(waits),
        waits[len(waits) // 2],
        waits[int(len(waits) * 0.95)],
        refused,
        before,
        after,
    )


async def test_short_load(sample_data: Path, tmp_path: Path) -> None:
    """Forty people, twenty questions a second, a flooder beside them: all are answered, none refused."""
    shutil.copytree(sample_data, tmp_path / "data")
    measured = await _drive(
        tmp_path / "data", people=40, rate=20, seconds=3, questions=CHINESE, flooder=True
    )
    assert measured.answered == measured.asked == 60
    assert measured.refused == 0


@pytest.mark.load
@pytest.mark.timeout(500)
async def test_long_load(
    sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two hundred people, twenty questions a second for five minutes."""
    shutil.copytree(sample_data, tmp_path / "data")
    measured = await _drive(tmp_path / "data", people=200, rate=20, seconds=300)
    with capsys.disabled():
        print(f"\n{measured}")  # noqa: T201 - the figures are what the run is for
    assert measured.answered == measured.asked == 6000
    assert measured.refused == 0
    assert measured.p95 < 1.0
    assert measured.rss_after < measured.rss_before * 1.25 + 20
