"""Ready articles of a .jsonl -> Assembled: each is kept as it is, with its own id."""

import re

from retrieval.records import (
    Article,
    Assembled,
    Head,
    IssueDate,
    Paragraph,
    Piece,
    ReadyArticle,
    SourceText,
)

__all__ = ["ready"]

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


def ready(source: SourceText) -> Assembled:
    """The articles of a .jsonl: the title is the headline, each line of the text a paragraph.

    All of an article stands on its line of the file; columns count in title, line end, text.
    """
    articles = tuple(_article(item, source.name) for item in source.ready)
    return Assembled(source.name, IssueDate(), articles, (), source.warnings)


def _article(item: ReadyArticle, source: str) -> Article:
    title = item.title.strip()
    before = len(item.title) + 1 if item.title else 0
    heads: tuple[Head, ...] = ()
    if title:
        heads = (Head("headline", title, item.line, item.title.index(title)),)
    return Article(
        id=item.id,
        source=source,
        heads=heads,
        paragraphs=tuple(_paragraphs(item, before)),
        date=item.day,
        issue_date=None,
        flags=() if item.text.strip() else ("headline_only",),
    )


def _paragraphs(item: ReadyArticle, before: int) -> list[Paragraph]:
    found = []
    for match in _LINE.finditer(item.text):
        text = match[0].strip()
        column = match.start() + match[0].index(text)
        piece = Piece((0, len(text)), item.line, before + column)
        found.append(Paragraph(text, (piece,)))
    return found
