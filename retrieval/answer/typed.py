"""Query, ranked units -> candidates of the type asked for: dates, numbers, places, organisations, people."""

import re
from collections.abc import Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.days import dates_in, same_day
from retrieval.answer.nearness import nearness
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.numbers import find_numbers
from retrieval.records import DateMention, Grain, NameKind, NumberMention, Query, Span

__all__ = ["dates", "names", "numbers"]

_UNITS = 24  # units looked into
_GRAINS = {
    "day": {Grain.DAY, Grain.MINUTE},
    "month": {Grain.MONTH, Grain.TENDAYS, Grain.DAY},
    "year": {Grain.YEAR},
    "quarter": {Grain.QUARTER, Grain.MONTH},
}
_SINCE = re.compile(r"^(?:以来|至今|起|以前|之前|前|后|以后|以内)")


def numbers(query: Query, ranked: Ranked) -> list[Candidate]:
    """Numbers of the measure asked for, the best first."""
    asked = {plain_text(n) for n in query.details.get("numbers", "").split()}
    found = []
    for scored in ranked.units[:_UNITS]:
        taken = [d.span for d in _dates(scored)]
        for number in find_numbers(scored.unit.text):
            if plain_text(number.text) in asked or any(_meets(number.span, s) for s in taken):
                continue
            fit = _measure_fit(query, number, scored)
            if fit > 0:
                found.append(_candidate(number.text, number.span, scored, ranked, fit))
    return _sorted(found)


def _measure_fit(query: Query, number: NumberMention, scored: Scored) -> float:
    unit = number.unit or ""
    if query.unit and unit and (query.unit.startswith(unit) or unit in query.unit):
        return 1.0
    if query.measure is None:
        return 0.6 if query.unit is None else 0.45
    if number.measure == query.measure:
        return 1.0
    if query.unit and not number.unit:
        return 0.4
    return 0.0


def dates(query: Query, ranked: Ranked) -> list[Candidate]:
    """Dates of the grain asked for, the best first; a date of the question is no answer to it."""
    wanted = _GRAINS.get(query.details.get("mode", ""))
    found = []
    for scored in ranked.units[:_UNITS]:
        for date in _dates(scored):
            if any(same_day(asked, date) and asked.grain == date.grain for asked in query.dates):
                continue
            fit = 1.0 if wanted is None or date.grain in wanted else 0.5
            if _SINCE.match(scored.unit.text[date.span[1] :]):
                fit *= 0.6
            found.append(_candidate(date.text, date.span, scored, ranked, fit))
    return _sorted(found)


def names(query: Query, ranked: Ranked, kinds: Sequence[NameKind]) -> list[Candidate]:
    """Names of the kinds asked for, the best first, without those of the question and the reporters."""
    own = plain_text(query.details.get("read", "") + query.details.get("inherited", ""))
    known = {plain_text(name) for name in (*query.people, *query.places)}
    found = []
    for scored in ranked.units[:_UNITS]:
        authors = set(scored.story.article.authors)
        for kind in kinds:
            for name in scored.story.names(scored.unit, kind):
                plain = plain_text(name.text)
                if name.text in authors or plain in known or plain in own:
                    continue
                found.append(_candidate(name.text, name.span, scored, ranked, 1.0))
    return _sorted(found)


def _candidate(text: str, span: Span, scored: Scored, ranked: Ranked, fit: float) -> Candidate:
    near = nearness(span, scored.unit.plain, ranked.needs)
    score = (0.6 * scored.score + 0.4 * near) * (0.5 + 0.5 * fit)
    return Candidate(text.strip(), scored, span, score)


def _dates(scored: Scored) -> tuple[DateMention, ...]:
    article = scored.story.article
    return dates_in(scored.unit.text, article.date or article.issue_date)


def _sorted(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda candidate: -candidate.score)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
