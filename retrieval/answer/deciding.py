"""How sure an answer is: what of the question its sentence and article hold, and whether the hard parts are there."""

from retrieval.answer.needs import met
from retrieval.answer.scoring import Ranked, Scored
from retrieval.records import Query

__all__ = ["THRESHOLD", "confidence"]

THRESHOLD = 0.3  # measured on the shared sets, docs/quality.md
_MISSING = 0.25  # the factor of a name, number or quotation that the article does not hold
_WRONG_DAY = 0.3


def confidence(query: Query, ranked: Ranked, scored: Scored) -> float:
    """Between 0 and 1: the share of the question that is met, less for each hard part that is missing."""
    sure = min(1.0, 0.5 * scored.score + 0.6 * ranked.cover(scored.story))
    for need in ranked.missing(scored.story):
        sure *= _MISSING + 0.4 * met(need, scored.story.whole)
    if query.dates and scored.day < 0.5:
        sure *= _WRONG_DAY + scored.day
    return sure
