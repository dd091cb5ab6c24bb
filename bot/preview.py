"""Assembled page -> plain text for a terminal: what a file would become, so that an editor sees if it is right.

A line for each paragraph with the source lines it comes from; below them what stands outside the articles and
what is doubtful, with the reason. Nothing of a page's text can steer the terminal.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from retrieval.corpus.readers.names import printable
from retrieval.records import Article, Assembled, Head, IssueDate, Paragraph

__all__ = ["preview"]

_ORIGINS = {"text": "printed on the page", "filename": "in its name", "given": "as given"}
_FLAGS = {
    "moved_tail": "a paragraph that stood elsewhere was put back (marked ↷)",
    "headline_only": "a headline without a story",
    "no_headline": "a story without a headline",
    "joined_pages": "goes on on another page, joined",
}
_MARGIN = 18  # columns before a paragraph's words


def preview(assembled: Assembled, *, width: int = 100) -> str:
    """The page as articles, with head, day, lines, flags and first words; ``width`` in columns."""
    lines = [_title(assembled), ""]
    for number, article in enumerate(assembled.articles, 1):
        lines += [*_article(number, article, width), ""]
    if assembled.furniture:
        lines.append("outside the articles")
        for item in assembled.furniture:
            lines.append(_row(_numbers(item.lines), f"{item.kind}: {item.text}", width))
        lines.append("")
    if assembled.warnings:
        lines.append("please look at")
        for notice in assembled.warnings:
            where = _numbers(notice.lines) if notice.lines else "-"
            lines.append(_row(where, f"{notice.message} ({notice.code})", None))
        lines.append("")
    return "\n".join(lines)


def _title(assembled: Assembled) -> str:
    articles, doubts = len(assembled.articles), len(assembled.warnings)
    parts = [
        printable(assembled.source),
        _issue(assembled.issue_date),
        _count(articles, "article"),
    ]
    outside = sum(len(item.lines) for item in assembled.furniture)
    if outside:
        parts.append(f"{_count(outside, 'line')} outside them")
    parts.append(_count(doubts, "doubt") if doubts else "no doubts")
    return " · ".join(parts)


def _issue(issue: IssueDate) -> str:
    if issue.day is None or issue.origin is None:
        return "issue of an unknown day (name it with --date)"
    origin = "worked out from the text" if issue.inferred else _ORIGINS[issue.origin]
    return f"issue of {issue.day.isoformat()} ({origin})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _article(number: int, article: Article, width: int) -> Iterator[str]:
    heads = [head for head in article.heads if head.role == "headline"]
    for at, head in enumerate(heads):
        yield _row(
            f"{number if not at else '':>4}  {_numbers((head.line,)):>8}", head.text, width, 0
        )
    if not heads:
        yield f"{number:>4}  {'':>8}  (no headline)"
    yield from _other_heads(article.heads, width)
    yield " " * _MARGIN + " · ".join(_facts(article))
    moved = _moved(article) if "moved_tail" in article.flags else set[int]()
    for index, paragraph in enumerate(article.paragraphs):
        yield _paragraph(paragraph, width, moved=index in moved)
        yield from _repairs(paragraph)


def _other_heads(heads: Iterable[Head], width: int) -> Iterator[str]:
    for head in heads:
        if head.role != "headline":
            yield _row(_numbers((head.line,)), f"{head.role}: {head.text}", width)


def _facts(article: Article) -> Iterator[str]:
    yield article.date.isoformat() if article.date else "no day"
    if article.authors:
        yield printable("、".join(article.authors))
    if article.series:
        yield f"series: {printable(article.series)}"
    size = sum(len(paragraph.text) for paragraph in article.paragraphs)
    yield f"{_count(len(article.paragraphs), 'paragraph')}, {_count(size, 'character')}"
    for flag in article.flags:
        yield _FLAGS.get(flag, printable(flag))


def _paragraph(paragraph: Paragraph, width: int, *, moved: bool) -> str:
    where = _numbers(paragraph.lines, joined=True)
    source = f"[{paragraph.source}] " if paragraph.source else ""
    return _row(f"{'↷ ' if moved else ''}{where}", source + paragraph.text, width)


def _repairs(paragraph: Paragraph) -> Iterator[str]:
    for repair in paragraph.repairs:
        start, end = repair.span
        now = paragraph.text[start:end]
        change = (
            f"“{repair.original}” read as “{now}”" if now else f"“{repair.original}” taken out"
        )
        yield " " * _MARGIN + printable(f"mended: {change} ({repair.reason})")


def _moved(article: Article) -> set[int]:
    """Paragraphs whose line goes back behind what was read before them, or precedes the head."""
    found = set()
    last = max(article.head_lines, default=0)
    for index, paragraph in enumerate(article.paragraphs):
        if paragraph.source is None and paragraph.lines[0] < last:
            found.add(index)
        else:
            last = max(last, paragraph.lines[-1])
    return found


def _numbers(lines: Sequence[int], *, joined: bool = False) -> str:
    """Line numbers: joined into one paragraph by +, else a run of them by its ends."""
    if len(lines) > 2:
        return f"{lines[0]}…{lines[-1]}"
    return ("+" if joined else ",").join(map(str, lines))


def _row(where: str, text: str, width: int | None, margin: int = _MARGIN) -> str:
    """``where`` in the margin, and as much of the text as fits."""
    left = f"{where:>{margin - 2}}  " if margin else f"{where}  "
    text = printable(text)
    return left + (text if width is None else _cut(text, max(20, width - _columns(left))))


def _cut(text: str, columns: int) -> str:
    """The start of a text that fits in so many columns, with … where something is left out."""
    if len(text) <= columns // 2 or _columns(text) <= columns:
        return text
    used, kept = 1, []
    for char in text:
        used += _columns(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + "…"


def _columns(text: str) -> int:
    """Columns of a terminal: Han characters and full-width marks take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
