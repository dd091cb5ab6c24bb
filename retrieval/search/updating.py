"""An index and what changed -> the index of the next release.

A segment is never written to: new passages make a new one, removed ones are listed beside their segment
(tombstones: the one file of it that is new), and what did not change is shared by hard links. Small segments, and those half dead, are
merged when there are many of them.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from retrieval.search.building import IndexItem, merge_segments, write_segment
from retrieval.search.manifest import (
    Manifest,
    SegmentMark,
    check,
    mark,
    read_manifest,
    write_manifest,
)
from retrieval.search.memory import keep_freed_memory
from retrieval.search.segment import DEAD, Segment, load_array

__all__ = ["build", "update"]

_FAN = 8  # segments of about one size (within a power of four) that are merged into one


def build(folder: Path, items: Iterable[IndexItem]) -> None:
    """Write the index of these passages into ``folder``, which must be new or empty.

    Fastest when they come in the order of (day, row). ``ValueError`` if two have the same row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    segment = write_segment(folder / _name(0), items)
    write_manifest(folder, Manifest((segment,) if segment else (), 1))


def update(
    base: Path, folder: Path, added: Iterable[IndexItem], removed_rows: Collection[int]
) -> None:
    """Write the index of the next release into ``folder``, new or empty; ``base`` stays as it is.

    An added passage whose row is in use takes the other's place. Rows that are not there are nothing to
    remove. ``IndexBroken`` if ``base`` is.
    """
    keep_freed_memory()
    old = read_manifest(base)
    folder.mkdir(parents=True, exist_ok=True)
    made = old.made
    new = write_segment(folder / _name(made), added)
    gone = set(removed_rows)
    if new:
        gone.update(load_array(folder / new.name / "rows.npy").tolist())
    kept = [_carry(base, folder, segment, gone) for segment in old.segments]
    segments = [segment for segment in (*kept, new) if segment]
    made += 1
    for group in _crowded(folder, segments):
        merged = merge_segments(folder / _name(made), [Segment(folder / s.name) for s in group])
        made += 1
        segments = [segment for segment in segments if segment not in group]
        segments += [merged] if merged else []
        for segment in group:
            shutil.rmtree(folder / segment.name)
    write_manifest(folder, Manifest(tuple(segments), made))


def _name(number: int) -> str:
    return f"segment-{number:06d}"


def _carry(
    base: Path, folder: Path, segment: SegmentMark, gone: Collection[int]
) -> SegmentMark | None:
    """Share a segment with the next release, without the rows that are gone; ``None`` if none is left."""
    source, target = base / segment.name, folder / segment.name
    check(source, segment.files, trusted=0)  # it was hashed when it was opened
    target.mkdir()
    for file in segment.files:
        _share(source / file.name, target / file.name)
    rows = np.fromiter(gone, np.int64, len(gone))
    if not np.isin(rows, load_array(source / "rows.npy")).any():
        return segment
    held = Segment(source)
    places = held.places_of(rows)
    if not len(places):
        return segment
    left = segment.passages - len(places)
    if not left:
        shutil.rmtree(target)
        return None
    path = target / f"{DEAD}.npy"
    path.unlink(missing_ok=True)  # it may be shared with the release before
    np.save(path, np.union1d(held.dead, places).astype(np.uint32), allow_pickle=False)
    files = tuple(file for file in segment.files if file.name != path.name)
    lost = int(held.lengths[places].sum(dtype=np.int64))
    tokens = segment.tokens - lost
    return replace(segment, passages=left, tokens=tokens, files=(*files, mark(path)))


def _share(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without hard links
        shutil.copy2(source, target)


def _crowded(folder: Path, segments: Sequence[SegmentMark]) -> list[list[SegmentMark]]:
    """Groups to merge: eight or more of about one size, and each that is more than half dead alone."""
    sizes: dict[int, list[SegmentMark]] = {}
    half_dead = []
    for segment in segments:
        if segment.passages * 2 < len(load_array(folder / segment.name / "rows.npy")):
            half_dead.append([segment])
        else:
            sizes.setdefault(segment.passages.bit_length() // 2, []).append(segment)
    return half_dead + [group for group in sizes.values() if len(group) >= _FAN]
