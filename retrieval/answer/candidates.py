"""What an extractor brings: one answer (or one entry of a list) with the unit and the span it stands in."""

from dataclasses import dataclass

from retrieval.answer.scoring import Scored
from retrieval.records import Span

__all__ = ["Candidate"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """``text`` as printed; ``span`` lies in the unit's text; ``score`` is that of the unit times its own fit."""

    text: str
    scored: Scored
    span: Span
    score: float
    complete: bool = True  # False where the source says 等 behind a list
