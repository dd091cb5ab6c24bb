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
from retrieval.corpus.assembly.cohesion import overlap
from retrieval.corpus.assembly.forms import Form
from retrieval.language.continuity import continuity
from retrieval.records import Head

__all__ = ["heads_of", "is_slogan", "part_heads"]

_SPEECH = re.compile(r"(?:指出|强调|要求|表示|提出|认为|说|时|会上|获悉|透露|披露|宣布|呼吁)$")
_JOINING = {"uj", "p", "c", "u"}  # tags of words that end no headline: 的 在 和
_SHORT = 9  # characters of a label such as a column's name
_CALLING = 0.35  # the same for two calls, which may name the place or the time
_STRANGE = 0.08  # share of common pairs below which two texts have nothing to do with each other

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
    while len(block.heads) > 1 and _is_banner(block.heads[0], block.heads[1:], story):
        block.banners.append(block.heads[0])
        block.heads = block.heads[1:]


def _is_banner(first: Form, rest: Sequence[Form], story: Sequence[Form]) -> bool:
    """Whether a head line introduces a story that it does not speak of."""
    shared = overlap(first, [*rest, *story])
    if first.size <= _SHORT and rest[0].size > first.size / 2:
        return shared < _STRANGE
    if not _is_motto(first) or rest[0].size < 0.8 * first.size:
        return False
    return shared < (_CALLING if _calls(first) else _STRANGE)


def _calls(form: Form) -> bool:
    """Whether one of its phrases begins with a verb, as what is to be done does."""
    return any(continuity().tag_of_first(part).startswith("v") for part in form.parts)


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
    if first.size <= _SHORT or _SPEECH.search(first.plain) or first.end != "open":
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
    """Phrases side by side, all of the same length: 抓春耕 保丰收, in form."""
    return _is_motto(form) and len({len(part) for part in form.parts}) == 1


def _is_motto(form: Form) -> bool:
    """Two to five phrases side by side that name nobody, give no number and say nothing of anyone."""
    parts = form.parts
    return (
        2 <= len(parts) <= 5
        and all(part.isalpha() and 2 <= len(part) <= 10 for part in parts)
        and not any(char.isdigit() for char in form.text)
        and not _SPEECH.search(form.plain)
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
        leads = _SPEECH.search(form.plain) or form.end in {"colon", "comma"}
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
