"""``kill -9`` at any moment of a load leaves the old release or the new one, whole, and says so."""

import multiprocessing
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.store.release_records import ReleaseState
from retrieval.store.store import Store
from tests.retrieval.store import killed
from tests.retrieval.store.samples import page
from tests.retrieval.store.test_draft import counts


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Processes that are quick to start: forked from one that has loaded everything already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([killed.__name__])
    return context


def killed_in(processes: ForkServerContext, what: Callable[..., None], *arguments: object) -> bool:
    """Run it in a process; whether it was killed (else it ended well)."""
    process = processes.Process(target=what, args=arguments)
    process.start()
    process.join(60)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def whole(store: Store, person: str) -> None:
    """The active release is the one of this person: all of it, and nothing else."""
    library = store.snapshot()
    for name in killed.NAMES:
        assert library.assembled(name) == page(name, person=person).assembled
    rows = [row.row for row in library.rows()]
    assert len(library.passages(rows)) == 12
    kept = (store.index_folder(library.release) / "rows").read_text().split()
    assert kept == [str(row) for row in rows]
    if store.database.sqlite:
        with store.database.read() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def recovered(url: str, data: Path) -> Store:
    """The store after the next start: an unfinished load is said, nothing of it is left."""
    store = Store(url, data)
    store.open()
    left = [info for info in store.releases() if info.state is ReleaseState.DRAFT]
    said = store.recover()
    assert sum("did not finish" in line for line in said) == len(left)
    live = [i for i in store.releases() if i.state in {ReleaseState.ACTIVE, ReleaseState.KEPT}]
    assert sum(info.state is ReleaseState.ACTIVE for info in live) == 1
    assert not any(info.state is ReleaseState.DRAFT for info in store.releases())
    assert counts(store)["source"] == 3 * len(live)
    folders = sorted(path.name for path in (data / "index").iterdir())
    assert folders == sorted(store.index_folder(info.number).name for info in live)
    assert store.recover() == []
    return store


@pytest.mark.timeout(300)
def test_killed_at_every_point(url: str, tmp_path: Path, processes: ForkServerContext) -> None:
    step, at = 6, 4 if url else 1  # each process costs; the two databases take different points
    store = Store(url, tmp_path)
    store.open()
    killed.load(store, "第0人")
    active, person = store.active_release(), "第0人"
    store.close()
    ends: list[bool] = []
    died = True
    while died:
        died = killed_in(processes, killed.load_and_die, url, tmp_path, f"第{at}人", at)
        store = recovered(url, tmp_path)
        ends.append(store.active_release() != active)
        if ends[-1]:
            active, person = store.active_release(), f"第{at}人"
        whole(store, person)
        store.close()
        at += step
    assert ends == sorted(ends)  # up to some point the old one, from there on the new one
    assert len(ends) >= 40
    assert ends.count(True) >= 3


def test_killed_while_the_tables_are_made(
    url: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    at = 1
    while killed_in(processes, killed.migrate_and_die, url, tmp_path, at):
        at += 25
    store = Store(url, tmp_path)
    store.open()
    killed.load(store, "第0人")
    whole(store, "第0人")
    store.close()


def test_killed_at_any_time(url: str, tmp_path: Path, processes: ForkServerContext) -> None:
    """Between the statements too, wherever the clock happens to strike."""
    store = Store(url, tmp_path)
    store.open()
    killed.load(store, "第0人")
    store.close()
    for number in range(6):
        process = processes.Process(target=killed.load_for_ever, args=(url, tmp_path))
        process.start()
        time.sleep(0.2 + random.Random(number).random() / 2)  # noqa: S311
        process.kill()
        process.join(60)
        store = recovered(url, tmp_path)
        library = store.snapshot()
        assembled = library.assembled("a.txt")
        assert assembled is not None
        whole(store, assembled.articles[0].heads[0].text[: -len("第1次察看白塔渠")])
        store.close()
