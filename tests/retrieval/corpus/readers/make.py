"""Files for the tests, made here: archives with and without malice, a two-column PDF, .docx."""

import io
import struct
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path

from retrieval.corpus.readers import Limits, SourceProblem, read
from retrieval.records import SourceText

PAGE = "枫桥县召开春耕备耕会议\n\n　　本报讯（记者 温如玉）3月2日，枫桥县召开春耕备耕会议，副县长秦见山主持。\n"
SMALL = Limits(file_bytes=300_000, archive_bytes=400_000, unpacked_bytes=600_000, files=20)


def make_zip(
    entries: Sequence[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip of these entries, in this order, whatever their names."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """A zip with the bytes of a name changed; both are of one length."""
    assert len(old) == len(new)
    return data.replace(old, new)


def flagged(data: bytes, flag: int) -> bytes:
    """A zip whose entries bear one more flag, in the directory and before the data."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            value = struct.unpack_from("<H", out, at + offset)[0]
            struct.pack_into("<H", out, at + offset, value | flag)
            at = out.find(mark, at + 4)
    return bytes(out)


def claiming(data: bytes, size: int) -> bytes:
    """A zip whose entries claim to be of another size unpacked."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = out.find(mark)
        while at >= 0:
            struct.pack_into("<L", out, at + offset, size)
            at = out.find(mark, at + 4)
    return bytes(out)


def method(data: bytes, number: int) -> bytes:
    """A zip whose entries claim to be packed in another way."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", out, out.find(mark) + offset, number)
    return bytes(out)


def packed(name: str, how: int) -> zipfile.ZipInfo:
    """An entry's name with a way of packing of its own."""
    info = zipfile.ZipInfo(name)
    info.compress_type = how
    return info


def link(name: str, target: bytes = b"/etc/passwd") -> tuple[zipfile.ZipInfo, bytes]:
    """An entry that is a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info, target


def read_file(
    folder: Path, name: str, data: bytes, limits: Limits = SMALL
) -> list[SourceText | SourceProblem]:
    """What ``read`` makes of one file."""
    path = folder / name
    path.write_bytes(data)
    return list(read(path, limits=limits))


def texts(items: Sequence[SourceText | SourceProblem]) -> list[SourceText]:
    """Those that were read."""
    return [item for item in items if isinstance(item, SourceText)]


def problems(items: Sequence[SourceText | SourceProblem]) -> dict[str, str]:
    """Name -> code of those that were not."""
    return {item.name: item.code for item in items if isinstance(item, SourceProblem)}
