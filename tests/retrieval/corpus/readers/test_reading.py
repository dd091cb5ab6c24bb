"""Files, folders and what is wrong with them, as a person meets it."""

import hashlib
import os
from pathlib import Path

import pytest

from retrieval.corpus.readers import Limits, read
from retrieval.errors import SourceError, UnsupportedSource
from tests.retrieval.corpus.readers.make import PAGE, SMALL, make_zip, problems, read_file, texts


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    (source,) = texts(read_file(tmp_path, "第1版.txt", PAGE.encode("gb18030")))
    assert (source.name, source.format, source.encoding) == ("第1版.txt", "text", "gb18030")
    assert source.digest == hashlib.sha256(PAGE.encode("gb18030")).hexdigest()
    assert [line.number for line in source.lines] == [1, 3]


def test_a_folder_is_read_with_all_below_it_in_one_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/b/x.txt",
        ".hidden.txt",
        ".git/c.txt",
        "~$x.docx",
        "__MACOSX/d.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE, "utf-8")
    names = [item.name for item in texts(list(read(tmp_path)))]
    assert names == ["b.txt", "a/z.md", "a/b/x.txt"]
    assert names == [item.name for item in texts(list(read(tmp_path)))]


def test_one_bad_file_does_not_stop_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff" + bytes(50))
    (tmp_path / "c.txt").write_text(PAGE, "utf-8")
    (tmp_path / "d.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "e.jsonl").write_text('{"_id": 1}\n', "utf-8")
    (tmp_path / "f.json").write_text("{}", "utf-8")
    (tmp_path / "g.py").write_text("x = 1\n", "utf-8")
    (tmp_path / "h.zip").write_bytes(make_zip([("a.txt", PAGE.encode()), ("b.txt", b"")]))
    items = list(read(tmp_path))
    assert [item.name for item in texts(items)] == ["c.txt", "h.zip/a.txt"]
    assert problems(items) == {
        "a.txt": "empty",
        "b.jpg": "scan",
        "d.txt": "binary",
        "e.jsonl": "broken",
        "f.json": "not_a_page",
        "g.py": "not_a_page",
        "h.zip/b.txt": "empty",
    }


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"\n \r\n\t\n", "empty"),
    "mark.txt": (b"\xef\xbb\xbf", "empty"),
    "mark16.txt": (b"\xff\xfe", "empty"),
    "nul.txt": (bytes(4000), "empty"),
    "wide.txt": ("　　\n".encode(), "no text"),
    "noise.txt": (bytes(range(256)) * 40, "no text that can be read"),
    "elf.txt": (b"\x7fELF\x02\x01\x01" + bytes(200), "program"),
    "exe.txt": (b"MZ\x90\0" + bytes(200), "program"),
    "db.txt": (b"SQLite format 3\0" + bytes(200), "database"),
    "png.txt": (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
    "tiff.pdf": (b"II*\0" + bytes(200), "picture"),
    "doc.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "save it as .docx"),
    "rtf.doc": (b"{\\rtf1 hello}", "save it as .docx"),
    "tar.txt": (b"a" * 257 + b"ustar" + bytes(500), "unpack it"),
    "gz.txt": (b"\x1f\x8b\x08" + bytes(50), "unpack it"),
    "7z.zip": (b"7z\xbc\xaf\x27\x1c" + bytes(50), "unpack it"),
    "ps.txt": (b"%!PS-Adobe-3.0\n", "make a PDF"),
    "data.txt": (b'{"a": [1, 2]}', "JSON data"),
    "feed.txt": (b'<?xml version="1.0"?><rss><a>1</a></rss>', "XML data"),
    "bare.html": (b"<html><body><script>1</script></body></html>", "no text"),
    "cut.jsonl": (b'{"_id": "a", "text": "b"}\n{"_id": "c", "te', "line 2 is not JSON"),
    "large.txt": (("枫桥县。\n" * 30_000).encode(), "larger than 0.3 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_of_no_use_is_an_error_with_its_name_and_the_cure(
    name: str, tmp_path: Path
) -> None:
    data, says = BAD[name]
    with pytest.raises(UnsupportedSource) as error:
        read_file(tmp_path, name, data)
    assert str(error.value).startswith(f"{name}: ")
    assert says in str(error.value)


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.txt: no such file"):
        list(read(tmp_path / "nowhere.txt"))


def test_what_is_neither_file_nor_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        list(read(tmp_path / "pipe.txt"))
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    assert len(list(read(tmp_path))) == 1


def test_a_folder_without_pages_is_an_error_that_says_what_is_read(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedSource, match=r"no page in it; wenbao reads \.txt"):
        list(read(tmp_path))
    (tmp_path / "x.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(UnsupportedSource, match="no page in it"):
        list(read(tmp_path))


def test_links_do_not_lead_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert [item.name for item in texts(list(read(tmp_path)))] == ["a.txt"]


def test_names_of_files_can_be_shown_and_stored(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    for raw in ("要闻.txt".encode("gbk"), "é.txt".encode(), b"a\x1b[31m.txt"):
        with open(os.fsencode(tmp_path) + b"/d/" + raw, "wb") as file:  # noqa: PTH123
            file.write(PAGE.encode())
    names = {item.name for item in texts(list(read(tmp_path)))}
    assert names == {"d/要闻.txt", "d/\u00e9.txt", "d/a\\x1b[31m.txt"}


def test_articles_that_are_ready_may_be_many(tmp_path: Path) -> None:
    rows = "".join(f'{{"_id": "a{n}", "text": "枫桥县第{n}条消息。"}}\n' for n in range(12_000))
    assert len(rows) > SMALL.file_bytes
    (source,) = texts(read_file(tmp_path, "a.jsonl", rows.encode()))
    assert (source.format, len(source.ready), source.ready[-1].line) == ("jsonl", 12_000, 12_000)
    with pytest.raises(UnsupportedSource, match="larger than"):
        read_file(tmp_path, "a.jsonl", rows.encode(), Limits(jsonl_bytes=100_000))


def test_a_page_of_two_megabytes_in_one_line_is_read(tmp_path: Path) -> None:
    text = "枫桥县召开会议。" * 90_000
    (source,) = texts(read_file(tmp_path, "a.txt", text.encode(), Limits()))
    assert source.lines[0].text == text
