"""What somebody was before, in the words of the paper."""

import pytest

from retrieval.answer.former import former_posts
from retrieval.answer.pool import Pool
from retrieval.answer.scoring import rank_units
from retrieval.query import understand
from tests.retrieval.answer.paper import Shelf, article, tools


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("新任厂长葛云帆原是厂里的焊工,干了十年。", "厂里的焊工"),
        ("葛云帆此前任县林业局局长。", "县林业局局长"),
        ("葛云帆早年当过邮递员。", "邮递员"),
        ("该党主席、前天气播报员葛云帆将出任总理。", "天气播报员"),
    ],
)
def test_what_somebody_was(text: str, post: str) -> None:
    shelf = Shelf([article("F1", "葛云帆上任", (text,), "2021-03-05")])
    query = understand("葛云帆以前是干什么的?", (), tools(shelf))
    ranked = rank_units(query, Pool.of(shelf.search(query.clauses), shelf, most=14))
    assert [c.text for c in former_posts(query, ranked)][:1] == [post]


def test_what_somebody_is_is_not_asked_for_so() -> None:
    shelf = Shelf([article("F1", "葛云帆上任", ("葛云帆原是厂里的焊工。",), "2021-03-05")])
    query = understand("葛云帆是干什么的?", (), tools(shelf))
    ranked = rank_units(query, Pool.of(shelf.search(query.clauses), shelf, most=14))
    assert former_posts(query, ranked) == []
