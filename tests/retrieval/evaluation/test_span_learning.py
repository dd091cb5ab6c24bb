"""Learned tables, calibration and forests: nothing of a sample in what it is trained on, chances that never fall."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation.span_learning import (
    Numbering,
    Seen,
    calibrated,
    fold_of,
    learn_tables,
    train,
)


def test_a_key_of_one_article_says_nothing_about_that_article() -> None:
    numbering = Numbering(1)
    mine = Seen("青禾", numbering.of([["a"]] * 40), np.ones(40, np.float32))
    others = [
        Seen(f"其他{n}", numbering.of([["b"]] * 40), np.zeros(40, np.float32)) for n in range(9)
    ]
    learned = learn_tables([mine, *others])
    assert learned.named(numbering)[0]["a"] > 0
    assert learned.of(mine.keys, "青禾")[0, 0] <= 0.0
    assert learned.of(mine.keys)[0, 0] == pytest.approx(learned.named(numbering)[0]["a"])


@given(st.lists(st.lists(st.text(max_size=2), min_size=3, max_size=3)))
def test_numbers_of_keys_lead_back_to_them(rows: list[list[str]]) -> None:
    numbering = Numbering(3)
    keys = numbering.of(rows)
    assert keys.shape == (len(rows), 3)
    names = [numbering.names(table) for table in range(3)]
    assert [[names[n][key] for n, key in enumerate(row)] for row in keys.tolist()] == rows
    assert (numbering.of(rows) == keys).all()


def test_a_key_met_after_the_learning_counts_nothing() -> None:
    numbering = Numbering(1)
    learned = learn_tables([Seen("青禾", numbering.of([["a"], ["b"]]), np.ones(2, np.float32))])
    assert learned.of(numbering.of([["later"]])).tolist() == [[0.0]]


@given(st.text(), st.integers(1, 9))
def test_an_article_is_always_in_the_same_part(group: str, folds: int) -> None:
    assert 0 <= fold_of(group, folds) < folds
    assert fold_of(group, folds) == fold_of(group, folds)


@given(st.lists(st.tuples(st.floats(-9, 9), st.booleans()), min_size=1, max_size=200))
def test_chances_never_fall_and_stay_within_one(rows: list[tuple[float, bool]]) -> None:
    raw, right = np.array([r for r, _ in rows]), np.array([float(x) for _, x in rows])
    odds, chances = calibrated(raw, right)
    assert (np.diff(chances) >= 0).all()
    assert (np.diff(odds) >= 0).all()
    assert 0 <= chances.min() <= chances.max() <= 1


def test_a_forest_scores_as_its_library_does() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    dice = np.random.default_rng(7)
    rows = dice.random((400, 5)).astype(np.float32)
    marks = (rows[:, 0] + rows[:, 3] > 1).astype(float)
    settings = {"objective": "binary", "num_leaves": 6, "min_data_in_leaf": 10}
    ours = train(rows, marks, np.ones(400, np.float32), settings, 8).scores(rows)
    alike = {"verbose": -1, "seed": 7, "num_threads": 1, "deterministic": True, "max_bin": 63}
    theirs = lightgbm.train(alike | settings, lightgbm.Dataset(rows, marks), 8)
    assert np.allclose(ours, theirs.predict(rows, raw_score=True), atol=1e-3)
