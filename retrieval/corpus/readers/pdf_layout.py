"""Glyphs of a PDF page, each with its place -> lines of text in reading order, a paragraph a line.

Columns are found by recursive cuts along white space (XY cut, Nagy 1984): along a gutter where one runs
through the whole region, else between bands of equal columns. Within a column, rows make a paragraph
until one is indented, the row above ends early, or size or distance change.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Glyph", "TextLine", "lay_out"]

_ROW = 0.3  # of the size: glyphs whose baselines differ less stand in one row
_BREAK = 1.25  # of the size: a wider gap in a row may be a gutter
_GUTTER = 0.7  # of the size: what a gutter measures at least
_INDENT = (0.8, 4.5)  # of the size: first lines of paragraphs
_SHORT = 1.6  # of the size: a row that ends so far before the right edge ends its paragraph
_APART = 1.5  # of the usual distance of rows: more is a new paragraph
_LARGE = 1.2  # of the body's size: a headline
_TABLE = 7.0  # of the size: columns narrower than this are those of a list, and read by rows
_WIDE = re.compile(r"[⺀-鿿豈-﫿︰-﹏＀-￯　-〿“”‘’…—]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, its left and right edge, its baseline (from the top of the page), its size; in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph or a row of a headline, and the size of its type."""

    text: str
    size: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs of a row without a wide gap among them."""

    text: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def top(self) -> float:
        return self.y - 0.88 * self.size

    @property
    def bottom(self) -> float:
        return self.y + 0.12 * self.size


_Placed = TypeVar("_Placed", Glyph, _Run)


def lay_out(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """The lines of a page in reading order; white space among the glyphs is found anew by their gaps."""
    runs = _runs([glyph for glyph in glyphs if glyph.size > 0])
    if not runs:
        return []
    body = body_size(runs)
    lines: list[TextLine] = []
    for column in _columns(runs, body):
        lines += _paragraphs(column, body)
    return lines


def body_size(items: Sequence[_Run] | Sequence[TextLine]) -> float:
    """The size that most characters have, to half a point."""
    sizes: Counter[float] = Counter()
    for item in items:
        sizes[round(item.size * 2) / 2] += len(item.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


# --- rows and runs ------------------------------------------------------------------------------


def _rows(items: Sequence[_Placed]) -> list[list[_Placed]]:
    rows: list[list[_Placed]] = []
    for item in sorted(items, key=lambda item: item.y):
        if rows and item.y - rows[-1][0].y <= _ROW * min(item.size, rows[-1][0].size):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda item: item.x0) for row in rows]


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    runs = []
    for row in _rows(glyphs):
        part: list[Glyph] = []
        for glyph in row:
            if not glyph.text.strip() and not part:
                continue
            if part and _is_apart(part, glyph):
                runs.append(_run(part))
                part = []
            part.append(glyph)
        if part:
            runs.append(_run(part))
    return [run for run in runs if run.text]


def _is_apart(part: Sequence[Glyph], glyph: Glyph) -> bool:
    before = next(item for item in reversed(part) if item.text.strip())
    if not glyph.text.strip():
        return False
    gap = glyph.x0 - before.x1 > _BREAK * max(glyph.size, before.size)
    return gap or not 0.7 < glyph.size / before.size < 1.4


def _run(part: Sequence[Glyph]) -> _Run:
    """A run's text: a space where a space glyph stands, or a gap that says the same."""
    text = ""
    edge = part[0].x0
    marks = [glyph for glyph in part if glyph.text.strip()]
    for glyph in part:
        if not glyph.text.strip():
            text += " " if text and text[-1] != " " else ""
            continue
        wide = text and _WIDE.match(text[-1]) and _WIDE.match(glyph.text)
        if text and text[-1] != " " and glyph.x0 - edge > (0.5 if wide else 0.15) * glyph.size:
            text += " "
        text += glyph.text
        edge = glyph.x1
    size = Counter(round(glyph.size, 1) for glyph in marks).most_common(1)[0][0]
    return _Run(text.rstrip(), marks[0].x0, max(glyph.x1 for glyph in marks), marks[0].y, size)


# --- columns ------------------------------------------------------------------------------------


def _columns(runs: Sequence[_Run], body: float) -> list[list[_Run]]:
    """Runs in reading order, column by column; a stack in place of recursion, as a page may be hostile."""
    done: list[list[_Run]] = []
    todo = [list(runs)]
    while todo:
        region = todo.pop()
        parts = _split(region, body)
        if len(parts) <= 1:
            done.append(region)
        else:
            todo += reversed(parts)
    return done


def _split(region: list[_Run], body: float) -> list[list[_Run]]:
    parts = _side_by_side(region)
    if len(parts) == 1:
        return _bands(region)
    if _is_table(parts):
        return [region]
    return _stories(region, parts, _LARGE * body) or parts


