"""Administrators in Telegram: load with progress, cancel, files, releases, a watched folder."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation import loading
from tests.bot.telegram.conftest import Running


async def test_reload_shows_progress_and_the_result(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message: started, at work, done; questions are answered meanwhile; a second one is told."""
    monkeypatch.setattr(loading, "EVERY", 0.0)
    bot.assistant.hold = threading.Event()
    li = bot.approved()
    await bot.admin.say("/reload")
    status = await bot.admin.chat.answer()
    assert "正在载入" in status.text
    await li.say("3月5日的会议谁参加了？")
    assert "贺兰舟" in (await li.chat.answer()).text
    await bot.admin.say("/reload")
    second = await bot.admin.chat.answer()
    while second is status:
        second = await bot.admin.chat.answer()
    assert "已经在载入了" in second.text
    bot.assistant.hold.set()
    await _until(bot, lambda: "已启用" in status.text)
    assert status.labels() == ["回退到 1"]
    await bot.admin.press(status, "回退到 1")
    await _until(bot, lambda: "改由版本 1" in bot.admin.chat.bots()[-1].text)
    await bot.admin.press(bot.admin.chat.bots()[-1], "回退到 1")
    assert bot.assistant.release == 1


async def test_cancel(bot: Running) -> None:
    """The button stops the load; the old release answers on."""
    bot.assistant.hold = threading.Event()
    await bot.admin.say("/reload")
    status = await bot.admin.chat.answer()
    await bot.admin.press(status, "取消")
    await _until(bot, lambda: "已取消" in status.text)
    assert bot.assistant.release == 1


async def test_file_is_shown_before_it_is_stored(bot: Running) -> None:
    """Fetched, split, shown; stored after the confirmation only."""
    await bot.admin.upload("青溪报0307.txt", "甲标题\n乙标题".encode())
    status = await bot.admin.chat.answer()
    await _until(bot, lambda: "尚未收录" in status.text)
    assert "1. 甲标题" in status.text
    assert bot.assistant.loads == []
    await bot.admin.press(status, "收录")
    await _until(bot, lambda: bool(bot.assistant.loads))
    assert bot.assistant.loads[0][0][0].name == "青溪报0307.txt"


async def test_file_that_is_too_big(bot: Running) -> None:
    """Telegram lets a bot fetch 20 MB; said with the cure, nothing fetched."""
    bot.telegram.world.files["big"] = b""
    document = {
        "file_id": "big",
        "file_unique_id": "b",
        "file_name": "全年.zip",
        "file_size": 21 << 20,
    }
    bot.admin._started()
    bot.telegram.message(bot.admin.chat.state, bot.admin.state, "", document=document)
    assert "20 MB" in (await bot.admin.chat.answer()).text
    assert bot.telegram.count("getFile") == 0


async def test_file_that_telegram_does_not_hand_out(bot: Running) -> None:
    """The reason is said; the bot goes on."""
    bot.telegram.fault("getFile", "error", code=400, description="Bad Request: file is too big")
    await bot.admin.upload("报.txt", b"x")
    status = await bot.admin.chat.answer()
    await _until(bot, lambda: "没有收录" in status.text)


async def test_load_that_was_interrupted_is_said_at_the_start(bot: Running) -> None:
    """A note of a running load, and its message: at the next start it says that it was interrupted."""
    bot.assistant.hold = threading.Event()
    await bot.admin.say("/reload")
    status = await bot.admin.chat.answer()
    notes = bot.people.notes("load:")
    assert len(notes) == 1
    await bot.stop()  # cancels the load, and says so
    assert "已取消" in status.text
    (key,) = notes
    bot.people.put_note(key, "running")  # as after a kill
    await bot.start()
    await _until(bot, lambda: "被中断" in status.text)


async def test_watched_folder_loads_by_itself(bot: Running, tmp_path: Path) -> None:
    """A new file that has come to rest is loaded, and every administrator told."""
    await bot.admin.say("/start")
    await bot.admin.chat.answer()
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "青溪报0307.txt").write_text("甲")
    await bot.stop()
    bot.settings = replace(bot.settings, watch=folder, watch_every=0.05)
    await bot.start()
    status = await bot.admin.chat.answer()
    assert status.silent
    await _until(bot, lambda: "已启用" in status.text)
    await asyncio.sleep(0.3)
    assert len(bot.assistant.loads) == 1
    (folder / "青溪报0308.txt").write_text("乙")
    await _until(bot, lambda: len(bot.assistant.loads) == 2)


async def test_failed_load_is_said(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went wrong stands in the message; the next load may begin."""
    said = bot.admin.chat.bots
    from retrieval.errors import Busy, SourceError

    for error, words in (
        (SourceError("青溪.pdf has no text layer"), "no text layer"),
        (Busy("x"), "另一个程序"),
    ):

        def fail(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(bot.assistant, "load", fail)
        await bot.admin.say("/reload")
        await _until(bot, lambda words=words: any(words in shown.text for shown in said()))


async def _until(bot: Running, holds) -> None:  # type: ignore[no-untyped-def]
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError([shown.text for shown in bot.admin.chat.bots()])
