"""Blocks -> blocks: a short line inside a long story is no headline, nor is a slogan above a stray tail.

Both are told by what the paragraphs below them are about: the story above, or the story below.
"""

from collections.abc import Sequence

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.cohesion import kinship, overlap, pairs_of
from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.heads import is_slogan
from retrieval.corpus.assembly.openings import Opening

__all__ = ["settle"]

_LONGEST = 16  # characters of a subhead
_LABEL = 12  # characters of a column's name
_STRAY = 3  # paragraphs of a tail that may stand below a banner


def settle(blocks: Sequence[Block]) -> list[Block]:
    """Give the paragraphs under subheads and under banners alone to the story above.

    Where a banner stood among the paragraphs is kept in ``split``: the tail of the next story
    may begin there.
    """
    settled: list[Block] = []
    for i, block in enumerate(blocks):
        above = settled[-1] if settled else None
        below = blocks[i + 1] if i + 1 < len(blocks) else None
        if below is not None and _doubled(block, below):
            settled += _split(block)
        elif not _weak_head(block):
            settled.append(block)
        elif below is not None and _is_stray(block, above, below):
            _give_up_head(block, settled)
        elif above is not None and _is_subhead(above, block):
            above.paragraphs += [[form] for form in block.heads] + block.paragraphs
            above.banners += block.banners
            above.flags += block.flags
        else:
            settled.append(block)
    return settled


def _doubled(block: Block, below: Block) -> bool:
    """Whether the same headline stands above and below a few paragraphs: the first has no story."""
    if not block.heads or not below.heads or not 0 < len(block.paragraphs) <= _STRAY:
        return False
    return bool(below.paragraphs) and block.heads[-1].text == below.heads[-1].text


def _weak_head(block: Block) -> bool:
    """Whether the head may be none: one short line above paragraphs that do not open a story."""
    if len(block.heads) != 1 or not block.paragraphs:
        return False
    first = block.paragraphs[0][0]
    return first.opening in {Opening.NONE, Opening.WEAK} and first.end != "byline"


def _is_subhead(above: Block, block: Block) -> bool:
    if not above.heads or not above.paragraphs or above.banners:
        return False
    if block.heads[0].size > _LONGEST or block.paragraphs[0][0].opening is not Opening.NONE:
        return False
    if above.paragraphs[-1][-1].end in {"signature", "jump"} or is_slogan(block.heads[0]):
        return False
    head = block.heads[0]
    if head.marker and len(above.paragraphs) > 1:
        return True
    long = len(above.paragraphs) > 1
    kin = kinship(pairs_of(block.body), pairs_of(above.heads + above.body))
    return long and kin > 0.05 + 0.15 * overlap(head, block.body[:4])


def _is_stray(block: Block, above: Block | None, below: Block) -> bool:
    """Whether the paragraphs have little to do with their head, and most with the story below."""
    head = block.heads[0]
    if not below.heads or not below.paragraphs or len(block.paragraphs) > _STRAY:
        return False
    if overlap(head, block.body) > (0.1 if _is_label(head) else 0.03):
        return False
    body = pairs_of(block.body)
    over = kinship(body, pairs_of(above.heads + above.body)) if above else 0.0
    return kinship(body, pairs_of(below.heads + below.body)) > max(0.05, over)


def _split(block: Block) -> list[Block]:
    return [
        Block(heads=block.heads, banners=block.banners),
        Block(paragraphs=block.paragraphs, flags=block.flags),
    ]


def _is_label(head: Form) -> bool:
    return is_slogan(head) or head.size <= _LABEL


def _give_up_head(block: Block, settled: list[Block]) -> None:
    """A label becomes a banner; a full headline stays, without a story."""
    if not _is_label(block.heads[0]):
        settled += _split(block)
        return
    if not settled or not settled[-1].paragraphs:
        settled.append(Block())
    above = settled[-1]
    above.split = len(above.paragraphs)
    above.banners += block.banners + block.heads
    above.flags += block.flags
    above.paragraphs += block.paragraphs