def _stories(
    region: Sequence[_Run], parts: Sequence[Sequence[_Run]], large: float
) -> list[list[_Run]]:
    """The region cut in two where a headline begins in every column at once, below text of stories."""
    for strip in _strips(region)[1:]:
        edge = min(run.top for run in strip)
        above = [[run for run in part if run.top < edge] for part in parts]
        below = [[run for run in part if run.top >= edge] for part in parts]
        if not all(above) or not all(below):
            continue
        ends = [max(part, key=lambda run: run.y) for part in above]
        starts = [min(part, key=lambda run: run.y) for part in below]
        if min(run.size for run in starts) >= large > max(run.size for run in ends):
            return [[run for part in half for run in part] for half in (above, below)]
    return []


def _side_by_side(region: Sequence[_Run]) -> list[list[_Run]]:
    """The region cut at every gutter that runs through it from top to bottom."""
    least = _GUTTER * min(run.size for run in region)
    parts: list[list[_Run]] = []
    edge = -math.inf
    for run in sorted(region, key=lambda run: run.x0):
        if parts and run.x0 - edge < least:
            parts[-1].append(run)
        else:
            parts.append([run])
        edge = max(edge, run.x1)
    return parts


def _is_table(parts: Sequence[Sequence[_Run]]) -> bool:
    """Narrow columns whose rows stand level are a list of names or a table, read by rows."""
    narrow = all(max(run.x1 - run.x0 for run in part) < _TABLE * part[0].size for part in parts)
    if not narrow or max(len(part) for part in parts) < 2:
        return False
    first = {round(run.y) for run in parts[0]}
    return all(len(first & {round(run.y) for run in part}) * 2 >= len(part) for part in parts)


def _bands(region: Sequence[_Run]) -> list[list[_Run]]:
    """The region cut between bands, one above the other, that differ in their columns."""
    strips = _strips(region)
    bands = [strips[0]]
    strong = 0
    for strip in strips[1:]:
        union = bands[-1] + strip
        both = _gutters(union)
        alike = len(both) > 0 or not (_gutters(bands[-1]) or _gutters(strip))
        if alike and sum(both) >= strong:
            bands[-1] = union
            strong = sum(both)
        else:
            bands.append(strip)
            strong = 0
    return bands


def _strips(region: Sequence[_Run]) -> list[list[_Run]]:
    strips: list[list[_Run]] = []
    edge = 0.0
    for run in sorted(region, key=lambda run: run.top):
        if strips and run.top < edge:
            strips[-1].append(run)
            edge = max(edge, run.bottom)
        else:
            strips.append([run])
            edge = run.bottom
    return strips


def _gutters(region: Sequence[_Run]) -> list[bool]:
    """One entry a gutter: whether two rows or more stand on either side of it."""
    parts = _side_by_side(region)
    return [len(left) > 1 and len(right) > 1 for left, right in itertools.pairwise(parts)]


# --- paragraphs ---------------------------------------------------------------------------------


def _paragraphs(column: Sequence[_Run], body: float) -> list[TextLine]:
    rows = [_merged(row) for row in _rows(column)]
    right = max(row.x1 for row in rows)
    left = _usual([row.x0 for row in rows])
    pitch = _usual([below.y - above.y for above, below in itertools.pairwise(rows)])
    lines = [TextLine(rows[0].text, rows[0].size)]
    for above, row in itertools.pairwise(rows):
        if _goes_on(above, row, body, (left, right, pitch)):
            lines[-1] = TextLine(_glue(lines[-1].text, row.text), lines[-1].size)
        else:
            lines.append(TextLine(row.text, row.size))
    return lines


def _merged(row: Sequence[_Run]) -> _Run:
    text = " ".join(run.text for run in row)
    return _Run(text, row[0].x0, row[-1].x1, row[0].y, max(run.size for run in row))


def _usual(values: Sequence[float]) -> float:
    return Counter(round(value) for value in values).most_common(1)[0][0] if values else 0.0


def _goes_on(above: _Run, row: _Run, body: float, frame: tuple[float, float, float]) -> bool:
    """Whether a row continues the paragraph of the row above it."""
    left, right, pitch = frame
    size = row.size
    if max(size, above.size) > 1.15 * body or abs(size - above.size) > 0.1 * size:
        return False
    if _INDENT[0] * size < row.x0 - left < _INDENT[1] * size and above.x0 - left < row.x0 - left:
        return False
    if pitch and row.y - above.y > _APART * pitch:
        return False
    word = re.match(r"[A-Za-z0-9,.'’-]*", row.text)
    needed = max(_SHORT, 0.5 * len(word[0]) + 0.6 if word else 0.0)
    return right - above.x1 <= needed * size


def _glue(above: str, below: str) -> str:
    tight = _WIDE.match(above[-1]) or _WIDE.match(below[0]) or above.endswith("-")
    return above + below if tight else f"{above} {below}"
