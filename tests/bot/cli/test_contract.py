"""The command line as its contract has it: output, exit codes, and what is said of mistakes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from config.settings import SAMPLE

Run = Callable[..., tuple[int, str, str]]
PAGE = SAMPLE / "qiwu-daily-20251206-p1.txt"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; exit code, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def rows(text: str) -> list[dict[str, Any]]:
    """The JSON objects of an output, a line each; anything else in it is an error."""
    return [json.loads(line) for line in text.splitlines()]


def test_segment_puts_every_line_in_one_place(run: Run) -> None:
    """Head lines, paragraphs and furniture together are the page's non-empty lines, each once."""
    files = sorted(SAMPLE.glob("*.txt"))
    code, out, _ = run("segment", "--json", *files)
    assert code == 0
    pages = rows(out)
    assert [page["source"] for page in pages] == [file.name for file in files]
    for page, file in zip(pages, files, strict=True):
        lines = file.read_text(encoding="utf8").split("\n")
        wanted = {number for number, line in enumerate(lines, 1) if line.strip()}
        places = [line for article in page["articles"] for line in article["head_lines"]]
        for article in page["articles"]:
            places += [line for paragraph in article["paragraphs"] for line in paragraph["lines"]]
        places += [line for item in page["furniture"] for line in item["lines"]]
        assert sorted(places) == sorted(wanted)
        assert page["issue_date"] == "2025-12-06"
        assert page["issue_date_from"] == "text"


def test_ask_answers_the_first_question_with_a_citation(run: Run, sample_data: Path) -> None:
    """The question of the README: four people, chaired and attended, from the line that names them."""
    code, out, err = run("ask", "--json", "--data", sample_data, "who attended the Dec 5 meeting")
    (answer,) = rows(out)
    assert (code, err) == (0, "")
    assert answer["status"] == "answered"
    assert answer["kind"] == "people"
    assert sorted(answer["items"]) == sorted(["方砚舟", "阮青禾", "陆见山", "葛兰因"])
    first = answer["citations"][0]
    line = (SAMPLE / first["source"]).read_text(encoding="utf8").split("\n")[first["lines"][0] - 1]
    assert first["quote"] in line
    for start, end in first["spans"]:
        assert 0 <= start < end <= len(first["quote"])
    assert answer["understood"]["dates"] == [["2025-12-05", "2025-12-05"]]
    assert answer["release"] == 1


def test_a_day_without_a_meeting_is_not_found_and_no_failure(run: Run, sample_data: Path) -> None:
    """Not found is an answer: exit code 0."""
    code, out, _ = run("ask", "--json", "--data", sample_data, "12月9日的会议谁参加了？")
    assert code == 0
    assert rows(out)[0]["status"] == "not_found"


def test_a_batch_keeps_order_and_ids(run: Run, sample_data: Path, tmp_path: Path) -> None:
    """One object a question, in order; other keys are ignored, the context is used."""
    batch = tmp_path / "q.jsonl"
    questions = [
        {"id": "a", "q": "鸣沙水库扩容工程总投资多少？", "kind": "number"},
        {"id": "b", "q": "12月4日呢？", "context": ["12月5日开了什么会？"]},
        {"q": ""},
    ]
    batch.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in questions), encoding="utf8"
    )
    code, out, _ = run("ask", "--batch", batch, "--data", sample_data)
    answers = rows(out)
    assert code == 0
    assert [answer["id"] for answer in answers] == ["a", "b", "3"]
    assert answers[0]["items"] == ["1.36亿元"]
    assert answers[1]["understood"]["read_as"]
    assert answers[2]["status"] == "not_found"


def test_search_ranks_and_keeps_to_the_days(run: Run, sample_data: Path) -> None:
    """The best passage first; a range of days without articles finds nothing."""
    code, out, _ = run("search", "--json", "-k", 3, "--data", sample_data, "水库 总库容")
    hits = rows(out)
    assert code == 0
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert "总库容" in hits[0]["text"]
    code, out, _ = run(
        "search", "--json", "--until", "2024-01-01", "--data", sample_data, "水库 总库容"
    )
    assert (code, out) == (0, "")


