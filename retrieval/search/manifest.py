"""A folder of index files <-> its manifest: which files there are, and the digest of each.

The manifest is written last and in one step; a folder without one, or with a file that does not match
it, is broken, and the index is made again from the database.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import IndexBroken

__all__ = [
    "TRUSTED",
    "FileMark",
    "Manifest",
    "SegmentMark",
    "check",
    "mark",
    "read_manifest",
    "write_manifest",
]

_NAME = "manifest.json"
_FORMAT = 1
TRUSTED = 16 << 20  # bytes from which a file is hashed only when its time is not as written


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file of a segment as it was written: ``changed`` is its modification time in nanoseconds."""

    name: str
    bytes: int
    changed: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SegmentMark:
    """A segment: its folder's name, its living passages, their terms, and its files."""

    name: str
    passages: int
    tokens: int
    files: tuple[FileMark, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All segments of an index in order; ``made`` counts the segments ever made, to name the next."""

    segments: tuple[SegmentMark, ...] = ()
    made: int = 0


def mark(path: Path) -> FileMark:
    """Read a file that was just written and note its size, time and digest."""
    found = path.stat()
    return FileMark(path.name, found.st_size, found.st_mtime_ns, _digest(path))


def check(folder: Path, files: Iterable[FileMark], *, trusted: int = TRUSTED) -> None:
    """Compare files with their marks; ``IndexBroken`` names the first that differs.

    A file of ``trusted`` bytes or more whose size and modification time are as written is not hashed:
    hashing a million passages at every start would take longer than the start itself.
    """
    for file in files:
        path = folder / file.name
        try:
            found = path.stat()
            same = found.st_size == file.bytes
            if same and not (found.st_mtime_ns == file.changed and file.bytes >= trusted):
                same = _digest(path) == file.sha256
        except OSError as error:
            raise IndexBroken(f"the index file {path} cannot be read: {error.strerror}") from error
        if not same:
            raise IndexBroken(f"the index file {path} is not as it was written")


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest in one step: it is there whole, or not at all."""
    segments = [
        {
            "name": segment.name,
            "passages": segment.passages,
            "tokens": segment.tokens,
            "files": [[f.name, f.bytes, f.changed, f.sha256] for f in segment.files],
        }
        for segment in manifest.segments
    ]
    body = json.dumps({"segments": segments, "made": manifest.made}, separators=(",", ":"))
    whole = {"format": _FORMAT, "sha256": hashlib.sha256(body.encode()).hexdigest(), "body": body}
    draft = folder / (_NAME + ".new")
    draft.write_text(json.dumps(whole), encoding="utf-8")
    draft.replace(folder / _NAME)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an index folder; ``IndexBroken`` if it is missing or damaged."""
    path = folder / _NAME
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        body = whole["body"]
        if (
            whole["format"] != _FORMAT
            or hashlib.sha256(body.encode()).hexdigest() != whole["sha256"]
        ):
            raise IndexBroken(f"{path} is damaged or of another version")
        content = json.loads(body)
        segments = tuple(
            SegmentMark(
                item["name"],
                item["passages"],
                item["tokens"],
                tuple(FileMark(*f) for f in item["files"]),
            )
            for item in content["segments"]
        )
        return Manifest(segments, content["made"])
    except OSError as error:
        raise IndexBroken(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexBroken(f"{path} is damaged") from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
