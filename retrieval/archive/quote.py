"""A pasted sentence -> was it printed? Its source, or the nearest sentence with what is different marked.

White space, width, case and the shape of quotation marks do not count; every other character does: a wrong
day, name, number or a 不 too many makes a sentence that was not printed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from retrieval.answer.quoting import cite_article
from retrieval.archive.comparing import (
    ENDS,
    Compared,
    Difference,
    compare,
    compared,
    cut_off,
    pairs,
)
from retrieval.archive.events import head_text
from retrieval.language.sentences import sentences
from retrieval.records import HEAD, Article, Citation, Hit, Library, Span

__all__ = ["Difference", "QuoteCheck", "QuoteStatus", "check_quote"]

_LONGEST = 2000  # characters of a pasted text that are compared
_NEAR = 0.6  # share of characters in common from which a sentence is called the nearest
_ARTICLES = 12  # articles looked through
_COMPARED = 8  # windows compared character by character
_CLOSING = ENDS + "”’」』）)"


class QuoteStatus(StrEnum):
    """Whether a sentence was printed."""

    PRINTED = "printed"
    DIFFERS = "differs"
    NOT_PRINTED = "not_printed"


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The result: where it stands (``citations``: a text over two paragraphs has two), or the nearest with differences."""

    sentence: str
    status: QuoteStatus
    citations: tuple[Citation, ...] = ()
    differences: tuple[Difference, ...] = ()
    similarity: float = 0.0
    whole: bool = True  # False: only a part of a printed sentence, so read what stands around it

    HEADER = (
        "status",
        "asked",
        "printed",
        "asked_span",
        "printed_span",
        "source",
        "lines",
        "quote",
    )

    def rows(self) -> list[tuple[str, ...]]:
        """As text: a row a difference, or one without any, under HEADER."""
        cited = self.citations[0] if self.citations else None
        where = (
            cited.source if cited else "",
            " ".join(str(line) for line in cited.lines) if cited else "",
            cited.quote if cited else "",
        )
        parts = [
            (d.asked, d.printed, _colon(d.asked_span), _colon(d.printed_span))
            for d in self.differences
        ] or [("", "", "", "")]
        return [(self.status.value, *part, *where) for part in parts]


def _colon(span: Span) -> str:
    return f"{span[0]}:{span[1]}"


@dataclass(frozen=True, slots=True)
class _Window:
    """Sentences of a paragraph one after the other, or a head line; ``text`` is ``span`` of its paragraph."""

    article: Article
    paragraph: int
    span: Span
    text: str


def check_quote(library: Library, sentence: str, hits: Sequence[Hit]) -> QuoteCheck:
    """Look for a pasted sentence in the articles of the hits; never says ``printed`` of what is not, word for word."""
    pasted = sentence[:_LONGEST]
    bare = compared(pasted).plain.strip(ENDS)
    if len(bare) < 2:
        return QuoteCheck(sentence, QuoteStatus.NOT_PRINTED)
    articles = _articles(library, hits)
    for article in articles:
        found = _printed(article, bare)
        if found is not None:
            citations, whole = found
            return QuoteCheck(
                sentence, QuoteStatus.PRINTED, citations, similarity=1.0, whole=whole
            )
    return replace(_nearest(pasted, articles), sentence=sentence)


def _articles(library: Library, hits: Sequence[Hit]) -> list[Article]:
    once = list(dict.fromkeys(hit.article.id for hit in hits))[:_ARTICLES]
    articles = [library.article(key) for key in once]
    return [article for article in articles if article is not None]


# --- word for word -----------------------------------------------------------------------------------


def _printed(article: Article, bare: str) -> tuple[tuple[Citation, ...], bool] | None:
    """The citations of a text that stands in an article, and whether it is made of whole sentences."""
    start = 0
    for head in article.heads:
        plain = compared(head.text).plain
        if _stands(plain, bare) >= 0:
            cited = cite_article(article, HEAD, (start, start + len(head.text)))
            return (cited,), plain.strip(ENDS) == bare
        start += len(head.text) + 1
    texts = [compared(paragraph.text) for paragraph in article.paragraphs]
    at = _stands("".join(text.plain for text in texts), bare)
    return _cite_over(article, texts, at, at + len(bare)) if at >= 0 else None


def _stands(text: str, bare: str) -> int:
    """Where a text stands in another without losing what changes it (副, 不, a digit); -1 if nowhere."""
    at = text.find(bare)
    while at >= 0 and cut_off(text, at, at + len(bare)):
        at = text.find(bare, at + 1)
    return at


def _cite_over(
    article: Article, texts: Sequence[Compared], start: int, end: int
) -> tuple[tuple[Citation, ...], bool]:
    """Citations of a text that begins in one paragraph and may end in another."""
    citations: list[Citation] = []
    complete = True
    at = 0
    for number, text in enumerate(texts):
        first, last = max(start - at, 0), min(end - at, len(text.plain))
        if first < last:
            cited, whole = _cite_part(article, number, text.span(first, last))
            citations.append(cited)
            complete = complete and whole
        at += len(text.plain)
    return tuple(citations), complete


def _cite_part(article: Article, number: int, span: Span) -> tuple[Citation, bool]:
    """The whole sentences around a span are quoted, and the span is marked in them."""
    text = article.paragraphs[number].text
    parts = [part for part in sentences(text) if part[0] < span[1] and span[0] < part[1]]
    start, end = parts[0][0], parts[-1][1]
    whole = not (text[start : span[0]] + text[span[1] : end]).strip(_CLOSING)
    marked = (span[0] - start, span[1] - start)
    return cite_article(article, number, (start, end), (marked,)), whole


# --- the nearest -------------------------------------------------------------------------------------


def _nearest(pasted: str, articles: Sequence[Article]) -> QuoteCheck:
    size = max(1, len(sentences(pasted.strip())))
    windows = [window for article in articles for window in _windows(article, size)]
    wanted = pairs(compared(pasted).plain)
    windows.sort(key=lambda window: -len(wanted & pairs(compared(window.text).plain)))
    looked = [(*compare(pasted, window.text), window) for window in windows[:_COMPARED]]
    if not looked:
        return QuoteCheck(pasted, QuoteStatus.NOT_PRINTED)
    share, differences, window = max(looked, key=lambda found: found[0])
    if share < _NEAR:
        return QuoteCheck(pasted, QuoteStatus.NOT_PRINTED, similarity=share)
    citation = cite_article(window.article, window.paragraph, window.span)
    shift = window.text.find(citation.quote[:1])
    return QuoteCheck(
        pasted,
        QuoteStatus.DIFFERS,
        (citation,),
        tuple(_moved(difference, shift) for difference in differences),
        share,
        whole=False,
    )


def _moved(difference: Difference, shift: int) -> Difference:
    """Spans counted from the quote, which leaves out the white space before it."""
    start, end = difference.printed_span
    return replace(difference, printed_span=(max(0, start - shift), max(0, end - shift)))


def _windows(article: Article, size: int) -> Iterator[_Window]:
    """All stretches of ``size`` sentences, and the head lines."""
    texts = [(number, paragraph.text) for number, paragraph in enumerate(article.paragraphs)]
    start = 0
    for head in article.heads:
        end = start + len(head.text)
        yield _Window(article, HEAD, (start, end), head_text(article)[start:end])
        start = end + 1
    for number, text in texts:
        parts = sentences(text)
        for at in range(max(1, len(parts) - size + 1) if parts else 0):
            inside = parts[at : at + size]
            span = (inside[0][0], inside[-1][1])
            yield _Window(article, number, span, text[span[0] : span[1]])
