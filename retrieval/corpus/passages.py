"""Article -> passages: its head first, then whole paragraphs, long ones cut at sentence ends.

The passages of a paragraph cover it without a gap and in order, so that every character can be found.
"""

from retrieval.language.sentences import clauses, sentences
from retrieval.records import HEAD, Article, Passage, Span

__all__ = ["cut"]

_AIM = 300  # characters of a passage; a paragraph up to a third longer stays whole
_MOST = 400


def cut(article: Article) -> tuple[Passage, ...]:
    """The passages of an article, numbered from 0: the one of its head lines, then its body's."""
    passages: list[Passage] = []
    head = " ".join(part.text for part in article.heads)
    if head:
        passages.append(Passage(article.id, 0, HEAD, (0, len(head)), head))
    for index, paragraph in enumerate(article.paragraphs):
        for start, end in _spans(paragraph.text):
            text = paragraph.text[start:end]
            passages.append(Passage(article.id, len(passages), index, (start, end), text))
    return tuple(passages)


def _spans(text: str) -> list[Span]:
    """Spans that cover a text: itself, or its sentences gathered to about ``_AIM`` characters each."""
    if len(text) <= _MOST:
        return [(0, len(text))] if text else []
    count = -(-len(text) // _AIM)
    aim = -(-len(text) // count)
    spans: list[Span] = []
    start = 0
    for begin, end in _units(text):
        if begin > start and (end - start > _MOST or begin - start >= aim):
            spans.append((start, begin))
            start = begin
    spans.append((start, len(text)))
    return spans


def _units(text: str) -> list[Span]:
    """What is not cut further: sentences; of a long one its clauses, of a long clause its pieces."""
    units: list[Span] = []
    for start, end in sentences(text):
        if end - start <= _AIM:
            units.append((start, end))
            continue
        for first, last in clauses(text[start:end]):
            steps = range(start + first, start + last, _AIM)
            units += [(at, min(at + _AIM, start + last)) for at in steps]
    return units
