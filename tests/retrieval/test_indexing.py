"""Indexes made, switched between engines, followed by other processes, and what happens where there is no room."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.cli import main
from retrieval.engine import Engine
from retrieval.errors import EngineAway, NoRoom, StoreError
from retrieval.search import building, updating
from retrieval.search.engines import EngineChoice
from tests.retrieval.papers import QUESTION, editions, opened, write_edition


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_edition(tmp_path / "pages", 1)


@pytest.fixture
def data(tmp_path: Path, pages: Path) -> Path:
    """A data folder with the first edition loaded by the embedded engine."""
    with opened(tmp_path / "data") as engine:
        engine.load([pages])
    return tmp_path / "data"


def found(engine: Engine) -> list[tuple[str, float]]:
    return [(hit.passage.text, round(hit.score, 9)) for hit in engine.search(QUESTION, 30)]


# --- one data folder, one engine after the other ---------------------------------------------


def test_engines_take_turns_on_one_folder(data: Path, tmp_path: Path) -> None:
    """Each opens what the one before left, makes its own from the kept terms, says so, and ranks the same."""
    pytest.importorskip("qdrant_edge")
    from tests.qdrant_server.server import running

    with opened(data) as engine:
        expected = found(engine)
        assert (len(expected), engine.shelf.said) == (14, [])
    with running(tmp_path / "server") as server:
        choices = [EngineChoice("tantivy"), EngineChoice("qdrant", url=server.url, timeout=10.0)]
        for choice in (*choices, EngineChoice(), *choices[::-1]):
            with opened(data, choice) as engine:
                assert found(engine) == expected, choice.name
                (said,) = engine.shelf.said
                assert "made anew from the database" in said
            with opened(data, choice) as engine:
                assert found(engine) == expected
                assert engine.shelf.said == []
        assert len(server.shards.names()) == 1


@pytest.mark.parametrize("name", ["embedded", "tantivy"])
@pytest.mark.parametrize("before", ["embedded", "tantivy"])
def test_a_load_goes_on_from_whatever_engine_was_before(
    tmp_path: Path, pages: Path, before: str, name: str
) -> None:
    with opened(tmp_path / "data", EngineChoice(before)) as engine:
        engine.load([pages])
    write_edition(pages, 2)
    with opened(tmp_path / "data", EngineChoice(name)) as engine:
        assert engine.load([pages]).activated
        assert (len(found(engine)), editions(engine.search(QUESTION, 30))) == (14, {"2"})
        assert engine.shelf.said == []
        engine.rollback(1)
        assert editions(engine.search(QUESTION, 30)) == {"1"}
        assert len(engine.shelf.said) == (before != name)


# --- whose index a folder holds ---------------------------------------------------------------


def test_the_index_of_a_load_that_was_broken_off_is_not_taken_for_another(
    data: Path, pages: Path, tmp_path: Path
) -> None:
    """Number 2 is given again: by another worker, while here the folder of the first one still lies."""
    url = f"sqlite:///{data / 'wenbao.db'}"
    with opened(tmp_path / "two", url=url) as other:
        assert editions(other.search(QUESTION)) == {"1"}
        with opened(data) as engine:
            write_edition(pages, 2)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("retrieval.store.draft.Draft.activate", _stop)
                patch.setattr("retrieval.store.store.Store._end", lambda *_: None)
                with pytest.raises(KeyboardInterrupt):
                    engine.load([pages])
        assert (data / "index" / "000002" / "release").is_file()
        write_edition(pages, 3)
        assert other.load([pages]).release.number == 2
    with opened(data) as engine:
        assert editions(engine.search(QUESTION, 30)) == {"3"}
        assert "of another release" in engine.shelf.said[0]


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_worker_with_a_folder_of_its_own_follows(
    data: Path, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the first time its index goes on from its own last one, by what has changed."""
    url = f"sqlite:///{data / 'wenbao.db'}"
    with opened(data) as one, opened(tmp_path / "two", url=url) as two:
        assert editions(two.search(QUESTION)) == {"1"}
        monkeypatch.setattr("retrieval.search.engines.build", _stop)  # from now on only changes
        for number in (2, 3):
            write_edition(pages, number)
            one.load([pages])
            assert (len(found(two)), editions(two.search(QUESTION, 30))) == (14, {str(number)})
        assert found(two) == found(one)
        one.rollback(2)
        assert editions(two.search(QUESTION, 30)) == {"2"}


