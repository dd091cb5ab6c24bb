"""Trees as matrix products give what walking them gives."""

from itertools import product

import numpy as np

from retrieval.answer.spans.trees import Forest

# if x0 <= 1: (if x1 <= 5: 10 else 20) else 30
_FOREST = Forest(
    feature=np.array([[0, 1]], dtype=np.int32),
    threshold=np.array([[1.0, 5.0]], dtype=np.float32),
    way=np.array([[[1, 1, -1], [1, -1, 0]]], dtype=np.float32),
    need=np.array([[2, 1, 0]], dtype=np.float32),
    value=np.array([[10, 20, 30]], dtype=np.float32),
)


def test_each_row_falls_into_its_leaf() -> None:
    rows = list(product(range(-3, 4), range(3, 9)))
    expected = [(10 if y <= 5 else 20) if x <= 1 else 30 for x, y in rows]
    assert _FOREST.scores(np.array(rows, dtype=np.float32)).tolist() == expected


def test_no_rows_have_no_scores() -> None:
    assert _FOREST.scores(np.zeros((0, 2), dtype=np.float32)).shape == (0,)
