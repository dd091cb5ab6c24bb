"""A load in another process: the same release, errors passed on, stopped or killed without a trace."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import SAMPLE
from retrieval.aside import LoadJob, load_aside
from retrieval.engine import Engine, EngineOptions
from retrieval.errors import StoreError, UnsupportedSource
from retrieval.loading import Recipe

QUESTION = "鸣沙水库扩容工程总投资多少？"


@pytest.fixture
def engine(tmp_path: Path, dictionary: Path) -> Iterator[Engine]:
    """An engine that answers while others load; the dictionary of English is there already."""
    (tmp_path / "data" / "cache").mkdir(parents=True)
    (tmp_path / "data" / "cache" / "cedict").symlink_to(dictionary)
    made = Engine(EngineOptions(tmp_path / "data", recipe=Recipe(tagger="none"), workers=1))
    yield made
    made.close()


def _silent(_stage: str, _done: int, _total: int | None) -> None:
    pass


def test_what_is_loaded_aside_is_answered_here(engine: Engine) -> None:
    """Its progress is told, and the process that answers has the new release."""
    steps: list[tuple[str, int, int | None]] = []
    report = load_aside(engine.options, LoadJob((SAMPLE,)), lambda *step: steps.append(step))
    assert (report.activated, report.release.number, report.release.sources) == (True, 1, 2)
    assert [stage for stage, _, _ in steps][-1] == "activation"
    answer = engine.ask(QUESTION)
    assert (answer.items, answer.release) == (("1.36亿元",), 1)


def test_its_errors_come_here(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(UnsupportedSource, match="no page in it"):
        load_aside(engine.options, LoadJob((tmp_path / "nothing",)), _silent)
    assert not multiprocessing.active_children()


def test_it_stops_when_the_progress_says_so(engine: Engine) -> None:
    """Nothing of it is left, and the next load is a whole one."""

    def stop(_stage: str, _done: int, _total: int | None) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        load_aside(engine.options, LoadJob((SAMPLE,)), stop)
    assert not multiprocessing.active_children()
    assert engine.releases() == []
    assert engine.load([SAMPLE]).activated


def test_a_load_that_is_killed_is_an_error_and_leaves_nothing(engine: Engine) -> None:
    """`kill -9`, or the system short of memory: the release before goes on, and it is said."""
    engine.load([SAMPLE])

    def kill(_stage: str, _done: int, _total: int | None) -> None:
        (child,) = multiprocessing.active_children()
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)

    changed = Recipe(tagger="none", stop=("水库",))
    options = EngineOptions(engine.options.data, recipe=changed, workers=1)
    with pytest.raises(StoreError, match=r"exit code -9.*release before answers"):
        load_aside(options, LoadJob((SAMPLE,)), kill)
    assert engine.ask(QUESTION).items == ("1.36亿元",)
    assert any("did not finish" in said for said in engine.store.recover())
    assert [release.number for release in engine.releases()] == [1]
