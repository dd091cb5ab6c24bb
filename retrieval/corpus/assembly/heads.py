"""Head lines above a story -> its own head, banners before it, headlines that have no story.

What belongs to a story shares words with it; a slogan that shares none introduces, and a full
headline that shares none stands for a story that is not on the page.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.breaks import junction
from retrieval.corpus.assembly.bylines import is_name_list
from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.labels import overlap
from retrieval.records import Head

__all__ = ["heads_of", "is_slogan", "part_heads"]

_SPEECH = re.compile(r"(?:指出|强调|要求|表示|提出|认为|说|时|会上|获悉|透露|披露|宣布|呼吁)$")
_JOINING = {"uj", "p", "c", "u"}  # tags of words that end no headline: 的 在 和
_SHORT = 9  # characters of a label such as a column's name
_STRANGE = 0.06  # share of common pairs below which two texts have nothing to do with each other

Role = Literal["kicker", "headline", "subheadline"]


def part_heads(blocks: Sequence[Block]) -> list[Block]:
    """Take banners and headlines without a story out of the heads of the blocks."""
    parted: list[Block] = []
    for block in blocks:
        if block.heads and block.paragraphs:
            _take_banners(block)
            for orphan in _orphans(block):
                parted.append(orphan)
                _take_banners(block)
            parted.append(block)
        elif block.heads:
            parted += _without_story(block)
        else:
            parted.append(block)
    return parted


def _take_banners(block: Block) -> None:
    """Move slogans and labels that share nothing with the story out of its head."""
    story = block.body[:4]
    while len(block.heads) > 1:
        first, rest = block.heads[0], block.heads[1:]
        strange = overlap(first, [*rest, *story]) < _STRANGE
        label = first.size <= _SHORT and rest[0].size > first.size / 2
        if not (strange and (is_slogan(first) or label)):
            return
        block.banners.append(first)
        block.heads = rest


def _orphans(block: Block) -> Iterator[Block]:
    """Split off leading head lines that belong to another story, each as a block of its own."""
    while len(block.heads) > 1:
        first, rest = block.heads[0], block.heads[1:]
        if is_slogan(first) or not _stands_alone(first, rest, block.body[:4]):
            return
        block.heads = rest
        yield Block(heads=[first])


def _stands_alone(first: Form, rest: Sequence[Form], story: Sequence[Form]) -> bool:
    if any(first.text == other.text for other in rest):
        return True
    if first.size <= _SHORT or _SPEECH.search(first.text) or first.end != "open":
        return False
    own = max(overlap(other, story) for other in rest)
    return overlap(first, [*rest, *story]) < _STRANGE and own > 3 * _STRANGE


def _without_story(block: Block) -> list[Block]:
    """Head lines with nothing below: one article for lines that belong together, slogans apart."""
    parted: list[Block] = []
    for form in block.heads:
        if is_slogan(form):
            parted.append(Block(banners=[form]))
        elif parted and parted[-1].heads and overlap(form, parted[-1].heads) > _STRANGE:
            parted[-1].heads.append(form)
        else:
            parted.append(Block(heads=[form]))
    return parted


def is_slogan(form: Form) -> bool:
    """Two to five parts of the same length without a digit: 抓春耕 保丰收, in form."""
    parts = form.parts
    lengths = {len(part) for part in parts}
    return (
        2 <= len(parts) <= 5
        and len(lengths) == 1
        and 2 <= min(lengths) <= 9
        and all(part.isalpha() for part in parts)
        and not is_name_list(parts)
    )


def heads_of(forms: Sequence[Form]) -> list[Head]:
    """Give each head line its part: what leads in, the headline, what follows it.

    A headline that runs over the end of its line goes on in the next.
    """
    main = _main(forms)
    last = main
    while last + 1 < len(forms) and _runs_on(forms[last], forms[last + 1]):
        last += 1
    heads: list[Head] = []
    for i, form in enumerate(forms):
        role: Role = "kicker" if i < main else "headline" if i <= last else "subheadline"
        heads += _glued(form) if i == main == last else [_head(role, form)]
    return heads


def _runs_on(form: Form, below: Form) -> bool:
    seam = junction(form, below)
    return seam.bridge > 2 or seam.last in _JOINING


def _main(forms: Sequence[Form]) -> int:
    """Index of the headline proper: the first line that does not lead in to the next."""
    for i, form in enumerate(forms[:-1]):
        leads = _SPEECH.search(form.text) or form.end in {"colon", "comma"}
        label = form.size <= 6 and forms[i + 1].size >= 2 * form.size
        if not (leads or label):
            return i
    return len(forms) - 1


def _head(role: Role, form: Form) -> Head:
    return Head(role, form.text, form.line.number, form.start)


def _glued(form: Form) -> list[Head]:
    """Divide a headline line whose first part leads in to the second: …会议上强调 深化改革."""
    first, _, rest = form.text.partition(" ")
    if rest.strip() and _SPEECH.search(first):
        column = form.start + len(form.text) - len(rest.lstrip())
        return [
            Head("kicker", first, form.line.number, form.start),
            Head("headline", rest.lstrip(), form.line.number, column),
        ]
    return [_head("headline", form)]
