"""Rows and marks -> forests, learned tables and calibration: what the training of the span ranker is made of."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.model import Tables
from retrieval.answer.spans.trees import Floats, Forest

__all__ = ["Learned", "Seen", "calibrated", "fold_of", "learn_tables", "train"]

_ALIKE = {"verbose": -1, "seed": 7, "num_threads": 1, "deterministic": True, "max_bin": 63}
_SMOOTH = 15.0  # a key of the tables counts as seen so often with the mean
_FOLDS = 5  # parts of the samples, each given the values that the others have for its keys
_PARTS = 24  # parts of the calibration


@dataclass(frozen=True, slots=True)
class Seen:
    """The keys of one sample with how right each row is; ``group`` is its article."""

    group: str
    keys: Sequence[Sequence[str]]
    marks: Floats
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Learned:
    """Tables of all samples, for answering; and for each part those of the others, for training."""

    tables: Tables
    others: tuple[Tables, ...]

    def for_training(self, group: str) -> Tables:
        """The tables that hold nothing of this article's samples."""
        return self.others[fold_of(f"tables {group}", _FOLDS)]


def fold_of(group: str, folds: int) -> int:
    """The part that an article belongs to, the same in every run."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) // 7919 % folds


def learn_tables(seen: Sequence[Seen], width: int) -> Learned:
    """Smoothed log-odds of being right, against the mean, of every key seen often enough, for ``width`` tables."""
    tables: list[dict[str, float]] = []
    others: list[list[dict[str, float]]] = [[] for _ in range(_FOLDS)]
    for column in range(width):
        total: list[Counter[str]] = [Counter() for _ in range(_FOLDS)]
        right: list[defaultdict[str, float]] = [defaultdict(float) for _ in range(_FOLDS)]
        for one in seen:
            part = fold_of(f"tables {one.group}", _FOLDS)
            for row in one.keys:
                total[part][row[column]] += one.weight  # type: ignore[assignment]
            for number in np.flatnonzero(one.marks).tolist():
                right[part][one.keys[number][column]] += one.weight * float(one.marks[number])
        every = _sum(total)
        found = _sum(right)
        mean = sum(found.values()) / max(1.0, sum(every.values()))
        tables.append(_odds(every, found, mean))
        for part in range(_FOLDS):
            left = {key: n - total[part].get(key, 0) for key, n in every.items()}
            others[part].append(
                _odds(left, {key: n - right[part].get(key, 0.0) for key, n in found.items()}, mean)
            )
    return Learned(tables, tuple(others))


def _sum(parts: Iterable[dict[str, float] | Counter[str]]) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for key, number in part.items():
            found[key] += number
    return dict(found)


def _odds(total: dict[str, float], right: dict[str, float], mean: float) -> dict[str, float]:
    kept = {key: number for key, number in total.items() if mean > 0 and number * mean >= 1.0}
    return {
        key: round(
            float(np.log((right.get(key, 0.0) + _SMOOTH * mean) / (number + _SMOOTH) / mean)), 2
        )
        for key, number in kept.items()
    }


def train(
    rows: Floats,
    marks: npt.NDArray[Any],
    weights: Floats,
    settings: dict[str, Any],
    trees: int,
    groups: Sequence[int] | None = None,
) -> Forest:
    """Train a forest; ``groups`` are the sizes of what is ranked together, for an objective that ranks."""
    import lightgbm

    data = lightgbm.Dataset(rows, marks, weight=weights, group=groups, free_raw_data=True)
    booster = lightgbm.train(_ALIKE | settings, data, num_boost_round=trees)
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


def calibrated(raw: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Probability of raw scores: shares right in equal parts, made never falling (pool adjacent violators)."""
    order = np.argsort(raw)
    pooled: list[list[float]] = []
    for part in (p for p in np.array_split(order, _PARTS) if len(p)):
        pooled.append([float(raw[part].mean()), float(right[part].mean()), 1.0])
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (o2, s2, n2), (o1, s1, n1) = pooled.pop(), pooled.pop()
            n = n1 + n2
            pooled.append([(o1 * n1 + o2 * n2) / n, (s1 * n1 + s2 * n2) / n, n])
    odds, chances, _ = np.array(pooled, np.float32).T
    return odds, chances
