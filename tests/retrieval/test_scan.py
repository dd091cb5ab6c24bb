"""Paths to sources: names of their own, what is known is not read, lots that keep folders together."""

from itertools import pairwise
from pathlib import Path

import pytest

from retrieval.corpus import Limits, Unchanged
from retrieval.errors import SourceError
from retrieval.records import Line, SourceText
from retrieval.scan import BATCH, Scan, batches, size_of


def write(folder: Path, name: str, text: str = "县长说水利要办好。\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf8")
    return path


def test_two_folders_may_have_files_of_one_name(tmp_path: Path) -> None:
    """The second one gets its folder before its name, and a warning says so."""
    write(tmp_path, "a/page1.txt", "一\n")
    write(tmp_path, "b/page1.txt", "二\n")
    scan = Scan([tmp_path / "a", tmp_path / "b"], Limits())
    assert [(source.name, source.lines[0].text) for source in scan] == [
        ("page1.txt", "一"),
        ("b/page1.txt", "二"),
    ]
    assert [warning.code for warning in scan.warnings] == ["same_name"]


def test_what_is_known_is_not_read(tmp_path: Path) -> None:
    """A known file comes as its name and digest, and can still be read when it is needed."""
    write(tmp_path, "page1.txt")
    first = next(iter(Scan([tmp_path], Limits())))
    scan = Scan([tmp_path], Limits())
    (item,) = scan.sources(lambda name, digest: (name, digest) == (first.name, first.digest))
    assert isinstance(item, Unchanged)
    assert scan.names == {"page1.txt"}
    assert scan.text(item) == first
    write(tmp_path, "page1.txt", "别的。\n")
    with pytest.raises(SourceError, match="changed while"):
        scan.text(item)


def test_a_problem_is_a_warning_and_keeps_its_name(tmp_path: Path) -> None:
    """A broken file beside a good one does not stop the load, and --sync does not take it for gone."""
    write(tmp_path, "good.txt")
    write(tmp_path, "empty.txt", "")
    scan = Scan([tmp_path], Limits())
    assert [source.name for source in scan] == ["good.txt"]
    assert scan.names == {"good.txt", "empty.txt"}
    assert scan.warnings[0].source == "empty.txt"


def _source(name: str, characters: int = 1) -> SourceText:
    return SourceText(name, name, "text", None, (Line(1, "水" * characters),))


def test_lots_keep_a_folder_together() -> None:
    """A lot ends where a folder does, once it is full; every source is in one lot, in order."""
    names = [f"{folder:02}/{page}.txt" for folder in range(60) for page in range(4)]
    lots = list(batches(map(_source, names)))
    assert [source.name for lot in lots for source in lot] == names
    assert len(lots) > 1
    for before, after in pairwise(lots):
        assert len(before) >= BATCH
        assert before[-1].name.split("/")[0] != after[0].name.split("/")[0]


def test_a_folder_without_end_is_cut_all_the_same() -> None:
    """Memory is bounded also where one folder holds everything."""
    lots = list(batches(_source(f"{page:05}.txt") for page in range(7 * BATCH)))
    assert max(map(len, lots)) <= 5 * BATCH
    assert sum(map(len, lots)) == 7 * BATCH
    assert [size_of(source) for source in lots[0][:2]] == [1, 1]
