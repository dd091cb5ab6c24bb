"""A zip -> the bytes of its entries, one by one, within the limits; nothing is written to disk.

What a packer declares is checked first, and what comes out is counted as well: a bomb is stopped
by whichever is smaller.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from retrieval.corpus.readers.limits import Limits, Refused, SourceProblem
from retrieval.corpus.readers.names import entry_name, printable, tidy, unsafe

__all__ = ["Budget", "entries", "members", "open_zip"]

_NOISE_PARTS = {"__MACOSX", ".git", ".svn"}
_NOISE_NAMES = {"thumbs.db", "desktop.ini"}
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DIRECTORY_ENTRY = 1_200  # bytes of the central directory that an entry may take: names and extras
_TAIL = 66_000  # bytes at the end of a zip in which its directory is announced
_PART = 65_536  # bytes that are unpacked at a time
_ENCRYPTED, _UTF8 = 0x1, 0x800
_MEGABYTE = 1_000_000


@dataclass(slots=True)
class Budget:
    """What is left of an archive's limits, shared by the archives inside it."""

    bytes_left: int
    files_left: int
    seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        """A whole budget."""
        return cls(limits.unpacked_bytes, limits.files)


def open_zip(file: BinaryIO, name: str, limits: Limits) -> zipfile.ZipFile:
    """Open an archive after a look at how large its directory is.

    Raises:
        Refused: it is broken, or its directory is larger than that of ``limits.files`` entries.
    """
    if _directory_size(file) > limits.files * _DIRECTORY_ENTRY:
        raise Refused(name, "bomb", f"the archive holds more than {limits.files} files; split it")
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        reason = "the archive is damaged; pack it anew"
        raise Refused(name, "broken", reason) from None
    if len(archive.infolist()) > limits.files:
        raise Refused(name, "bomb", f"the archive holds more than {limits.files} files; split it")
    return archive


def members(archive: zipfile.ZipFile) -> set[str]:
    """Names of an archive's entries, to tell a .docx from a zip of pages."""
    return set(archive.namelist())


def entries(
    archive: zipfile.ZipFile, name: str, limits: Limits, budget: Budget
) -> Iterator[tuple[str, bytes] | SourceProblem]:
    """Name and bytes of each file of an archive, or why it is not taken.

    Raises:
        Refused: all files together are larger than the limit.
    """
    infos = [info for info in archive.infolist() if not _is_noise(info)]
    if sum(info.file_size for info in infos) > budget.bytes_left:
        raise _too_large(name, limits)
    for info in infos:
        inner = entry_name(info.orig_filename, utf8=bool(info.flag_bits & _UTF8))
        whole = f"{name}/{tidy(inner)}"
        why = _refusal(info, inner, whole, limits, budget)
        if why:
            yield SourceProblem(printable(whole), why[0], f"{printable(whole)}: {why[1]}")
            continue
        budget.seen.add(whole)
        budget.files_left -= 1
        data = _unpack(archive, info, min(limits.file_bytes, budget.bytes_left))
        if data is None:
            message = f"{whole}: its place in the archive is damaged; pack it anew"
            yield SourceProblem(whole, "broken", message)
            continue
        budget.bytes_left -= len(data)
        if budget.bytes_left <= 0:
            raise _too_large(name, limits)
        yield whole, data


def _too_large(name: str, limits: Limits) -> Refused:
    most = limits.unpacked_bytes / _MEGABYTE
    return Refused(name, "bomb", f"unpacked it is larger than {most:g} MB; split it")


def _is_noise(info: zipfile.ZipInfo) -> bool:
    """Folders, and what file managers leave in an archive."""
    parts = info.filename.replace("\\", "/").split("/")
    if info.is_dir() or parts[-1] == "":
        return True
    hidden = parts[-1].startswith(".") and parts[-1] != ".."
    return hidden or parts[-1].lower() in _NOISE_NAMES or bool(_NOISE_PARTS.intersection(parts))


def _refusal(
    info: zipfile.ZipInfo, inner: str, whole: str, limits: Limits, budget: Budget
) -> tuple[str, str] | None:
    """Code and reason of an entry that is not unpacked at all."""
    reason = unsafe(inner, limits.name_length)
    if reason:
        return "unsafe_name", f"{reason}; give it a plain name"
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "unsupported", "it is a link or a device, not a file"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted", "it is protected by a password; pack it without one"
    if info.compress_type not in _METHODS:
        return "unsupported", "it is packed in an unusual way; pack it as plain .zip (deflate)"
    if whole in budget.seen:
        return "duplicate_name", "the archive holds another file of this name; the first is taken"
    return _size_refusal(info, limits, budget)


def _size_refusal(info: zipfile.ZipInfo, limits: Limits, budget: Budget) -> tuple[str, str] | None:
    if budget.files_left <= 0:
        return "bomb", f"the archive holds more than {limits.files} files; split it"
    if info.file_size > limits.file_bytes:
        return "too_large", f"it is larger than {limits.file_bytes / _MEGABYTE:g} MB; split it"
    swollen = info.file_size > limits.ratio * max(1, info.compress_size)
    if info.file_size > _MEGABYTE and swollen:
        return "bomb", f"it unpacks to more than {limits.ratio} times its size; is it a page?"
    return None


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | None:
    """The bytes of an entry, ``None`` where it is damaged, or not as long as it says."""
    data = bytearray()
    try:
        with archive.open(info) as file:
            while len(data) <= most and (part := file.read(_PART)):  # a liar's is never whole
                data += part
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        return None
    except (RuntimeError, NotImplementedError, ValueError, struct.error):
        return None  # a password, an unknown method, or numbers that make no sense
    return bytes(data) if len(data) == info.file_size <= most else None


def _directory_size(file: BinaryIO) -> int:
    """Bytes of the central directory, by the largest of the announcements at the end of the file."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    file.seek(0)
    sizes = [0]
    for mark, offset, form in ((b"PK\x05\x06", 12, "<L"), (b"PK\x06\x06", 40, "<Q")):
        at = tail.rfind(mark)
        if at >= 0 and at + offset + struct.calcsize(form) <= len(tail):
            announced: int = struct.unpack_from(form, tail, at + offset)[0]
            sizes.append(0 if announced == 0xFFFFFFFF else announced)
    return max(sizes)
