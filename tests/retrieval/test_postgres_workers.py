"""Two worker processes with folders of their own on one real PostgreSQL: the same release for all, nothing lost."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.search.engines import EngineChoice
from tests.retrieval import working
from tests.retrieval.papers import QUESTION, editions, opened, write_edition
from tests.retrieval.store.conftest import postgres  # noqa: F401
from tests.retrieval.store.postgres import Server
from tests.retrieval.working import Asked

PATIENCE = 60.0  # seconds; the machine may be busy
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([working.__name__])
    return context


@pytest.fixture
def url(postgres: Server) -> Iterator[str]:  # noqa: F811
    with postgres.fresh() as address:
        yield address


@pytest.fixture(autouse=True)
def _one_dictionary_for_all(tmp_path: Path, dictionary: Path) -> None:
    """The processes find the dictionary of English in their folders."""
    for worker in ("loader", "one", "two", "three"):
        (tmp_path / worker / "cache").mkdir(parents=True)
        (tmp_path / worker / "cache" / "cedict").symlink_to(dictionary)


@contextmanager
def started(
    processes: ForkServerContext, what: Callable[..., None], *arguments: object
) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process and the pipe on which it tells; killed at the end."""
    here, there = processes.Pipe(duplex=False)
    process = processes.Process(target=what, args=(*arguments, there))
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join(PATIENCE)
        here.close()


def until(pipe: Connection, wanted: Callable[[Asked], bool]) -> list[Asked]:
    """What a worker tells, up to an answer like this."""
    told: list[Asked] = []
    while not told or not wanted(told[-1]):
        assert pipe.poll(PATIENCE)
        told.append(pipe.recv())
    return told


def judge(told: list[Asked]) -> None:
    """Edition and release have one number: an answer is of one release, and so is what is found."""
    for asked in told:
        assert asked.quoted == {str(asked.release)}
        assert len(asked.found) == 1
        assert int(next(iter(asked.found))) >= (asked.release or 0)


def after(active: float) -> Callable[[Asked], bool]:
    """Whether a question was begun when the release was active already."""
    return lambda asked: asked.begun > active


def load(engine: Engine, pages: Path, number: int) -> float:
    """Load an edition; the moment from which it is active."""
    write_edition(pages, number)
    assert engine.load([pages]).release.number == number
    return time.monotonic()


def test_one_reload_and_both_answer_from_the_new_release(
    url: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    """Whatever is asked once it is active is answered from it; how soon is shown with pytest's -s."""
    pages, choice = tmp_path / "pages", EngineChoice()
    with opened(tmp_path / "loader", url=url) as loader:
        load(loader, pages, 1)
        with (
            started(processes, working.ask_for_ever, url, tmp_path / "one", choice) as (_, one),
            started(processes, working.ask_for_ever, url, tmp_path / "two", choice) as (_, two),
        ):
            for pipe in (one, two):
                judge(until(pipe, lambda asked: asked.release == 1))
            for number in range(2, 5):
                active = load(loader, pages, number)
                for name, pipe in (("one", one), ("two", two)):
                    told = until(pipe, after(active))
                    judge(told)
                    assert told[-1].release == number
                    first = next(asked for asked in told if asked.release == number)
                    print(f"worker {name}, release {number}: {first.ended - active:.3f} s")  # noqa: T201


def test_a_worker_killed_while_it_answers(
    url: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    """The other goes on, and the one that was killed answers again from the same folder."""
    pages, choice = tmp_path / "pages", EngineChoice()
    with opened(tmp_path / "loader", url=url) as loader:
        load(loader, pages, 1)
        with started(processes, working.ask_for_ever, url, tmp_path / "two", choice) as (_, two):
            with started(processes, working.ask_for_ever, url, tmp_path / "one", choice) as (
                _,
                one,
            ):
                until(one, lambda asked: asked.release == 1)
            active = load(loader, pages, 2)
            judge(until(two, lambda asked: asked.begun > active and asked.release == 2))
            with started(processes, working.ask_for_ever, url, tmp_path / "one", choice) as (
                _,
                one,
            ):
                judge(until(one, lambda asked: asked.release == 2))


@pytest.mark.parametrize("stage", ["sources", "index", "activation"])
def test_a_worker_killed_while_it_loads(
    url: str, tmp_path: Path, processes: ForkServerContext, stage: str
) -> None:
    """The release stays, its lock is soon free, what it left is told, and the next load is whole."""
    pages, choice = tmp_path / "pages", EngineChoice()
    with opened(tmp_path / "one", url=url) as one:
        load(one, pages, 1)
    with started(processes, working.ask_for_ever, url, tmp_path / "two", choice) as (_, two):
        # it must have opened its store by now: whoever opens one next clears away what was left
        until(two, lambda asked: asked.release == 1)
        write_edition(pages, 2)
        loading = processes.Process(
            target=working.load_and_die, args=(url, tmp_path / "one", pages, stage)
        )
        loading.start()
        loading.join(PATIENCE)
        assert loading.exitcode == -9
        killed = time.monotonic()
        told = until(two, lambda asked: asked.begun > killed)
        judge(told)
        assert told[-1].release == 1
        # the server ends a dead client's session once the statement it was in is done
        patient = time.monotonic() + PATIENCE
        found: list[str] = []
        while not found and time.monotonic() < patient:
            with opened(tmp_path / "three", url=url) as three:
                found = three.recovered
        assert "did not finish" in found[0]
        with opened(tmp_path / "three", url=url) as three:
            active = load(three, pages, 2)
            assert editions(three.search(QUESTION, 30)) == {"2"}
        judge(until(two, lambda asked: asked.begun > active and asked.release == 2))
    with opened(tmp_path / "one", url=url) as one:
        assert editions(one.search(QUESTION, 30)) == {"2"}


def test_two_workers_on_one_postgresql_and_one_qdrant(
    url: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    """The same, with the passages in Qdrant's core behind real HTTP: what a group of papers would run."""
    pytest.importorskip("qdrant_edge")
    from tests.qdrant_server.server import running

    pages = tmp_path / "pages"
    with running(tmp_path / "server") as server:
        choice = EngineChoice("qdrant", url=server.url, timeout=30.0)
        with opened(tmp_path / "loader", choice, url=url) as loader:
            load(loader, pages, 1)
            with (
                started(processes, working.ask_for_ever, url, tmp_path / "one", choice) as (
                    _,
                    one,
                ),
                started(processes, working.ask_for_ever, url, tmp_path / "two", choice) as (
                    _,
                    two,
                ),
            ):
                for number in (2, 3):
                    active = load(loader, pages, number)
                    for pipe in (one, two):
                        told = until(pipe, after(active))
                        judge(told)
                        assert told[-1].release == number
            assert len(server.shards.names()) == 3
