"""A block -> what a person should look at in it, with the reason."""

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.forms import Form
from retrieval.records import Notice

__all__ = ["doubts"]

_NO_HEADLINE = "These lines stand under no headline; they are kept as an article without one."
_MOVED = "These lines stood before their headline and were put back at the end of their article."
_NO_STORY = "This headline has no story on the page; it is kept as an article of its own."
_OPEN = "This article ends in mid-sentence; its end may stand elsewhere on the page or be lost."


def doubts(block: Block, source: str) -> list[Notice]:
    """Say what is doubtful about an article."""
    found: list[Notice] = []
    if not block.heads:
        found.append(Notice(source, _lines(block.body), "no_headline", _NO_HEADLINE))
    if not block.paragraphs:
        return [*found, Notice(source, _lines(block.heads), "headline_only", _NO_STORY)]
    if "moved_tail" in block.flags and block.heads:
        first = min(form.line.number for form in block.heads)
        moved = tuple(n for n in _lines(block.body) if n < first)
        found.append(Notice(source, moved, "moved_tail", _MOVED))
    last = block.paragraphs[-1][-1]
    if not last.ended and last.end != "colon":
        found.append(Notice(source, (last.line.number,), "open_end", _OPEN))
    return found


def _lines(forms: list[Form]) -> tuple[int, ...]:
    return tuple(form.line.number for form in forms)
