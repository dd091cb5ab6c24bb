"""What a worker process does: run by ``test_workers`` in processes of its own."""

import datetime as dt
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from retrieval.store.people import People
from retrieval.store.people_records import Asked, TakenUpdate
from retrieval.store.store import Store

NAMES = ("a.txt", "b.txt", "c.txt")
MOMENT = dt.datetime(2031, 3, 1, 12, tzinfo=dt.UTC)


def answer_for_ever(url: str, data: Path, out: Connection) -> None:
    """Ask for the active release, as for each question, and tell when it is another one.

    Sends (release, when it was first seen, the persons that its pages name).
    """
    store = Store(url, data)
    store.open()
    library = store.snapshot()
    last = 0
    while True:
        number = store.active_release()
        if number != library.release:
            library = store.snapshot()
        seen = time.monotonic()
        persons = set()
        for name in NAMES:
            assembled = library.assembled(name)
            assert assembled is not None
            persons |= {article.heads[0].text for article in assembled.articles}
        rows = library.passages([row.row for row in library.rows()])
        persons |= {article.heads[0].text for _, article in rows}
        if library.release != last or len(persons) != 2:
            last = library.release
            out.send((last, seen, sorted(persons)))


def answer(people: People, update: int) -> None:
    """What there is to do for an update, at the first try or after a crash."""
    people.add_question(Asked(0, 5, None, 7, update, "谁去了白塔渠？", MOMENT))
    people.finish_update(update)


def take_and_answer(url: str, data: Path, numbers: Sequence[int], out: Connection) -> None:
    """Take updates and answer them one after the other; each is told once it is taken."""
    store = Store(url, data)
    people = People(store.database)
    for number in numbers:
        new = people.take_updates([TakenUpdate(number, 5, "{}", MOMENT)])
        out.send(("taken", number))
        for update in new:
            answer(people, update)
            out.send(("finished", update))


def press(url: str, data: Path, admin: int, before: dt.datetime, out: Connection) -> None:
    """Press every button, and tell which presses won."""
    from retrieval.store.people_records import Standing

    store = Store(url, data)
    people = People(store.database)
    out.send("ready")
    won = [
        code
        for code in map(str, range(30))
        if people.decide_request(code, (Standing.APPROVED, Standing.DENIED)[admin % 2], admin)
    ]
    used = [code for code in map(str, range(30)) if people.use_invite(code, admin)]
    taken = [
        update
        for start in range(0, 60, 3)
        for update in people.take_updates(
            [TakenUpdate(start + n, 5, "{}", MOMENT) for n in range(3)]
        )
    ]
    claimed = [update.id for update in people.claim_updates(before)]
    out.send((won, used, taken, claimed))