def test_a_search_batch_writes_a_trec_run(run: Run, sample_data: Path, tmp_path: Path) -> None:
    """Six fields a line, documents are article ids, ranks rise."""
    batch, out_file = tmp_path / "queries.jsonl", tmp_path / "out.trec"
    batch.write_text('{"_id": "q1", "text": "医院 床位"}\n', encoding="utf8")
    code, _, _ = run("search", "--batch", batch, "-k", 5, "--run", out_file, "--data", sample_data)
    lines = [line.split() for line in out_file.read_text().splitlines()]
    assert code == 0
    assert [line[3] for line in lines] == [str(rank) for rank in range(1, len(lines) + 1)]
    assert len({line[2] for line in lines}) == len(lines)
    assert all(len(line) == 6 and line[1] == "Q0" for line in lines)


def test_loading_twice_changes_nothing_and_rollback_goes_back(run: Run, tmp_path: Path) -> None:
    """The second load is no release; a corrected page replaces the old one; rollback undoes it."""
    pages = tmp_path / "pages"
    pages.mkdir()
    page = pages / "page.txt"
    page.write_bytes(PAGE.read_bytes())
    data = tmp_path / "data"
    code, out, _ = run("load", "--json", "--data", data, pages)
    first = rows(out)[0]
    assert (code, first["release"], first["added"]) == (0, 1, 1)
    code, out, _ = run("load", "--json", "--data", data, pages)
    again = rows(out)[0]
    assert (again["release"], again["added"], again["changed"], again["removed"]) == (1, 0, 0, 0)
    page.write_text(
        PAGE.read_text(encoding="utf8").replace("1.36亿元", "1.63亿元"), encoding="utf8"
    )
    code, out, _ = run("load", "--json", "--data", data, pages)
    changed = rows(out)[0]
    assert (changed["release"], changed["changed"]) == (2, 1)
    question = "鸣沙水库扩容工程总投资多少？"
    assert rows(run("ask", "--json", "--data", data, question)[1])[0]["items"] == ["1.63亿元"]
    assert run("rollback", "--data", data, 1)[0] == 0
    assert rows(run("ask", "--json", "--data", data, question)[1])[0]["items"] == ["1.36亿元"]
    listed = rows(run("releases", "--json", "--data", data)[1])
    assert [(row["release"], row["active"]) for row in listed] == [(2, False), (1, True)]


