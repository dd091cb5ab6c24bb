"""What a process does that is killed: run by ``test_kill`` in processes of its own."""

import os
import signal
from pathlib import Path
from typing import Any

from sqlalchemy import event

from retrieval.store import writing
from retrieval.store.store import Store
from tests.retrieval.store.samples import page

NAMES = ("a.txt", "b.txt", "c.txt")


class Bomb:
    """Counts statements and commits, before and after each; kills the process at one of them."""

    def __init__(self, store: Store, at: int) -> None:
        self.at = at
        self.passed = 0
        engine = store.database.engine
        event.listen(engine, "before_cursor_execute", self.tick)
        event.listen(engine, "after_cursor_execute", self.tick)
        event.listen(engine, "commit", self.tick)
        event.listen(engine, "checkin", self.tick)  # after a commit

    def tick(self, *_: Any) -> None:
        self.passed += 1
        if self.passed == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def load(store: Store, person: str) -> None:
    """All that a load does to the disk: batches, index, activation, pruning."""
    writing.BATCH = 3
    with store.draft() as draft:
        for name in NAMES:
            page(name, person=person).put(draft)
        draft.index_folder.mkdir(parents=True)
        rows = [str(row.row) for row in draft.rows()]
        (draft.index_folder / "rows").write_text("\n".join(rows))
        draft.activate()
    store.prune(2)


def load_and_die(url: str, data: Path, person: str, at: int) -> None:
    """Load, and be killed at a point; the exit code is 0 when the load ended before it."""
    store = Store(url, data)
    store.open()
    Bomb(store, at)
    load(store, person)


def migrate_and_die(url: str, data: Path, at: int) -> None:
    """Open an empty database, and be killed while its tables are made."""
    store = Store(url, data)
    Bomb(store, at)
    store.open()


def load_for_ever(url: str, data: Path) -> None:
    """Load one thing after the other, until somebody ends it."""
    store = Store(url, data)
    store.open()
    number = 0
    while True:
        number += 1
        load(store, f"第{number}人")
