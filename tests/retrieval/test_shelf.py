"""The same sample through each search engine: the same ten best; an engine away is an error, not "not found"."""

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
