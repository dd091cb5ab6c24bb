"""Blocks in page order -> blocks with the paragraphs back that stood before their headline.

The last paragraphs of a block may be the end of the next story. They are moved when they have
clearly more in common with the next story than with the one above; a wrong move is worse than none.
"""

import math
from collections.abc import Sequence

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.breaks import break_score
from retrieval.corpus.assembly.forms import Form, bigrams
from retrieval.corpus.assembly.weights import TAIL
from retrieval.language.continuity import continuity

__all__ = ["put_back", "tail_features"]

_MOST = 3  # paragraphs of a tail
_REACH = 1500  # characters of a story that a tail is compared with


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
    least = 0 if not block.heads else 1
    most = min(_MOST, len(block.paragraphs) - least)
    scores = [(_score(block, below, size), size) for size in range(1, most + 1)]
    score, size = max(scores, default=(0.0, 0))
    return size if score > 0 else 0


def _score(block: Block, below: Block, size: int) -> float:
    found = tail_features(block, below, size)
    return math.fsum(TAIL[name] * value for name, value in found.items())


def tail_features(block: Block, below: Block, size: int) -> dict[str, float]:
    """Evidence that the last ``size`` paragraphs of ``block`` belong to ``below``."""
    tail = [form for paragraph in block.paragraphs[-size:] for form in paragraph]
    above = block.heads + [form for paragraph in block.paragraphs[:-size] for form in paragraph]
    seam_above = break_score(above[-1], tail[0]) if above else 0.0
    seam_below = break_score(below.body[-1], tail[0])
    last = above[-1] if above else None
    return {
        "bias": 1.0,
        "closer": _closer(tail, above, below.heads + below.body),
        "mended": float(seam_below > 0),
        "broken": float(bool(above) and seam_above > 0),
        "signed": float(last is not None and last.end == "signature"),
        "above_open": float(tail[-1].end in {"open", "comma", "colon"}),
        "top": float(not above),
        "size": float(size - 1),
    }


def _closer(tail: Sequence[Form], above: Sequence[Form], below: Sequence[Form]) -> float:
    """How much more of the tail is found below than above (-1 to 1), each term by how telling it is."""
    mine, upper, lower = (_terms(forms) for forms in (tail, above, below))
    if not mine:
        return 0.0
    weigh = continuity().weight
    weights = {term: weigh(term) for term in mine}
    only_below = math.fsum(weights[term] for term in mine & lower - upper)
    only_above = math.fsum(weights[term] for term in mine & upper - lower)
    return (only_below - only_above) / (only_below + only_above + 2.0)


def _terms(forms: Sequence[Form]) -> set[str]:
    text = "\n".join(form.text for form in forms)[:_REACH]
    return bigrams(text)


def _move(block: Block, below: Block, size: int) -> None:
    tail = block.paragraphs[-size:]
    block.paragraphs = block.paragraphs[:-size]
    last = below.paragraphs[-1]
    if break_score(last[-1], tail[0][0]) > 0:
        last += tail.pop(0)
    below.paragraphs += tail
    below.flags.append("moved_tail")
