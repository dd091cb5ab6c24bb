"""Query, unit -> whether the unit holds anything of the type asked for: a number of the measure, a day, a person ...

A sentence that shares many words with the question but has nothing of the type is seldom the one that answers.
"""

import re

from retrieval.answer.days import dates_in
from retrieval.answer.pool import Story, Unit
from retrieval.language.numbers import find_numbers
from retrieval.records import Kind, NameKind, Query

__all__ = ["holds_type"]

_UNKNOWN = 1.0  # of a kind that has no form of its own: nothing can be said
_FIGURE = re.compile(r"[\d零一二三四五六七八九十百千万亿两几半]")
_MARK = re.compile(r"[《“「『\"]")
_NAMES = {
    Kind.PEOPLE: (NameKind.PERSON,),
    Kind.POST: (NameKind.PERSON,),
    Kind.PLACE: (NameKind.PLACE, NameKind.ORGANISATION),
    Kind.ORGANISATION: (NameKind.ORGANISATION, NameKind.PLACE),
}


def holds_type(query: Query, story: Story, unit: Unit) -> float:
    """1 where the unit holds what is asked for or nothing can be said, .5 where only something like it, else 0."""
    kinds = _NAMES.get(query.kind)
    if kinds:
        return float(any(story.names(unit, kind) for kind in kinds))
    if query.kind is Kind.NUMBER:
        return _number(query, unit)
    if query.kind is Kind.DATE:
        article = story.article
        return float(bool(dates_in(unit.text, article.date or article.issue_date)))
    if query.kind is Kind.TITLE:
        return float(bool(_MARK.search(unit.plain)))
    return _UNKNOWN


def _number(query: Query, unit: Unit) -> float:
    if not _FIGURE.search(unit.plain):
        return 0.0
    found = find_numbers(unit.text)
    if any(number.measure == query.measure for number in found):
        return 1.0
    return 0.5 if found else 0.0
