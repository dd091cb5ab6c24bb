"""Model folder -> the trees, tables and calibration of the span ranker; ``None`` where there is no model.

``model.npz`` holds plain arrays only (read without pickle), ``model.json`` the tables and what it was trained on.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.answer.spans.trees import Floats, Forest

__all__ = ["FOLDER", "SpanModel", "looked_up", "open_model"]

FOLDER = Path(__file__).parent / "model"
Tables = Sequence[Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class SpanModel:
    """``starts`` and ``ends`` are the learned tables of borders, ``spans`` those of spans, ``tags`` the classes of words.

    ``odds`` (K) rising and ``chances`` (K) never falling turn the raw score of a span into the probability that
    it is the answer, word for word.
    """

    start: Forest
    end: Forest
    span: Forest
    starts: Tables
    ends: Tables
    spans: Tables
    odds: Floats
    chances: Floats
    tags: Mapping[str, int]

    def chance(self, raw: Floats) -> Floats:
        """Probabilities of raw scores, by interpolation."""
        found: Floats = np.interp(raw, self.odds, self.chances).astype(np.float32)
        return found


def looked_up(keys: Sequence[Sequence[str]], tables: Tables) -> Floats:
    """(rows, tables) values of the keys, 0 of an unknown key."""
    values = [
        [table.get(key, 0.0) for key, table in zip(row, tables, strict=True)] for row in keys
    ]
    return np.array(values, dtype=np.float32).reshape(-1, len(tables))


def open_model(folder: Path = FOLDER) -> SpanModel | None:
    """Read a model; ``None`` where the folder holds none."""
    arrays_path, tables_path = folder / "model.npz", folder / "model.json"
    if not arrays_path.is_file() or not tables_path.is_file():
        return None
    told: dict[str, Any] = json.loads(tables_path.read_text(encoding="utf-8"))
    with np.load(arrays_path, allow_pickle=False) as arrays:
        return SpanModel(
            Forest.of(arrays, "start"),
            Forest.of(arrays, "end"),
            Forest.of(arrays, "span"),
            told["starts"],
            told["ends"],
            told["spans"],
            arrays["odds"].astype(np.float32),
            arrays["chances"].astype(np.float32),
            {word: int(n) for n, words in told["tags"].items() for word in words.split(" ")},
        )
