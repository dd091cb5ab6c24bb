"""Standard input, a PDF -> standard output, JSON of its lines: the process that ``pdf`` starts.

``{"lines": [[page, text, is large], ...], "without_text": [page, ...]}`` or ``{"error": word}``.
"""

import io
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import suppress

from retrieval.corpus.readers.pdf_layout import TextLine, body_size, lay_out
from retrieval.corpus.readers.pdf_runs import Glyph

__all__ = ["main"]

_LARGE = 1.2  # of the body's size: a headline
_GLYPHS = 200_000  # of a page; a newspaper's page has some 10,000
_NO_CODE = "(cid:"


class _Unreadable(Exception):
    """The file cannot be used; the word says why."""


def main() -> None:
    """Read, lay out, print; what fails is a word, not a traceback."""
    most_pages, memory, seconds = map(int, sys.argv[1:4])
    _limit(memory, seconds)
    logging.disable(logging.CRITICAL)
    try:
        said: dict[str, object] = _read(sys.stdin.buffer.read(), most_pages)
    except _Unreadable as error:
        said = {"error": str(error)}
    except MemoryError:
        said = {"error": "bomb"}
    sys.stdout.write(json.dumps(said))


def _limit(memory: int, seconds: int) -> None:
    """Bound memory and processor time, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _read(data: bytes, most_pages: int) -> dict[str, object]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > most_pages:
                raise _Unreadable("pages")
            pages = [_page(page) for page in pdf.pages]
    except PdfminerException as error:
        # pdfplumber wraps whatever stopped it
        words: dict[type, str] = {PDFPasswordIncorrect: "encrypted", MemoryError: "bomb"}
        raise _Unreadable(words.get(type(next(iter(error.args), None)), "broken")) from error
    return _result(pages)


def _page(page) -> list[TextLine]:  # type: ignore[no-untyped-def]
    chars = page.dedupe_chars().chars
    if len(chars) > _GLYPHS:
        raise _Unreadable("bomb")
    lines = lay_out(list(_glyphs(chars, page)))
    page.close()
    return lines


def _glyphs(chars, page) -> Iterator[Glyph]:  # type: ignore[no-untyped-def]
    """Upright characters within the page, by the baseline of their text matrix."""
    for char in chars:
        inside = char["x1"] > 0 and char["x0"] < page.width
        if char["upright"] and inside and char["bottom"] > 0 and char["top"] < page.height:
            baseline = char["bottom"] - (char["matrix"][5] - char["y0"])
            yield Glyph(char["text"], char["x0"], char["x1"], baseline, char["size"])


def _result(pages: list[list[TextLine]]) -> dict[str, object]:
    every = [line for page in pages for line in page]
    if sum(len(line.text) for line in every) < 10 * min(1, len(pages)):
        raise _Unreadable("scan")
    text = "".join(line.text for line in every)
    if text.count(_NO_CODE) * 15 > len(text):
        raise _Unreadable("fonts")
    body = body_size(every)
    return {
        "lines": [
            [number, line.text, line.size >= _LARGE * body]
            for number, page in enumerate(pages, 1)
            for line in page
        ],
        "without_text": [number for number, page in enumerate(pages, 1) if not page],
    }


if __name__ == "__main__":
    main()
