"""A sentence or a head line of an article -> a citation: the quote, its source lines, the evidence in it."""

from collections.abc import Sequence

from retrieval.answer.pool import Story, Unit
from retrieval.records import HEAD, Article, Citation, Paragraph, Span

__all__ = ["cite", "cite_article", "paragraph_lines"]

_LONGEST = 400  # characters of a quote


def cite(story: Story, unit: Unit, spans: Sequence[Span] = ()) -> Citation:
    """Cite one unit; ``spans`` are offsets in its text."""
    return cite_article(story.article, unit.paragraph, unit.span, spans)


def cite_article(
    article: Article, paragraph: int, span: Span, spans: Sequence[Span] = ()
) -> Citation:
    """Cite ``paragraph[span]`` of an article (HEAD: the head line that holds the span); ``spans`` count from ``span``."""
    if paragraph == HEAD:
        return _cite_head(article, span, spans)
    part = article.paragraphs[paragraph]
    start, end = _trim(part.text, span)
    shift = start - span[0]
    quote, inside = _as_printed(part, (start, end), _within(spans, shift, end - start))
    lines = paragraph_lines(part, (start, end))
    return _citation(article, part.source or article.source, lines, quote, inside)


def _as_printed(
    paragraph: Paragraph, span: Span, spans: tuple[Span, ...]
) -> tuple[str, tuple[Span, ...]]:
    """The words of the source: slips that were mended within the span stand as they were printed."""
    start, end = span
    quote = paragraph.text[start:end]
    for repair in sorted(paragraph.repairs, key=lambda r: r.span, reverse=True):
        first, last = repair.span[0] - start, repair.span[1] - start
        if first < last and first >= 0 and last <= len(quote):
            quote = quote[:first] + repair.original + quote[last:]
            more = len(repair.original) - (last - first)
            spans = tuple((s + more * (s >= last), e + more * (e >= last)) for s, e in spans)
    return quote, spans


def paragraph_lines(paragraph: Paragraph, span: Span) -> tuple[int, ...]:
    """The source lines that a span of a paragraph really touches."""
    touched = [p.line for p in paragraph.pieces if p.span[0] < span[1] and span[0] < p.span[1]]
    return tuple(dict.fromkeys(touched)) or paragraph.lines


def _cite_head(article: Article, span: Span, spans: Sequence[Span]) -> Citation:
    start = 0
    for head in article.heads:
        end = start + len(head.text)
        if span[0] < end or head is article.heads[-1]:
            shift = start - span[0]
            inside = _within(spans, shift, len(head.text))
            return _citation(article, article.source, (head.line,), head.text, inside)
        start = end + 1
    raise ValueError(f"article {article.id} has no head line")


def _citation(
    article: Article, source: str, lines: tuple[int, ...], quote: str, spans: tuple[Span, ...]
) -> Citation:
    return Citation(
        article_id=article.id,
        headline=article.headline,
        date=article.date or article.issue_date,
        source=source,
        head_lines=article.head_lines,
        lines=lines,
        quote=quote,
        spans=spans,
    )


def _trim(text: str, span: Span) -> Span:
    """Without white space at its ends, and no longer than a quote may be."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    end = min(end, start + _LONGEST)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _within(spans: Sequence[Span], shift: int, length: int) -> tuple[Span, ...]:
    moved = {(max(0, s - shift), min(length, e - shift)) for s, e in spans}
    return tuple(sorted((s, e) for s, e in moved if s < e))
