"""Query, ranked units -> candidates of the type asked for: dates, numbers, places, organisations, people."""

import re
from collections.abc import Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.days import dates_in, same_day
from retrieval.answer.nearness import nearness
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.numbers import find_numbers
from retrieval.records import (
    DateMention,
    Grain,
    Kind,
    Name,
    NameKind,
    NumberMention,
    Query,
    Span,
)

__all__ = ["dateline_end", "dates", "focus_words", "names", "numbers"]

_UNITS = 24  # units looked into
_GRAINS = {
    "day": {Grain.DAY, Grain.MINUTE},
    "month": {Grain.MONTH, Grain.TENDAYS, Grain.DAY},
    "year": {Grain.YEAR},
    "quarter": {Grain.QUARTER, Grain.MONTH},
    "clock": {Grain.MINUTE},
}
_PLAIN = {Grain.DAY: 1.0, Grain.MINUTE: 1.0, Grain.MONTH: 0.95, Grain.SPAN: 0.9, Grain.YEAR: 0.85}
_VAGUE = re.compile(r"^(?:今年|去年|明年|本月|上月|目前|近年|当年|前年)$")
_RISE = re.compile(
    r"提高|增长|上升|下降|降低|增加|百分点|\b(?:points?|rise|rose|increase[ds]?|grow|grew|fall|fell|drop)"
)
_REACHED = re.compile(r"(?:至|到|达|为|成)约?$")  # what a rise ends at
_SINCE = re.compile(r"^(?:以来|至今|起|以前|之前|前|后|以后|以内)")


def numbers(query: Query, ranked: Ranked) -> list[Candidate]:
    """Numbers of the measure asked for, the best first."""
    asked = {plain_text(n) for n in query.details.get("numbers", "").split()}
    found = []
    for scored in ranked.reading(_UNITS):
        taken = [d.span for d in _dates(scored)]
        for number in find_numbers(scored.unit.text):
            if plain_text(number.text) in asked or any(_meets(number.span, s) for s in taken):
                continue
            fit = _measure_fit(query, number, scored.unit.plain[number.span[1] :])
            if query.details.get("goal") and not _REACHED.search(
                scored.unit.plain[: number.span[0]]
            ):
                fit *= 0.5
            if fit > 0:
                near = nearness(number.span, scored.unit.plain, ranked.needs, within=True)
                score = (0.35 * scored.score + 0.65 * near) * (0.5 + 0.5 * fit) * scored.trust
                found.append(Candidate(number.text.strip(), scored, number.span, score))
    return _sorted(found)


def _measure_fit(query: Query, number: NumberMention, behind: str) -> float:
    unit = number.unit or ""
    counted = query.details.get("counted", "")
    if counted and query.measure is None:
        return _counted_fit(query, number, counted, behind)
    if query.unit and unit and (query.unit.startswith(unit) or unit in query.unit):
        return 1.0
    if query.measure is None:
        return 0.6 if query.unit is None else 0.45
    return _of_measure(query, number, behind)


def _of_measure(query: Query, number: NumberMention, behind: str) -> float:
    unit = number.unit or ""
    if number.measure == query.measure:
        points = unit.endswith("百分点") and not _RISE.search(query.details.get("read", ""))
        return 0.5 if points else 1.0
    if query.measure == "people" and not unit and re.match(r"[一-鿿]{0,3}(?:人|名)", behind):
        return 0.8
    return 0.4 if query.unit and not unit else 0.0


def _counted_fit(query: Query, number: NumberMention, counted: str, behind: str) -> float:
    """For "how many N": the number whose unit is N, or that stands before N."""
    unit = number.unit or ""
    told = unit + behind[:6]
    for word in counted.split("|"):
        if word[:2] in told or (word[:1] in told[:3] and len(word) < 4):
            return 1.0
    if not unit or number.measure not in {"count", "households"}:
        return 0.15
    return 0.6 if query.unit and unit == query.unit else 0.35


def dates(query: Query, ranked: Ranked) -> list[Candidate]:
    """Dates of the grain asked for, the best first; a date of the question is no answer to it."""
    wanted = _GRAINS.get(query.details.get("mode", ""))
    found = []
    for scored in ranked.reading(_UNITS):
        for date in _dates(scored):
            if any(same_day(asked, date) and asked.grain == date.grain for asked in query.dates):
                continue
            if wanted is None:
                fit = 0.6 if _VAGUE.match(date.text) else _PLAIN.get(date.grain, 0.7)
            else:
                fit = 1.0 if date.grain in wanted else 0.5
            if _SINCE.match(scored.unit.text[date.span[1] :]):
                fit *= 0.6
            found.append(_candidate(date.text, date.span, scored, ranked, fit))
    return _sorted(found)


