"""Runs of a PDF page -> its columns in reading order, by recursive cuts along white space (XY cut, Nagy 1984).

A region is cut along a gutter where one runs through the whole of it, else between bands of equal columns.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from retrieval.corpus.readers.pdf_runs import Run

__all__ = ["columns_of"]

_GUTTER = 0.7  # of the size: what a gutter measures at least
_LARGE = 1.2  # of the body's size: a headline
_TABLE = 7.0  # of the size: columns narrower than this are those of a list, and read by rows


def columns_of(runs: Sequence[Run], body: float) -> list[list[Run]]:
    """Runs in reading order, column by column; a stack in place of recursion, as a page may be hostile."""
    done: list[list[Run]] = []
    todo = [list(runs)]
    while todo:
        region = todo.pop()
        parts = _split(region, body)
        if len(parts) <= 1:
            done.append(region)
        else:
            todo += reversed(parts)
    return done


def _split(region: list[Run], body: float) -> list[list[Run]]:
    parts = _side_by_side(region)
    if len(parts) == 1:
        return _bands(region)
    if _is_table(parts):
        return [region]
    return _stories(region, parts, _LARGE * body) or parts


def _stories(
    region: Sequence[Run], parts: Sequence[Sequence[Run]], large: float
) -> list[list[Run]]:
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


def _side_by_side(region: Sequence[Run]) -> list[list[Run]]:
    """The region cut at every gutter that runs through it from top to bottom."""
    least = _GUTTER * min(run.size for run in region)
    parts: list[list[Run]] = []
    edge = -math.inf
    for run in sorted(region, key=lambda run: run.x0):
        if parts and run.x0 - edge < least:
            parts[-1].append(run)
        else:
            parts.append([run])
        edge = max(edge, run.x1)
    return parts


def _is_table(parts: Sequence[Sequence[Run]]) -> bool:
    """Narrow columns whose rows stand level are a list of names or a table, read by rows."""
    narrow = all(max(run.x1 - run.x0 for run in part) < _TABLE * part[0].size for part in parts)
    if not narrow or max(len(part) for part in parts) < 2:
        return False
    first = {round(run.y) for run in parts[0]}
    return all(len(first & {round(run.y) for run in part}) * 2 >= len(part) for part in parts)


def _bands(region: Sequence[Run]) -> list[list[Run]]:
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


def _strips(region: Sequence[Run]) -> list[list[Run]]:
    strips: list[list[Run]] = []
    edge = 0.0
    for run in sorted(region, key=lambda run: run.top):
        if strips and run.top < edge:
            strips[-1].append(run)
            edge = max(edge, run.bottom)
        else:
            strips.append([run])
            edge = run.bottom
    return strips


def _gutters(region: Sequence[Run]) -> list[bool]:
    """One entry a gutter: whether two rows or more stand on either side of it."""
    parts = _side_by_side(region)
    return [len(left) > 1 and len(right) > 1 for left, right in pairwise(parts)]
