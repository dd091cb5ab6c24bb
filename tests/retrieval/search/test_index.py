import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.records import Clause
from retrieval.search import Index, IndexItem, build, ranking
from retrieval.search.legs import Leg
from retrieval.search.scorer import Floats, Rows
from tests.retrieval.search.corpora import (
    clauses,
    corpora,
    days,
    index_of,
    items,
    plain_ranking,
    singles,
    terms,
)

dated = st.lists(st.tuples(days, st.lists(terms, max_size=8)), max_size=14).map(
    lambda pairs: [IndexItem(row, day, bag) for row, (day, bag) in enumerate(pairs)]
)
ranges = st.none() | st.tuples(days, days)


@settings(deadline=None)
@given(dated, clauses, st.integers(0, 6), ranges, st.sampled_from([0, 1, 3, 1000]))
def test_search_ranks_as_the_formula_written_out(
    some: list[IndexItem], wanted: list[Clause], k: int, within: tuple[int, int] | None, few: int
) -> None:
    """Also where only a few postings are scored at first (``few``), and the rest is looked up."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "_FEW", few)
        found = index_of(Path(folder) / "index", some).search(wanted, k, within)
    best = plain_ranking(some, wanted, k, within)
    assert [row for row, _ in found] == [row for row, _ in best]
    assert [score for _, score in found] == pytest.approx([score for _, score in best])


@settings(deadline=None)
@given(corpora, st.lists(terms, min_size=1, max_size=6), st.integers(1, 4))
def test_looking_common_terms_up_changes_no_bit(
    corpus: list[list[str]], query: list[str], k: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        index = index_of(Path(folder) / "index", items(corpus * 3))
        whole = index.search(singles(query), k)
        patch.setattr(ranking, "_FEW", 0)
        assert index.search(singles(query), k) == whole


def test_common_terms_are_not_scored_where_they_cannot_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the tests above: narrowing is what really happens on a corpus like this."""
    corpus = [["常"] for _ in range(500)] + [["常", "稀", "罕", "少"] for _ in range(3)]
    index = index_of(tmp_path / "index", items(corpus))
    monkeypatch.setattr(ranking, "_FEW", 20)
    looked_up = []
    original = ranking.Ranker._look_up

    def spy(
        self: ranking.Ranker, legs: Sequence[Leg], numbers: Sequence[int], places: Rows
    ) -> Floats:
        looked_up.append((len(numbers), len(places)))
        return original(self, legs, numbers, places)

    monkeypatch.setattr(ranking.Ranker, "_look_up", spy)
    assert [row for row, _ in index.search(singles("常稀罕少"), 2)] == [500, 501]
    assert looked_up == [(1, 3)]


def test_a_clause_without_a_choice_is_as_many_terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the bigrams of a question, one clause, are narrowed down as its words are."""
    corpus = [["常"] for _ in range(500)] + [["常", "稀", "罕", "少"] for _ in range(3)]
    index = index_of(tmp_path / "index", items(corpus))
    monkeypatch.setattr(ranking, "_FEW", 20)
    monkeypatch.setattr(ranking.Ranker, "_all", None)  # never called
    found = index.search([Clause((tuple("常稀罕少"),), 2.0)], 2)
    assert found == [(row, 2 * score) for row, score in index.search(singles("常稀罕少"), 2)]


def test_equal_scores_stand_in_the_order_of_the_rows(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", [IndexItem(row, 9 - row, ["甲"]) for row in range(5)])
    assert [row for row, _ in index.search(singles("甲"), 3)] == [0, 1, 2]


def test_a_passage_without_a_date_has_day_zero(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", [IndexItem(0, 0, ["甲"]), IndexItem(1, 730_000, ["甲"])])
    assert [row for row, _ in index.search(singles("甲"), 9, (1, 800_000))] == [1]
    assert [row for row, _ in index.search(singles("甲"), 9, (0, 0))] == [0]
    assert index.search(singles("甲"), 9, (800_000, 1)) == []


def test_a_repeated_word_counts_each_time_it_is_asked(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", items([["甲", "乙"], ["丙"]]))
    [(_, once)], [(_, twice)] = index.search(singles("甲"), 1), index.search(singles("甲甲"), 1)
    assert twice == pytest.approx(2 * once)


def test_a_clause_scores_the_best_of_its_alternatives(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", items([["甲"], ["乙", "丙"], ["丁"], ["丁"], ["丁"]]))
    both = index.search([Clause((("甲",), ("乙", "丙")), 2.0)], 9)
    apart = index.search(singles("甲"), 9), index.search(singles("乙丙"), 9)
    assert dict(both) == pytest.approx({0: 2 * apart[0][0][1], 1: 2 * apart[1][0][1]})


def test_terms_present_are_those_of_the_index(tmp_path: Path) -> None:
    index = index_of(
        tmp_path / "index", items([["会议", "会"], ["3.5%"], ["\u2060会议", "𠀀", ""]])
    )
    asked = ["会议", "会", "会议室", "议", "3.5%", "𠀀", "\u2060会议", "", "\ud800"]
    assert index.terms_present(asked) == {"会议", "会", "3.5%", "𠀀", "\u2060会议", ""}


def test_a_nul_in_a_term_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="NUL"):
        build(tmp_path / "index", items([["a\0b"]]))


def test_two_passages_with_one_row_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="same row"):
        build(tmp_path / "index", [IndexItem(1, 0, ["甲"]), IndexItem(1, 3, ["乙"])])


def test_many_threads_search_one_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "_FEW", 3)
    corpus = [[*"甲乙丙丁"[: 1 + row % 4], str(row % 7)] for row in range(300)]
    index = index_of(tmp_path / "index", items(corpus))
    queries = [singles([*"甲乙丙丁"[number % 4 :], str(number % 7)]) for number in range(200)]
    alone = [index.search(query, 5) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: index.search(query, 5), queries)) == alone


def test_a_closed_index_finds_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", items([["甲"]]))
    index.close()
    assert index.search(singles("甲"), 1) == []
    assert index.terms_present(["甲"]) == set()


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_a_build_in_many_batches_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """Batches that wait on disk, and passages that do not come in the order of their days."""
    from retrieval.search import building

    some = [
        IndexItem(row, (row * 7) % 5, list(f"{row % 3}{row % 4}甲{row % 2}")) for row in range(40)
    ]
    build(tmp_path / "whole", some)
    monkeypatch.setattr(building, "_BATCH", batch)
    monkeypatch.setattr(building, "_CHUNK", batch)
    build(tmp_path / "parts", reversed(some))
    whole, parts = Index.open(tmp_path / "whole"), Index.open(tmp_path / "parts")
    assert parts.scores(list("0123甲")) == whole.scores(list("0123甲"))
    [first], [second] = whole.sources, parts.sources
    assert [*first.terms()] == [*second.terms()] == sorted(first.terms())
    for name in ("rows", "days", "lengths", "starts", "_places", "_counts"):
        assert getattr(first, name).tolist() == getattr(second, name).tolist(), name
    assert not list(tmp_path.rglob("wenbao-build-*"))


def test_a_term_may_stand_in_a_passage_very_often(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", items([["甲"] * 70_000, ["乙"]]))
    [source] = index.sources
    assert source.postings("甲")[1].tolist() == [70_000]
