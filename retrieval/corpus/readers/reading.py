"""A path -> its files, read: a file, a folder with all below it, or a zip of these.

One bad file in a folder or a zip becomes a ``SourceProblem`` and does not stop the others; the same
file given by itself is an error.
"""

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, overload

from retrieval.corpus.readers.archive import Budget, entries, members, open_zip
from retrieval.corpus.readers.decode import decode_name
from retrieval.corpus.readers.formats import check_size, docx_source, pdf_source, text_source
from retrieval.corpus.readers.kinds import container_kind, zip_kind
from retrieval.corpus.readers.limits import Limits, Refused, SourceProblem, Unchanged
from retrieval.corpus.readers.names import printable, tidy
from retrieval.errors import SourceError, UnsupportedSource
from retrieval.records import SourceText

__all__ = ["read"]

Item = SourceText | SourceProblem
Known = Callable[[str, str], bool]  # name, digest

_DEFAULT = Limits()
_HEAD = 100_000  # bytes that tell what a file is
_READS = "wenbao reads .txt .md .html .pdf .docx .zip and .jsonl"
# Beside pages lie programs, tables and settings; they are text too, and no pages.
_NO_PAGES = re.compile(
    r".*\.(bat|c|cfg|conf|cpp|css|csv|db|h|ini|java|js|json|lock|log|pkl|py|pyc|sh|sql|sqlite|srt|svg"
    r"|toml|ts|tsv|xml|ya?ml)",
    re.IGNORECASE,
)


@overload
def read(path: Path, *, limits: Limits = ..., known: None = None) -> Iterator[Item]: ...
@overload
def read(path: Path, *, limits: Limits = ..., known: Known) -> Iterator[Item | Unchanged]: ...
def read(
    path: Path, *, limits: Limits = _DEFAULT, known: Known | None = None
) -> Iterator[Item] | Iterator[Item | Unchanged]:
    """The texts below ``path``, in the order of their names, and the files that could not be read.

    Of a folder's files, those that are ``known`` by name and digest come as ``Unchanged``; an archive is
    always opened.

    A text's name is the file's own, or its path below the folder given, with ``/``; what is in a
    zip has the zip's name before it.

    Raises:
        SourceError: the path does not exist or cannot be opened.
        UnsupportedSource: the file given is of no use, or the folder or zip holds no page at all.
    """
    if path.is_dir():
        yield from _folder(path, limits, known)
    elif path.is_file():
        yield from _file(path, _name(path.name), limits)
    elif path.exists():
        raise SourceError(f"{path}: neither a file nor a folder")
    else:
        raise SourceError(f"{path}: no such file or folder; check the path")


def _folder(folder: Path, limits: Limits, known: Known | None) -> Iterator[Item | Unchanged]:
    found = False
    for file in _walk(folder):
        name = _name(file.relative_to(folder).as_posix())
        if _NO_PAGES.fullmatch(name):
            yield SourceProblem(name, "not_a_page", f"{name}: left out: by its name it is no page")
            continue
        digest = _digest(file, limits) if known else None
        if known and digest and known(name, digest):
            found = True
            yield Unchanged(name, digest, file)
            continue
        for item in _kept_going(_file(file, name, limits), name):
            found = found or isinstance(item, SourceText)
            yield item
    if not found:
        raise UnsupportedSource(f"{folder}: no page in it; {_READS}")


def _digest(file: Path, limits: Limits) -> str | None:
    """A file's digest; ``None`` where it is too large or cannot be opened, which reading it will say."""
    try:
        if file.stat().st_size > limits.file_bytes:
            return None
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def _kept_going(items: Iterator[Item], name: str) -> Iterator[Item]:
    """The items of one file among others: what stops it is a problem of its own."""
    try:
        yield from items
    except Refused as refused:
        yield refused.problem
    except SourceError as error:
        yield SourceProblem(printable(name), "unreadable", str(error))


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder, each folder's in the order of their names, hidden ones left out."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(files):
            path = Path(where, name)
            if not _is_hidden(name) and path.is_file():
                yield path


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name == "__MACOSX"


def _name(raw: str) -> str:
    """A file's name as it is kept; one that is not in the system's encoding is read as GBK or Big5."""
    try:
        raw.encode()
    except UnicodeEncodeError:
        raw = decode_name(os.fsencode(raw))
    return tidy(printable(raw))


def _file(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    try:
        with path.open("rb") as file:
            yield from _opened(file, name, limits)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check its rights") from None


def _opened(file: BinaryIO, name: str, limits: Limits) -> Iterator[Item]:
    """What an open file holds; no more of it is taken into memory than the limits allow."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(_HEAD)
    if container_kind(head) == "zip":
        check_size(name, size, limits.archive_bytes)
        yield from _zip(file, name, limits, (Budget.of(limits), 1))
        return
    most = limits.jsonl_bytes if _may_be_jsonl(name, head) else limits.file_bytes
    check_size(name, size, most)
    yield _one(name, head + file.read(most), limits)


def _may_be_jsonl(name: str, head: bytes) -> bool:
    return name.lower().endswith((".jsonl", ".ndjson")) or head.lstrip().startswith(b"{")


def _one(name: str, data: bytes, limits: Limits) -> SourceText:
    """A file that is no archive."""
    if container_kind(data) == "pdf":
        return pdf_source(name, data, limits)
    return text_source(name, data, limits)


def _zip(file: BinaryIO, name: str, limits: Limits, left: tuple[Budget, int]) -> Iterator[Item]:
    """A .docx, or the files of an archive; ``left`` is the budget and how deep the archive lies."""
    budget, depth = left
    with open_zip(file, name, limits) as archive:
        kind, cure = zip_kind(members(archive))
        if kind == "docx":
            yield _docx(archive, file, name, limits)
            return
        if kind == "foreign":
            raise Refused(name, "unsupported", cure)
        if depth > limits.nesting:
            raise Refused(name, "nested", "it is an archive in an archive; unpack it first")
        found = False
        for item in entries(archive, name, limits, budget):
            if isinstance(item, SourceProblem):
                yield item
                continue
            inner, data = item
            for got in _kept_going(_inner(inner, data, limits, (budget, depth + 1)), inner):
                found = found or isinstance(got, SourceText)
                yield got
    if not found:
        raise Refused(name, "empty", f"no page in the archive; {_READS}")


def _inner(name: str, data: bytes, limits: Limits, left: tuple[Budget, int]) -> Iterator[Item]:
    if container_kind(data) == "zip":
        yield from _zip(io.BytesIO(data), name, limits, left)
    else:
        yield _one(name, data, limits)


def _docx(archive: zipfile.ZipFile, file: BinaryIO, name: str, limits: Limits) -> SourceText:
    """A .docx is a zip: its parts are held to an archive's limits before a library opens it."""
    for item in entries(archive, name, limits, Budget.of(limits)):
        if isinstance(item, SourceProblem) and item.code in ("bomb", "too_large", "broken"):
            raise Refused(name, item.code, "a part of the .docx is damaged or far too large")
    file.seek(0)
    return docx_source(name, file.read(limits.file_bytes))
