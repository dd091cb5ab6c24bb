"""BEIR folders -> the model of the span ranker, or its figures cross-validated by article.

    python -m retrieval.evaluation.span_training --data DIR [--data DIR ...] [--cv]

Needs the extra ``train`` (lightgbm). The model is of its sources' licence: give only folders that allow it. The
likely spans are found by trees of the borders; these are trained on two halves, each judging the other, so that
the trees of the spans see borders judged as they will be. All splits are by the article's title.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.answer.spans.model import FOLDER, SpanModel, Tables, looked_up
from retrieval.answer.spans.proposals import propose, span_keys, span_rows
from retrieval.answer.spans.ranker import LEAST
from retrieval.answer.spans.trees import Floats, Forest
from retrieval.evaluation.measures import em, f1
from retrieval.evaluation.span_samples import Sample

__all__ = ["cross_validate", "fit", "write"]

_ALIKE = {"verbose": -1, "seed": 7, "num_threads": 1, "deterministic": True, "max_bin": 63}
_BORDERS = _ALIKE | {"objective": "binary", "learning_rate": 0.12, "num_leaves": 24, "min_data_in_leaf": 25, "feature_fraction": 0.5}  # fmt: skip
_SPANS = _ALIKE | {"objective": "cross_entropy", "learning_rate": 0.06, "num_leaves": 20, "min_data_in_leaf": 40, "feature_fraction": 0.3, "lambda_l2": 5.0}  # fmt: skip
_TREES, _SPAN_TREES = 70, 160
_KEPT = 0.2  # of the borders that are wrong, the share that is learned from
_SMOOTH = 15.0  # a key of the tables counts as seen so often with the mean


@dataclass(frozen=True, slots=True)
class Spanned:
    """The spans proposed for a sample: features, keys, EM and F1 of each, and its words."""

    rows: Floats
    keys: list[list[str]]
    em: Floats
    f1: Floats
    texts: tuple[str, ...]


def fit(samples: Sequence[Sample]) -> tuple[SpanModel, Sequence[str]]:
    """Train on all samples; the calibration is measured on halves that were not trained on."""
    halves = [[s for s in samples if _fold(s.group, 2) == side] for side in (0, 1)]
    spanned: list[tuple[int, Spanned]] = []
    for side in (0, 1):
        borders = _fit_borders(halves[1 - side])
        spanned += [(side, _spanned(s, borders)) for s in halves[side]]
    tables = _tables([(p.keys, p.em > 0) for _, p in spanned], 3)
    raw, right = [], []
    for side in (0, 1):
        forest = _fit_spans([p for other, p in spanned if other != side], tables)
        for number, p in spanned:
            if number == side and len(p.em):
                scores = forest.scores(_full(p, tables))
                raw.append(float(scores.max()))
                right.append(float(p.em[scores.argmax()]))
    odds, chances = _calibrated(np.array(raw), np.array(right))
    borders = _fit_borders(samples)
    span = _fit_spans([p for _, p in spanned], tables)
    return SpanModel(*borders[:2], span, *borders[2:], tables, odds, chances), []


def _fold(group: str, folds: int) -> int:
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) // 7919 % folds


def _fit_borders(samples: Sequence[Sample]) -> tuple[Forest, Forest, Tables, Tables]:
    known = [s for s in samples if s.gold[0] >= 0]
    tables: list[Tables] = []
    for side in (0, 1):
        seen = [(s.keys, np.arange(len(s.keys)) == s.gold[side]) for s in known]
        tables.append(_tables(seen, 7))
    dice = np.random.default_rng(7)
    rows, marks = [], []
    for s in known:
        kept = dice.random(len(s.keys)) < _KEPT
        kept[list(s.gold)] = True
        keys = [key for key, keep in zip(s.keys, kept, strict=True) if keep]
        rows.append(
            np.column_stack(
                [s.borders[kept], looked_up(keys, tables[0]), looked_up(keys, tables[1])]
            )
        )
        marks.append([np.flatnonzero(kept) == gold for gold in s.gold])
    full = np.concatenate(rows)
    forests = [
        _train(full, np.concatenate([m[side] for m in marks]).astype(np.float32), _BORDERS, _TREES)
        for side in (0, 1)
    ]
    return forests[0], forests[1], tables[0], tables[1]


def _spanned(sample: Sample, model: tuple[Forest, Forest, Tables, Tables]) -> Spanned:
    start_trees, end_trees, starts, ends = model
    borders = np.column_stack(
        [sample.borders, looked_up(sample.keys, starts), looked_up(sample.keys, ends)]
    )
    start, end = start_trees.scores(borders), end_trees.scores(borders)
    pairs = propose(sample.reading, start, end, sample.own)
    if not len(pairs):
        return Spanned(
            np.zeros((0, 0), np.float32), [], np.zeros(0, np.float32), np.zeros(0, np.float32), ()
        )
    rows = span_rows(sample.reading, pairs, borders, start, end, sample.own)
    spans = sample.reading.places[pairs].tolist()
    texts = tuple(sample.reading.text[s:e] for s, e in spans)
    answers = [_plain(answer) for answer in sample.answers]
    here = np.array([sample.right[s] for s, _ in spans], dtype=np.float32)
    exact = np.array([em(text, answers) for text in texts], dtype=np.float32) * here
    alike = np.array([f1(text, answers) for text in texts], dtype=np.float32) * here
    return Spanned(rows, span_keys(sample.reading, pairs), exact, alike, texts)


def _plain(text: str) -> str:
    from retrieval.language.normalise import normalise

    return normalise(text)


def _full(spanned: Spanned, tables: Tables) -> Floats:
    full: Floats = np.column_stack([spanned.rows, looked_up(spanned.keys, tables)]).astype(
        np.float32
    )
    return full


def _fit_spans(spanned: Sequence[Spanned], tables: Tables) -> Forest:
    known = [p for p in spanned if len(p.em)]
    rows = np.concatenate([_full(p, tables) for p in known])
    marks = np.concatenate([0.7 * p.em + 0.3 * p.f1**2 for p in known])
    return _train(rows, marks, _SPANS, _SPAN_TREES)


def _tables(seen: Sequence[tuple[list[list[str]], Any]], width: int) -> Tables:
    """Smoothed log-odds of being right, against the mean, of every key seen often enough."""
    tables = []
    for column in range(width):
        total: Counter[str] = Counter()
        right: defaultdict[str, float] = defaultdict(float)
        for keys, marks in seen:
            for key, mark in zip(keys, marks, strict=True):
                total[key[column]] += 1
                right[key[column]] += float(mark)
        mean = sum(right.values()) / max(1, sum(total.values()))
        tables.append(
            {
                key: round(
                    float(np.log((right[key] + _SMOOTH * mean) / (count + _SMOOTH) / mean)), 3
                )
                for key, count in total.items()
                if count * mean >= 1.0
            }
        )
    return tables


def _train(rows: Floats, marks: Floats, settings: dict[str, Any], trees: int) -> Forest:
    import lightgbm

    data = lightgbm.Dataset(rows, marks, free_raw_data=True)
    booster = lightgbm.train(settings, data, num_boost_round=trees)
    return _forest(booster.dump_model()["tree_info"], settings["num_leaves"])


def _forest(trees: Sequence[dict[str, Any]], leaves: int) -> Forest:
    size = (len(trees), leaves - 1)
    feature, threshold = np.zeros(size, np.int32), np.zeros(size, np.float32)
    way = np.zeros((*size, leaves), np.float32)
    value = np.zeros((len(trees), leaves), np.float32)
    used = np.zeros((len(trees), leaves), bool)
    for number, tree in enumerate(trees):

        def walk(node: dict[str, Any], path: list[tuple[int, int]], number: int = number) -> None:
            leaf = node.get("leaf_index", 0) if "leaf_value" in node else None
            if leaf is not None:
                value[number, leaf], used[number, leaf] = node["leaf_value"], True
                for at, turn in path:
                    way[number, at, leaf] = turn
                return
            at = node["split_index"]
            feature[number, at], threshold[number, at] = node["split_feature"], node["threshold"]
            walk(node["left_child"], [*path, (at, 1)])
            walk(node["right_child"], [*path, (at, -1)])

        walk(tree["tree_structure"], [])
    # a leaf that a small tree does not have is never reached: its way asks for what cannot be
    way[:, 0, :][~used] = -9.0
    way[:, 1, :][~used] = -9.0
    return Forest(feature, threshold, way, (way > 0).sum(axis=1).astype(np.float32), value)


def _calibrated(raw: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Probability of raw scores: shares right in 24 equal parts, made never falling (pool adjacent violators)."""
    order = np.argsort(raw)
    parts = [p for p in np.array_split(order, 24) if len(p)]
    blocks = [[float(raw[part].mean()), float(right[part].mean()), 1.0] for part in parts]
    pooled: list[list[float]] = []
    for odds, share, size in blocks:
        pooled.append([odds, share, size])
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (o2, s2, n2), (o1, s1, n1) = pooled.pop(), pooled.pop()
            pooled.append(
                [(o1 * n1 + o2 * n2) / (n1 + n2), (s1 * n1 + s2 * n2) / (n1 + n2), n1 + n2]
            )
    return (
        np.array([p[0] for p in pooled], np.float32),
        np.array([p[1] for p in pooled], np.float32),
    )