def test_sync_removes_what_is_gone(run: Run, tmp_path: Path) -> None:
    """`load --sync` follows the folder."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for file in SAMPLE.glob("*.txt"):
        (pages / file.name).write_bytes(file.read_bytes())
    data = tmp_path / "data"
    assert run("load", "--data", data, "--sync", pages)[0] == 0
    (pages / "qiwu-daily-20251206-p2.txt").unlink()
    assert rows(run("load", "--json", "--data", data, pages)[1])[0]["removed"] == 0
    assert rows(run("load", "--json", "--data", data, "--sync", pages)[1])[0]["removed"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "--data", "{data}"], "give a question"),
        (["ask", "--data", "{data}", "q", "--batch", "x.jsonl"], "give a question, or --batch"),
        (["load", "--data", "{data}"], "name files or folders"),
        (["load", "--data", "{data}", "--sync", "{page}"], "wants a folder"),
        (["search", "--data", "{data}", "水", "--run", "x"], "--run writes the run of a --batch"),
        (
            ["search", "--data", "{data}", "水", "--since", "2025-12-07", "--until", "2025-12-06"],
            "--since is later",
        ),
        (["search", "--data", "{data}", "水", "--since", "gestern"], "is no day"),
        (["rollback", "--data", "{data}", "x"], "is no number"),
        (["eval", "{data}"], "no BEIR folder"),
        (["frage"], "invalid choice"),
        ([], "COMMAND"),
    ],
)
def test_a_wrong_call_exits_with_2(
    run: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """The message says what is wrong; nothing is on standard output."""
    filled = [part.format(data=tmp_path / "data", page=PAGE) for part in arguments]
    code, out, err = run(*filled)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\n \n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "picture.txt"),
        ("broken.jsonl", b'{"_id": "1", "title": "a", "text": "b"}\n{"_id": \n', "line 2"),
    ],
)
def test_a_file_of_no_use_exits_with_1_and_changes_nothing(
    run: Run, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    """The message names the file; what was active answers as before."""
    data = tmp_path / "data"
    assert run("load", "--data", data, PAGE)[0] == 0
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    code, out, err = run("load", "--json", "--data", data, file)
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err
    assert [row["active"] for row in rows(run("releases", "--json", "--data", data)[1])] == [True]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig", "big5hkscs"])
def test_an_encoding_is_found(run: Run, tmp_path: Path, encoding: str) -> None:
    """A page in another encoding becomes the same articles."""
    text = PAGE.read_text(encoding="utf8")
    if encoding == "big5hkscs":
        text = text.encode("big5hkscs", "ignore").decode("big5hkscs")
        text = "縣政府召開水利會議\n\n本報訊(記者 溫如故)12月5日,縣政府在石塘鎮召開水利建設會議,縣長方硯舟出席會議並講話。\n"
    file = tmp_path / "page.txt"
    file.write_bytes(text.encode(encoding))
    plain = tmp_path / "plain" / "page.txt"
    plain.parent.mkdir()
    plain.write_text(text, encoding="utf8")
    assert rows(run("segment", "--json", file)[1]) == rows(run("segment", "--json", plain)[1])


def test_a_folder_without_pages_is_named(run: Run, tmp_path: Path) -> None:
    """An empty folder is an error that names it and says what is read."""
    code, _, err = run("load", "--data", tmp_path / "data", tmp_path)
    assert code == 1
    assert str(tmp_path) in err
    assert ".pdf" in err


def test_a_data_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    """A file stands where the folder should be: the message names it and the cure."""
    (tmp_path / "data").write_text("")
    code, _, err = run("load", "--data", tmp_path / "data", PAGE)
    assert code == 1
    assert "--data" in err


def test_a_broken_index_is_made_anew_and_said(run: Run, tmp_path: Path) -> None:
    """A flipped byte in the index: the database makes a new one, the answer is the same."""
    data = tmp_path / "data"
    assert run("load", "--data", data, PAGE)[0] == 0
    question = ("ask", "--json", "--data", data, "鸣沙水库扩容工程总投资多少？")
    before = rows(run(*question)[1])[0]
    files = sorted(file for file in (data / "index").rglob("*.npy") if file.stat().st_size > 200)
    body = bytearray(files[0].read_bytes())
    body[-1] ^= 0xFF
    files[0].write_bytes(body)
    code, out, err = run(*question)
    after = rows(out)[0]
    assert code == 0
    assert "made anew" in err
    assert (after["items"], after["citations"]) == (before["items"], before["citations"])
    assert "made anew" not in run(*question)[2]


def test_nothing_loaded_is_said(run: Run, tmp_path: Path) -> None:
    """An empty data folder is no silence of the paper."""
    code, out, _ = run("ask", "--data", tmp_path / "data", "谁参加了会议？")
    assert code == 0
    assert "wenbao load" in out
    assert (
        rows(run("ask", "--json", "--data", tmp_path / "data", "谁？")[1])[0]["note"]
        == "nothing_loaded"
    )


def test_eval_prints_the_figures_of_a_folder(run: Run, tmp_path: Path) -> None:
    """All keys of the contract; a query whose article is loaded is found."""
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(
        '{"_id": "d1", "title": "水库", "text": "鸣沙水库总库容1150万立方米。"}\n{"_id": "d2", "title": "", "text": "豆腐坊开了四十年。"}\n',
        encoding="utf8",
    )
    (folder / "queries.jsonl").write_text(
        '{"_id": "q1", "text": "鸣沙水库总库容多大？", "metadata": {"answers": ["1150万立方米"]}}\n',
        encoding="utf8",
    )
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    code, out, _ = run("eval", "--json", folder)
    (figures,) = rows(out)
    assert code == 0
    assert {
        "queries",
        "ndcg@10",
        "mrr@10",
        "success@1",
        "success@5",
        "recall@100",
        "em",
        "f1",
    } <= set(figures)
    assert (figures["success@1"], figures["em"], figures["f1"]) == (1.0, 1.0, 1.0)


def test_help_names_every_command(run: Run) -> None:
    """The help of each command can be printed and speaks of it."""
    _, out, _ = run("--help")
    for command in (
        "segment",
        "load",
        "ask",
        "search",
        "eval",
        "serve",
        "chat",
        "check",
        "bench",
        "quote",
    ):
        assert command in out
        code, text, _ = run(command, "--help")
        assert code == 0
        assert f"wenbao {command}" in text


@pytest.mark.parametrize("command", [("segment",), ("load", "--dry-run")])
def test_a_look_at_pages_keeps_the_limits_of_the_settings(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A file that `load` would refuse by its size is refused by `segment` and `--dry-run` as well."""
    large = tmp_path / "large.txt"
    large.write_text("水利工程今天动工。\n" * 80_000, encoding="utf8")
    settings = tmp_path / "wenbao.toml"
    settings.write_text("[load]\nmax_file_mb = 1\n", encoding="utf8")
    code, out, err = run(*command, "--config", settings, large)
    assert (code, out) == (1, "")
    assert "large.txt" in err
