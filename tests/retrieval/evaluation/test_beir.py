"""BEIR folders: read as they are, and refused by line number when broken."""

import io
from pathlib import Path

import pytest

from retrieval.errors import SourceError, UsageError
from retrieval.evaluation.beir import open_folder, write_run


def _folder(
    tmp_path: Path, queries: str, qrels: str = "query-id\tcorpus-id\tscore\nq1\td1\t1\n"
) -> Path:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(
        '{"_id": "d1", "title": "", "text": "水库"}\n', encoding="utf8"
    )
    (tmp_path / "queries.jsonl").write_text(queries, encoding="utf8")
    (tmp_path / "qrels" / "test.tsv").write_text(qrels, encoding="utf8")
    return tmp_path


def test_a_folder_is_read(tmp_path: Path) -> None:
    """Answers come from the metadata, the header of the qrels is skipped."""
    folder = open_folder(
        _folder(tmp_path, '{"_id": "q1", "text": "何时？", "metadata": {"answers": ["九月"]}}\n')
    )
    assert folder.queries[0].answers == ("九月",)
    assert folder.qrels == {"q1": {"d1": 1}}


@pytest.mark.parametrize("line", ["{", "[1]", '{"_id": 3, "text": "x"}'])
def test_a_broken_line_is_named_by_number(tmp_path: Path, line: str) -> None:
    """The second line is the broken one."""
    folder = _folder(tmp_path, '{"_id": "q1", "text": "x"}\n' + line + "\n")
    with pytest.raises(SourceError, match="line 2"):
        open_folder(folder)


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    """The message names what the folder lacks."""
    with pytest.raises(
        UsageError, match=r"corpus\.jsonl, queries\.jsonl, qrels/test\.tsv is missing"
    ):
        open_folder(tmp_path)


def test_a_run_has_six_fields() -> None:
    """query Q0 document rank score tag."""
    out = io.StringIO()
    write_run(out, [("q1", [("d2", 2.5), ("d1", 1.0)])])
    assert out.getvalue() == "q1 Q0 d2 1 2.500000 wenbao\nq1 Q0 d1 2 1.000000 wenbao\n"
