import datetime as dt
import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.errors import Busy, ReleaseError, StoreError
from retrieval.store.release_records import ReleaseState
from retrieval.store.store import Store
from tests.retrieval.store.samples import page
from tests.retrieval.store.test_draft import counts, load


def states(store: Store) -> dict[int, str]:
    return {info.number: str(info.state) for info in store.releases()}


def three(store: Store) -> None:
    for person in ("陆远山", "白小溪", "高半夏"):
        load(store, page("a.txt", person=person))


def test_releases_newest_first(store: Store) -> None:
    three(store)
    assert list(states(store).items()) == [(3, "active"), (2, "kept"), (1, "kept")]


def test_rollback_and_forward(store: Store) -> None:
    three(store)
    assert store.rollback(1).state is ReleaseState.ACTIVE
    assert states(store) == {3: "kept", 2: "kept", 1: "active"}
    assert store.snapshot().events_of("陆远山")
    store.rollback(3)
    assert store.active_release() == 3
    assert store.rollback(3).number == 3  # it is active already


def test_a_load_after_a_rollback_starts_from_what_is_active(store: Store) -> None:
    three(store)
    store.rollback(1)
    info = load(store, page("b.txt", person="何苇"))
    assert (info.number, info.sources, info.added) == (4, 2, 1)
    assert store.snapshot().events_of("陆远山")


@pytest.mark.parametrize(("number", "why"), [(7, "is not there"), (1, "was pruned")])
def test_rollback_to_what_is_gone(store: Store, number: int, why: str) -> None:
    three(store)
    store.prune(2)
    with pytest.raises(ReleaseError, match=f"release {number} {why}; .* made active: 2"):
        store.rollback(number)
    assert store.active_release() == 3


def test_prune_gives_up_the_oldest(store: Store) -> None:
    three(store)
    for number in (1, 2, 3):
        store.index_folder(number).mkdir(parents=True)
    assert store.prune(2) == [1]
    assert states(store) == {3: "active", 2: "kept", 1: "pruned"}
    assert counts(store)["source"] == 2
    assert sorted(path.name for path in (store.data / "index").iterdir()) == ["000002", "000003"]
    with pytest.raises(ReleaseError):
        store.snapshot(1)
    assert store.snapshot(2).events_of("白小溪")


def test_prune_spares_what_was_active_last(store: Store) -> None:
    """After a rollback it is the release left behind that is worth keeping, not a number."""
    three(store)
    store.rollback(1)
    store.rollback(3)
    assert store.prune(2) == [2]
    assert states(store) == {3: "active", 2: "pruned", 1: "kept"}


def test_prune_to_one(store: Store) -> None:
    three(store)
    assert store.prune(1) == [1, 2]
    assert counts(store)["source"] == 1
    assert load(store, page("b.txt", person="何苇")).number == 4


def test_shared_sources_survive_a_prune(store: Store) -> None:
    load(store, page("a.txt"))
    load(store, page("b.txt", person="何苇"))
    store.prune(1)
    assert [source.name for source in store.snapshot().sources()] == ["a.txt", "b.txt"]
    assert store.snapshot().events_of("陆远山")


def test_one_load_at_a_time(store: Store) -> None:
    other = Store(str(store.database.url.render_as_string(hide_password=False)), store.data)
    who = rf"another load is running \(process {os.getpid()} on .*since \d{{4}}-"
    with store.draft() as draft:
        with pytest.raises(Busy, match=who), other.draft():
            pass
        with pytest.raises(Busy, match=who):
            other.rollback(1)
        assert other.recover() == []
        assert other.prune(1) == []
        page().put(draft)
        assert draft.activate().number == 1
    with other.draft():
        pass
    other.close()


def test_recover_says_what_was_left(store: Store) -> None:
    load(store, page("a.txt"))
    with store.database.write() as connection:
        connection.execute(
            text(
                "INSERT INTO release (number, state, owner, created, sources, articles, passages, "
                "added, changed, removed, warnings) "
                "VALUES (2, 'draft', 'process 7 on desk', :now, 0, 0, 0, 0, 0, 0, 0)"
            ),
            {"now": dt.datetime(2031, 3, 1, 12, 0, tzinfo=dt.UTC)},
        )
    store.index_folder(1).mkdir(parents=True)
    (store.index_folder(2) / "inside").mkdir(parents=True)
    (store.data / "index" / "000001.new").touch()
    said = store.recover()
    assert said == [
        (
            "a load that began on 2031-03-01 12:00:00 UTC (process 7 on desk) did not finish; "
            "release 2 was dropped, release 1 answers as before"
        ),
        "index folder 000001.new belonged to no release and was removed",
        "index folder 000002 belonged to no release and was removed",
    ]
    assert store.recover() == []
    assert states(store) == {1: "active"}
    assert [path.name for path in (store.data / "index").iterdir()] == ["000001"]


