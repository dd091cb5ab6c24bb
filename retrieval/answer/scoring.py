"""Units -> scored units: how much of the question stands in the sentence, near it, in its head, on its day.

The share of the needs that is met near the sentence, times the fit of the day, plus a little for the rank of the
article, tells which story is meant. Nearness: in the sentence 1, in the head .9, beside it .8, in the first paragraph .7,
in its own .5, elsewhere in the article .1. Which sentence of the story answers is told by the words beside the question word: a
sentence falls behind the best of its story by so much as it holds less of these, and by having nothing of the type
asked for. The weights were chosen on 183 questions and held on 108 that were not looked at (docs/quality.md).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.answer.days import DayFit
from retrieval.answer.fitting import holds_type
from retrieval.answer.needs import Need, met, needs_of, weigh
from retrieval.answer.pool import Pool, Story, Unit
from retrieval.records import HEAD, Query

__all__ = [
    "Ranked",
    "Scored",
    "met_beside",
    "met_in_paragraph",
    "rank_units",
    "scored_at",
    "unit_at",
]

Met = NDArray[np.floating[Any]]  # (units, needs): what each holds of each, 0 to 1
_LOST = 0.6  # the factor of a story without one of the names of the question
_FOUND = 0.55
_BESIDE, _PARAGRAPH, _HEAD, _LEAD, _ARTICLE = 0.8, 0.5, 0.9, 0.7, 0.1
_FOCAL = 1.5  # how much more the words beside the question word weigh within a story
_BEHIND = 0.8  # how much a sentence with less of them falls behind
_TYPE = 0.3  # and one with nothing of the type asked for
_HEADLINE = 0.1  # and a head line: what it says is told in the story
_FLOOR = 0.05  # the share of a score that is left at least
_LOOKED = 0.6  # of the best score: from here on the type is looked for


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with its score; ``own`` is what the sentence alone holds, ``day`` the fit of the day."""

    story: Story
    unit: Unit
    score: float
    own: float
    day: float
    kept: float = 1.0  # 1 where the story has all names of the question, less for each it lacks

    @property
    def trust(self) -> float:
        """What a candidate's score is multiplied with: it stands in the right story, on the right day."""
        return math.sqrt(self.kept) * (0.6 + 0.4 * self.day)


@dataclass(frozen=True, slots=True)
class Ranked:
    """All units, the best first, with the needs they were scored by."""

    units: tuple[Scored, ...]
    needs: tuple[Need, ...]
    by_unit: dict[Unit, Scored] = field(default_factory=dict)

    def reading(self, most: int) -> tuple[Scored, ...]:
        """The best units, in which the answer is looked for."""
        return self.units[:most]

    def only(self, story: Story) -> "Ranked":
        """The units of one story."""
        units = tuple(scored for scored in self.units if scored.story is story)
        return Ranked(units, self.needs, {s.unit: s for s in units})

    def missing(self, story: Story) -> tuple[Need, ...]:
        """The hard needs that the story does not meet anywhere."""
        return tuple(
            need
            for need in self.needs
            if need.hard and met(need, story.whole) < (0.99 if need.person else 0.55)
        )

    def cover(self, story: Story) -> float:
        """The weighed share of the needs that stands anywhere in the story."""
        return _share([met(need, story.whole) for need in self.needs], self.needs)


def rank_units(query: Query, pool: Pool) -> Ranked:
    """Score every unit of the pool."""
    plain = needs_of(query)
    wholes = [[met(need, story.whole) for need in plain] for story in pool.stories]
    rows = [_rows(plain, story, w) for story, w in zip(pool.stories, wholes, strict=True)]
    needs = weigh(plain, [row for of_story in rows for row in of_story])
    scored: list[Scored] = []
    for story, whole, of_story in zip(pool.stories, wholes, rows, strict=True):
        scored += _of_story(query, story, needs, (whole, of_story))
    scored = _by_type(query, scored)
    scored.sort(key=lambda s: -s.score)
    return Ranked(tuple(scored), needs, {s.unit: s for s in scored})


def _by_type(query: Query, scored: Sequence[Scored]) -> list[Scored]:
    """Less for units that hold nothing of the type asked for; those far behind are not looked at."""
    least = _LOOKED * max((s.score for s in scored), default=0.0)
    fits = (holds_type(query, s.story, s.unit) if s.score >= least else 0.0 for s in scored)
    return [
        replace(s, score=max(s.score - _TYPE * (1 - fit), _FLOOR * s.score))
        for s, fit in zip(scored, fits, strict=True)
    ]