def test_a_new_index_is_waited_for_only_so_long(
    data: Path, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meanwhile the release before answers, whole; where there is none, it cannot be searched now."""
    from threading import Event

    url, go, really = f"sqlite:///{data / 'wenbao.db'}", Event(), updating.update

    def slow(*arguments: Any) -> None:
        assert go.wait(60)
        really(*arguments)

    with opened(data) as one, opened(tmp_path / "two", url=url) as two:
        assert editions(two.search(QUESTION)) == {"1"}
        write_edition(pages, 2)
        one.load([pages])
        two.shelf.patience = 0.05
        two.shelf.indexes._engine._update = slow  # type: ignore[attr-defined]
        assert editions(two.search(QUESTION, 30)) == {"1"}
        go.set()
        two.shelf.patience = None
        assert editions(two.search(QUESTION, 30)) == {"2"}


# --- no room ----------------------------------------------------------------------------------


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_memory(*_: object, **__: object) -> None:
    raise MemoryError


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (full, r"the disk of .*index is full.*make room, about \d+ MB.*load again"),
        (no_memory, "not enough memory.*tantivy"),
    ],
)
def test_no_room_for_an_index_is_said_and_the_old_release_answers(
    data: Path,
    pages: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[..., None],
    said: str,
) -> None:
    write_edition(pages, 2)
    with opened(data) as engine:
        with monkeypatch.context() as patch:
            patch.setattr(np, "save", broken)
            with pytest.raises(NoRoom, match=said):
                engine.load([pages])
        assert [folder.name for folder in (data / "index").iterdir()] == ["000001"]
        assert [one.number for one in engine.releases()] == [1]
        assert editions(engine.search(QUESTION, 30)) == {"1"}
        assert engine.load([pages]).activated
        assert editions(engine.search(QUESTION, 30)) == {"2"}


def test_no_room_where_a_worker_follows(
    data: Path, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers from the release before; one that has none cannot search now."""
    url = f"sqlite:///{data / 'wenbao.db'}"
    with ExitStack() as stack:
        one, two, new = (
            stack.enter_context(opened(folder, url=url))
            for folder in (data, tmp_path / "two", tmp_path / "new")
        )
        assert editions(two.search(QUESTION)) == {"1"}
        write_edition(pages, 2)
        one.load([pages])
        with monkeypatch.context() as patch:
            patch.setattr(np, "save", full)
            assert editions(two.search(QUESTION, 30)) == {"1"}
            with pytest.raises(EngineAway, match="cannot search now: the disk of"):
                new.search(QUESTION)
        assert not (tmp_path / "new" / "index" / "000002").exists()
        two.shelf._opening = new.shelf._opening = None  # half a minute later, of itself
        assert editions(two.search(QUESTION, 30)) == {"2"}
        assert editions(new.search(QUESTION, 30)) == {"2"}


def test_a_folder_that_cannot_be_written_is_named(
    data: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(data / "index"))

    write_edition(pages, 2)
    with opened(data) as engine:
        monkeypatch.setattr(np, "save", refused)
        with pytest.raises(StoreError, match=r"cannot be written.*Read-only.*index"):
            engine.load([pages])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB, where this user may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("no small file system could be mounted here (that needs root)")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S603, S607


@pytest.mark.parametrize("name", ["embedded", "tantivy"])
def test_a_disk_that_is_really_full(
    small_disk: Path,
    data: Path,
    pages: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """From the command line: exit code 1, what to do, no trace of the load, and answers as before."""
    url = f"sqlite:///{data / 'wenbao.db'}"
    monkeypatch.setenv("WENBAO_STORE_URL", url)
    monkeypatch.setenv("WENBAO_SEARCH_ENGINE", name)
    monkeypatch.setenv("WENBAO_LOAD_TAGGER", "jieba")
    assert main(["search", "--json", "--data", str(small_disk), QUESTION]) == 0
    write_edition(pages, 2)
    filler = small_disk / "filler"
    filler.write_bytes(b"0" * shutil.disk_usage(small_disk).free)
    capsys.readouterr()
    assert main(["load", "--json", "--data", str(small_disk), str(pages)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "is full" in shown.err
    assert "make room" in shown.err
    assert "Traceback" not in shown.err
    assert main(["search", "--data", str(small_disk), QUESTION]) == 0
    assert "第1期" in capsys.readouterr().out
    filler.unlink()
    assert main(["load", "--data", str(small_disk), str(pages)]) == 0
    assert main(["search", "--data", str(small_disk), QUESTION]) == 0
    assert "第2期" in capsys.readouterr().out


def test_postings_on_a_full_disk_are_an_error_and_no_crash(small_disk: Path) -> None:
    """Where they are written through memory, room is taken first: else the process would be killed (SIGBUS)."""
    starts = np.array([0, building._BATCH + 1], np.int64)
    with pytest.raises(OSError, match="No space left"):
        building._room(small_disk, "places", starts, np.uint32)
