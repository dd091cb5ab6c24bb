"""Archives, kind and hostile: each is refused by name or read within the limits, and nothing is written."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from retrieval.corpus.readers import Limits, read
from retrieval.errors import UnsupportedSource
from tests.retrieval.corpus.readers.make import (
    PAGE,
    SMALL,
    claiming,
    flagged,
    link,
    make_zip,
    method,
    packed,
    problems,
    read_file,
    renamed,
    texts,
)

GOOD = ("a.txt", PAGE.encode())


def test_a_zip_of_pages_is_read_in_its_order_with_names_below_it(tmp_path: Path) -> None:
    data = make_zip(
        [("第一版/b.txt", PAGE.encode()), GOOD, ("空/", b""), ("./c.txt", PAGE.encode("gbk"))]
    )
    items = texts(read_file(tmp_path, "issue.zip", data))
    assert [item.name for item in items] == [
        "issue.zip/第一版/b.txt",
        "issue.zip/a.txt",
        "issue.zip/c.txt",
    ]
    assert {line.text for item in items for line in item.lines} == {
        line for line in PAGE.split("\n") if line
    }


def test_names_of_other_packers_are_read(tmp_path: Path) -> None:
    gbk = renamed(make_zip([("aaaa.txt", b"x" * 9)]), b"aaaa", "要闻".encode("gbk"))
    utf8 = renamed(make_zip([("aaaaaa.txt", b"x" * 9)]), b"aaaaaa", "要闻".encode())
    back = make_zip([("dir\\b.txt", b"x" * 9)])
    assert [item.name for item in texts(read_file(tmp_path, "g.zip", gbk))] == ["g.zip/要闻.txt"]
    assert [item.name for item in texts(read_file(tmp_path, "u.zip", utf8))] == ["u.zip/要闻.txt"]
    assert [item.name for item in texts(read_file(tmp_path, "w.zip", back))] == ["w.zip/dir/b.txt"]


def test_what_file_managers_leave_is_passed_over(tmp_path: Path) -> None:
    noise = [
        ("__MACOSX/._a.txt", b"x"),
        (".DS_Store", b"x"),
        ("x/Thumbs.db", b"x"),
        ("desktop.ini", b"x"),
    ]
    items = read_file(tmp_path, "i.zip", make_zip([GOOD, *noise]))
    assert len(items) == 1


UNSAFE = [
    "../a.txt", "../../etc/cron.d/x", "a/../../b.txt", "/etc/passwd", "//host/share.txt", "C:\\a.txt", "c:/a.txt",
    "..\\a.txt", "a\x01b.txt", "\x1b]0;x\x07.txt", "CON", "nul.txt", "a/COM1.txt", "lpt1", "a.txt:b", "a.txt.", "b /a.txt",
    "x" * 260 + ".txt", "d/" * 250 + "a.txt", "..", "a\u202etxt.gpj", "a\nb.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_name_is_refused_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.parent.rglob("*"))
    items = read_file(tmp_path, "i.zip", make_zip([(name, b"evil"), GOOD]))
    assert [item.name for item in texts(items)] == ["i.zip/a.txt"]
    ((shown, code),) = problems(items).items()
    assert code == "unsafe_name"
    assert "\x1b" not in shown
    assert "\n" not in shown
    assert sorted(tmp_path.parent.rglob("*")) == sorted([*before, tmp_path / "i.zip"])


def test_a_nul_in_a_name_is_refused(tmp_path: Path) -> None:
    data = renamed(make_zip([("aXb.txt", b"evil"), GOOD]), b"aXb", b"a\0b")
    assert list(problems(read_file(tmp_path, "i.zip", data)).values()) == ["unsafe_name"]


ENTRIES: dict[str, tuple[bytes, str]] = {
    "link": (make_zip([link("l.txt"), GOOD]), "unsupported"),
    "link to a folder": (make_zip([link("l", b"/"), GOOD]), "unsupported"),
    "same name twice": (make_zip([GOOD, ("a.txt", b"other")]), "duplicate_name"),
    "same name composed otherwise": (
        make_zip([("\u00e9.txt", PAGE.encode()), ("e\u0301.txt", b"other")]), "duplicate_name",
    ),
    "same name by a dot": (make_zip([GOOD, ("./a.txt", b"other")]), "duplicate_name"),
    "bzip2": (make_zip([(packed("b.txt", zipfile.ZIP_BZIP2), b"x"), GOOD]), "unsupported"),
    "lzma": (make_zip([(packed("b.txt", zipfile.ZIP_LZMA), b"x"), GOOD]), "unsupported"),
    "too large": (make_zip([("z.txt", b"0" * 300_001), GOOD]), "too_large"),
    "archive in archive": (make_zip([("in.zip", make_zip([GOOD])), GOOD]), "nested"),
    "archive with another name": (make_zip([("in.txt", make_zip([GOOD])), GOOD]), "nested"),
    "picture": (make_zip([("p.txt", b"\x89PNG\r\n\x1a\n" + bytes(50)), GOOD]), "scan"),
    "program": (make_zip([("p.txt", b"\x7fELF" + bytes(50)), GOOD]), "binary"),
    "empty file": (make_zip([("e.txt", b""), GOOD]), "empty"),
    "blank file": (make_zip([("e.txt", b" \r\n\t"), GOOD]), "empty"),
    "rar": (make_zip([("e.rar", b"Rar!\x1a\x07\x01\x00x"), GOOD]), "unsupported"),
    "broken jsonl": (make_zip([("e.jsonl", b'{"_id": "a"}\n'), GOOD]), "broken"),
    "broken docx": (make_zip([("e.docx", make_zip([("word/document.xml", b"<w")])), GOOD]), "broken"),
    "table": (make_zip([("e.docx", make_zip([("xl/workbook.xml", b"<w")])), GOOD]), "unsupported"),
    "json": (make_zip([("e.txt", b'[{"a": 1}]'), GOOD]), "not_a_page"),
}  # fmt: skip


@pytest.mark.parametrize("what", ENTRIES)
def test_a_bad_entry_is_named_and_the_rest_is_read(what: str, tmp_path: Path) -> None:
    data, code = ENTRIES[what]
    items = read_file(tmp_path, "i.zip", data)
    found = problems(items)
    assert list(found.values()) == [code]
    assert [item.lines[0].text for item in texts(items)] == [PAGE.split("\n")[0]]


def test_an_archive_without_a_page_is_an_error(tmp_path: Path) -> None:
    for how in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(UnsupportedSource, match="no page in the archive"):
            read_file(tmp_path, "i.zip", make_zip([GOOD], how))


def _overlapping() -> bytes:
    """Many directory entries that lie on one kernel of data (after Fifield, 2019)."""
    data = make_zip([("a.txt", b"0" * 200_000)])
    start = data.rfind(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    entry = data[start:end]
    many = b"".join(entry.replace(b"a.txt", f"{n:05d}".encode()) for n in range(15))
    tail = bytearray(data[end:])
    struct.pack_into("<HHL", tail, 8, 15, 15, len(many))
    return data[:start] + many + bytes(tail)


def _many(count: int) -> bytes:
    return make_zip([(f"{n}.txt", b"x") for n in range(count)], zipfile.ZIP_STORED)


def _huge_directory() -> bytes:
    """A directory that claims to be as large as the file before it."""
    body = b"PK\x03\x04" + bytes(390_000)
    return body + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, 390_000, 0, 0)


def _zip64(size: int) -> bytes:
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 4, 1)
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 65535, 65535, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"PK\x03\x04" + record + locator + end


def _crc_wrong() -> bytes:
    data = make_zip([("a.txt", b"abcdefgh" * 9)], zipfile.ZIP_STORED)
    return data.replace(b"abcdefgh", b"abcdefgX", 1)


HOSTILE: dict[str, bytes] = {
    "nothing in it": make_zip([]),
    "only folders": make_zip([("a/", b""), ("b/", b"")]),
    "only noise": make_zip([(".DS_Store", b"x")]),
    "cut off": make_zip([GOOD])[:60],
    "only its first bytes": b"PK\x03\x04",
    "only its end": b"PK\x05\x06" + bytes(18),
    "end cut off": make_zip([GOOD])[:-10],
    "random after the mark": b"PK\x03\x04" + bytes(range(256)) * 4,
    "encrypted": flagged(make_zip([GOOD]), 0x1),
    "strongly encrypted": flagged(make_zip([GOOD]), 0x41),
    "wrong checksum": _crc_wrong(),
    "claims less": claiming(make_zip([("a.txt", b"0" * 200_000)]), 10),
    "claims more": claiming(make_zip([("a.txt", b"x" * 40)]), 250_000),
    "claims four gigabytes": claiming(make_zip([GOOD]), 0xFFFFFFFE),
    "too many entries": _many(21),
    "far too many entries": _many(1_500),
    "too much together": make_zip([(f"{n}.txt", bytes([97 + n]) * 250_000) for n in range(3)]),
    "overlapping entries": _overlapping(),
    "huge directory": _huge_directory(),
    "zip64 of exabytes": _zip64(1 << 60),
    "zip64 of nothing": _zip64(0),
    "no method known": method(make_zip([GOOD]), 99),
    "deflate broken": make_zip([("a.txt", bytes(range(256)) * 9)]).replace(b"\x00\x01\x02\x03", b"\xff\xff\xff\xff"),
    "name not utf-8": flagged(renamed(make_zip([("ab.txt", b"x")]), b"ab", b"\xff\xfe"), 0x800),
    "names differ": make_zip([("ab.txt", b"x" * 9)]).replace(b"ab.txt", b"cd.txt", 1),
    "an open document": make_zip([("META-INF/manifest.xml", b"x"), ("content.xml", b"x")]),
    "a book": make_zip([("META-INF/container.xml", b"x")]),
    "a program": make_zip([("META-INF/MANIFEST.MF", b"x")]),
    "a table": make_zip([("xl/workbook.xml", b"x")]),
    "slides": make_zip([("ppt/presentation.xml", b"x")]),
    "nested ten times": make_zip([("a.zip", make_zip([("a.zip", make_zip([GOOD]))]))]),
    "only pictures": make_zip([("a.jpg", b"\xff\xd8\xff" + bytes(50))]),
    "only unsafe names": make_zip([("../a.txt", PAGE.encode())]),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_archive_is_an_error_that_names_it(what: str, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedSource, match=r"^i\.zip: .{15,}"):
        read_file(tmp_path, "i.zip", HOSTILE[what])


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_archive_does_not_stop_its_folder(what: str, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(PAGE, "utf-8")
    (tmp_path / "a.zip").write_bytes(HOSTILE[what])
    items = list(read(tmp_path, limits=SMALL))
    assert [item.name for item in texts(items)] == ["b.txt"]
    assert any(name.startswith("a.zip") for name in problems(items))


def test_a_bomb_is_stopped_before_it_is_in_memory(tmp_path: Path) -> None:
    """A hundred megabytes of zeros in a hundred kilobytes are refused by their ratio; a liar at its limit."""
    zeros = bytes(100_000_000)
    honest = make_zip([("z.txt", zeros), GOOD])
    liar = claiming(make_zip([("z.txt", zeros)]), 1_000)
    del zeros
    limits = Limits(file_bytes=200_000_000)
    tracemalloc.start()
    try:
        assert set(problems(read_file(tmp_path, "h.zip", honest, limits)).values()) == {"bomb"}
        with pytest.raises(UnsupportedSource):
            read_file(tmp_path, "l.zip", liar, Limits())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20_000_000


def test_the_limits_of_an_archive_hold_together(tmp_path: Path) -> None:
    whole = zlib.compress(b"")  # any small entry
    data = make_zip([(f"{n}.txt", b"page " + whole.hex().encode()) for n in range(20)])
    assert len(texts(read_file(tmp_path, "i.zip", data))) == 20
    with pytest.raises(UnsupportedSource, match="more than 19 files"):
        read_file(tmp_path, "i.zip", data, Limits(files=19))


def test_a_directory_that_is_too_large_is_not_read_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = _many(2_000)

    def opened(file: object) -> None:
        raise AssertionError(file)

    monkeypatch.setattr("retrieval.corpus.readers.archive.zipfile.ZipFile", opened)
    with pytest.raises(UnsupportedSource, match="more than 20 files"):
        read_file(tmp_path, "i.zip", many + bytes(1), Limits(files=20))


def test_an_archive_larger_than_the_limit_is_not_opened(tmp_path: Path) -> None:
    data = make_zip([("a.txt", bytes(range(256)) * 2_000)], zipfile.ZIP_STORED)
    with pytest.raises(UnsupportedSource, match=r"larger than 0\.4 MB"):
        read_file(tmp_path, "i.zip", data)


def test_a_zip_is_known_by_its_content(tmp_path: Path) -> None:
    items = read_file(tmp_path, "pages.bin", make_zip([GOOD]))
    assert [item.name for item in texts(items)] == ["pages.bin/a.txt"]
    with zipfile.ZipFile(io.BytesIO(make_zip([GOOD]))) as archive:
        assert archive.namelist() == ["a.txt"]
