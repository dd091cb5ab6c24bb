import os
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexBroken
from retrieval.search import Index, build, manifest
from retrieval.search.segment import load_array
from tests.retrieval.search.corpora import items


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(tmp_path / "index", items([["甲", "乙"], ["甲"]]))
    return tmp_path / "index"


@pytest.mark.parametrize("name", ["places", "counts", "terms", "ends", "starts", "rows", "days"])
def test_a_changed_byte_breaks_the_index(folder: Path, name: str) -> None:
    path = next(folder.rglob(f"{name}.npy"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexBroken, match=f"{name}.npy"):
        Index.open(folder)


def test_a_small_file_is_hashed_even_if_its_time_was_set_back(folder: Path) -> None:
    path = next(folder.rglob("places.npy"))
    times = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(IndexBroken):
        Index.open(folder)


def test_a_large_file_is_trusted_by_its_time_unless_thorough(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(folder.rglob("counts.npy"))
    marks = [manifest.mark(path)]
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexBroken):
        manifest.check(path.parent, marks, trusted=1)
    os.utime(path, ns=(0, marks[0].changed))
    manifest.check(path.parent, marks, trusted=1)
    with pytest.raises(IndexBroken):
        manifest.check(path.parent, marks, trusted=marks[0].bytes + 1)
    with pytest.raises(IndexBroken):
        Index.open(folder, thorough=True)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"format": 2, "sha256": "", "body": ""}',
        '{"format": 1, "sha256": "00", "body": "{}"}',
        "\x00",
    ],
)
def test_a_damaged_manifest_breaks_the_index(folder: Path, damage: str) -> None:
    (folder / "manifest.json").write_text(damage, encoding="utf-8")
    with pytest.raises(IndexBroken, match=r"manifest\.json"):
        Index.open(folder)


def test_a_manifest_that_is_no_text_breaks_the_index(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(IndexBroken):
        Index.open(folder)


def test_a_folder_without_a_manifest_is_broken(tmp_path: Path) -> None:
    with pytest.raises(IndexBroken, match="cannot be read"):
        Index.open(tmp_path)


def test_a_pickle_is_never_read(tmp_path: Path) -> None:
    path = tmp_path / "places.npy"
    np.save(path, np.array([{"no": "pickle"}], object), allow_pickle=True)
    with pytest.raises(IndexBroken):
        load_array(path)
