"""A .docx -> its paragraphs as lines, a table's row a line; heading styles hinted.

Numbers count the lines of the extracted text. Deleted text, headers, footers and notes are not read; inserted
text, text boxes and content controls are.
"""

import io
import re
from collections.abc import Iterator
from typing import Literal

from retrieval.corpus.readers.limits import Refused
from retrieval.records import Line

__all__ = ["docx_lines"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADING = re.compile(
    r"(heading|标题|標題|title|subtitle|副标题)\b|(heading|标题|標題)\s*\d", re.IGNORECASE
)
_SPACE = re.compile(r"[\t\n ]+")
_BODY_LEVEL = "9"  # the outline level that Word gives to body text


def docx_lines(data: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a .docx.

    Raises:
        Refused: it cannot be opened as one.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = Document(io.BytesIO(data))
        headings = _heading_styles(document)
        found = list(_lines(document.element.body, headings))
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        OSError,
    ) as error:
        reason = "the .docx is damaged; open it in an office program and save it anew"
        raise Refused(name, "broken", reason) from error
    return tuple(Line(number, text, hint) for number, (text, hint) in enumerate(found, 1))


def _heading_styles(document) -> set[str]:  # type: ignore[no-untyped-def]
    """Ids of the styles that are headings, or are based on one, or have an outline level."""
    headings = set()
    for style in document.styles:
        chain, seen = style, set()
        while chain is not None and chain.style_id not in seen:
            seen.add(chain.style_id)
            named = _HEADING.match(chain.name or "")
            if named or _has_level(chain.element):
                headings.add(style.style_id)
                break
            chain = getattr(chain, "base_style", None)
    return headings


_Hint = Literal["heading"] | None


def _lines(body, headings: set[str]) -> Iterator[tuple[str, _Hint]]:  # type: ignore[no-untyped-def]
    for block in _blocks(body):
        if block.tag == f"{_W}tr":
            yield _row(block), None
            continue
        hint: _Hint = "heading" if _is_heading(block, headings) else None
        for line in _text(block).split("\n"):
            if line.strip():
                yield line.strip(), hint


def _blocks(body) -> Iterator:  # type: ignore[no-untyped-def, type-arg]
    """Paragraphs and table rows in document order; a paragraph in a row of a table belongs to the row.

    A row with a cell of several paragraphs is layout, not a table: its paragraphs stand for themselves.
    """
    rows = {row: _is_table_row(row) for row in body.iter(f"{_W}tr")}
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        above = list(element.iterancestors(f"{_W}tr", _FALLBACK))
        if any(up.tag == _FALLBACK or rows[up] for up in above):
            continue
        if element.tag == f"{_W}p" or rows[element]:
            yield element


def _is_table_row(row) -> bool:  # type: ignore[no-untyped-def]
    texts = [_cell_texts(cell) for cell in row.iter(f"{_W}tc")]
    return any(texts) and all(len(cell) <= 1 for cell in texts)


def _row(row) -> str:  # type: ignore[no-untyped-def]
    cells = [cell for cell in row.iter(f"{_W}tc") if _owner(cell, "tr") is row]
    return " ".join(text for cell in cells for text in _cell_texts(cell))


def _cell_texts(cell) -> list[str]:  # type: ignore[no-untyped-def]
    texts = (_SPACE.sub(" ", _text(paragraph)).strip() for paragraph in cell.iter(f"{_W}p"))
    return [text for text in texts if text]


def _owner(element, tag: str):  # type: ignore[no-untyped-def]
    return next(element.iterancestors(f"{_W}{tag}"), None)


def _text(paragraph) -> str:  # type: ignore[no-untyped-def]
    """Text of a paragraph's own runs, those of tracked insertions and links among them."""
    parts = []
    for element in paragraph.iter(f"{_W}t", *_TEXT):
        if _owner(element, "p") is not paragraph or _owner(element, "tabs") is not None:
            continue
        parts.append(_TEXT.get(element.tag) or element.text or "")
    return "".join(parts)


def _is_heading(paragraph, headings: set[str]) -> bool:  # type: ignore[no-untyped-def]
    if _has_level(paragraph):
        return True
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val") in headings


def _has_level(element) -> bool:  # type: ignore[no-untyped-def]
    level = element.find(f"{_W}pPr/{_W}outlineLvl")
    return level is not None and level.get(f"{_W}val") != _BODY_LEVEL
