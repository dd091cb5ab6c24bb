"""What the buttons under an answer open: kept with the question as JSON, and read back.

Callback data holds a question's number and a position, never an article's id: ids may be longer
than the 64 bytes that Telegram allows.
"""

import json
from dataclasses import dataclass

from retrieval.records import Answer, Span

__all__ = ["Cite", "Memo", "memo_of"]


@dataclass(frozen=True, slots=True)
class Cite:
    """An article to open, and the words in it to mark."""

    article_id: str
    quote: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Memo:
    """The citations of an answer, the other events that fit, and the question without its dates."""

    cites: tuple[Cite, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()  # (label, article id)
    undated: str | None = None
    terms: tuple[str, ...] = ()  # what the question is about, to group the unanswered ones

    def dump(self) -> str:
        """Return the memo as JSON."""
        cites = [[c.article_id, c.quote, [list(s) for s in c.spans]] for c in self.cites]
        return json.dumps([cites, self.choices, self.undated, self.terms], ensure_ascii=False)

    @classmethod
    def parse(cls, payload: str) -> "Memo":
        """Read a memo back; anything else gives an empty one."""
        try:
            cites, choices, undated, terms = json.loads(payload)
        except ValueError:
            return cls()
        return cls(
            tuple(Cite(a, quote, tuple((s, e) for s, e in spans)) for a, quote, spans in cites),
            tuple((label, article) for label, article in choices),
            undated,
            tuple(terms),
        )


def memo_of(answer: Answer) -> Memo:
    """Return what the buttons under an answer need."""
    query = answer.query
    return Memo(
        tuple(Cite(c.article_id, c.quote, c.spans) for c in answer.citations),
        tuple((choice.label, choice.article_id) for choice in answer.choices),
        _undated(query.question, tuple(date.span for date in query.dates)),
        (*query.people, *query.terms),
    )


def _undated(question: str, spans: tuple[Span, ...]) -> str | None:
    for start, end in sorted(spans, reverse=True):
        question = question[:start] + question[end:]
    return question.strip() or None if spans else None