def _rows(needs: Sequence[Need], story: Story, whole: Sequence[float]) -> list[list[float]]:
    """What each unit holds of each need; of what the whole story lacks, none holds anything."""
    there = [(number, need) for number, need in enumerate(needs) if whole[number]]
    rows = [[0.0] * len(needs) for _ in story.units]
    for unit, row in zip(story.units, rows, strict=True):
        for number, need in there:
            row[number] = met(need, unit.plain)
    return rows


def _of_story(
    query: Query,
    story: Story,
    needs: Sequence[Need],
    found: tuple[Sequence[float], Sequence[list[float]]],
) -> list[Scored]:
    """``found`` is what the whole story holds of each need, and what each unit."""
    if not story.units:
        return []
    whole, by_unit = found
    values = np.array(by_unit).reshape(len(story.units), len(needs))
    lost = math.prod(_LOST for n, w in zip(needs, whole, strict=True) if n.hard and w < _FOUND)
    everywhere = [
        max(_HEAD * met(need, story.head), _LEAD * met(need, story.lead), _ARTICLE * w)
        for need, w in zip(needs, whole, strict=True)
    ]
    near = np.maximum(values, everywhere)
    np.maximum(near, _BESIDE * met_beside(story.units, values), out=near)
    np.maximum(near, _PARAGRAPH * met_in_paragraph(story.units, values), out=near)
    fit = DayFit(query.dates, story)
    days = np.array([fit.of(unit) for unit in story.units])
    own = _shares(values, needs)
    timely = (0.35 + 0.65 * days) * lost
    plain = _shares(near, needs) * timely + 0.08 * story.best
    beside = [
        replace(need, weight=need.weight * (1 + _FOCAL * (need.focal - 1))) for need in needs
    ]
    focal = _shares(near, beside) * timely
    heads = np.array([unit.paragraph == HEAD for unit in story.units])
    scores = plain + _BEHIND * (focal - focal.max()) - _HEADLINE * heads
    scores = np.maximum(scores, _FLOOR * plain)
    return [
        Scored(story, unit, score, alone, day, lost)
        for unit, score, alone, day in zip(
            story.units, scores.tolist(), own.tolist(), days.tolist(), strict=True
        )
    ]


def met_beside(units: Sequence[Unit], values: Met) -> Met:
    """What the sentences before and behind, in the same paragraph, hold; head lines have none beside them."""
    of = np.array([unit.paragraph for unit in units])
    together = ((of[1:] == of[:-1]) & (of[1:] != HEAD))[:, None]
    best = np.zeros_like(values)
    np.maximum(best[1:], np.where(together, values[:-1], 0.0), out=best[1:])
    np.maximum(best[:-1], np.where(together, values[1:], 0.0), out=best[:-1])
    return best


def met_in_paragraph(units: Sequence[Unit], values: Met) -> Met:
    """For each unit, what its whole paragraph holds; the units of one stand together."""
    of = np.array([unit.paragraph for unit in units])
    first = np.flatnonzero(np.append(True, of[1:] != of[:-1]))
    sizes = np.diff(np.append(first, len(of)))
    return np.repeat(np.maximum.reduceat(values, first, axis=0), sizes, axis=0)


def _shares(values: Met, needs: Sequence[Need]) -> NDArray[np.float64]:
    """``_share`` of each row, added up in the same order."""
    total = sum(need.weight for need in needs)
    shares = np.zeros(len(values))
    for number, need in enumerate(needs):
        shares += values[:, number] * need.weight
    return shares / total if total else shares


def _share(values: Sequence[float], needs: Sequence[Need]) -> float:
    total = sum(need.weight for need in needs)
    return sum(v * n.weight for v, n in zip(values, needs, strict=True)) / total if total else 0.0


def unit_at(story: Story, paragraph: int, offset: int) -> Unit | None:
    """The unit of a story that holds an offset of a paragraph."""
    return next(
        (u for u in story.units if u.paragraph == paragraph and u.span[0] <= offset < u.span[1]),
        None,
    )


def scored_at(ranked: Ranked, story: Story, paragraph: int, offset: int) -> Scored | None:
    """The scored unit that holds an offset of a paragraph."""
    unit = unit_at(story, paragraph, offset)
    return ranked.by_unit.get(unit) if unit else None
