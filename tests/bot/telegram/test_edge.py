"""The parts of the edge by themselves: pace, order, what a crash leaves, every handler that is registered."""

import asyncio
import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, Update

from bot.telegram.limiter import Pace, Window
from bot.telegram.order import ChatOrder
from bot.telegram.watch import snapshot
from retrieval.store.people_records import TakenUpdate
from tests.bot.telegram.conftest import Running

MEETING = "3月5日的会议谁参加了？"


@given(st.lists(st.floats(0, 30), min_size=1, max_size=80), st.integers(1, 20))
def test_window_is_never_exceeded(gaps: list[float], most: int) -> None:
    """In no stretch of the span go more than ``most``, and the order is kept."""
    window, now, places = Window(60.0, most), 0.0, []
    for gap in gaps:
        now += gap
        places.append(now + window.reserve(now))
    assert places == sorted(places)
    for place in places:
        assert sum(place <= other < place + 59.999 for other in places) <= most


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60), st.integers(1, 6))
def test_pace_keeps_its_rate(gaps: list[float], burst: int) -> None:
    """After the burst, one an interval."""
    pace, now, places = Pace(1.0, burst), 100.0, []
    for gap in gaps:
        now += gap
        places.append(now + pace.reserve(now))
    for first, last in zip(places, places[burst:], strict=False):
        assert last - first >= 0.999


def test_held_pace_waits() -> None:
    """After a 429 nothing goes before its wait is over."""
    for pace in (Pace(1.0, 5), Window(60.0, 20)):
        pace.hold(110.0)
        assert pace.reserve(100.0) == pytest.approx(10.0)


def _update(chat: int, number: int) -> Update:
    message = Message(number, dt.datetime.now(dt.UTC), Chat(chat, "private"))
    return Update(number, message=message)


async def test_order_in_a_chat_and_side_by_side() -> None:
    """Random waits: in each chat the order holds, and the chats do not wait for each other."""
    order, done = ChatOrder(64), []

    async def work(chat: int, number: int) -> None:
        await asyncio.sleep(0.005 * ((chat * 7 + number * 3) % 4))
        done.append((chat, number))

    async with order:
        await asyncio.gather(
            *(
                order.process_update(_update(c, n), work(c, n))
                for n in range(8)
                for c in range(1, 9)
            )
        )
    for chat in range(1, 9):
        assert [n for c, n in done if c == chat] == list(range(8))
    assert done != sorted(done)
    assert not order._locks


async def _crashed(bot: Running, *, sending: bool) -> Any:
    """A question that was kept when the program was killed."""
    await bot.stop()
    li = bot.approved()
    await li.say(MEETING)
    update = bot.telegram.world.updates.pop()
    now = dt.datetime.now(dt.UTC)
    bot.people.take_updates([TakenUpdate(update["update_id"], li.id, json.dumps(update), now)])
    if sending:
        from retrieval.store.people_records import Asked

        bot.people.add_question(
            Asked(0, li.id, None, li.id, update["message"]["message_id"], MEETING, now)
        )
        bot.people.sending_update(update["update_id"])
    await bot.start()
    await bot.settled()
    return li


async def test_question_taken_before_a_crash_is_answered(bot: Running) -> None:
    """Kept, not answered, killed: answered after the start."""
    li = await _crashed(bot, sending=False)
    assert "贺兰舟" in li.chat.bots()[-1].text


async def test_question_whose_answer_was_on_its_way_is_told(bot: Running) -> None:
    """The answer may have arrived: no second one, but a word and a button."""
    li = await _crashed(bot, sending=True)
    (notice,) = li.chat.bots()
    assert "连接中断" in notice.text
    await li.press(notice, "再答一次")
    await bot.settled()
    assert "贺兰舟" in li.chat.bots()[-1].text


async def test_every_registered_handler_goes_through_the_one_gate(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each handler hands over to the edge, which knows no other way than the conversation."""
    from bot.telegram.application import build, register
    from bot.telegram.edge import Edge

    seen: list[Update] = []

    async def on_update(_: Edge, update: Update) -> None:
        seen.append(update)

    monkeypatch.setattr(Edge, "on_update", on_update)
    application = build(bot.settings, asyncio.Event())
    edge = Edge.__new__(Edge)
    register(application, edge)
    handlers = [handler for group in application.handlers.values() for handler in group]
    assert handlers
    for handler in handlers:
        update = _update(1, 1)
        await handler.callback(update, None)
        assert seen[-1] is update


def test_snapshot_changes_with_a_file(tmp_path: Any) -> None:
    """A new file, a longer file, a file gone: each is another snapshot."""
    seen = {snapshot(tmp_path)}
    (tmp_path / "a.txt").write_text("甲")
    seen.add(snapshot(tmp_path))
    (tmp_path / "a.txt").write_text("甲乙")
    seen.add(snapshot(tmp_path))
    assert len(seen) == 3
    (tmp_path / "a.txt").unlink()
    assert snapshot(tmp_path) in seen
