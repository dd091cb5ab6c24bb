"""Query, ranked units -> lists that are told point by point: 一是…二是…, lines behind a colon, titles side by side."""

import re
from collections.abc import Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.nearness import nearness
from retrieval.answer.needs import share
from retrieval.answer.pool import Story, Unit
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.numerals import small_value
from retrieval.records import HEAD, Query

__all__ = ["enumerated"]

_UNITS = 8
_NUMERALS = "一二三四五六七八九"
_POINT = re.compile(
    rf"(?:^|(?<=[,，;；:：。\s]))\s*(?:(?P<is>[{_NUMERALS}])是|第(?P<th>[{_NUMERALS}])[,，、]|其(?P<of>[{_NUMERALS}])[,，、]"
    r"|(?P<figure>[1-9])[.、．](?!\d)|[(（](?P<mark>[1-9一二三四五六七八九])[)）])\s*"
)
_END = re.compile(r"[;；。!！?？]|$")
_TITLE = re.compile(r"《[^《》]{1,40}》")
_TITLES = re.compile(rf"{_TITLE.pattern}(?:\s*(?:、|和|与|及|以及)?\s*{_TITLE.pattern})+")
_LINE = 24  # characters of a line that is an entry
_HELD = 0.5  # share of the question that the sentence before a list holds
_MOST = 12


def enumerated(query: Query, ranked: Ranked) -> list[list[Candidate]]:
    """The lists of the best sentences that are told so, the best first; each is its points in order."""
    count = int(query.details.get("count") or 0)
    found: list[list[Candidate]] = []
    for scored in ranked.reading(_UNITS):
        if scored.unit.paragraph == HEAD:
            continue
        found += _titles(scored, ranked)
        held = share(ranked.needs, scored.unit.plain, focal=True)
        for points in (_points(scored, ranked), _lines(scored, ranked)):
            if held < _HELD or len(points) < 2 or (count and count != len(points)):
                continue
            score = (0.3 * scored.score + 0.5 * held + 0.25 * bool(count)) * scored.trust
            found.append([Candidate(s.unit.text[a:b], s, (a, b), score) for s, (a, b) in points])
    return sorted(found, key=lambda entries: -entries[0].score)


_Point = tuple[Scored, tuple[int, int]]


def _behind(story: Story, unit: Unit) -> Sequence[Unit]:
    """The sentences behind one, of the body."""
    body = [other for other in story.units if other.paragraph != HEAD]
    return body[body.index(unit) + 1 :] if unit in body else ()


def _points(scored: Scored, ranked: Ranked) -> list[_Point]:
    """What stands behind 一是, 二是 and so on, in a sentence and in those behind it."""
    points: list[_Point] = []
    for unit in (scored.unit, *_behind(scored.story, scored.unit)[:_MOST]):
        here = list(_POINT.finditer(unit.text))
        if not here and (points or unit is not scored.unit):
            break
        for number, mark in enumerate(here):
            if small_value(next(filter(None, mark.groups()))) != len(points) + 1:
                return points
            stop = here[number + 1].start() if number + 1 < len(here) else len(unit.text)
            end = _END.search(unit.text, mark.end(), stop)
            last = end.start() if end else stop
            if unit in ranked.by_unit and mark.end() < last:
                points.append(
                    (ranked.by_unit[unit], (mark.end(), _bare(unit.text, mark.end(), last)))
                )
    return points


def _bare(text: str, start: int, end: int) -> int:
    """Where the words end, without the marks behind them."""
    while end > start and text[end - 1] in ",，、;；。 \n":
        end -= 1
    return end


def _lines(scored: Scored, ranked: Ranked) -> list[_Point]:
    """Short lines, each a paragraph, behind a sentence that ends in a colon."""
    if not scored.unit.text.rstrip().endswith((":", "：")):
        return []
    points: list[_Point] = []
    last = scored.unit.paragraph
    for unit in _behind(scored.story, scored.unit)[:_MOST]:
        end = _bare(unit.text, 0, len(unit.text))
        if unit.paragraph <= last or not 0 < end <= _LINE or _PAUSE.search(unit.text[:end]):
            break
        last = unit.paragraph
        if unit in ranked.by_unit:
            points.append((ranked.by_unit[unit], (0, end)))
    return points


_PAUSE = re.compile(r"[,，。;；!！?？:：]")


def _titles(scored: Scored, ranked: Ranked) -> list[list[Candidate]]:
    """Titles side by side, with no mark between them or with 和."""
    found = []
    for row in _TITLES.finditer(scored.unit.text):
        spans = [match.span() for match in _TITLE.finditer(scored.unit.text, *row.span())]
        near = nearness(row.span(), scored.unit.plain, ranked.needs)
        score = (0.3 * scored.score + 0.5 * near + 0.1) * scored.trust
        found.append([Candidate(scored.unit.text[a:b], scored, (a, b), score) for a, b in spans])
    return found
