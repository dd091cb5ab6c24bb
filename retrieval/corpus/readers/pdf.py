"""A PDF with a text layer -> its paragraphs as lines in reading order, large type hinted as headings.

Numbers count the lines of the extracted text. The file is read in a process of its own, with a limit
of memory and time: a PDF can unpack to anything and run for ever.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from retrieval.corpus.readers.limits import Limits, Refused
from retrieval.records import Line, Notice

__all__ = ["pdf_lines"]

_ROOT = Path(__file__).parents[3]
_SCAN = (
    "it is a scan: its pages are pictures without text; have the text recognised first "
    "(for instance: ocrmypdf -l chi_sim in.pdf out.pdf), and load the result"
)
_REASONS = {
    "scan": _SCAN,
    "fonts": "its letters have no codes (a font without a table); recognise it as a scan (OCR)",
    "encrypted": "it is protected by a password; save it without one",
    "broken": "the PDF is damaged; print it into a new PDF",
    "bomb": "it unpacks to more than a page can hold; print it into a new PDF",
    "slow": "it takes too long to read; print it into a new PDF, or load it in parts",
    "pages": "it has too many pages; load it in parts",
}
_CODES = {"fonts": "scan", "slow": "too_large", "pages": "too_large"}


def pdf_lines(
    data: bytes, name: str, limits: Limits
) -> tuple[tuple[Line, ...], tuple[Notice, ...]]:
    """The lines of a PDF, and a notice of the pages that hold no text.

    Raises:
        Refused: a scan, a password, damage, or more than the limits.
    """
    said = _run_worker(data, limits)
    if "error" in said:
        word = str(said["error"])
        raise Refused(name, _CODES.get(word, word), _REASONS[word])
    lines = tuple(
        Line(number, text, "heading" if large else None, page)
        for number, (page, text, large) in enumerate(said["lines"], 1)
    )
    without = said["without_text"]
    if not without:
        return lines, ()
    pages = ", ".join(map(str, without))
    message = f"{name}: no text on page {pages} of the PDF; {_SCAN}"
    return lines, (Notice(name, (), "scanned_pages", message),)


def _run_worker(data: bytes, limits: Limits):  # type: ignore[no-untyped-def]
    command = [sys.executable, "-m", "retrieval.corpus.readers.pdf_worker"]
    command += [str(limits.pdf_pages), str(limits.pdf_memory), str(limits.pdf_seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and numbers
            command,
            input=data,
            capture_output=True,
            timeout=limits.pdf_seconds,
            cwd=_ROOT,
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"error": "slow"}
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {"error": "bomb" if done.returncode < 0 else "broken"}
