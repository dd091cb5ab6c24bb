"""An order learned from a small invented set: what is right comes first, and it opens without its library."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.answer.order import open_order
from retrieval.evaluation.order_training import Ordered, cross_validate, fit, read_folders, write
from tests.retrieval.evaluation.towns import FIRMS, TOWNS, write_towns


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Ordered]:
    """Two questions on each of twelve towns, and one whose answer stands nowhere."""
    folder = tmp_path_factory.mktemp("towns")
    write_towns(
        folder,
        lambda n: (
            f"{TOWNS[n]}镇的水泵站建成。站长说，水泵站由{FIRMS[n]}公司承建。工程因河水上涨，停工{n + 3}天。"
        ),
        lambda n: (
            (f"{TOWNS[n]}镇的水泵站由哪家公司承建？", f"{FIRMS[n]}公司"),
            (f"{TOWNS[n]}镇的工程停工多少天？", f"{n + 3}天"),
            (f"{TOWNS[n]}镇的工程花了多少钱？", "九百万元"),
        ),
    )
    return read_folders({folder: 2.0})


def test_a_question_teaches_where_its_story_holds_the_answer(found: list[Ordered]) -> None:
    assert len(found) == 2 * len(TOWNS)
    assert {one.weight for one in found} == {2.0}
    assert len({one.group for one in found}) == len(TOWNS)
    for one in found:
        assert (
            len(one.rows) == len(one.right) == len(one.scores) == 4
        )  # the headline, three sentences
        assert one.right.sum() == 1


def test_trees_are_written_and_read_again(found: list[Ordered], tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    trees = fit(found)
    write(trees, tmp_path / "order.npz")
    order = open_order(tmp_path / "order.npz")
    assert order is not None
    for one in found:
        again = order._trees.scores(one.rows)
        assert again.tolist() == pytest.approx(trees.scores(one.rows).tolist())


def test_the_cross_validation_tells_every_folder(found: list[Ordered]) -> None:
    pytest.importorskip("lightgbm")
    told: list[str] = []
    cross_validate(found, told.append, folds=2)
    assert len(told) == 1
    assert f"{len(found)} questions" in told[0]


def test_a_right_sentence_counts_among_as_many_as_are_looked_at() -> None:
    from retrieval.evaluation.order_training import _among

    scores, right = np.array([0.1, 0.9, 0.5], np.float32), np.array([0, 0, 1], np.float32)
    assert not _among(scores, right, 1)
    assert _among(scores, right, 2)
