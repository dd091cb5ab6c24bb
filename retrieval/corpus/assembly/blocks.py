"""Labelled forms -> blocks: a head and the paragraphs below it, each paragraph a list of lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.corpus.assembly.forms import Form
from retrieval.corpus.assembly.labels import Label

__all__ = ["Block", "blocks_of"]


@dataclass(slots=True)
class Block:
    """An article in the making. ``flags`` and ``banners`` are filled in as they are found."""

    heads: list[Form] = field(default_factory=list)
    paragraphs: list[list[Form]] = field(default_factory=list)
    banners: list[Form] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    split: int | None = None  # paragraphs above a banner that stood among them

    @property
    def body(self) -> list[Form]:
        """All body lines in order."""
        return [form for paragraph in self.paragraphs for form in paragraph]


def blocks_of(forms: Sequence[Form], labels: Sequence[Label]) -> list[Block]:
    """Cut a page where a head follows a body."""
    blocks: list[Block] = []
    for form, label in zip(forms, labels, strict=True):
        if not blocks or (label is Label.HEAD and blocks[-1].paragraphs):
            blocks.append(Block())
        block = blocks[-1]
        if label is Label.HEAD:
            block.heads.append(form)
        elif label is Label.CONTINUE and block.paragraphs:
            block.paragraphs[-1].append(form)
        else:
            block.paragraphs.append([form])
    return blocks
