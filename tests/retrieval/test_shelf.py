"""The same sample through each search engine: the same ten best; an engine away is an error, not "not found"."""

import os
from pathlib import Path

import pytest

from config.settings import SAMPLE
from retrieval.engine import Engine, EngineOptions
from retrieval.errors import EngineAway, IndexBroken
from retrieval.loading import Recipe
from retrieval.search.engines import EngineChoice

QUESTION = "会议谁参加了？"


def _best(data: Path, choice: EngineChoice) -> list[tuple[str, float]]:
    recipe = Recipe(tagger="jieba")
    engine = Engine(EngineOptions(data=data, recipe=recipe, workers=1, search=choice))
    try:
        engine.load([SAMPLE])
        return [(hit.passage.text, round(hit.score, 6)) for hit in engine.search(QUESTION)]
    finally:
        engine.close()


@pytest.mark.parametrize(
    ("name", "package", "url"),
    [("tantivy", "tantivy", ""), ("qdrant", "qdrant_client", ":memory:")],
)
def test_each_engine_finds_the_same(tmp_path: Path, name: str, package: str, url: str) -> None:
    pytest.importorskip(package)
    embedded = _best(tmp_path / "embedded", EngineChoice())
    choice = EngineChoice(name, candidates=1000, url=url, timeout=30.0)
    assert embedded
    assert _best(tmp_path / name, choice) == embedded


def test_a_stopped_server_is_away(tmp_path: Path) -> None:
    pytest.importorskip("qdrant_client")
    with pytest.raises(EngineAway):
        _best(tmp_path, EngineChoice("qdrant", url="http://127.0.0.1:9", timeout=1.0))


def test_a_check_reads_every_byte(tmp_path: Path) -> None:
    recipe = Recipe(tagger="jieba")
    engine = Engine(EngineOptions(data=tmp_path, recipe=recipe, workers=1))
    try:
        number = engine.load([SAMPLE]).release.number
        assert "digests right" in engine.shelf.check(number)
        largest = max(
            engine.store.index_folder(number).rglob("*.npy"), key=lambda file: file.stat().st_size
        )
        content = bytearray(largest.read_bytes())
        content[-1] ^= 1
        largest.write_bytes(content)
        with pytest.raises(IndexBroken):
            engine.shelf.check(number)
    finally:
        engine.close()


@pytest.mark.parametrize("changed", [False, True], ids=["of nothing new", "of a new page"])
def test_a_load_mends_what_a_check_found(tmp_path: Path, changed: bool) -> None:  # noqa: FBT001
    """Damage that leaves size and time of a large file as they were: said by the check, gone with the next load."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for page in SAMPLE.glob("*-p1.txt"):
        (pages / page.name).write_bytes(page.read_bytes())
    engine = Engine(EngineOptions(data=tmp_path / "data", recipe=Recipe(tagger="none"), workers=1))
    try:
        number = engine.load([pages]).release.number
        folder = engine.store.index_folder(number)
        largest = max(folder.rglob("*.npy"), key=lambda file: file.stat().st_size)
        right, at = largest.read_bytes(), largest.stat()
        largest.write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
        os.utime(largest, ns=(at.st_atime_ns, at.st_mtime_ns))
        with pytest.raises(IndexBroken):
            engine.shelf.check(number)
        if changed:
            (pages / "new.txt").write_text(
                "柏川日报\n\n新桥通车\n\n今天新桥通车。\n", encoding="utf8"
            )
        report = engine.load([pages])
        assert report.activated == changed
        assert "digests right" in engine.shelf.check(report.release.number)
        if not changed:
            assert largest.read_bytes() == right
    finally:
        engine.close()
