"""Loads: one at a time, progress, cancel, the self-check, what is said when they fail."""

import threading
from typing import Any

import pytest

from bot.conversation import loading
from bot.conversation.talk import Edit, Say, Who
from retrieval.errors import SourceError
from retrieval.records import Answer
from tests.bot.conversation.assistant import ScriptedAssistant, answer_of
from tests.bot.conversation.house import ADMIN, House

LI = Who(7, "李明", None, "zh-hans")
MEETING = "3月5日的会议谁参加了？"


class Forgetful(ScriptedAssistant):
    """Its second release has lost the meeting."""

    def ask(self, question: str, context: Any = (), within: str | None = None) -> Answer:
        return answer_of(question) if self.release == 2 else super().ask(question, context, within)


def test_release_that_loses_answers_is_not_kept(house: House) -> None:
    """A question that was answered well has no answer under the new release: back to the old one."""
    house = House(house.people, Forgetful(), house.options)
    house.say(house.approve(LI), MEETING)
    house.say(LI, "3月9日下雪了吗？")  # was not answered: no probe
    house.say(ADMIN, "/reload")
    card = house.last(42)
    assert "没有启用" in card.text
    assert "自检 1 题中有 1 题" in card.text
    assert MEETING in card.text
    assert house.assistant.release == 1
    house.press(ADMIN, card, "仍要启用")
    assert house.assistant.release == 2
    assert [probes for _, probes in house.assistant.loads] == [(MEETING,), ()]


def test_old_release_is_left_in_place(house: House) -> None:
    """The other button keeps what is; neither works twice."""
    house = House(house.people, Forgetful(), house.options)
    house.say(house.approve(LI), MEETING)
    house.say(ADMIN, "/reload")
    card = house.last(42)
    data = card.button("仍要启用").data or ""
    house.press(ADMIN, card, "不启用")
    assert "仍由版本 1 回答" in card.text
    house.press_data(ADMIN, card.number, data)
    assert house.assistant.release == 1


def test_thumb_down_is_no_probe(house: House) -> None:
    """An answer that was wrong is no reason to keep a release."""
    house = House(house.people, Forgetful(), house.options)
    house.say(house.approve(LI), MEETING)
    house.press(LI, house.last(7), "👎")
    house.say(ADMIN, "/reload")
    assert house.assistant.release == 2


def test_release_that_keeps_its_answers(house: House) -> None:
    """Checked, active, and said."""
    house.say(house.approve(LI), MEETING)
    house.say(ADMIN, "/reload")
    assert "版本 2 已启用" in house.last(42).text
    assert "自检 1 题，答案都在" in house.last(42).text


def test_progress_is_edited_into_one_message(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every step that is shown changes the same message."""
    monkeypatch.setattr(loading, "EVERY", 0.0)
    out = house.say(ADMIN, "/reload")
    edits = [item for item in out if isinstance(item, Edit)]
    assert len(edits) == 4
    assert len({edit.message for edit in edits}) == 1
    assert "33%" in (edits[1].html or "")


def test_second_load_is_told_of_the_first(house: House) -> None:
    """Only one at a time; a press is told in a box, a command in a message."""
    assert house.conversation.tools.loads.begin() is not None
    (said,) = house.say(ADMIN, "/reload")
    assert isinstance(said, Say)
    assert "已经在载入了" in said.html
    house.conversation.tools.loads.end()
    house.say(ADMIN, "/reload")
    assert "已启用" in house.last(42).text


def test_load_that_fails_gives_its_place_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is said; the next load may begin."""

    def fail(*_: object, **__: object) -> None:
        raise SourceError("青溪.pdf has no text layer")

    with monkeypatch.context() as patch:
        patch.setattr(house.assistant, "load", fail)
        house.say(ADMIN, "/reload")
    assert "青溪.pdf has no text layer" in house.last(42).text
    house.say(ADMIN, "/reload")
    assert "已启用" in house.last(42).text


def test_cancelled_by_the_end_of_the_program(house: House) -> None:
    """Stopping is a cancel: the old release stays, and its message says so."""
    house.stopping = True
    house.assistant.hold = threading.Event()
    house.say(ADMIN, "/reload")
    assert "已取消" in house.last(42).text


def test_interrupted_load_is_said_once(house: House) -> None:
    """A note that a kill left behind."""
    house.say(ADMIN, "/reload")
    tag = house.people.message_tag(42, house.last(42).number) or ""
    house.people.put_note(f"load:{tag[2:]}", "running")
    for item in house.conversation.resume():
        house.emit(item)
    assert "被中断" in house.last(42).text
    assert house.conversation.resume() == []
