import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml

from retrieval.corpus.readers import Limits
from retrieval.corpus.readers.docx import docx_lines
from retrieval.errors import UnsupportedSource
from tests.retrieval.corpus.readers.make import make_zip, read_file, texts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _bytes(document) -> bytes:  # type: ignore[no-untyped-def]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _simple() -> bytes:
    document = Document()
    document.add_heading("枫桥县召开春耕备耕会议", 1)
    document.add_paragraph("本报讯（记者 温如玉）3月2日，会议召开。")
    document.add_paragraph("   ")
    table = document.add_table(2, 2)
    for row, cells in enumerate([("乡镇", "亩数"), ("上塘乡", "三千")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("末段。", style="Title")
    return _bytes(document)


def test_paragraphs_headings_and_rows_are_lines() -> None:
    assert [(line.number, line.text, line.hint) for line in docx_lines(_simple(), "a.docx")] == [
        (1, "枫桥县召开春耕备耕会议", "heading"),
        (2, "本报讯（记者 温如玉）3月2日，会议召开。", None),
        (3, "乡镇 亩数", None),
        (4, "上塘乡 三千", None),
        (5, "末段。", "heading"),
    ]


def test_a_docx_is_known_by_its_content(tmp_path: Path) -> None:
    (source,) = texts(read_file(tmp_path, "page.txt", _simple(), Limits()))
    assert (source.format, source.name, len(source.digest)) == ("docx", "page.txt", 64)


def test_line_breaks_insertions_links_and_text_boxes_are_read_and_deletions_are_not() -> None:
    document = Document()
    body = document.element.body
    runs = (
        "<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r><w:ins w:id='1' w:author='x'><w:r><w:t>加</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>"
    )
    body.insert(0, parse_xml(f"<w:p {W}>{runs}</w:p>"))
    inner = "<w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent>"
    body.insert(1, parse_xml(f"<w:sdt {W}>{inner}</w:sdt>"))
    assert [line.text for line in docx_lines(_bytes(document), "a.docx")] == [
        "一",
        "二加链",
        "控件",
    ]


def test_a_table_that_is_layout_gives_its_paragraphs() -> None:
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "左栏第一段。"
    table.cell(0, 0).add_paragraph("左栏第二段。")
    table.cell(0, 1).text = "右栏。"
    lines = [line.text for line in docx_lines(_bytes(document), "a.docx")]
    assert lines == ["左栏第一段。", "左栏第二段。", "右栏。"]


def test_a_table_in_a_table_loses_nothing() -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "外"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text = "内一"
    inner.cell(0, 1).text = "内二"
    lines = " ".join(line.text for line in docx_lines(_bytes(document), "a.docx"))
    assert sorted(lines.split()) == sorted(["外", "内一", "内二"])


def _with_part(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_simple())) as archive:
        return make_zip(
            [
                (item, content if item == name else archive.read(item))
                for item in archive.namelist()
            ]
        )


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><w:document "
    + W.encode()
    + b"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document '
    + W.encode()
    + b"><w:body><w:p><w:r><w:t>a&x;b</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    "name",
    ["not xml", "cut off", "no relations", "no types", "no body", "deep", "bomb"],
)
def test_a_damaged_docx_is_refused_by_name(name: str, tmp_path: Path) -> None:
    data = {
        "not xml": _with_part("word/document.xml", b"\xff\xfe nothing"),
        "cut off": _with_part("word/document.xml", b"<w:document"),
        "no relations": _with_part("_rels/.rels", b"<x/>"),
        "no types": _with_part("[Content_Types].xml", b""),
        "no body": _with_part("word/document.xml", f"<w:document {W}/>".encode()),
        "deep": _with_part("word/document.xml", b"<a>" * 100_000),
        "bomb": _with_part("word/document.xml", BOMB),
    }[name]
    with pytest.raises(UnsupportedSource, match=r"^a\.docx: "):
        read_file(tmp_path, "a.docx", data, Limits())


def test_nothing_outside_a_docx_is_read(tmp_path: Path) -> None:
    try:
        items = texts(
            read_file(tmp_path, "a.docx", _with_part("word/document.xml", OUTSIDE), Limits())
        )
    except UnsupportedSource:
        return
    assert all("root" not in line.text for item in items for line in item.lines)


def test_an_empty_docx_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedSource, match="no text"):
        read_file(tmp_path, "a.docx", _bytes(Document()), Limits())
