"""The layout of a PDF page as a function of its glyphs: no PDF is needed."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.readers import pdf_worker
from retrieval.corpus.readers.pdf_layout import lay_out
from retrieval.corpus.readers.pdf_runs import Glyph, runs_of
from tests.retrieval.corpus.readers.test_pdf import A, B, Paper


def _row(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    return [Glyph(char, x + n * size, x + (n + 1) * size, y, size) for n, char in enumerate(text)]


def _column(text: str, x: float, y: float, width: int = 10) -> list[Glyph]:
    glyphs: list[Glyph] = []
    for start in range(0, len(text), width):
        glyphs += _row(text[start : start + width], x, y + 15 * (start // width))
    return glyphs


def _texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in lay_out(glyphs)]


LEFT = "　　左栏的文章说的是春耕备耕，各乡镇不误农时。"
RIGHT = "　　右栏的文章说的是新桥通车，两岸村民来庆贺。"


def test_columns_are_read_from_the_left() -> None:
    glyphs = _column(RIGHT, 200, 100) + _column(LEFT, 50, 100)
    assert _texts(glyphs) == [LEFT.strip(), RIGHT.strip()]


def test_columns_that_do_not_stand_level_are_read_from_the_left() -> None:
    glyphs = _column(RIGHT, 200, 104.7) + _column(LEFT, 50, 100)
    assert _texts(glyphs) == [LEFT.strip(), RIGHT.strip()]


def test_a_headline_over_both_columns_comes_first_and_one_below_comes_last() -> None:
    glyphs = (
        _row("横跨两栏的标题在上面说的是春耕", 50, 80, 20)
        + _column(LEFT, 50, 100)
        + _column(RIGHT, 200, 100)
    )
    glyphs += (
        _row("横跨两栏的标题在下面说的是通车", 50, 190, 20)
        + _column(LEFT, 50, 220)
        + _column(RIGHT, 200, 220)
    )
    assert _texts(glyphs) == [
        "横跨两栏的标题在上面说的是春耕", LEFT.strip(), RIGHT.strip(), "横跨两栏的标题在下面说的是通车", LEFT.strip(), RIGHT.strip(),
    ]  # fmt: skip


def test_a_column_beside_a_story_over_two_is_read_after_it() -> None:
    glyphs = (
        _row("横跨两栏的标题说的是春耕", 50, 80, 20)
        + _column(LEFT, 50, 110)
        + _column(RIGHT, 180, 110)
    )
    glyphs += _column(
        "第三栏从上到下是另一篇文章，说的是图书馆开放到晚上九点，周末不休息。", 330, 80
    )
    assert _texts(glyphs)[-1].startswith("第三栏从上到下是另一篇")
    assert _texts(glyphs)[:3] == ["横跨两栏的标题说的是春耕", LEFT.strip(), RIGHT.strip()]


def test_paragraphs_part_at_an_indent_a_short_row_and_a_gap() -> None:
    indent = _column("第一段没有缩进但是很长很长", 50, 100) + _column(
        "　　第二段有缩进。", 50, 130
    )
    assert _texts(indent) == ["第一段没有缩进但是很长很长", "第二段有缩进。"]
    short = _column("第一段到此为止已经完了。", 50, 100) + _column(
        "第二段从头说起没有缩进的", 50, 130
    )
    assert _texts(short) == ["第一段到此为止已经完了。", "第二段从头说起没有缩进的"]
    gap = _column("第一段正好占满了两行的字数到这里", 50, 100, 8)
    gap += _column("第二段隔得远远的在下面再说起来了", 50, 150, 8)
    assert len(_texts(gap)) == 2


def test_rows_of_a_headline_stay_apart() -> None:
    glyphs = (
        _row("两行标题的第一行", 50, 60, 20)
        + _row("两行标题的第二行", 50, 84, 20)
        + _column(LEFT, 50, 110)
    )
    assert [(line.text, line.size) for line in lay_out(glyphs)][:2] == [
        ("两行标题的第一行", 20.0),
        ("两行标题的第二行", 20.0),
    ]


def test_spaces_are_found_by_gaps_and_by_space_glyphs() -> None:
    words = _row("ab", 50, 100, 10) + _row("cd", 73, 100, 10)
    assert [run.text for run in runs_of(words)] == ["ab cd"]
    spaced = [*_row("记者", 50, 100), Glyph(" ", 70, 72, 100, 10), *_row("温如玉", 72, 100)]
    assert [run.text for run in runs_of(spaced)] == ["记者 温如玉"]
    assert [run.text for run in runs_of(_row("字", 50, 100) + _row("距", 62, 100))] == ["字距"]


def test_a_hyphen_and_letters_are_joined_as_print_joins_them() -> None:
    rows = [("枫桥开了GDP", 0), ("growth", 1)]
    glyphs = [glyph for text, at in rows for glyph in _row(text, 50, 100 + 15 * at)]
    assert _texts(glyphs) == ["枫桥开了GDP growth"]


places = st.tuples(
    st.sampled_from("枫桥a。 "),
    st.floats(0, 600),
    st.floats(0, 800),
    st.sampled_from([8.0, 10.0, 24.0]),
)


@given(st.lists(places, max_size=60))
def test_no_glyph_is_lost_or_made_up_wherever_they_stand(
    where: list[tuple[str, float, float, float]],
) -> None:
    glyphs = [Glyph(char, x, x + size, y, size) for char, x, y, size in where]
    laid = "".join(_texts(glyphs)).replace(" ", "")
    assert sorted(laid) == sorted("".join(char for char, *_ in where).replace(" ", ""))


def _worker(data: bytes, monkeypatch: pytest.MonkeyPatch, pages: int = 9) -> dict[str, object]:
    """The worker's own process without its limits, which would hold for the tests as well."""
    out = io.StringIO()
    monkeypatch.setattr(pdf_worker, "_limit", lambda *_: None)
    monkeypatch.setattr("logging.disable", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["worker", str(pages), "0", "0"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdout", out)
    pdf_worker.main()
    said: dict[str, object] = json.loads(out.getvalue())
    return said


def test_the_worker_says_lines_or_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    paper.row(40, 740, "枫桥县召开春耕备耕会议", 24)
    paper.column(40, 680, A + B)
    good = paper.bytes()
    said = _worker(good, monkeypatch)
    assert said["without_text"] == []
    assert said["lines"] == [
        [1, "枫桥县召开春耕备耕会议", True],
        *([1, text, False] for text in A + B),
    ]
    assert _worker(good, monkeypatch, pages=0) == {"error": "pages"}
    assert _worker(b"%PDF-1.4 nothing", monkeypatch) == {"error": "broken"}
    assert _worker(Paper().bytes(), monkeypatch) == {"error": "scan"}
    monkeypatch.setattr(pdf_worker, "_GLYPHS", 5)
    assert _worker(good, monkeypatch) == {"error": "bomb"}
