"""Hits are put in a better order, and none is lost."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answer import rerank
from retrieval.query import understand
from tests.retrieval.answer.paper import paper, tools


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="县长邵庚大桥总投资多少会议参加3月5日谁起火", max_size=14))
def test_no_hit_is_lost_and_ranks_count_from_one(question: str) -> None:
    query = understand(question, (), tools())
    hits = paper().search(query.clauses)
    ordered = rerank(query, hits, paper())
    assert sorted(h.row for h in ordered) == sorted(h.row for h in hits)
    assert [h.rank for h in ordered] == list(range(1, len(hits) + 1))
    assert all(a.score >= b.score for a, b in pairwise(ordered))


def test_the_passage_that_holds_the_whole_question_comes_first() -> None:
    query = understand("青石河大桥总投资多少？", (), tools())
    hits = paper().search(query.clauses)
    assert rerank(query, hits[::-1], paper())[0].article.id == "A2"
