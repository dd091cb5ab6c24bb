"""What `wenbao check` finds: each thing that can be wrong, with its cure, and that one does not hide the others."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot import findings
from bot.compose import engine_of
from bot.findings import Finding, local_findings
from config.settings import SAMPLE, LoadSettings, SearchSettings, Settings, StoreSettings
from retrieval.search import index as embedded
from retrieval.store.store import Store
from tests.retrieval.papers import opened, write_edition

ALL = ["settings", "data folder", "database", "corpus", "index", "disk", "names", "lexicon"]


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the loaded sample, to be damaged; hard links would share the damage."""
    return Path(shutil.copytree(sample_data, tmp_path / "data"))


def settings(data: Path, **more: object) -> Settings:
    return Settings(data=data, **more)  # type: ignore[arg-type]


def about(found: Sequence[Finding], what: str) -> Finding:
    (one,) = [finding for finding in found if finding.what == what]
    return one


def test_all_is_looked_at_and_right(sample_data: Path) -> None:
    found = local_findings(settings(sample_data))
    assert [one.what for one in found] == ALL
    assert {one.what: one.state for one in found if one.state != "ok"} in ({}, {"corpus": "warn"})
    corpus = about(found, "corpus").text
    assert corpus.startswith("release 1: 2 sources, ")
    assert "2025-12-0" in corpus
    assert "wenbao.db" in about(found, "database").text
    assert about(found, "index").text == "opened, digests right"


def test_warnings_of_the_load_are_counted(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "pages")
    (tmp_path / "pages" / "empty.pdf").write_bytes(b"%PDF-1.4 nothing")
    with opened(tmp_path / "data") as engine:
        engine.load([tmp_path / "pages"])
    corpus = about(local_findings(settings(tmp_path / "data")), "corpus")
    assert corpus.state == "warn"
    assert "warnings of its load" in corpus.text


def test_a_byte_that_changed_is_found_although_the_file_looks_untouched(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file of the right size and time is opened unread; the check reads it."""
    monkeypatch.setattr(embedded, "TRUSTED", 0)
    largest = max(data.glob("index/*/*/*.npy"), key=lambda file: file.stat().st_size)
    before, content = largest.stat(), bytearray(largest.read_bytes())
    content[-1] ^= 1
    largest.write_bytes(content)
    os.utime(largest, ns=(before.st_atime_ns, before.st_mtime_ns))
    (manifest,) = data.glob("index/*/manifest.json")
    assert str(before.st_mtime_ns) in manifest.read_text()
    found = local_findings(settings(data))
    index = about(found, "index")
    assert index.state == "wrong"
    assert largest.name in index.text
    assert "made anew" in index.text
    assert [one.what for one in found] == ALL
    local_findings(settings(data))  # opens it, and so makes it anew
    assert largest.read_bytes() != bytes(content)


def test_the_cure_of_a_broken_index_works(data: Path) -> None:
    """A folder that is gone is made anew; the next check is right."""
    (folder,) = (data / "index").iterdir()
    shutil.rmtree(folder)
    first = [one for one in local_findings(settings(data)) if one.what == "index"]
    assert [one.state for one in first] == ["warn", "ok"]
    assert "made anew from the database" in first[0].text
    assert about(local_findings(settings(data)), "index").state == "ok"


def test_a_load_that_was_broken_off_is_told(data: Path) -> None:
    store = Store("", data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "_end", lambda *_: None)
        with store.draft() as draft:
            draft.index_folder.mkdir(parents=True)
    store.close()
    recovery = [one for one in local_findings(settings(data)) if one.what == "recovery"]
    assert recovery[0].state == "warn"
    assert "did not finish" in recovery[0].text
    assert not [one for one in local_findings(settings(data)) if one.what == "recovery"]


def test_nothing_is_loaded_yet(tmp_path: Path) -> None:
    corpus = about(local_findings(settings(tmp_path / "data")), "corpus")
    assert (corpus.state, "wenbao load" in corpus.text) == ("warn", True)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = local_findings(settings(tmp_path / "file" / "data"))
    assert [one.what for one in found] == ["settings", "data folder"]
    assert (found[1].state, "WENBAO_DATA" in found[1].text) == ("wrong", True)


def test_a_database_that_is_damaged(data: Path) -> None:
    for file in data.glob("wenbao.db*"):
        file.write_bytes(b"no database " * 1000)
    database = about(local_findings(settings(data)), "database")
    assert (database.state, "damaged" in database.text) == ("wrong", True)


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    url = "postgresql://wenbao:secret-part@127.0.0.1:9/wenbao"
    database = about(local_findings(settings(tmp_path, store=StoreSettings(url=url))), "database")
    assert (database.state, "does not answer" in database.text) == ("wrong", True)
    assert "secret-part" not in database.text


def test_an_engine_that_is_not_set_up(data: Path) -> None:
    found = local_findings(settings(data, search=SearchSettings(engine="qdrant")))
    assert "search.qdrant_url" in about(found, "database").text


def test_an_engine_that_is_away(data: Path) -> None:
    pytest.importorskip("qdrant_client")
    away = SearchSettings(engine="qdrant", qdrant_url="http://127.0.0.1:9", timeout_s=1)
    found = local_findings(settings(data, search=away))
    index = about(found, "index")
    assert (index.state, "127.0.0.1:9" in index.text) == ("wrong", True)
    assert "delete" not in index.text
    assert {"disk", "names", "lexicon"} <= {one.what for one in found}


def test_an_engine_that_goes_away_during_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("qdrant_edge")
    from tests.qdrant_server.server import Fault, running

    pages = write_edition(tmp_path / "pages", 1)
    with running(tmp_path / "server") as server:
        search = SearchSettings(engine="qdrant", qdrant_url=server.url, timeout_s=10)
        chosen = settings(
            tmp_path / "data", search=search, load=LoadSettings(tagger="jieba", workers=1)
        )
        engine = engine_of(chosen)
        engine.load([pages])
        engine.close()
        assert about(local_findings(chosen), "index").text.endswith("alias right")
        server.fault = Fault("/aliases$", drop=True)
        index = about(local_findings(chosen), "index")
        assert (index.state, "delete" in index.text) == ("wrong", False)


def test_a_disk_that_is_nearly_full(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=400_000_000))
    disk = about(local_findings(settings(data)), "disk")
    assert (disk.state, disk.text) == (
        "warn",
        "0.4 GB free; a load needs room for a second release",
    )


def test_names_without_the_tagger(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert about(local_findings(settings(data)), "names").state == "warn"
    jieba = settings(data, load=LoadSettings(tagger="jieba"))
    assert about(local_findings(jieba), "names") == Finding("names", "ok", "tagger jieba")


def test_a_lexicon_that_is_missing(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "LEXICON", tmp_path)
    (tmp_path / "stopwords.txt").write_text("的")
    lexicon = about(local_findings(settings(data)), "lexicon")
    assert lexicon.state == "warn"
    assert "glossary.tsv" in lexicon.text
    assert "stopwords.txt" not in lexicon.text
