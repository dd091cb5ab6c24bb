"""A path -> its files, read: a file, a folder with all below it, or a zip of these.

One bad file in a folder or a zip becomes a ``SourceProblem`` and does not stop the others; the same
file given by itself is an error.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from retrieval.corpus.readers.decode import decode, is_texty
from retrieval.corpus.readers.jsonl import ready_articles
from retrieval.corpus.readers.kinds import container_kind, foreign, text_kind
from retrieval.corpus.readers.limits import Limits, Refused, SourceProblem
from retrieval.corpus.readers.text import markdown_lines, text_lines
from retrieval.errors import SourceError, UnsupportedSource
from retrieval.records import Line, Notice, SourceText

__all__ = ["read"]

_DEFAULT = Limits()
_BINARY = "it holds no text that can be read; is it another kind of file with a changed name?"


def read(path: Path, *, limits: Limits = _DEFAULT) -> Iterator[SourceText | SourceProblem]:
    """The texts below ``path``, in the order of their names, and the files that could not be read.

    A text's name is the file's own, or its path below the folder given, with ``/``; what is in a
    zip has the zip's name before it.

    Raises:
        SourceError: the path does not exist or cannot be opened.
        UnsupportedSource: the file given is of no use, or the folder or zip holds no page at all.
    """
    if path.is_dir():
        yield from _folder(path, limits)
    elif path.is_file():
        yield from _file(path, _tidy(path.name), limits)
    elif path.exists():
        raise SourceError(f"{path}: neither a file nor a folder")
    else:
        raise SourceError(f"{path}: no such file or folder; check the path")


def _folder(folder: Path, limits: Limits) -> Iterator[SourceText | SourceProblem]:
    found = False
    for file in _walk(folder):
        name = _tidy(file.relative_to(folder).as_posix())
        try:
            for item in _file(file, name, limits):
                found = found or isinstance(item, SourceText)
                yield item
        except Refused as refused:
            yield refused.problem
        except SourceError as error:
            yield SourceProblem(name, "unreadable", str(error))
    if not found:
        raise UnsupportedSource(
            f"{folder}: no page in it; wenbao reads .txt .md .html .pdf .docx .zip and .jsonl"
        )


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder in the order of their names, hidden ones left out; links lead nowhere."""
    for item in sorted(folder.iterdir()):
        if item.name.startswith((".", "~$")) or item.name == "__MACOSX":
            continue
        if item.is_dir() and not item.is_symlink():
            yield from _walk(item)
        elif item.is_file():
            yield item


def _tidy(name: str) -> str:
    """A name as it is stored: composed characters, so that one file has one name on every machine."""
    return unicodedata.normalize("NFC", name)


def _file(path: Path, name: str, limits: Limits) -> Iterator[SourceText | SourceProblem]:
    most = max(limits.file_bytes, limits.jsonl_bytes)
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be opened ({error.strerror}); check its rights"
        ) from None
    yield from read_bytes(name, data, limits)


def read_bytes(name: str, data: bytes, limits: Limits) -> Iterator[SourceText | SourceProblem]:
    """What one file's bytes hold; a zip holds several."""
    if not data.strip():
        raise Refused(name, "empty", "the file is empty")
    kind = container_kind(data)
    alien = None if kind != "bytes" else foreign(data)
    if alien:
        raise Refused(name, *alien)
    yield _text(name, data, limits)


def _text(name: str, data: bytes, limits: Limits) -> SourceText:
    decoded = decode(data)
    if decoded is None or not is_texty(decoded.text):
        raise Refused(name, "binary", _BINARY)
    if not decoded.text.strip():
        raise Refused(name, "empty", "there is no text in the file")
    kind = text_kind(name, decoded.text)
    _check_size(name, data, limits.jsonl_bytes if kind == "jsonl" else limits.file_bytes)
    digest = hashlib.sha256(data).hexdigest()
    if kind == "jsonl":
        ready, lines, notices = ready_articles(decoded.text, name)
        return SourceText(name, digest, "jsonl", decoded.encoding, lines, ready, notices)
    if kind in ("json", "xml"):
        raise Refused(name, "not_a_page", f"it is {kind.upper()} data, not a page; load its text")
    lines = markdown_lines(decoded.text) if kind == "markdown" else text_lines(decoded.text)
    form: Literal["markdown", "text"] = "markdown" if kind == "markdown" else "text"
    warnings = _broken(name, lines, decoded.broken)
    return SourceText(name, digest, form, decoded.encoding, lines, (), warnings)


def _check_size(name: str, data: bytes, most: int) -> None:
    if len(data) > most:
        reason = f"it is larger than {most / 1e6:g} MB; split it, or raise the limit"
        raise Refused(name, "too_large", reason)


def _broken(name: str, lines: tuple[Line, ...], broken: int) -> tuple[Notice, ...]:
    if not broken:
        return ()
    numbers = tuple(line.number for line in lines if "�" in line.text)
    message = f"{name}: {broken} places are no text in its encoding; they stand as �"
    return (Notice(name, numbers, "broken_characters", message),)
