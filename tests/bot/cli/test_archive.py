"""`attendance`, `timeline`, `quote`: as text, as CSV, as JSON."""

import csv
import io
import json
from pathlib import Path

import pytest

from bot.cli import main


def test_attendance_as_csv_and_json(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same rows in both; a person's rows are that person's."""
    assert main(["attendance", "--data", str(sample_data), "--person", "方砚舟", "--csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main(["attendance", "--data", str(sample_data), "--person", "方砚舟", "--json"]) == 0
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert table == objects
    assert {row["person"] for row in table} == {"方砚舟"}
    assert table[0]["first"] == "2025-12-05"
    assert "chaired" in table[0]["roles"]


def test_attendance_in_a_range_without_events(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No rows is no error."""
    assert main(["attendance", "--data", str(sample_data), "--until", "2020-01-01", "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_a_timeline_gives_posts_and_events(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Traditional characters are the same person."""
    assert main(["timeline", "--data", str(sample_data), "阮青禾", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["kind"] for row in rows} == {"event", "post"}
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert main(["timeline", "--data", str(sample_data), "方硯舟"]) == 0
    assert "县长" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("县委副书记、县长方砚舟主持会议并讲话。", "printed"),
        ("县委副书记、县长方砚舟出席会议并讲话。", "differs"),
        ("县委副书记、县长方砚舟没有主持会议。", "differs"),
        ("火星上发现了新的河流系统", "not_printed"),
    ],
)
def test_a_quote_is_held_against_the_paper(
    sample_data: Path, capsys: pytest.CaptureFixture[str], sentence: str, status: str
) -> None:
    """Word for word or not: the differences are named."""
    assert main(["quote", "--data", str(sample_data), sentence, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == status
    assert bool(found["differences"]) == (status == "differs")