def names(query: Query, ranked: Ranked, kinds: Sequence[NameKind]) -> list[Candidate]:
    """Names of the kinds asked for, the best first, without those of the question and of the dateline."""
    own = plain_text(query.details.get("read", "") + query.details.get("inherited", ""))
    known = {plain_text(name) for name in (*query.people, *query.places)}
    if query.language == "en":
        known |= {word for need in ranked.needs for word in map("".join, need.alternatives)}
    focus = focus_words(query)
    found = []
    for scored in ranked.reading(_UNITS):
        begin = dateline_end(scored)
        for kind in kinds:
            for name in scored.story.names(scored.unit, kind):
                plain = plain_text(name.text)
                if (
                    len(plain) < _short(query, scored, name)
                    or plain in known
                    or plain in own
                    or name.span[0] < begin
                ):
                    continue
                text, span = _with_focus(name, scored, focus)
                fit = _name_fit(query, name, scored, text, focus)
                near = nearness(span, scored.unit.plain, ranked.needs)
                score = (0.3 * scored.score + 0.3 * near + 0.4 * fit) * scored.trust
                found.append(Candidate(text, scored, span, score))
    return _sorted(found)


def _short(query: Query, scored: Scored, name: Name) -> int:
    """How long a name must be: 京 and 沪 are names only in 在京, 抵沪, and no answer to "where in Shanghai"."""
    if query.places:
        return 2
    before = scored.unit.plain[max(0, name.span[0] - 1) : name.span[0]]
    return 1 if before and before in "在抵赴访来离驻" else 2


def focus_words(query: Query) -> tuple[str, ...]:
    """The nouns that the answer may end with, in the corpus's language."""
    words = query.details.get("focus", "").split()
    if not words and query.focus and query.language == "zh":
        words = [query.focus]
    return tuple(words)


_DATELINE = re.compile(
    r"^\s*(?:本报|据?新华社|据?中新社|[一-鿿]{2,6}(?:网|报|社|台))[^。]{0,40}?(?:电|讯|报道)(?:[((][^))]*[))])?[::,,]?|^\s*[((]?(?:记者|通讯员)[^))。]{0,20}[))]"
)
_AT = re.compile(r"(?:在|位于|于|来到|赴|到|至|前往|抵达|坐落在|设在|驻|访问|运行至|从)$")


def dateline_end(scored: Scored) -> int:
    """Where the dateline of a lead ends; 0 where there is none."""
    match = _DATELINE.match(scored.unit.text)
    return match.end() if match else 0


def _with_focus(name: Name, scored: Scored, focus: Sequence[str]) -> tuple[str, Span]:
    """The name with the noun that follows it, if it is the noun asked for: 乌鞘岭 + 隧道."""
    start, end = name.span
    rest = scored.unit.plain[end : end + 8]
    for word in focus:
        if rest.startswith(word):
            return scored.unit.text[start : end + len(word)], (start, end + len(word))
    return name.text, name.span


def _name_fit(query: Query, name: Name, scored: Scored, text: str, focus: Sequence[str]) -> float:
    fit = 0.5
    if focus and any(plain_text(text).endswith(word) for word in focus):
        fit = 0.9
    elif focus:
        fit = 0.35
    elif query.kind is Kind.PLACE and _AT.search(scored.unit.plain[: name.span[0]]):
        fit = 0.7
    return fit if name.kind.value == query.kind.value else fit - 0.1


def _candidate(text: str, span: Span, scored: Scored, ranked: Ranked, fit: float) -> Candidate:
    near = nearness(span, scored.unit.plain, ranked.needs)
    score = (0.35 * scored.score + 0.65 * near) * (0.5 + 0.5 * fit) * scored.trust
    return Candidate(text.strip(), scored, span, score)


def _dates(scored: Scored) -> tuple[DateMention, ...]:
    article = scored.story.article
    return dates_in(scored.unit.text, article.date or article.issue_date)


def _sorted(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda candidate: -candidate.score)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
