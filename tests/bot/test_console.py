"""The conversation in a terminal: what is typed, pressed and shown."""

import io
from pathlib import Path

import pytest

from bot.cli import main
from bot.console import plain
from config.settings import SAMPLE


def talk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path, *lines: str
) -> str:
    """Type lines into `wenbao chat`; what it showed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    assert main(["chat", "--data", str(data), "--lang", "en"]) == 0
    return capsys.readouterr().out


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of its own, with the sample loaded."""
    folder = tmp_path / "data"
    assert main(["load", "--data", str(folder), str(SAMPLE)]) == 0
    return folder


def test_a_conversation(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    """A question, a follow-up, a press of a button, and the end."""
    shown = talk(
        monkeypatch,
        capsys,
        data,
        "who attended the Dec 5 meeting",
        "and on the 4th?",
        "/quit",
        "never read",
    )
    assert "方砚舟" in shown
    assert "林修远" in shown
    assert "Read as" in shown
    assert "[b" in shown
    assert "never read" not in shown


def test_a_button_is_pressed_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    """The name in brackets opens what the button opens."""
    first = talk(monkeypatch, capsys, data, "鸣沙水库什么时候完工？")
    name = next(
        part.split("]")[0]
        for part in first.split("[")
        if part.startswith("b") and "📄" in part.split("[")[0]
    )
    shown = talk(monkeypatch, capsys, data, "鸣沙水库什么时候完工？", name)
    assert "南渠清淤" in shown.split("明年8月", 1)[1]


def test_html_becomes_plain_text() -> None:
    """Tags go, entities are read, a quote stands behind a bar."""
    html = "<b>A &amp; B</b>\n<blockquote expandable>one\ntwo &lt;x&gt;</blockquote>after"
    assert plain(html) == "A & B\n│ one\n│ two <x>\nafter"
    assert "\x1b[1mA & B\x1b[0m" in plain(html, styled=True)
