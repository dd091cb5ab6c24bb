"""Names of files as they come -> names as they are kept: composed, with ``/``, safe to show and to store."""

import re
import unicodedata
from contextlib import suppress

from retrieval.corpus.readers.decode import decode_name

__all__ = ["entry_name", "printable", "tidy", "unsafe"]

# Control characters, marks that turn the reading direction, separators of lines, halves of pairs.
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


def tidy(name: str) -> str:
    """Composed characters and no ``.`` parts, so that one file has one name on every machine."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    return unicodedata.normalize("NFC", "/".join(parts))


def printable(name: str) -> str:
    """A name that a terminal, a log and a database can take: what is unsafe stands as an escape."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", name)


def entry_name(raw: str, *, utf8: bool) -> str:
    """Name of a zip's entry from what ``zipfile`` made of it, with ``/`` between its parts.

    Without the UTF-8 mark ``zipfile`` reads names as code page 437; packers of the Chinese Windows
    write GBK there, others UTF-8.
    """
    if not utf8:
        with suppress(UnicodeEncodeError):
            raw = decode_name(raw.encode("cp437"))
    return raw.replace("\\", "/")


def unsafe(name: str, longest: int) -> str | None:
    """Why a name is not taken, else ``None``: it could lead outside, or means something else elsewhere."""
    parts = name.split("/")
    if _CONTROL.search(name):
        return "its name holds control characters"
    if name.startswith("/") or _DRIVE.match(name):
        return "its name is an absolute path"
    if ".." in parts:
        return "its name leads out of the archive (..)"
    if len(name) > longest or any(len(part.encode()) > 255 for part in parts):
        return f"its name is longer than {longest} characters"
    return _odd(parts)


def _odd(parts: list[str]) -> str | None:
    """Names that some systems take for something else."""
    if any(":" in part or _RESERVED.fullmatch(part) for part in parts):
        return "its name means a device on some systems"
    named = [part for part in parts if part not in ("", ".")]
    if not named or any(part != part.rstrip(". ") for part in named):
        return "its name ends in a dot or a space, or is empty"
    return None
