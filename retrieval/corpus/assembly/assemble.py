"""Page -> Assembled: its lines as articles in reading order, the rest as furniture, doubts as notices."""

from retrieval.corpus.assembly.articles import article_of
from retrieval.corpus.assembly.blocks import Block, blocks_of
from retrieval.corpus.assembly.forms import Form, read_forms
from retrieval.corpus.assembly.furniture import furniture_kind
from retrieval.corpus.assembly.heads import part_heads
from retrieval.corpus.assembly.labels import labels
from retrieval.corpus.assembly.subheads import settle
from retrieval.corpus.assembly.tails import put_back
from retrieval.records import Assembled, Furniture, Notice, Page

__all__ = ["assemble"]


def assemble(page: Page) -> Assembled:
    """Put every non-empty line of a page in exactly one place. Linear in the page's length."""
    furniture: list[tuple[Form, str]] = []
    forms: list[Form] = []
    for form in read_forms(page.lines):
        kind = furniture_kind(form)
        if kind:
            furniture.append((form, kind))
        else:
            forms.append(form)
    blocks = put_back(settle(part_heads(blocks_of(forms, labels(forms)))))
    for block in blocks:
        furniture += [(form, "banner") for form in block.banners]
    stories = [block for block in blocks if block.heads or block.paragraphs]
    return Assembled(
        source=page.source,
        issue_date=page.issue_date,
        articles=tuple(article_of(block, page) for block in stories),
        furniture=tuple(
            Furniture(form.text, (form.line.number,), kind)
            for form, kind in sorted(furniture, key=lambda each: each[0].line.number)
        ),
        warnings=tuple(notice for block in stories for notice in _doubts(block, page.source)),
    )


def _doubts(block: Block, source: str) -> list[Notice]:
    if block.heads:
        return []
    lines = tuple(form.line.number for form in block.body)
    message = "These lines stand under no headline; they are kept as an article without one."
    return [Notice(source, lines, "no_headline", message)]