def test_readers_see_one_release_while_another_is_loaded(store: Store) -> None:
    """Threads that look up while loads go on: each snapshot is of one release, whole."""
    people = ["陆远山", "白小溪", "高半夏", "何苇"] * 3
    load(store, page("a.txt", person=people[-1]), page("b.txt", person=people[-1]))
    stop = threading.Event()
    wrong: list[object] = []

    def ask() -> None:
        while not stop.is_set():
            library = store.snapshot()
            seen = {
                article.heads[0].text[:-8]
                for source in ("a.txt", "b.txt")
                for article in (library.assembled(source) or page().assembled).articles
            }
            rows = [row.row for row in library.rows()]
            if len(seen) != 1 or len(library.passages(rows)) != 8:
                wrong.append((library.release, seen, rows))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for person in people:
        load(store, page("a.txt", person=person), page("b.txt", person=person))
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_nothing_loaded(store: Store) -> None:
    assert store.active_release() is None
    assert store.releases() == []
    assert store.recover() == []
    with pytest.raises(ReleaseError, match="nothing is loaded yet"):
        store.snapshot()


def test_wal_and_foreign_keys(tmp_path: Path) -> None:
    store = Store("", tmp_path)
    store.open()
    with store.database.write() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA synchronous")) == 2  # FULL
    with store.database.write(bulk=True) as connection:
        assert connection.scalar(text("PRAGMA synchronous")) == 1  # NORMAL
    with store.database.write() as connection:
        assert connection.scalar(text("PRAGMA synchronous")) == 2
    store.close()


def test_data_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"file/data: the data folder cannot be made .*--data"):
        Store("", tmp_path / "file" / "data").open()


def test_data_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(StoreError, match="cannot be written; let this user write it"):
        Store("", tmp_path).open()


def test_database_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "wenbao.db").write_bytes(b"not a database at all, but long enough " * 100)
    with pytest.raises(StoreError, match=r"wenbao\.db: the database file is damaged; put a copy"):
        Store("", tmp_path).open()


def test_damaged_database(tmp_path: Path) -> None:
    store = Store("", tmp_path)
    store.open()
    load(store, *(page(f"{n}.txt", stories=9) for n in range(9)))
    store.close()
    file = tmp_path / "wenbao.db"
    size = file.stat().st_size
    with file.open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xff" * (size - 4096))
    store = Store("", tmp_path)
    with pytest.raises(StoreError, match="damaged"):
        store.open()
    store.close()


def test_full_disk(tmp_path: Path) -> None:
    """A load that finds no more room fails by name; the active release is as it was."""
    store = Store("", tmp_path)
    store.open()
    load(store, page("a.txt"))
    with store.database.read() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
    store.close()

    def little_room(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")  # type: ignore[attr-defined]

    from sqlalchemy import event

    event.listen(store.database.engine, "connect", little_room)
    with pytest.raises(StoreError, match="the disk is full; make room and try again"):
        load(store, *(page(f"{n}.txt", stories=50) for n in range(50)))
    assert store.active_release() == 1
    assert store.snapshot().assembled("a.txt") == page("a.txt").assembled
    assert counts(store)["source"] == 1
    store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("nonsense", "cannot be read; it looks like"),
        ("oddbase://x/y", "no driver for this database here"),
    ],
)
def test_urls_that_cannot_be(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Store(url, tmp_path)


def test_server_that_is_away(tmp_path: Path) -> None:
    url = f"postgresql://ann:secret@/paper?host={tmp_path}"
    store = Store(url, tmp_path / "data")
    with pytest.raises(StoreError, match="the database server does not answer") as caught:
        store.open()
    assert "secret" not in str(caught.value)
    store.close()


def test_password_is_never_shown(tmp_path: Path) -> None:
    store = Store("postgresql://ann:secret@127.0.0.1:1/paper", tmp_path)
    assert "secret" not in store.database.label
    assert store.database.url.drivername == "postgresql+psycopg"


def test_a_writer_that_reads_first_waits_for_its_turn(store: Store) -> None:
    """Of two processes, each with a queue of its own: neither is refused, nothing is lost."""
    other = Store(store.database.url.render_as_string(hide_password=False), store.data)
    note = text("INSERT INTO note (key, value) VALUES (:key, '')")

    def write() -> None:
        with other.database.write() as connection:
            connection.execute(note, {"key": "second"})

    thread = threading.Thread(target=write)
    with store.database.write() as connection:
        assert connection.scalar(text("SELECT count(*) FROM note")) == 0
        thread.start()
        thread.join(0.3)
        connection.execute(note, {"key": "first"})
    thread.join()
    with store.database.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM note")) == 2
    other.close()
