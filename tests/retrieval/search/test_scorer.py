import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from retrieval.errors import SettingsError
from retrieval.search import Scoring
from tests.retrieval.search.corpora import (
    bags,
    corpora,
    index_of,
    items,
    plain_scores,
    singles,
    terms,
)

OKAPI = Scoring(1.5, 0.75, "okapi")


@settings(deadline=None)
@given(
    corpora,
    bags,
    st.sampled_from([OKAPI, Scoring(), Scoring(0.4, 0.9), Scoring(2.0, 0.0, "okapi")]),
)
def test_scores_are_those_of_rank_bm25_to_the_last_bit(
    corpus: list[list[str]], query: list[str], scoring: Scoring
) -> None:
    assume(any(corpus))  # rank_bm25 divides by zero where no passage has a term
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder) / "index", items(corpus), scoring)
        scores = [score for _, score in index.scores(query)]
    assert scores == plain_scores(corpus, query, scoring)


@settings(deadline=None)
@given(corpora, st.lists(terms, min_size=1, max_size=6), st.integers(1, 5))
def test_the_best_with_rank_bm25s_idf_are_rank_bm25s_best(
    corpus: list[list[str]], query: list[str], k: int
) -> None:
    assume(any(corpus))
    with tempfile.TemporaryDirectory() as folder:
        found = index_of(Path(folder) / "index", items(corpus), OKAPI).search(singles(query), k)
    scores = plain_scores(corpus, query, OKAPI)
    matching = [row for row, bag in enumerate(corpus) if set(bag) & set(query)]
    best = sorted(((row, scores[row]) for row in matching), key=lambda pair: (-pair[1], pair[0]))
    assert found == best[:k]


@pytest.mark.parametrize("scoring", [Scoring(), OKAPI])
def test_an_empty_corpus_finds_nothing(tmp_path: Path, scoring: Scoring) -> None:
    index = index_of(tmp_path / "index", [], scoring)
    assert index.search(singles("甲"), 10) == []
    assert index.scores(["甲"]) == []


@pytest.mark.parametrize("scoring", [Scoring(), OKAPI])
def test_passages_without_terms_are_no_harm(tmp_path: Path, scoring: Scoring) -> None:
    index = index_of(tmp_path / "index", items([[], []]), scoring)
    assert index.search(singles("甲"), 10) == []
    assert index.scores(["甲"]) == [(0, 0.0), (1, 0.0)]


def test_the_only_passage_is_found_with_a_score_above_zero(tmp_path: Path) -> None:
    """rank_bm25 gives it -0.27, as a word in more than half of the passages counts against them."""
    index = index_of(tmp_path / "index", items([["甲", "乙"]]))
    [(row, score)] = index.search(singles("甲"), 10)
    assert (row, score > 0) == (0, True)


def test_a_word_in_half_of_the_passages_still_matches_though_its_idf_is_zero(
    tmp_path: Path,
) -> None:
    index = index_of(tmp_path / "index", items([["甲"], ["乙"]]), OKAPI)
    assert index.search(singles("甲"), 10) == [(0, 0.0)]


@pytest.mark.parametrize(
    "bad", [{"k1": 0.0}, {"k1": -1.0}, {"b": 1.1}, {"b": -0.1}, {"idf": "none"}]
)
def test_parameters_out_of_range_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        Scoring(**bad)
