"""Bytes -> what kind of file they are, by their content; a name decides only between kinds of text."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Literal

__all__ = ["Kind", "container_kind", "foreign", "text_kind", "zip_kind"]

Kind = Literal["zip", "pdf", "bytes"]

_SCAN = "it is a picture; have its text recognised first (OCR), and load the text or a PDF that holds it"
_OFFICE = "it is in an old or protected office format; save it as .docx (without a password)"
_PACKED = "it is an archive that wenbao does not open; unpack it, or pack it as .zip"
_PROGRAM = "it is a program or a database, not a page"
_SOUND = "it is sound or film, not a page"

# (offset, first bytes, code, what to do)
_FOREIGN: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "scan", _SCAN),
    (0, b"\xff\xd8\xff", "scan", _SCAN),
    (0, b"GIF8", "scan", _SCAN),
    (0, b"II*\0", "scan", _SCAN),
    (0, b"MM\0*", "scan", _SCAN),
    (0, b"\0\0\0\x0cjP  ", "scan", _SCAN),
    (0, b"AT&TFORM", "scan", _SCAN),
    (8, b"WEBP", "scan", _SCAN),
    (4, b"ftypheic", "scan", _SCAN),
    (4, b"ftypmif1", "scan", _SCAN),
    (4, b"ftyp", "binary", _SOUND),
    (0, b"OggS", "binary", _SOUND),
    (0, b"ID3", "binary", _SOUND),
    (0, b"RIFF", "binary", _SOUND),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported", _OFFICE),
    (0, b"{\\rtf", "unsupported", "it is rich text (.rtf); save it as .docx or .txt"),
    (0, b"%!PS", "unsupported", "it is PostScript; make a PDF of it"),
    (0, b"\x1f\x8b", "unsupported", _PACKED),
    (0, b"BZh", "unsupported", _PACKED),
    (0, b"\xfd7zXZ\0", "unsupported", _PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", "unsupported", _PACKED),
    (0, b"Rar!\x1a\x07", "unsupported", _PACKED),
    (0, b"\x28\xb5\x2f\xfd", "unsupported", _PACKED),
    (257, b"ustar", "unsupported", _PACKED),
    (0, b"\x7fELF", "binary", _PROGRAM),
    (0, b"MZ\x90\0", "binary", _PROGRAM),
    (0, b"SQLite format 3\0", "binary", _PROGRAM),
)
_DOCUMENTS = {
    "xl/workbook.xml": "it is a table (.xlsx), not a page; load its text",
    "ppt/presentation.xml": "it is slides (.pptx), not a page; load its text",
    "META-INF/container.xml": "it is a book (.epub), not a page; load its text",
    "META-INF/manifest.xml": "it is an OpenDocument file; save it as .docx",
    "META-INF/MANIFEST.MF": "it is a program (.jar), not a page",
    "AndroidManifest.xml": "it is a program (.apk), not a page",
}
_HTML = re.compile(
    r"<(!doctype\s+html|html|head|body|article|main|table|div|p|h[1-6]|meta|title)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_HTML_END = re.compile(r"</(html|body|article|main|table|div|p|h[1-6]|title)\s*>", re.IGNORECASE)
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown"}
_JSONL_NAMES = {".jsonl", ".ndjson"}


def container_kind(data: bytes) -> Kind:
    """Whether the bytes are a zip (a .docx is one), a PDF, or something else."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip"
    return "pdf" if b"%PDF-" in data[:1024] else "bytes"


def zip_kind(members: Collection[str]) -> tuple[Literal["docx", "foreign", "zip"], str]:
    """Whether a zip is a .docx, another document in a zip (with its cure), or an archive of files."""
    if "word/document.xml" in members:
        return "docx", ""
    for part, cure in _DOCUMENTS.items():
        if part in members:
            return "foreign", cure
    return "zip", ""


def foreign(data: bytes) -> tuple[str, str] | None:
    """Code and cure of a format that wenbao knows of and does not read, else ``None``."""
    for offset, mark, code, cure in _FOREIGN:
        if data.startswith(mark, offset):
            return code, cure
    return None


def text_kind(name: str, text: str) -> Literal["jsonl", "html", "markdown", "json", "xml", "text"]:
    """What a decoded text is; its name is asked where the content leaves it open."""
    from retrieval.corpus.readers.jsonl import looks_like_jsonl

    suffix = PurePosixPath(name.lower()).suffix
    head = text[:4096].lstrip()
    if suffix in _JSONL_NAMES or looks_like_jsonl(text):
        return "jsonl"
    if head.startswith("<") and _HTML.search(head) and _HTML_END.search(text):
        return "html"
    if head.startswith("<?xml"):
        return "xml"
    if suffix == ".json" or _is_json(head, text):
        return "json"
    return "markdown" if suffix in _MARKDOWN_NAMES else "text"


def _is_json(head: str, text: str) -> bool:
    if not head.startswith(("{", "[")):
        return False
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
