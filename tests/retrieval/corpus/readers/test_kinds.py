import pytest

from retrieval.corpus.readers.kinds import container_kind, foreign, text_kind, zip_kind


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.txt", "枫桥县召开会议\n", "text"),
        ("a.md", "# 枫桥\n", "markdown"),
        ("a.txt", "# 枫桥\n", "text"),
        ("a.txt", "<!DOCTYPE html><html><body><p>枫桥</p></body></html>", "html"),
        ("a.html", "枫桥县召开会议", "text"),
        ("a.txt", "<p>枫桥</p>", "html"),
        ("a.txt", "<枫桥>", "text"),
        ("a.txt", "<p 枫桥县", "text"),
        ("a.jsonl", "枫桥", "jsonl"),
        ("a.txt", '{"_id": "a", "text": "枫桥"}\n', "jsonl"),
        ("a.txt", '{"a": 1}', "json"),
        ("a.txt", "[枫桥]", "text"),
        ("a.txt", "[1, 2]", "json"),
        ("a.json", "x", "json"),
        ("a.txt", '<?xml version="1.0"?><rss/>', "xml"),
        ("a.txt", '<?xml version="1.0"?><html><body><p>枫桥</p></body></html>', "html"),
        ("a.txt", "{" * 50_000, "text"),
    ],
)
def test_content_decides_and_the_name_only_where_it_leaves_it_open(
    name: str, text: str, kind: str
) -> None:
    assert text_kind(name, text) == kind


def test_containers_are_known_by_their_first_bytes() -> None:
    assert container_kind(b"PK\x03\x04xxx") == "zip"
    assert container_kind(b"junk\n%PDF-1.4\n") == "pdf"
    assert container_kind(b"text") == "bytes"


def test_documents_in_a_zip_are_told_apart() -> None:
    assert zip_kind({"word/document.xml", "[Content_Types].xml"})[0] == "docx"
    assert zip_kind({"a.txt"}) == ("zip", "")
    assert zip_kind({"xl/workbook.xml"})[0] == "foreign"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xd8\xff\xe0", "scan"),
        (b"\0\0\0\x18ftypheic", "scan"),
        (b"\0\0\0\x18ftypmp42", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported"),
        (b"{\\rtf1", "unsupported"),
        (b"\x1f\x8b\x08", "unsupported"),
        (b"x" * 257 + b"ustar", "unsupported"),
    ],
)
def test_formats_that_are_not_read_have_a_cure(data: bytes, code: str) -> None:
    found = foreign(data)
    assert found is not None
    assert found[0] == code
    assert len(found[1]) > 20


def test_text_is_no_foreign_format() -> None:
    assert foreign("枫桥县召开会议".encode()) is None
