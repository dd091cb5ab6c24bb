"""The measures against values worked out by hand, and their bounds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation.measures import em, f1, mrr, ndcg, percentile, recall, success

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


def test_ndcg_by_hand() -> None:
    """One relevant id in second place: 1/log2(3)."""
    assert ndcg(["x", "a"], {"a": 1}) == pytest.approx(1 / math.log2(3))
    assert ndcg(["a", "b"], {"a": 2, "b": 1}) == 1.0
    assert ndcg(["b", "a"], {"a": 2, "b": 1}) == pytest.approx(
        (1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3))
    )
    assert ndcg(["a"], {}) == 0.0


@given(IDS, IDS, st.integers(1, 9))
def test_the_measures_stay_within_bounds(ranked: list[str], relevant: list[str], k: int) -> None:
    """Each is between 0 and 1, and success bounds recall from above."""
    rels = dict.fromkeys(relevant, 1)
    values = (ndcg(ranked, rels, k), mrr(ranked, relevant, k), recall(ranked, relevant, k))
    assert all(0 <= value <= 1 + 1e-12 for value in values)
    assert recall(ranked, relevant, k) <= success(ranked, relevant, k)
    assert (mrr(ranked, relevant, k) > 0) == (success(ranked, relevant, k) == 1)


@pytest.mark.parametrize(
    ("said", "gold", "exact", "overlap"),
    [
        ("9.98亿元", ["9.98亿元"], 1, 1.0),
        ("约9.98亿元。", ["9.98亿元"], 0, 2 * 4 / (5 + 4)),
        ("《水库》", ["水库"], 1, 1.0),
        ("甲乙丙", ["乙丁", "丙丁丁"], 0, 2 * 1 / (3 + 2)),
        ("", ["甲"], 0, 0.0),
        ("The Park", ["the park"], 1, 1.0),
    ],
)
def test_em_and_f1_as_cmrc_counts(
    said: str, gold: list[str], exact: float, overlap: float
) -> None:
    """Han characters one by one, Latin words whole, the common part in one run."""
    assert em(said, gold) == exact
    assert f1(said, gold) == pytest.approx(overlap)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_percentile_is_one_of_the_values(values: list[float], share: float) -> None:
    """Nearest rank never invents a value, and at least that share lies at or below it."""
    value = percentile(values, share)
    assert value in values
    assert sum(v <= value for v in values) >= share * len(values) - 1e-9
