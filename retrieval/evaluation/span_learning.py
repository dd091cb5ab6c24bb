"""Rows and marks -> forests, learned tables and calibration: what the training of the span ranker is made of."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.matching import Ints
from retrieval.answer.spans.trees import Floats, Forest

__all__ = ["Learned", "Numbering", "Seen", "calibrated", "fold_of", "learn_tables", "train"]

_ALIKE = {"verbose": -1, "seed": 7, "num_threads": 1, "deterministic": True, "max_bin": 63}
_SMOOTH = 15.0  # a key of the tables counts as seen so often with the mean
_FOLDS = 5  # parts of the samples, each given the values that the others have for its keys
_PARTS = 24  # parts of the calibration


class Numbering:
    """The keys of each table as numbers from 0, in the order in which they were first met."""

    def __init__(self, tables: int) -> None:
        self._numbers: list[dict[str, int]] = [{} for _ in range(tables)]

    def of(self, rows: Sequence[Sequence[str]]) -> Ints:
        """(rows, tables) numbers of keys; a new key gets the next number of its table."""
        if not rows:
            return np.zeros((0, len(self._numbers)), dtype=np.int32)
        found = [
            [numbers.setdefault(key, len(numbers)) for key in column]
            for numbers, column in zip(self._numbers, zip(*rows, strict=True), strict=True)
        ]
        return np.array(found, dtype=np.int32).T

    def names(self, table: int) -> list[str]:
        """The keys of a table by their numbers."""
        return list(self._numbers[table])


@dataclass(frozen=True, slots=True)
class Seen:
    """The keys of one sample (rows, tables), numbered, with how right each row is; ``group`` is its article."""

    group: str
    keys: Ints
    marks: Floats
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Learned:
    """For each table the values of its keys by their numbers: of all samples, and of all but those of each part."""

    every: tuple[Floats, ...]
    others: tuple[tuple[Floats, ...], ...]

    def of(self, keys: Ints, group: str | None = None) -> Floats:
        """(rows, tables) values of keys, 0 of one not learned; with ``group``, by tables that hold nothing of its article."""
        tables = self.every if group is None else self.others[_part(group)]
        found: Floats = np.column_stack(
            [
                np.where(column < len(table), table[np.minimum(column, len(table) - 1)], 0.0)
                for table, column in zip(tables, keys.T, strict=True)
            ]
        ).astype(np.float32)
        return found

    def named(self, numbering: Numbering) -> list[dict[str, float]]:
        """The tables of all samples by key, without the keys that say nothing."""
        return [
            {
                name: round(value, 2)
                for name, value in zip(numbering.names(number), table.tolist(), strict=False)
                if value
            }
            for number, table in enumerate(self.every)
        ]


def fold_of(group: str, folds: int) -> int:
    """The part that an article belongs to, the same in every run."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) // 7919 % folds


def _part(group: str) -> int:
    return fold_of(f"tables {group}", _FOLDS)


def learn_tables(seen: Sequence[Seen]) -> Learned:
    """Smoothed log-odds of being right, against the mean, of every key seen often enough."""
    keys = np.concatenate([one.keys for one in seen])
    sizes = [len(one.keys) for one in seen]
    parts = np.repeat([_part(one.group) for one in seen], sizes)
    weights = np.repeat([one.weight for one in seen], sizes)
    marks = weights * np.concatenate([one.marks for one in seen])
    every: list[Floats] = []
    others: list[list[Floats]] = [[] for _ in range(_FOLDS)]
    for column in keys.T:
        size = int(column.max(initial=0)) + 1
        total, right = (
            np.bincount(parts * size + column, values, _FOLDS * size).reshape(_FOLDS, size)
            for values in (weights, marks)
        )
        mean = float(marks.sum() / max(1.0, weights.sum()))
        every.append(_odds(total.sum(axis=0), right.sum(axis=0), mean))
        for part in range(_FOLDS):
            left, found = (
                np.delete(values, part, axis=0).sum(axis=0) for values in (total, right)
            )
            others[part].append(_odds(left, found, mean))
    return Learned(tuple(every), tuple(tuple(tables) for tables in others))


def _odds(total: npt.NDArray[Any], right: npt.NDArray[Any], mean: float) -> Floats:
    if not mean:
        return np.zeros(len(total), np.float32)
    odds = np.log((right + _SMOOTH * mean) / (total + _SMOOTH) / mean)
    kept: Floats = np.where(total * mean >= 1.0, odds.round(2), 0.0).astype(np.float32)
    return kept


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
