"""`wenbao check`: what is right, what is wrong, in plain words and by exit code."""

import json
from pathlib import Path

import pytest

from bot.cli import main


def findings(
    capsys: pytest.CaptureFixture[str], data: Path
) -> tuple[int, dict[str, tuple[str, str]]]:
    """Exit code, and each finding's state and text by what it is about."""
    code = main(["check", "--json", "--data", str(data)])
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] == (code == 0)
    return code, {row["what"]: (row["state"], row["text"]) for row in found["findings"]}


def test_a_loaded_folder_is_right(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Database, index and corpus are named; a missing token is worth a word and no failure."""
    code, found = findings(capsys, sample_data)
    assert code == 0
    assert found["index"][0] == "ok"
    assert "2 sources" in found["corpus"][1]
    assert found["token"][0] == "warn"


def test_an_empty_folder_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is loaded yet."""
    code, found = findings(capsys, tmp_path / "data")
    assert code == 0
    assert "wenbao load" in found["corpus"][1]


def test_a_folder_that_cannot_be_made_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands in its place."""
    (tmp_path / "data").write_text("")
    code, found = findings(capsys, tmp_path / "data")
    assert code == 1
    assert found["data folder"][0] == "wrong"


def test_an_api_that_is_away_is_wrong(
    sample_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody listens at the address: the finding names it, the token is not shown."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:secret-part")
    monkeypatch.setenv("TELEGRAM_API_BASE", "http://127.0.0.1:9")
    monkeypatch.setenv("WENBAO_ADMINS", "42")
    code, found = findings(capsys, sample_data)
    assert code == 1
    assert "127.0.0.1:9" in found["telegram"][1]
    assert "secret-part" not in json.dumps(found)
