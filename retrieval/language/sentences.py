"""Text -> spans of its sentences and clauses."""

import re

from retrieval.records import Span

__all__ = ["clauses", "sentences"]

_SENTENCE = re.compile(r"[^。！？!?；;…\n]*[。！？!?；;…\n]+[”’」』）)】]*|[^。！？!?；;…\n]+")
_CLAUSE = re.compile(
    r"[^。！？!?；;…\n，,：:]*[。！？!?；;…\n，,：:]+[”’」』）)】]*|[^。！？!?；;…\n，,：:]+"
)


def sentences(text: str) -> list[Span]:
    """Spans of the sentences; they cover the text without gaps, a closing quote belongs to its sentence."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def clauses(text: str) -> list[Span]:
    """Spans of the clauses: sentences cut further at commas and colons."""
    return [
        match.span()
        for start, end in sentences(text)
        for match in _CLAUSE.finditer(text, start, end)
    ]
