"""What a reader takes in at most, and what it says of a file that it cannot take."""

from dataclasses import dataclass
from pathlib import Path

from retrieval.corpus.readers.names import printable
from retrieval.errors import UnsupportedSource

__all__ = ["Limits", "Refused", "SourceProblem", "Unchanged"]

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one call of ``read`` takes; sizes in bytes. What is above is refused by name."""

    file_bytes: int = 50 * _MB  # one file, also one inside an archive, unpacked
    html_bytes: int = 10 * _MB  # one page of HTML: its tree takes many times its size
    jsonl_bytes: int = 512 * _MB  # a file of ready articles
    archive_bytes: int = 200 * _MB  # one archive as it comes
    unpacked_bytes: int = 400 * _MB  # all files of one archive, unpacked
    files: int = 5_000  # entries of one archive
    ratio: int = 100  # unpacked to packed, for an entry above a megabyte unpacked
    nesting: int = 1  # archives in one another: 1 is an archive that holds none
    name_length: int = 400  # characters of an entry's whole name
    pdf_pages: int = 400
    pdf_seconds: int = 120  # for one PDF file
    pdf_memory: int = 1_500 * _MB  # address space of the process that reads one PDF file


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """A file that was met and not read: its name, a stable code, and a sentence with the cure.

    One bad file in a folder or an archive does not stop the others; what an earlier load kept of
    it stays. Codes: ``empty`` ``too_large`` ``binary`` ``scan`` ``unsupported`` ``encrypted``
    ``broken`` ``unsafe_name`` ``bomb`` ``nested`` ``duplicate_name`` ``not_a_page`` ``unreadable``.
    """

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that is known already, so it was not read: its name, digest and where it is."""

    name: str
    digest: str
    path: Path


class Refused(UnsupportedSource):
    """A file that is not taken; ``problem`` says which and why."""

    def __init__(self, name: str, code: str, reason: str) -> None:
        """Keep the problem; the error's text is its message."""
        name = printable(name)
        self.problem = SourceProblem(name, code, f"{name}: {reason}")
        super().__init__(self.problem.message)
