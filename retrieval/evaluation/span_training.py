"""BEIR folders -> the model of the span ranker, or its figures cross-validated by article.

    python -m retrieval.evaluation.span_training --data DIR[=WEIGHT] [--data …] [--most N] [--cv]

Needs the extra ``train`` (lightgbm). The model is of its sources' licence: give only folders that allow it. The
likely spans are found by trees of the borders; these are trained on parts, each judged by the trees of the others,
so that the trees of the spans see borders judged as they will be. All splits are by the article's title.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.answer.spans.features import span_rows
from retrieval.answer.spans.keys import BORDER_KEYS, SPAN_KEYS, span_keys
from retrieval.answer.spans.model import FOLDER, SpanModel, Tables, looked_up
from retrieval.answer.spans.proposals import propose
from retrieval.answer.spans.ranker import LEAST
from retrieval.answer.spans.trees import Floats, Forest
from retrieval.evaluation.measures import em, f1
from retrieval.evaluation.span_learning import Seen, calibrated, fold_of, learn_tables, train
from retrieval.evaluation.span_samples import Sample, word_classes
from retrieval.language.normalise import normalise

__all__ = ["cross_validate", "fit", "write"]

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
Borders = tuple[Forest, Forest, Tables, Tables]


@dataclass(frozen=True, slots=True)
class Spanned:
    """The spans proposed for a sample, at least one: features, keys, EM and F1 of each; ``own`` are the rules'."""

    sample: Sample
    rows: Floats
    keys: list[list[str]]
    em: Floats
    f1: Floats
    own: Sequence[int]


def fit(samples: Sequence[Sample]) -> SpanModel:
    """Train on all samples; the calibration is measured on parts that were not trained on."""
    read = [s for s in samples if s.reading is not None]
    spanned: list[tuple[int, Spanned]] = []
    for part in range(_INNER):
        borders = _fit_borders([s for s in read if fold_of(s.group, _INNER) != part])
        here = (_spanned(s, borders) for s in read if fold_of(s.group, _INNER) == part)
        spanned += [(part, found) for found in here if found is not None]
    raw: list[float] = []
    right: list[float] = []
    for part in range(_INNER):
        forest, tables = _fit_spans([p for other, p in spanned if other != part])
        for p in (p for number, p in spanned if number == part):
            scores = forest.scores(_full(p, tables))
            for chosen in {int(scores.argmax()), *p.own}:
                raw.append(float(scores[chosen]))
                right.append(float(p.em[chosen]))
    span, tables = _fit_spans([p for _, p in spanned])
    start, end, starts, ends = _fit_borders(read)
    odds, chances = calibrated(np.array(raw), np.array(right))
    return SpanModel(start, end, span, starts, ends, tables, odds, chances, word_classes())


def _fit_borders(samples: Sequence[Sample]) -> Borders:
    known = [s for s in samples if s.gold]
    marks = [
        [np.isin(np.arange(len(s.keys)), [g[side] for g in s.gold]) for s in known]
        for side in (0, 1)
    ]
    learned = [
        learn_tables(
            [
                Seen(s.group, s.keys, m.astype(np.float32), min(s.weight, _HEAVIEST))
                for s, m in zip(known, marks[side], strict=True)
            ],
            BORDER_KEYS,
        )
        for side in (0, 1)
    ]
    dice = np.random.default_rng(7)
    rows, kept = [], []
    for number, s in enumerate(known):
        keep = dice.random(len(s.keys)) < _KEPT
        keep |= marks[0][number] | marks[1][number]
        keys = [s.keys[n] for n in np.flatnonzero(keep)]
        values = [looked_up(keys, tables.for_training(s.group)) for tables in learned]
        rows.append(np.column_stack([s.borders[keep], *values]))
        kept.append(keep)
    full = np.concatenate(rows)
    weights = np.concatenate(
        [np.full(k.sum(), s.weight, np.float32) for s, k in zip(known, kept, strict=True)]
    )
    forests = [
        train(
            full,
            np.concatenate([m[k] for m, k in zip(marks[side], kept, strict=True)]).astype(float),
            weights,
            _BORDERS,
            _TREES,
        )
        for side in (0, 1)
    ]
    return forests[0], forests[1], learned[0].tables, learned[1].tables


def _spanned(sample: Sample, model: Borders) -> Spanned | None:
    """The spans that the trees of the borders propose; ``None`` where there are none."""
    start_trees, end_trees, starts, ends = model
    reading = sample.reading
    if reading is None or not len(reading.places):
        return None
    borders = np.column_stack(
        [sample.borders, looked_up(sample.keys, starts), looked_up(sample.keys, ends)]
    )
    start, end = start_trees.scores(borders), end_trees.scores(borders)
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
        span_keys(reading, pairs),
        np.array([em(text, answers) for text in texts], dtype=np.float32) * here,
        np.array([f1(text, answers) for text in texts], dtype=np.float32) * here,
        [number for number, span in enumerate(spans) if span in sample.own],
    )


def _full(spanned: Spanned, tables: Tables) -> Floats:
    full: Floats = np.column_stack([spanned.rows, looked_up(spanned.keys, tables)]).astype(
        np.float32
    )
    return full


