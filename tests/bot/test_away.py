"""What people see while the search engine is away: never "not found". Command line, terminal, check; then it is back."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from tests.retrieval.papers import QUESTION, write_edition

pytest.importorskip("qdrant_edge")

from tests.qdrant_server.server import Fault, QdrantServer, error, running

SHARD = "Service internal error: The replica set for shard 0 on peer 7 has no active replica"
FAULTS = {
    "away": Fault("", drop=True),
    "slow": Fault("", delay=600),
    "broken": Fault("", status=500, body=error("it is starting")),
    "in part": Fault("/points/query$", status=500, body=error(SHARD)),
    "garbled": Fault("", status=200, body=b"<html>hello</html>"),
}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[QdrantServer]:
    with running(tmp_path / "server") as made:
        monkeypatch.setenv("WENBAO_DATA", str(tmp_path / "data"))
        monkeypatch.setenv("WENBAO_SEARCH_ENGINE", "qdrant")
        monkeypatch.setenv("WENBAO_SEARCH_QDRANT_URL", made.url)
        monkeypatch.setenv("WENBAO_SEARCH_TIMEOUT_S", "0.6")
        monkeypatch.setenv("WENBAO_LOAD_TAGGER", "jieba")
        yield made


@pytest.fixture
def loaded(server: QdrantServer, tmp_path: Path) -> QdrantServer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WENBAO_SEARCH_TIMEOUT_S", "20")
        assert main(["load", str(write_edition(tmp_path / "pages", 1))]) == 0
    return server


@pytest.mark.parametrize("name", FAULTS)
def test_the_command_line_fails_and_says_nothing_on_standard_output(
    loaded: QdrantServer, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Exit code 1 as the contract has it: no line that a program could take for "not found"."""
    capsys.readouterr()
    loaded.fault = FAULTS[name]
    for command in (["ask", "--json", QUESTION], ["search", "--json", QUESTION]):
        assert main(command) == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith("wenbao: cannot search now: Qdrant at http://127.0.0.1:")
        assert len(shown.err.splitlines()) == 1
    loaded.fault = None


def test_a_batch_stops_where_the_engine_went_away(
    loaded: QdrantServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was answered stands; of the rest nothing is said."""
    batch = tmp_path / "batch.jsonl"
    rows = [{"id": str(number), "q": QUESTION} for number in range(3)]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    capsys.readouterr()
    loaded.fault = Fault("/points/query$", drop=True)
    loaded.fault.strikes = _from(4, loaded.fault.strikes)  # type: ignore[method-assign]
    assert main(["ask", "--batch", str(batch)]) == 1
    shown = capsys.readouterr()
    assert all(json.loads(line)["status"] == "answered" for line in shown.out.splitlines())
    assert len(shown.out.splitlines()) < 3
    assert "cannot search now" in shown.err


def _from(number: int, strikes):  # type: ignore[no-untyped-def]
    """The fault begins with that many queries."""
    seen = 0

    def counted(path: str) -> bool:
        nonlocal seen
        if not path.endswith("/points/query"):
            return False
        seen += 1
        return seen >= number and bool(strikes(path))

    return counted


def test_a_load_fails_and_the_release_stays(
    loaded: QdrantServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_edition(tmp_path / "pages", 2)
    loaded.fault = FAULTS["broken"]
    assert main(["load", "--json", str(tmp_path / "pages")]) == 1
    shown = capsys.readouterr()
    assert "nothing was loaded" in shown.err
    loaded.fault = None
    assert main(["search", "--json", QUESTION]) == 0
    assert "第1期" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "question", "said"),
    [("zh", QUESTION, "现在查不了"), ("en", "白鹭湾大桥", "I cannot look it up now")],
)
def test_the_terminal_says_so_and_answers_when_it_is_back(
    loaded: QdrantServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    question: str,
    said: str,
) -> None:
    """/start greets, the question is not answered, and the button asks it again."""

    class Typed(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            line = super().readline(-1)
            if line.startswith("b"):
                loaded.fault = None
            return line

    capsys.readouterr()
    loaded.fault = Fault("", drop=True)
    button = _button(language, question, monkeypatch, capsys)
    loaded.fault = Fault("/points/query$", drop=True)
    monkeypatch.setattr("sys.stdin", Typed(f"{question}\n{button}\n"))
    assert main(["chat", "--lang", language]) == 0
    shown = capsys.readouterr().out
    assert said in shown
    assert "没有找到" not in shown
    assert "could not find" not in shown
    assert "第1期" in shown


def _button(
    language: str,
    question: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    """The name of the button below the answer that could not be given."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{question}\n"))
    assert main(["chat", "--lang", language]) == 0
    shown = capsys.readouterr().out
    label = "再答一次" if language == "zh" else "Answer again"
    assert label in shown
    return shown.split(f"] {label}")[0].split("[")[-1]


def test_check_says_what_is_wrong(
    loaded: QdrantServer, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    loaded.fault = FAULTS["broken"]
    assert main(["check", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    (index,) = [one for one in found if one["what"] == "index"]
    assert index["state"] == "wrong"
    assert "it is starting" in index["text"]
    loaded.fault = None
    assert main(["check", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert "holds all 14 passages" in next(one for one in found if one["what"] == "index")["text"]