def cross_validate(
    samples: Sequence[Sample], tell: Callable[[str], object], folds: int = 4
) -> None:
    """Tell EM, F1 and the quartiles of confidence for each folder, every question judged by trees that never saw its article."""
    rows: defaultdict[str, list[tuple[float, float, float, float, float, float]]] = defaultdict(
        list
    )
    for fold in range(folds):
        model, _ = fit([s for s in samples if _fold(f"outer {s.group}", folds) != fold])
        for s in (s for s in samples if _fold(f"outer {s.group}", folds) == fold):
            p = _spanned(s, (model.start, model.end, model.starts, model.ends))
            answers = s.answers
            was = (em(s.said, answers), f1(s.said, answers))
            if not len(p.em):
                rows[s.data].append((0.0, *was, *was, 0.0))
                continue
            raw = model.span.scores(_full(p, model.spans))
            best = int(raw.argmax())
            chance = float(model.chance(raw[best : best + 1])[0])
            said = (float(p.em[best]), float(p.f1[best]))
            rows[s.data].append((chance, *said, *was, float(p.em.max())))
    for name, found in rows.items():
        _tell(name, np.array(found), tell)


def _tell(name: str, found: Floats, tell: Callable[[str], object]) -> None:
    sure = found[:, 0] >= LEAST
    mixed = np.where(sure[:, None], found[:, 1:3], found[:, 3:5]).mean(axis=0)
    parts = np.array_split(found[np.argsort(-found[:, 0])], 4)
    quarters = " ".join(f"{p[:, 1].mean():.3f}({p[:, 0].mean():.2f})" for p in parts)
    em_, f1_, was, was_f1, oracle = found[:, 1:].mean(axis=0)
    tell(
        f"{name}: {len(found)} questions, trees alone EM {em_:.3f} F1 {f1_:.3f}, above {LEAST} {sure.mean():.2f} of them "
        f"and the sentence below: EM {mixed[0]:.3f} F1 {mixed[1]:.3f}, rules EM {was:.3f} F1 {was_f1:.3f}, "
        f"best proposed EM {oracle:.3f}, EM by quarter of confidence {quarters}\n"
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
    told = {
        "sources": list(sources),
        "starts": model.starts,
        "ends": model.ends,
        "spans": model.spans,
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> None:
    """Read the folders, then train and write, or cross-validate."""
    from retrieval.evaluation.span_samples import read_folders

    parser = argparse.ArgumentParser(description="Train the span ranker.")
    parser.add_argument("--data", type=Path, action="append", required=True, help="a BEIR folder")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--cv", action="store_true", help="only tell the cross-validated figures")
    arguments = parser.parse_args(argv)
    samples = read_folders(arguments.data)
    if arguments.cv:
        cross_validate(samples, sys.stdout.write)
        return
    write(fit(samples)[0], arguments.out, [folder.name for folder in arguments.data])


if __name__ == "__main__":
    main()
