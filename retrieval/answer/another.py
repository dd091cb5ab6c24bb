"""Query, a sentence -> whether it tells of another person than the one asked about: its phrases are then not the answer."""

from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Scored
from retrieval.records import NameKind, Query

__all__ = ["of_another"]

_ANOTHER = 0.6  # how near words are that are told of somebody else


def of_another(query: Query, scored: Scored) -> float:
    """Less than 1 for a sentence that names people, and none of those asked about.

    A sentence without names goes on about whom the one before it named.
    """
    asked = {plain_text(name) for name in query.people}
    if not asked or any(name in scored.unit.plain for name in asked):
        return 1.0
    named = scored.story.names(scored.unit, NameKind.PERSON)
    return _ANOTHER if any(len(name.text) > 1 for name in named) else 1.0
