"""Blocks in page order -> blocks with the paragraphs back that stood before their headline.

The last paragraphs of a block may be the end of the next story. They are moved when they have
clearly more in common with the next story than with the one above; a wrong move is worse than none.
"""

import math
from collections.abc import Sequence

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.breaks import break_score
from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.weights import TAIL
from retrieval.language.continuity import continuity

__all__ = ["put_back", "tail_features"]

_AKIN = 0.1  # share of common pairs from which on two texts tell of the same
_MOST = 3  # paragraphs of a tail


def put_back(blocks: Sequence[Block]) -> list[Block]:
    """Move tails to the block below, where the evidence is strong."""
    kept: list[Block] = []
    for i, block in enumerate(blocks):
        below = blocks[i + 1] if i + 1 < len(blocks) else None
        if below is not None and below.heads and below.paragraphs and block.paragraphs:
            size = _tail_size(block, below)
            if size:
                _move(block, below, size)
        if block.heads or block.paragraphs or block.banners:
            kept.append(block)
    return kept


def _tail_size(block: Block, below: Block) -> int:
    """How many of the last paragraphs of ``block`` belong to ``below``; mostly 0."""
    if not block.heads:
        size = len(block.paragraphs)
        return size if size <= _MOST and _akin(block, below) else 0
    most = min(_MOST, len(block.paragraphs) - 1)
    scores = [(_score(block, below, size), size) for size in range(1, most + 1)]
    score, size = max(scores, default=(0.0, 0))
    return size if score > 0 else 0


def _akin(block: Block, below: Block) -> bool:
    """Whether paragraphs that stand under no headline at all have to do with the story below."""
    if break_score(below.body[-1], block.body[0]) > 0:
        return True
    mine, story = _pairs(block.body), _pairs(below.heads + below.body)
    weigh = continuity().weight
    shared = math.fsum(weigh(pair) for pair in mine & story)
    return shared > _AKIN * math.fsum(weigh(pair) for pair in mine)


def _score(block: Block, below: Block, size: int) -> float:
    found = tail_features(block, below, size)
    return math.fsum(TAIL[name] * value for name, value in found.items())


def tail_features(block: Block, below: Block, size: int) -> dict[str, float]:
    """Evidence that the last ``size`` paragraphs of ``block`` belong to ``below``."""
    tail, kept = block.paragraphs[-size:], block.paragraphs[:-size]
    above = block.heads + [form for paragraph in kept for form in paragraph]
    story = below.heads + below.body
    upper, lower = _pairs(above), _pairs(story)
    closer = [_closer(_pairs(paragraph), upper, lower) for paragraph in tail]
    last = kept[-1][-1] if kept else None
    edge = _closer(_pairs(kept[-1]), _pairs(above[: -len(kept[-1])]), lower) if kept else 0.0
    return {
        "bias": 1.0,
        "closer": math.fsum(closer),
        "weakest": min(closer),
        "edge": edge,
        "mended": float(break_score(below.body[-1], tail[0][0]) > 0),
        "broken": float(last is not None and break_score(last, tail[0][0]) > 0),
        "signed": float(last is not None and last.end == "signature"),
        "tail_open": float(not tail[-1][-1].ended),
        "banner": float(block.split == len(kept)),
        "banner_off": float(block.split is not None and block.split != len(kept)),
        "ratio": math.log((len(lower) + 20) / (len(upper) + 20)),
        "size": float(size - 1),
    }


def _closer(mine: frozenset[str], upper: frozenset[str], lower: frozenset[str]) -> float:
    """How much more of a text is found below than above (-1 to 1), by how telling each pair is."""
    weigh = continuity().weight
    only_below = math.fsum(weigh(pair) ** 2 for pair in mine & lower - upper)
    only_above = math.fsum(weigh(pair) ** 2 for pair in mine & upper - lower)
    return (only_below - only_above) / (only_below + only_above + 1.0)


def _pairs(forms: Sequence[Form]) -> frozenset[str]:
    return frozenset[str]().union(*(form.pairs for form in forms))


def _move(block: Block, below: Block, size: int) -> None:
    tail = block.paragraphs[-size:]
    block.paragraphs = block.paragraphs[:-size]
    last = below.paragraphs[-1]
    if break_score(last[-1], tail[0][0]) > 0:
        last += tail.pop(0)
    below.paragraphs += tail
    below.flags.append("moved_tail")
