"""Query, best sentences, the rules' choice -> the choice that stays: the rules', or a likelier span of the trees.

The trees judge the rules' choice too, so both are compared by one measure: the probability to be the answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from retrieval.answer.candidates import Candidate
from retrieval.answer.scoring import Ranked
from retrieval.answer.spans.borders import border_rows
from retrieval.answer.spans.features import span_rows
from retrieval.answer.spans.keys import border_keys, span_keys
from retrieval.answer.spans.model import FOLDER, SpanModel, looked_up, open_model
from retrieval.answer.spans.proposals import propose
from retrieval.answer.spans.reading import Reading, read
from retrieval.answer.spans.trees import Floats
from retrieval.language.analyzer import Analyzer
from retrieval.records import Kind, Query, Span

__all__ = [
    "LEAD",
    "LEAD_OF_FORM",
    "LEAST",
    "Judged",
    "Spans",
    "Verdict",
    "judge",
    "open_spans",
    "own_spans",
    "with_tables",
]

Cut = Callable[[str], Sequence[Span]]

_KINDS = frozenset(
    {
        Kind.TEXT,
        Kind.TITLE,
        Kind.ORGANISATION,
        Kind.PLACE,
        Kind.EVENT,
        Kind.NUMBER,
        Kind.DATE,
        Kind.PEOPLE,
    }
)
LEAST = 0.25  # probability below which a span is a guess
LEAD = 0.1  # by how much a span must be likelier than the rules' choice
_OF_FORM = frozenset({Kind.NUMBER, Kind.DATE})
_CLEAR = 0.7  # score of a figure or day that the words of the question stand around: the trees need not be asked
LEAD_OF_FORM = 0.3  # and than a figure or a day, which the rules know by its form


@dataclass(frozen=True, slots=True)
class Judged:
    """The spans looked at, with the probability of each to be the answer."""

    reading: Reading
    spans: tuple[Span, ...]
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeliest span, its ``score`` the probability that it is the answer, and that of the rules' own choice.

    ``best`` is ``None`` where no span could be looked at; ``own`` is 0 where the rules chose none, or one that
    does not stand in what was read.
    """

    best: Candidate | None
    own: float


class Spans:
    """Finds short answers with one model. It holds no state but the words of the sentences it read last."""

    def __init__(self, model: SpanModel, cut: Cut) -> None:
        """``cut`` gives the spans of the words of a text."""
        self._model = model
        self._cut = lru_cache(maxsize=2048)(cut)

    def weigh(self, query: Query, ranked: Ranked, chosen: Sequence[Candidate]) -> Verdict:
        """Judge the likeliest span and the rules' choice by one measure, whatever the kind of the question."""
        if not ranked.units:
            return Verdict(None, 0.0)
        reading = read(query, ranked, self._cut, self._model.tags)
        own = own_spans(reading, chosen)
        judged = judge(self._model, reading, own)
        if not judged.spans:
            return Verdict(None, 0.0)
        best = max(range(len(judged.spans)), key=judged.chances.__getitem__)
        said = max(
            (c for s, c in zip(judged.spans, judged.chances, strict=True) if s in own), default=0.0
        )
        return Verdict(_candidate(reading, judged.spans[best], judged.chances[best]), said)

    def better(
        self, query: Query, ranked: Ranked, chosen: Sequence[Candidate]
    ) -> Candidate | None:
        """The span that is surely likelier than the rules' choice; ``None`` where that stays."""
        if query.kind not in _KINDS or query.plural or len(chosen) > 1:
            return None
        if chosen and query.kind in _OF_FORM and chosen[0].score >= _CLEAR:
            return None
        found = self.weigh(query, ranked, chosen)
        if found.best is None or found.best.score < LEAST:
            return None
        lead = LEAD_OF_FORM if query.kind in _OF_FORM else LEAD
        return None if chosen and found.best.score < found.own + lead else found.best


def _candidate(reading: Reading, span: Span, chance: float) -> Candidate:
    number = int(reading.unit[span[0]])
    scored, at = reading.scored[number], int(reading.starts[number])
    here = (span[0] - at, span[1] - at)
    return Candidate(scored.unit.text[here[0] : here[1]].strip(), scored, here, chance)


def own_spans(reading: Reading, chosen: Sequence[Candidate]) -> dict[Span, float]:
    """The rules' choices as spans of the reading, each with its score; those in sentences not read are left out."""
    at = {id(s.unit): int(start) for s, start in zip(reading.scored, reading.starts, strict=True)}
    return {
        (at[id(c.scored.unit)] + c.span[0], at[id(c.scored.unit)] + c.span[1]): c.score
        for c in chosen
        if id(c.scored.unit) in at
    }


def judge(model: SpanModel, reading: Reading, own: dict[Span, float]) -> Judged:
    """Score the borders, propose spans, score the spans."""
    if not len(reading.places):
        return Judged(reading, (), ())
    borders = with_tables(reading, border_rows(reading), model)
    start, end = model.start.scores(borders), model.end.scores(borders)
    pairs = propose(reading, start, end, own)
    if not len(pairs):
        return Judged(reading, (), ())
    rows = span_rows(reading, pairs, borders, start, end, own)
    rows = np.column_stack([rows, looked_up(span_keys(reading, pairs), model.spans)])
    chances = model.chance(model.span.scores(rows))
    spans = tuple((int(s), int(e)) for s, e in reading.places[pairs].tolist())
    return Judged(reading, spans, tuple(chances.tolist()))


def with_tables(reading: Reading, rows: Floats, model: SpanModel) -> Floats:
    """The borders' features with those of the learned tables."""
    keys = border_keys(reading)
    full: Floats = np.column_stack(
        [rows, looked_up(keys, model.starts), looked_up(keys, model.ends)]
    )
    return full


def open_spans(analyzer: Analyzer, folder: Path = FOLDER) -> Spans | None:
    """The ranker over the model of a folder; ``None`` where there is none: then the sentence is quoted."""
    model = open_model(folder)
    if model is None:
        return None
    return Spans(model, lambda text: tuple(token.span for token in analyzer.tokens(text)))
