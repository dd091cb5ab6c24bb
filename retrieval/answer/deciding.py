"""How sure an answer is: what of the question its paragraph and article hold, and whether the hard parts are there.

sure = .4 x (share of the question's words in the article) + .6 x (their share in the paragraph, the head and the
lead, words near the question word weighing more), times a factor for each name that is missing and for a wrong day.
"""

from retrieval.answer.needs import met
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.records import HEAD, Query

__all__ = ["THRESHOLD", "confidence"]

THRESHOLD = 0.42  # measured on the shared sets, docs/quality.md
_MISSING = 0.25  # the factor of a name, number or quotation that the article does not hold
_WRONG_DAY = 0.3


def confidence(query: Query, ranked: Ranked, scored: Scored) -> float:
    """Between 0 and 1; 1 where all that the question says is said where the answer stands."""
    sure = 0.4 * ranked.cover(scored.story) + 0.6 * _told_here(ranked, scored)
    for need in ranked.missing(scored.story):
        sure *= _MISSING + 0.4 * met(need, scored.story.whole)
    if query.dates and scored.day < 0.5:
        sure *= _WRONG_DAY + scored.day
    return min(1.0, sure)


def _told_here(ranked: Ranked, scored: Scored) -> float:
    story, unit = scored.story, scored.unit
    if unit.paragraph == HEAD:
        paragraph = story.head
    else:
        paragraph = plain_text(story.article.paragraphs[unit.paragraph].text)
    total = sum(need.weight * need.focal for need in ranked.needs)
    if not total:
        return 0.5
    found = sum(
        need.weight
        * need.focal
        * max(met(need, paragraph), met(need, story.head), met(need, story.lead))
        for need in ranked.needs
    )
    return found / total
