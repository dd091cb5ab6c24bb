"""Page -> Assembled: its lines as articles in reading order, the rest as furniture, doubts as notices."""

from collections.abc import Sequence

from retrieval.corpus.assembly.articles import article_of
from retrieval.corpus.assembly.blocks import Block, blocks_of
from retrieval.corpus.assembly.doubts import doubts
from retrieval.corpus.assembly.forms import Form, read_forms
from retrieval.corpus.assembly.furniture import furniture_kind
from retrieval.corpus.assembly.heads import part_heads
from retrieval.corpus.assembly.jumps import flag_jumps
from retrieval.corpus.assembly.labels import labels
from retrieval.corpus.assembly.subheads import settle
from retrieval.corpus.assembly.tails import put_back
from retrieval.records import Assembled, Furniture, Page

__all__ = ["assemble"]


def assemble(page: Page) -> Assembled:
    """Put every non-empty line of a page in exactly one place. Linear in the page's length."""
    seen = [(form, furniture_kind(form)) for form in read_forms(page.lines)]
    forms = [form for form, kind in seen if kind is None]
    blocks = part_heads(blocks_of(forms, labels(forms)))
    flag_jumps(seen, blocks)
    blocks = put_back(settle(blocks))
    stories = [block for block in blocks if block.heads or block.paragraphs]
    return Assembled(
        source=page.source,
        issue_date=page.issue_date,
        articles=tuple(article_of(block, page) for block in stories),
        furniture=_furniture(seen, blocks),
        warnings=tuple(notice for block in stories for notice in doubts(block, page.source)),
    )


def _furniture(
    seen: Sequence[tuple[Form, str | None]], blocks: Sequence[Block]
) -> tuple[Furniture, ...]:
    """The lines of furniture and the banners, in page order."""
    found = [(form, kind) for form, kind in seen if kind is not None]
    found += [(form, "banner") for block in blocks for form in block.banners]
    found.sort(key=lambda each: each[0].line.number)
    return tuple(Furniture(form.text, (form.line.number,), kind) for form, kind in found)
