"""Glyphs of a PDF page, each with its place -> lines of text in reading order, a paragraph a line.

Within a column, rows make a paragraph until one is indented, the row above ends early, or size or distance
change. A row of large type is a line of its own.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.corpus.readers.pdf_columns import columns_of
from retrieval.corpus.readers.pdf_runs import WIDE, Glyph, Run, rows_of, runs_of

__all__ = ["TextLine", "body_size", "lay_out"]

_INDENT = (0.8, 4.5)  # of the size: first lines of paragraphs
_SHORT = 1.6  # of the size: a row that ends so far before the right edge ends its paragraph
_NO_BODY = 1.15  # of the body's size: larger type is a headline's, a row a line
_APART = 1.5  # of the usual distance of rows: more is a new paragraph


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph or a row of a headline, and the size of its type."""

    text: str
    size: float


def lay_out(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """The lines of a page in reading order; white space among the glyphs is found anew by their gaps."""
    runs = runs_of([glyph for glyph in glyphs if glyph.size > 0])
    if not runs:
        return []
    body = body_size(runs)
    lines: list[TextLine] = []
    for column in columns_of(runs, body):
        lines += _paragraphs(column, body)
    return lines


def body_size(items: Sequence[Run] | Sequence[TextLine]) -> float:
    """The size that most characters have, to half a point."""
    sizes: Counter[float] = Counter()
    for item in items:
        sizes[round(item.size * 2) / 2] += len(item.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _paragraphs(column: Sequence[Run], body: float) -> list[TextLine]:
    """Stretches of type of one size; large type row by row, the rest by paragraphs."""
    stretches: list[list[Run]] = []
    for row in map(_merged, rows_of(column)):
        if stretches and abs(row.size - stretches[-1][-1].size) <= 0.1 * row.size:
            stretches[-1].append(row)
        else:
            stretches.append([row])
    lines: list[TextLine] = []
    for rows in stretches:
        if rows[0].size > _NO_BODY * body:
            lines += [TextLine(row.text, row.size) for row in rows]
        else:
            lines += _joined(rows)
    return lines


def _joined(rows: Sequence[Run]) -> list[TextLine]:
    """The paragraphs of rows of one size; their edges are those of the rows themselves."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    pitch = _usual([below.y - above.y for above, below in pairwise(rows)])
    lines = [TextLine(rows[0].text, rows[0].size)]
    for above, row in pairwise(rows):
        if _goes_on(above, row, (left, right, pitch)):
            lines[-1] = TextLine(_glue(lines[-1].text, row.text), lines[-1].size)
        else:
            lines.append(TextLine(row.text, row.size))
    return lines


def _merged(row: Sequence[Run]) -> Run:
    text = " ".join(run.text for run in row)
    return Run(text, row[0].x0, row[-1].x1, row[0].y, max(run.size for run in row))


def _usual(values: Sequence[float]) -> float:
    return Counter(round(value) for value in values).most_common(1)[0][0] if values else 0.0


def _goes_on(above: Run, row: Run, frame: tuple[float, float, float]) -> bool:
    """Whether a row continues the paragraph of the row above it."""
    left, right, pitch = frame
    size = row.size
    if _INDENT[0] * size < row.x0 - left < _INDENT[1] * size and above.x0 - left < row.x0 - left:
        return False
    if pitch and row.y - above.y > _APART * pitch:
        return False
    word = re.match(r"[A-Za-z0-9,.'’-]*", row.text)
    needed = max(_SHORT, 0.5 * len(word[0]) + 0.6 if word else 0.0)
    return right - above.x1 <= needed * size


def _glue(above: str, below: str) -> str:
    tight = WIDE.match(above[-1]) or WIDE.match(below[0]) or above.endswith("-")
    return above + below if tight else f"{above} {below}"
