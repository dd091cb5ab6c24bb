"""Bytes of one file -> SourceText: the reader that fits what they are."""

import hashlib
from collections.abc import Callable

from retrieval.corpus.readers.decode import Decoded, decode, is_texty
from retrieval.corpus.readers.docx import docx_lines
from retrieval.corpus.readers.html import decode_html, html_lines
from retrieval.corpus.readers.jsonl import ready_articles
from retrieval.corpus.readers.kinds import foreign, text_kind
from retrieval.corpus.readers.limits import Limits, Refused
from retrieval.corpus.readers.pdf import pdf_lines
from retrieval.corpus.readers.text import markdown_lines, text_lines
from retrieval.records import Line, Notice, SourceText

__all__ = ["check_size", "docx_source", "pdf_source", "text_source"]

_BINARY = "it holds no text that can be read; is it another kind of file with a changed name?"
_EMPTY = "there is no text in it"


def check_size(name: str, size: int, most: int) -> None:
    """Refuse a file of more than ``most`` bytes."""
    if size > most:
        reason = f"it is larger than {most / 1e6:g} MB; split it"
        raise Refused(name, "too_large", reason)


def pdf_source(name: str, data: bytes, limits: Limits) -> SourceText:
    """A PDF with a text layer."""
    lines, notices = pdf_lines(data, name, limits)
    return SourceText(name, _digest(data), "pdf", None, lines, (), notices)


def docx_source(name: str, data: bytes) -> SourceText:
    """A .docx."""
    lines = docx_lines(data, name)
    if not lines:
        raise Refused(name, "empty", _EMPTY)
    return SourceText(name, _digest(data), "docx", None, lines)


def text_source(name: str, data: bytes, limits: Limits) -> SourceText:
    """Whatever else: a format known and not read is refused by name, the rest must be text."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Refused(name, "empty", "the file is empty")
    alien = foreign(data)
    if alien:
        raise Refused(name, *alien)
    decoded = decode(data)
    if decoded is None or not is_texty(decoded.text):
        raise Refused(name, "binary", _BINARY)
    if not decoded.text.strip():
        raise Refused(name, "empty", _EMPTY)
    kind = text_kind(name, decoded.text)
    most = {"jsonl": limits.jsonl_bytes, "html": min(limits.html_bytes, limits.file_bytes)}
    check_size(name, len(data), most.get(kind, limits.file_bytes))
    if kind in ("json", "xml"):
        raise Refused(name, "not_a_page", f"it is {kind.upper()} data, not a page; load its text")
    return _MAKERS[kind](name, data, decoded)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _plain(name: str, data: bytes, decoded: Decoded) -> SourceText:
    lines = text_lines(decoded.text)
    warnings = _broken(name, lines, decoded.broken)
    return SourceText(name, _digest(data), "text", decoded.encoding, lines, (), warnings)


def _markdown(name: str, data: bytes, decoded: Decoded) -> SourceText:
    lines = markdown_lines(decoded.text)
    warnings = _broken(name, lines, decoded.broken)
    return SourceText(name, _digest(data), "markdown", decoded.encoding, lines, (), warnings)


def _html(name: str, data: bytes, decoded: Decoded) -> SourceText:
    decoded = decode_html(data) or decoded
    lines = html_lines(decoded.text, name)
    if not lines:
        raise Refused(name, "empty", _EMPTY)
    warnings = _broken(name, lines, decoded.broken)
    return SourceText(name, _digest(data), "html", decoded.encoding, lines, (), warnings)


def _jsonl(name: str, data: bytes, decoded: Decoded) -> SourceText:
    ready, lines, notices = ready_articles(decoded.text, name)
    return SourceText(name, _digest(data), "jsonl", decoded.encoding, lines, ready, notices)


_MAKERS: dict[str, Callable[[str, bytes, Decoded], SourceText]] = {
    "text": _plain,
    "markdown": _markdown,
    "html": _html,
    "jsonl": _jsonl,
}


def _broken(name: str, lines: tuple[Line, ...], broken: int) -> tuple[Notice, ...]:
    if not broken:
        return ()
    numbers = tuple(line.number for line in lines if "�" in line.text)
    message = f"{name}: {broken} places are no text in its encoding; they stand as �"
    return (Notice(name, numbers, "broken_characters", message),)
