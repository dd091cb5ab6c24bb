"""Small random corpora, and the plainest way to rank them, to hold the index against."""

import math
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from retrieval.records import Clause
from retrieval.search import Index, IndexItem, Scoring, build
from retrieval.search.scorer import STANDARD

LETTERS = "甲乙丙丁戊己庚辛"

terms = st.sampled_from(LETTERS)
bags = st.lists(terms, max_size=8)
corpora = st.lists(bags, max_size=12)
days = st.integers(0, 6)
clauses = st.lists(
    st.builds(
        Clause,
        st.lists(st.lists(terms, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(
            tuple
        ),
        st.sampled_from([1.0, 1.0, 0.7, 2.5]),
    ),
    max_size=5,
)


def items(corpus: Sequence[Sequence[str]], first: int = 0, day: int = 0) -> list[IndexItem]:
    return [IndexItem(first + number, day, bag) for number, bag in enumerate(corpus)]


def singles(query: Sequence[str]) -> list[Clause]:
    return [Clause(((term,),)) for term in query]


def index_of(folder: Path, some: Sequence[IndexItem], scoring: Scoring = STANDARD) -> Index:
    build(folder, some)
    return Index.open(folder, scoring)


def plain_scores(
    corpus: Sequence[Sequence[str]], query: Sequence[str], scoring: Scoring
) -> list[float]:
    """rank_bm25 as it is, told the idf where ours is another."""
    stock = BM25Okapi(corpus, k1=scoring.k1, b=scoring.b)
    if scoring.idf == "positive":
        size = len(corpus)
        holds = {term: sum(term in bag for bag in corpus) for term in stock.idf}
        stock.idf = {t: math.log(1 + (size - n + 0.5) / (n + 0.5)) for t, n in holds.items()}
    scores: list[float] = stock.get_scores(query).tolist()
    return scores


def plain_ranking(
    some: Sequence[IndexItem],
    wanted: Sequence[Clause],
    k: int,
    within: tuple[int, int] | None = None,
    scoring: Scoring = STANDARD,
) -> list[tuple[int, float]]:
    """Every passage scored by the formula as it is written, clause by clause, in plain Python."""
    size = len(some)
    average = sum(len(item.terms) for item in some) / size if size else 0.0

    def one(term: str, item: IndexItem) -> float | None:
        times = list(item.terms).count(term)
        if not times:
            return None
        n = sum(term in other.terms for other in some)
        idf = math.log(1 + (size - n + 0.5) / (n + 0.5))
        norm = scoring.k1 * (1 - scoring.b + scoring.b * len(item.terms) / average)
        return idf * (times * (scoring.k1 + 1) / (times + norm))

    def clause(part: Clause, item: IndexItem) -> float | None:
        sums = []
        for bag in part.alternatives:
            found = [score for term in bag if (score := one(term, item)) is not None]
            if found:
                sums.append(math.fsum(found))
        return max(sums) * part.weight if sums else None

    first, last = within or (0, 10**9)
    ranked = []
    for item in (item for item in some if first <= item.day <= last):
        scores = [score for part in wanted if (score := clause(part, item)) is not None]
        if scores:
            ranked.append((item.row, math.fsum(scores)))
    return sorted(ranked, key=lambda pair: (-round(pair[1], 9), pair[0]))[:k]
