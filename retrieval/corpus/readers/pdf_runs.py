"""Glyphs of a PDF page -> runs: what stands in one row without a wide gap, with the spaces found by the gaps."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["WIDE", "Glyph", "Run", "rows_of", "runs_of"]

WIDE = re.compile(r"[⺀-鿿豈-﫿︰-﹏＀-￯　-〿“”‘’…—]")

_ROW = 0.3  # of the size: glyphs whose baselines differ less stand in one row
_BREAK = 1.25  # of the size: a wider gap in a row may be a gutter


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, its left and right edge, its baseline (from the top of the page), its size; in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of a row without a wide gap among them."""

    text: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def top(self) -> float:
        """The upper edge of its type."""
        return self.y - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its type."""
        return self.y + 0.12 * self.size


_Placed = TypeVar("_Placed", Glyph, Run)


def rows_of(items: Sequence[_Placed]) -> list[list[_Placed]]:
    """Items by rows from the top, each row from the left."""
    rows: list[list[_Placed]] = []
    for item in sorted(items, key=lambda item: item.y):
        if rows and item.y - rows[-1][0].y <= _ROW * min(item.size, rows[-1][0].size):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda item: item.x0) for row in rows]


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """The runs of a page; white space among the glyphs only says where a space stands."""
    runs = []
    for row in rows_of(glyphs):
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


def _run(part: Sequence[Glyph]) -> Run:
    """A run's text: a space where a space glyph stands, or a gap that says the same."""
    text = ""
    edge = part[0].x0
    marks = [glyph for glyph in part if glyph.text.strip()]
    for glyph in part:
        if not glyph.text.strip():
            text += " " if text and text[-1] != " " else ""
            continue
        wide = text and WIDE.match(text[-1]) and WIDE.match(glyph.text)
        if text and text[-1] != " " and glyph.x0 - edge > (0.5 if wide else 0.15) * glyph.size:
            text += " "
        text += glyph.text
        edge = glyph.x1
    size = Counter(round(glyph.size, 1) for glyph in marks).most_common(1)[0][0]
    return Run(text.rstrip(), marks[0].x0, max(glyph.x1 for glyph in marks), marks[0].y, size)
