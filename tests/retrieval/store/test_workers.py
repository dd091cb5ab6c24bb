"""Several workers on one database: one reload is seen by all, no press counts twice, nothing is lost."""

import datetime as dt
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest

from retrieval.store.people import People
from retrieval.store.people_records import AccessRequest, Invite, Person, Standing, TakenUpdate
from retrieval.store.store import Store
from tests.retrieval.store import working
from tests.retrieval.store.samples import page

PATIENCE = 30.0  # seconds; the machine may be busy


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([working.__name__])
    return context


@contextmanager
def worker(
    processes: ForkServerContext, what: object, *arguments: object
) -> Iterator[tuple[multiprocessing.process.BaseProcess, Connection]]:
    """A process and the pipe on which it tells; killed at the end."""
    here, there = processes.Pipe(duplex=False)
    process = processes.Process(target=what, args=(*arguments, there))  # type: ignore[arg-type]
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join(PATIENCE)
        here.close()


def told(pipe: Connection) -> Any:
    """What the worker tells next."""
    assert pipe.poll(PATIENCE)
    return pipe.recv()


def load(store: Store, person: str) -> float:
    """Load, and the moment of the activation."""
    with store.draft() as draft:
        for name in working.NAMES:
            page(name, person=person).put(draft)
        draft.activate()
        return time.monotonic()


def test_two_workers_see_a_reload(
    store: Store, url: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    """Both answer from the new release within a second, and no answer is of two releases."""
    load(store, "第1人")
    data = tmp_path / "data"
    with (
        worker(processes, working.answer_for_ever, url, data) as (_, one),
        worker(processes, working.answer_for_ever, url, data) as (_, two),
    ):
        assert told(one)[0] == told(two)[0] == 1
        for number in range(2, 6):
            activated = load(store, f"第{number}人")
            for pipe in (one, two):
                release, seen, persons = told(pipe)
                assert release == number
                assert persons == [f"第{number}人第{n}次察看白塔渠" for n in (1, 2)]
                assert seen - activated < 1.0
        assert not one.poll()
        assert not two.poll()


def test_a_worker_killed_in_the_middle_loses_nothing(
    store: Store, url: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    people = People(store.database)
    data = tmp_path / "data"
    taken: set[int] = set()
    finished: set[int] = set()
    for start in (0, 1000, 2000):
        numbers = range(start, start + 1000)
        with worker(processes, working.take_and_answer, url, data, numbers) as (process, pipe):
            for _ in range(37):
                assert pipe.poll(PATIENCE)
                what, number = pipe.recv()
                (taken if what == "taken" else finished).add(number)
            process.kill()
            process.join(PATIENCE)
        still = {update.id for update in people.open_updates()}
        assert not finished & still
        assert len(still) <= 1  # the one it had in hand
        for number in still:
            working.answer(people, number)  # as the next worker does
    answered = [asked.message for asked in people.questions()]
    assert len(answered) == len(set(answered))
    assert taken <= set(answered)


def test_the_first_press_wins(
    store: Store, url: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    """Two admins press thirty buttons, use thirty invites, take and take over updates: each counts once."""
    people = People(store.database)
    for number in range(30):
        people.save_person(Person(number, "某", standing=Standing.PENDING))
        people.add_request(AccessRequest(str(number), number, None, working.MOMENT))
        people.add_invite(Invite(str(number), 1, working.MOMENT))
    people.take_updates([TakenUpdate(n, 5, "{}", working.MOMENT) for n in range(100, 130)])
    left, data = dt.datetime.now(dt.UTC), tmp_path / "data"
    with (
        worker(processes, working.press, url, data, 1, left) as (_, one),
        worker(processes, working.press, url, data, 2, left) as (_, two),
    ):
        for pipe in (one, two):
            assert told(pipe) == "ready"
        first, second = told(one), told(two)
    for mine, theirs in zip(first, second, strict=True):
        assert not set(mine) & set(theirs)
    won, used, taken, claimed = (
        [*mine, *theirs] for mine, theirs in zip(first, second, strict=True)
    )
    assert sorted(won) == sorted(used) == sorted(map(str, range(30)))
    assert sorted(taken) == list(range(60))
    assert sorted(claimed) == list(range(100, 130))
    for code in first[0]:
        request = people.request(code)
        assert request is not None
        assert (request.standing, request.decided_by) == (Standing.DENIED, 1)
        person = people.person(int(code))
        assert person is not None
        assert person.standing is Standing.DENIED
