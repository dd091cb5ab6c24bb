from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.readers.text import markdown_lines, split_lines, text_lines


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    lines = text_lines("\n甲\r\n\r\n  \r\n乙\r丙")
    assert [(line.number, line.text) for line in lines] == [(2, "甲"), (5, "乙"), (6, "丙")]


def test_only_line_ends_end_a_line() -> None:
    assert split_lines("甲\x0b乙\x0c丙\x85丁\u2028戊") == ["甲\x0b乙\x0c丙\x85丁\u2028戊"]


@given(st.text(alphabet="甲 \n\t\r　", max_size=60))
def test_lines_are_those_of_a_text_file(text: str) -> None:
    """Number and text are as of ``open(path)``: each line that is not blank, once, in order."""
    expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = text_lines(text)
    assert [line.number for line in lines] == [n for n, e in enumerate(expected, 1) if e.strip()]
    assert all(line.text == expected[line.number - 1] for line in lines)


def test_markdown_headings_are_hinted_and_lose_their_marks() -> None:
    lines = markdown_lines("# 枫桥要闻\n\n正文 # 不是标题\n## 二级 ##\n#话题\n")
    assert [(line.number, line.text, line.hint) for line in lines] == [
        (1, "枫桥要闻", "heading"),
        (3, "正文 # 不是标题", None),
        (4, "二级", "heading"),
        (5, "#话题", None),
    ]


def test_a_mark_in_a_fenced_block_is_no_heading() -> None:
    lines = markdown_lines("```\n# 注释\n```\n# 标题")
    assert [line.hint for line in lines] == [None, None, None, "heading"]
