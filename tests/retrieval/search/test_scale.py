"""Ten thousand passages: fifty candidates of each engine's real core hold the embedded engine's ten best."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.records import Clause
from retrieval.search import IndexItem
from tests.retrieval.search.contract import library_of
from tests.retrieval.search.corpora import index_of

COUNT, KINDS, LENGTH = 10_000, 60_000, 40


def invented() -> list[IndexItem]:
    """Words with the frequencies of a language: the chance of rank r is about 1 / (r + 30)."""
    draw = np.random.default_rng(7)
    ranks = (30 * (KINDS / 30 + 1) ** draw.random((COUNT, LENGTH)) - 30).astype(int)
    lengths = draw.integers(LENGTH // 4, LENGTH, COUNT)
    return [
        IndexItem(row, row // 10, [f"词{rank}" for rank in ranks[row, : lengths[row]]])
        for row in range(COUNT)
    ]


def asked(items: list[IndexItem]) -> list[list[Clause]]:
    """Of every hundredth passage six words, the first of them weighted as names are."""
    return [
        [
            Clause(((term,),), 2.5 if at == 0 else 1.0)
            for at, term in enumerate(dict.fromkeys(item.terms[:6]))
        ]
        for item in items[::100]
    ]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", ["tantivy", "qdrant's core by http", "qdrant cluster"])
def test_the_ten_best_are_the_same(name: str, tmp_path: Path) -> None:
    items = invented()
    exact = index_of(tmp_path / "exact", items)
    with library_of(name, tmp_path) as library:
        found = library.load(items)
        for days in (None, (200, 300)):
            wanted = [set(exact.search(query, 10, days)) for query in asked(items)]
            brought = [set(found.search(query, 10, days)) for query in asked(items)]
            shared = sum(len(a & b) for a, b in zip(wanted, brought, strict=True))
            assert shared >= 0.995 * sum(map(len, wanted))
        assert found.passages == exact.passages == COUNT
        found.close()
    exact.close()
