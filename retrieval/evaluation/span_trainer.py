"""Samples -> the trained parts of the span ranker.

The likely spans are found by trees of the borders; these are trained on parts, each judged by the trees of the
others, so that the trees of the spans see borders judged as they will be. All splits are by the article's title.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answer.spans.features import span_rows
from retrieval.answer.spans.keys import BORDER_KEYS, SPAN_KEYS, span_keys
from retrieval.answer.spans.matching import Ints
from retrieval.answer.spans.model import SpanModel
from retrieval.answer.spans.proposals import propose
from retrieval.answer.spans.trees import Floats, Forest
from retrieval.evaluation.measures import em, f1
from retrieval.evaluation.span_learning import (
    Learned,
    Numbering,
    Seen,
    calibrated,
    fold_of,
    learn_tables,
    train,
)
from retrieval.evaluation.span_samples import Sample, word_classes
from retrieval.language.normalise import normalise

__all__ = ["Judgement", "Trained", "Trainer"]

_BORDERS = {"objective": "binary", "learning_rate": 0.12, "num_leaves": 24, "min_data_in_leaf": 25, "feature_fraction": 0.4}  # fmt: skip
_SPANS = {
    "objective": "lambdarank", "learning_rate": 0.06, "num_leaves": 20, "min_data_in_leaf": 100, "feature_fraction": 0.15,
    "lambda_l2": 5.0, "lambdarank_truncation_level": 10, "label_gain": [0, 0.1, 0.2, 0.4, 0.8, 1.5, 2, 3, 4, 5, 10],
}  # fmt: skip
_TREES, _SPAN_TREES = 70, 200
_INNER = 3  # parts of the samples of one training
_KEPT = 0.2  # of the borders that are wrong, the share that is learned from
_LIKE = 6  # grades of a span that shares characters with the answer; the answer itself has the last grade
_HEAVIEST = 3.0  # what a sample counts at most in the tables


@dataclass(frozen=True, slots=True)
class Borders:
    """The trees of first and last borders, and the tables of each."""

    start: Forest
    end: Forest
    starts: Learned
    ends: Learned


@dataclass(frozen=True, slots=True)
class Spanned:
    """The spans proposed for a sample, at least one: features, keys, EM and F1 of each; ``own`` are the rules'."""

    sample: Sample
    rows: Floats
    keys: Ints
    em: Floats
    f1: Floats
    own: Sequence[int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Of the likeliest span: its chance, EM and F1; the best EM proposed; the chance of the rules' own span, 0 without."""

    chance: float
    em: float
    f1: float
    best: float
    own: float


@dataclass(frozen=True, slots=True)
class Trained:
    """What one training gives."""

    borders: Borders
    forest: Forest
    spans: Learned
    odds: Floats
    chances: Floats


class Trainer:
    """Trains on any of its samples: what does not hang on the choice is worked out once."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        self._borders, self._spans = Numbering(BORDER_KEYS), Numbering(SPAN_KEYS)
        self._keys = [self._borders.of(s.keys) for s in samples]

    def train(self, chosen: Iterable[int], measured: int = _INNER) -> Trained:
        """Train on these samples; the calibration is ``measured`` on so many parts that were not trained on."""
        read = [n for n in chosen if self.samples[n].reading is not None]
        parts = [fold_of(self.samples[n].group, _INNER) for n in read]
        spanned: list[tuple[int, Spanned]] = []
        for part in range(_INNER):
            borders = self._fit_borders([n for n, p in zip(read, parts, strict=True) if p != part])
            here = (
                self._spanned(n, borders) for n, p in zip(read, parts, strict=True) if p == part
            )
            spanned += [(part, found) for found in here if found is not None]
        raw: list[float] = []
        right: list[float] = []
        for part in range(measured):
            forest, tables = _fit_spans([p for other, p in spanned if other != part])
            for p in (p for number, p in spanned if number == part):
                scores = forest.scores(_full(p, tables))
                for best in {int(scores.argmax()), *p.own}:
                    raw.append(float(scores[best]))
                    right.append(float(p.em[best]))
        forest, tables = _fit_spans([p for _, p in spanned])
        odds, chances = calibrated(np.array(raw), np.array(right))
        return Trained(self._fit_borders(read), forest, tables, odds, chances)

    def judge(self, number: int, trained: Trained) -> Judgement | None:
        """What was trained, on a sample that it should not have seen; ``None`` where no span is proposed."""
        p = self._spanned(number, trained.borders)
        if p is None:
            return None
        raw = trained.forest.scores(_full(p, trained.spans))
        best = int(raw.argmax())
        chances = np.interp(raw, trained.odds, trained.chances)
        own = max((float(chances[n]) for n in p.own), default=0.0)
        return Judgement(
            float(chances[best]), float(p.em[best]), float(p.f1[best]), float(p.em.max()), own
        )

    def model(self, trained: Trained) -> SpanModel:
        """What was trained as a model that stands by itself."""
        borders = trained.borders
        return SpanModel(
            borders.start,
            borders.end,
            trained.forest,
            borders.starts.named(self._borders),
            borders.ends.named(self._borders),
            trained.spans.named(self._spans),
            trained.odds,
            trained.chances,
            word_classes(),
        )

    def _fit_borders(self, numbers: Sequence[int]) -> Borders:
        known = [(self.samples[n], self._keys[n]) for n in numbers if self.samples[n].gold]
        marks = [
            [np.isin(np.arange(len(keys)), [g[side] for g in s.gold]) for s, keys in known]
            for side in (0, 1)
        ]
        learned = [
            learn_tables(
                [
                    Seen(s.group, keys, m.astype(np.float32), min(s.weight, _HEAVIEST))
                    for (s, keys), m in zip(known, marks[side], strict=True)
                ]
            )
            for side in (0, 1)
        ]
        dice = np.random.default_rng(7)
        rows, kept = [], []
        for number, (s, keys) in enumerate(known):
            keep = dice.random(len(keys)) < _KEPT
            keep |= marks[0][number] | marks[1][number]
            values = [tables.of(keys[keep], s.group) for tables in learned]
            rows.append(np.column_stack([s.borders[keep], *values]))
            kept.append(keep)
        weights = np.concatenate(
            [np.full(k.sum(), s.weight, np.float32) for (s, _), k in zip(known, kept, strict=True)]
        )
        full = np.concatenate(rows)
        forests = [
            train(
                full,
                np.concatenate([m[k] for m, k in zip(marks[side], kept, strict=True)]).astype(
                    float
                ),
                weights,
                _BORDERS,
                _TREES,
            )
            for side in (0, 1)
        ]
        return Borders(forests[0], forests[1], learned[0], learned[1])

    def _spanned(self, number: int, model: Borders) -> Spanned | None:
        """The spans that the trees of the borders propose; ``None`` where there are none."""
        sample, keys = self.samples[number], self._keys[number]
        reading = sample.reading
        if reading is None or not len(reading.places):
            return None
        borders = np.column_stack([sample.borders, model.starts.of(keys), model.ends.of(keys)])
        start, end = model.start.scores(borders), model.end.scores(borders)
        pairs = propose(reading, start, end, sample.own)
        if not len(pairs):
            return None
        spans = [(int(s), int(e)) for s, e in reading.places[pairs]]
        texts = [reading.text[s:e] for s, e in spans]
        answers = [normalise(answer) for answer in sample.answers]
        here = np.array([sample.right[s] for s, _ in spans], dtype=np.float32)
        return Spanned(
            sample,
            span_rows(reading, pairs, borders, start, end, sample.own),
            self._spans.of(span_keys(reading, pairs)),
            np.array([em(text, answers) for text in texts], dtype=np.float32) * here,
            np.array([f1(text, answers) for text in texts], dtype=np.float32) * here,
            [number for number, span in enumerate(spans) if span in sample.own],
        )


def _full(spanned: Spanned, tables: Learned, *, training: bool = False) -> Floats:
    values = tables.of(spanned.keys, spanned.sample.group if training else None)
    full: Floats = np.column_stack([spanned.rows, values]).astype(np.float32)
    return full


def _fit_spans(spanned: Sequence[Spanned]) -> tuple[Forest, Learned]:
    learned = learn_tables(
        [Seen(p.sample.group, p.keys, p.em, min(p.sample.weight, _HEAVIEST)) for p in spanned]
    )
    rows = np.concatenate([_full(p, learned, training=True) for p in spanned])
    last = len(_SPANS["label_gain"]) - 1  # type: ignore[arg-type]
    grades = np.concatenate([np.where(p.em > 0, last, np.floor(p.f1 * _LIKE)) for p in spanned])
    weights = np.concatenate([np.full(len(p.em), p.sample.weight, np.float32) for p in spanned])
    sizes = [len(p.em) for p in spanned]
    return train(rows, grades.astype(int), weights, _SPANS, _SPAN_TREES, sizes), learned
