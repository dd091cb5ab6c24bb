import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.readers.names import entry_name, printable, tidy, unsafe


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd", "//server/share/a.txt", "C:/a.txt", "c:a.txt", "../a.txt", "a/../../b.txt", "a/..",
        "a\0.txt", "a\n.txt", "\x1b[31ma.txt", "a\u202etxt.exe", "a\u2028b", "CON", "con.txt", "a/NUL.txt", "com1.txt",
        "LPT9", "aux.", "a.txt:stream", "a.txt.", "a.txt ", "dir./a.txt", "", ".", "./", "x" * 300 + ".txt",
        "版" * 100 + ".txt", "a/" * 300 + "a.txt", "\ud800.txt",
    ],
)  # fmt: skip
def test_names_that_mean_something_else_somewhere_are_not_taken(name: str) -> None:
    assert unsafe(name, 400)


@pytest.mark.parametrize(
    "name",
    [
        "a.txt",
        "第一版/要闻.txt",
        "./a.txt",
        "a//b.txt",
        ".hidden",
        "console.txt",
        "2022年3月4日 第1版.txt",
        "a..b.txt",
    ],
)
def test_plain_names_are_taken(name: str) -> None:
    assert unsafe(name, 400) is None


def test_the_reason_is_said() -> None:
    assert unsafe("a/../b.txt", 400) == "its name leads out of the archive (..)"
    assert unsafe("C:\\a", 400) == "its name is an absolute path"


def test_a_name_is_the_same_on_every_machine() -> None:
    assert tidy("./e\u0301//a.txt") == tidy("\u00e9/a.txt") == "\u00e9/a.txt"


def test_packers_without_the_utf8_mark_are_understood() -> None:
    raw = "第一版\\要闻.txt".encode("gbk").decode("cp437")
    assert entry_name(raw, utf8=False) == "第一版/要闻.txt"
    assert entry_name("第一版.txt", utf8=True) == "第一版.txt"


@given(st.text(max_size=40))
def test_a_printable_name_can_be_shown_and_stored(name: str) -> None:
    shown = printable(name)
    shown.encode()
    assert not any(
        char < " " or "\x7f" <= char <= "\x9f" or "\u202a" <= char <= "\u202e" for char in shown
    )
