"""Blocks in page order -> blocks with the paragraphs back that stood before their headline.

The last paragraphs of a block may be the end of the next story. They are moved when they have
clearly more in common with the next story than with the one above; a wrong move is worse than none.
"""

import math
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.breaks import break_score
from retrieval.corpus.assembly.cohesion import (
    Topic,
    closer,
    kinship,
    likelier,
    pairs_of,
)
from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.weights import TAIL

__all__ = ["Cut", "cuts", "put_back", "tail_features"]

_AKIN = 0.05  # share of common pairs from which on two texts tell of the same
_HOPELESS = -0.2  # a tail that is nearer than this to the story above is not weighed further
_MOST = 3  # paragraphs of a tail


class Cut(NamedTuple):
    """The paragraphs of a block in two: what stays, and what may be a tail."""

    kept: list[list[Form]]
    tail: list[list[Form]]


def put_back(blocks: Sequence[Block]) -> list[Block]:
    """Move tails to the block below, where the evidence is strong."""
    for block, below in reversed(list(pairwise(blocks))):  # a story gives up before it gets
        if below.heads and below.paragraphs and block.paragraphs:
            cut = _best_cut(block, below)
            if cut is not None:
                _move(block, below, cut)
    return [block for block in blocks if block.heads or block.paragraphs or block.banners]


def _best_cut(block: Block, below: Block) -> Cut | None:
    """Where the tail of the story below begins at the end of ``block``; mostly nowhere."""
    if any(flag.startswith("continued_from") for flag in block.flags):
        return None
    if not block.heads:
        short = len(block.paragraphs) <= _MOST and _akin(block, below)
        return Cut([], block.paragraphs) if short else None
    ways = [cut for cut in cuts(block) if _worth_a_look(block, below, cut)]
    scores = [(_score(block, below, cut), i, cut) for i, cut in enumerate(ways)]
    score, _, cut = max(scores, default=(0.0, 0, None))
    return cut if score > 0 else None


def _worth_a_look(block: Block, below: Block, cut: Cut) -> bool:
    """Whether a tail shares at least about as much with the story below as with the one above."""
    if block.split == len(cut.kept) or cut.kept[-1][-1].end == "signature":
        return True
    above = chain(block.heads, *cut.kept)
    tail = pairs_of(chain(*cut.tail))
    return closer(tail, pairs_of(above), pairs_of(below.heads + below.body)) > _HOPELESS


def cuts(block: Block) -> list[Cut]:
    """Every way to cut the last paragraphs off, the shortest tail first; a joined one also in itself."""
    paragraphs = block.paragraphs
    found: list[Cut] = []
    for at in range(len(paragraphs) - 1, max(-1, len(paragraphs) - 1 - _MOST), -1):
        lines, after = paragraphs[at], paragraphs[at + 1 :]
        found += [
            Cut([*paragraphs[:at], lines[:inner]], [lines[inner:], *after])
            for inner in range(len(lines) - 1, 0, -1)
        ]
        if at:
            found.append(Cut(paragraphs[:at], [lines, *after]))
    return found


def _akin(block: Block, below: Block) -> bool:
    """Whether paragraphs that stand under no headline at all have to do with the story below."""
    if break_score(below.body[-1], block.body[0]) > 0:
        return True
    return kinship(pairs_of(block.body), pairs_of(below.heads + below.body)) > _AKIN


def _score(block: Block, below: Block, cut: Cut) -> float:
    found = tail_features(block, below, cut)
    return math.fsum(TAIL.get(name, 0.0) * value for name, value in found.items())


def tail_features(block: Block, below: Block, cut: Cut) -> dict[str, float]:
    """Evidence that the tail of the cut belongs to ``below``."""
    above = list(chain(block.heads, *cut.kept))
    story = below.heads + below.body
    tail = list(chain(*cut.tail))
    before = cut.kept[-1]
    return {
        "bias": 1.0,
        **_words(cut, Topic.of_words(above), Topic.of_words(story)),
        **_edge(before, above[: -len(before)], story, several=len(cut.kept) > 1),
        "characters": likelier(
            frozenset(Topic.of_characters(tail).counts),
            Topic.of_characters(above),
            Topic.of_characters(story),
        ),
        "heads": closer(pairs_of(tail), pairs_of(block.heads), pairs_of(below.heads)),
        "ratio": math.log((len(pairs_of(story)) + 20) / (len(pairs_of(above)) + 20)),
        "size": float(len(cut.tail) - 1),
        **_seams(block, below, cut),
    }


def _words(cut: Cut, over: Topic, under: Topic) -> dict[str, float]:
    """Whether the tail's words are those of the story above or below, paragraph by paragraph."""
    upper, lower = frozenset(over.counts), frozenset(under.counts)
    parts = [frozenset(Topic.of_words(paragraph).counts) for paragraph in cut.tail]
    nearer = [closer(part, upper, lower) for part in parts]
    return {
        "words": math.fsum(nearer),
        "least_words": min(nearer),
        "likely_words": math.fsum(likelier(part, over, under) for part in parts),
    }


def _edge(
    before: Sequence[Form], rest: Sequence[Form], story: Sequence[Form], *, several: bool
) -> dict[str, float]:
    """The same of the paragraph before the tail; it speaks against a tail that begins too late."""
    if not several:
        return {"edge": 0.0, "likely_edge": 0.0}
    over, under = Topic.of_words(rest), Topic.of_words(story)
    words = frozenset(Topic.of_words(before).counts)
    return {
        "edge": closer(words, frozenset(over.counts), frozenset(under.counts)),
        "likely_edge": likelier(words, over, under),
    }


def _seams(block: Block, below: Block, cut: Cut) -> dict[str, float]:
    last, first = cut.kept[-1][-1], cut.tail[0][0]
    return {
        "mended": _probability(break_score(below.body[-1], first)),
        "broken": _probability(break_score(last, first)),
        "signed": float(last.end == "signature"),
        "tail_open": float(not cut.tail[-1][-1].ended),
        "banner": float(block.split == len(cut.kept)),
        "banner_off": float(block.split is not None and block.split != len(cut.kept)),
    }


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, log_odds)))


def _move(block: Block, below: Block, cut: Cut) -> None:
    block.paragraphs = [list(lines) for lines in cut.kept]
    tail = [list(lines) for lines in cut.tail]
    last = below.paragraphs[-1]
    if break_score(last[-1], tail[0][0]) > 0:
        last += tail.pop(0)
    below.paragraphs += tail
    below.flags.append("moved_tail")
