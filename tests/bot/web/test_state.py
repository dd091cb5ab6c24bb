"""Health and metrics from the tools: what is said, and that nothing of a person's stands in it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.turn import Face, Tools
from bot.web.state import health, metrics
from retrieval.store.people_records import Asked, QuestionState
from tests.bot.conversation.assistant import ScriptedAssistant
from tests.bot.conversation.memory import open_people

NOW = dt.datetime(2024, 3, 6, 9, 30, tzinfo=dt.UTC)
WORDS = "3月5日的会议谁参加了？"


@pytest.fixture
def tools(tmp_path: Path) -> Iterator[Tools]:
    with open_people(tmp_path) as people:
        yield Tools(ScriptedAssistant(), people, Face("wenbao"), clock=lambda: NOW)


def _asked(tools: Tools, minutes: int, state: QuestionState, status: str | None, ms: int) -> None:
    at = NOW - dt.timedelta(minutes=minutes)
    tools.people.add_question(
        Asked(0, 7, None, 7, minutes, WORDS, at, state=state, status=status, milliseconds=ms)
    )


def _values(text: str) -> dict[str, float]:
    rows = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in rows}


def test_a_bot_that_answers_is_well(tools: Tools) -> None:
    assert health(tools).fields() == {
        "ok": True,
        "problem": None,
        "release": 1,
        "articles": 3,
        "passages": 14,
    }


def test_an_engine_that_is_away_is_said(tools: Tools) -> None:
    assert isinstance(tools.assistant, ScriptedAssistant)
    tools.assistant.away = True
    state = health(tools)
    assert not state.ok
    assert state.problem is not None
    assert "EngineAway" in state.problem
    assert _values(metrics(tools))["wenbao_up"] == 0


def test_nothing_loaded_is_no_fault(tools: Tools) -> None:
    assert isinstance(tools.assistant, ScriptedAssistant)
    tools.assistant.loaded = False
    assert health(tools).ok
    assert health(tools).fields()["release"] is None


def test_questions_of_the_last_hour_are_counted(tools: Tools) -> None:
    _asked(tools, 90, QuestionState.ANSWERED, "answered", 900)
    for minutes, ms in ((50, 10), (40, 30), (30, 20)):
        _asked(tools, minutes, QuestionState.ANSWERED, "answered", ms)
    _asked(tools, 20, QuestionState.ANSWERED, "not_found", 40)
    _asked(tools, 10, QuestionState.FAILED, None, 0)
    values = _values(metrics(tools))
    assert values['wenbao_questions_last_hour{status="answered"}'] == 3
    assert values['wenbao_questions_last_hour{status="not_found"}'] == 1
    assert values['wenbao_questions_last_hour{status="failed"}'] == 1
    assert values['wenbao_answer_milliseconds_last_hour{quantile="0.95"}'] == 40


def test_no_words_of_anybody_stand_in_it(tools: Tools) -> None:
    _asked(tools, 5, QuestionState.ANSWERED, "answered", 12)
    said = metrics(tools)
    assert said.isascii()
    assert WORDS not in said


@given(st.lists(st.integers(0, 10_000), max_size=5))
def test_every_sample_has_its_help_and_type(times: list[int]) -> None:
    """Without a temporary folder a run: the people are counted, not stored."""

    class _People:
        def questions(self, _since: dt.datetime) -> list[Asked]:
            return [
                Asked(n, 7, None, 7, n, "", NOW, status="answered", milliseconds=ms)
                for n, ms in enumerate(times)
            ]

        def open_updates(self) -> list[object]:
            return []

    tools = Tools(ScriptedAssistant(), _People(), Face("wenbao"), clock=lambda: NOW)  # type: ignore[arg-type]
    text = metrics(tools)
    assert text.endswith("\n")
    typed = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    helped = {line.split()[2] for line in text.splitlines() if line.startswith("# HELP")}
    assert typed == helped
    assert {name.split("{")[0] for name in _values(text)} <= typed