def _fit_spans(spanned: Sequence[Spanned]) -> tuple[Forest, Tables]:
    seen = [Seen(p.sample.group, p.keys, p.em, min(p.sample.weight, _HEAVIEST)) for p in spanned]
    learned = learn_tables(seen, SPAN_KEYS)
    rows = np.concatenate([_full(p, learned.for_training(p.sample.group)) for p in spanned])
    last = len(_SPANS["label_gain"]) - 1  # type: ignore[arg-type]
    grades = np.concatenate([np.where(p.em > 0, last, np.floor(p.f1 * _LIKE)) for p in spanned])
    weights = np.concatenate([np.full(len(p.em), p.sample.weight, np.float32) for p in spanned])
    sizes = [len(p.em) for p in spanned]
    return train(rows, grades.astype(int), weights, _SPANS, _SPAN_TREES, sizes), learned.tables


def cross_validate(
    samples: Sequence[Sample], tell: Callable[[str], object], folds: int = 3
) -> None:
    """Tell EM, F1 and the quarters of confidence for each folder; trees judge no article they were trained on."""
    rows: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
    for fold in range(folds):
        model = fit([s for s in samples if fold_of(f"outer {s.group}", folds) != fold])
        for s in (s for s in samples if fold_of(f"outer {s.group}", folds) == fold):
            p = _spanned(s, (model.start, model.end, model.starts, model.ends))
            was = (em(s.said, s.answers), f1(s.said, s.answers))
            if p is None:
                rows[s.data].append((0.0, *was, *was, 0.0, 0.0))
                continue
            raw = model.span.scores(_full(p, model.spans))
            best = int(raw.argmax())
            chances = model.chance(raw)
            own = max((float(chances[n]) for n in p.own), default=0.0)
            said = (float(p.em[best]), float(p.f1[best]))
            rows[s.data].append((float(chances[best]), *said, *was, float(p.em.max()), own))
    for name, found in rows.items():
        _tell(name, np.array(found), tell)


def _tell(name: str, found: Floats, tell: Callable[[str], object]) -> None:
    sure = found[:, 0] >= LEAST
    mixed = np.where(sure[:, None], found[:, 1:3], found[:, 3:5]).mean(axis=0)
    parts = np.array_split(found[np.argsort(-found[:, 0], kind="stable")], 4)
    quarters = " ".join(f"{p[:, 1].mean():.3f}({p[:, 0].mean():.2f})" for p in parts)
    em_, f1_, was, was_f1, oracle = found[:, 1:6].mean(axis=0)
    chosen = found[found[:, 6] > 0]
    own = f"{len(chosen)}, EM {chosen[:, 3].mean():.3f} ({chosen[:, 6].mean():.2f})" if len(chosen) else "none"  # fmt: skip
    tell(
        f"{name}: {len(found)} questions, trees alone EM {em_:.3f} F1 {f1_:.3f}; at chances of {LEAST} ({sure.mean():.2f} of "
        f"them), else the rules: EM {mixed[0]:.3f} F1 {mixed[1]:.3f}; rules EM {was:.3f} F1 {was_f1:.3f}; best proposed EM "
        f"{oracle:.3f}; EM by quarter of confidence, and the chance told: {quarters}; rules' spans judged: {own}\n"
    )


def write(model: SpanModel, folder: Path, sources: Sequence[str]) -> None:
    """Write ``model.npz`` and ``model.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {"odds": model.odds, "chances": model.chances}
    for name, forest in (("start", model.start), ("end", model.end), ("span", model.span)):
        arrays[f"{name}.feature"] = forest.feature.astype(np.int16)
        arrays[f"{name}.threshold"] = forest.threshold
        arrays[f"{name}.way"] = forest.way.astype(np.int8)
        arrays[f"{name}.value"] = forest.value
    np.savez_compressed(folder / "model.npz", **arrays)
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for word, number in sorted(model.tags.items()):
        tags[str(number)].append(word)
    told = {
        "sources": list(sources),
        "starts": model.starts,
        "ends": model.ends,
        "spans": model.spans,
        "tags": {number: " ".join(words) for number, words in tags.items()},
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> None:
    """Read the folders, then train and write, or cross-validate."""
    from retrieval.evaluation.span_samples import read_folders

    parser = argparse.ArgumentParser(description="Train the span ranker.")
    parser.add_argument(
        "--data", action="append", required=True, help="a BEIR folder, or FOLDER=WEIGHT"
    )
    parser.add_argument("--most", type=int, default=0, help="questions of each folder (0: all)")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--cv", action="store_true", help="only tell the cross-validated figures")
    parser.add_argument("--folds", type=int, default=3)
    arguments = parser.parse_args(argv)
    given = [told.partition("=") for told in arguments.data]
    folders = {Path(path): float(weight or 1) for path, _, weight in given}
    samples = read_folders(folders, arguments.most)
    if arguments.cv:
        cross_validate(samples, sys.stdout.write, arguments.folds)
        return
    write(fit(samples), arguments.out, [folder.name for folder in folders])


if __name__ == "__main__":
    main()
