"""One contract for every engine: the same ranking, whoever finds the passages, through any series of releases."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.records import Clause
from retrieval.search import Index, IndexItem
from retrieval.search.candidates import Searcher
from tests.retrieval.search.contract import ENGINES, Library, library_of
from tests.retrieval.search.corpora import bags, clauses, days, index_of, plain_ranking, singles

WORDS = [a + b for a in "甲乙丙丁戊己庚辛" for b in "子丑寅卯"] + [
    "\u2060会议",
    "3.5%",
    "covid-19",
]


@pytest.fixture(params=ENGINES)
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    with library_of(request.param, tmp_path) as made:
        yield made


def corpus(count: int, first: int = 0, seed: int = 1) -> list[IndexItem]:
    draw = random.Random(seed)  # noqa: S311
    return [
        IndexItem(first + row, draw.randint(0, 9), draw.choices(WORDS, k=draw.randint(1, 20)))
        for row in range(count)
    ]


def asked(count: int) -> list[list[Clause]]:
    draw = random.Random(2)  # noqa: S311
    return [
        [
            Clause(
                tuple(
                    tuple(draw.choices([*WORDS, "没有"], k=draw.randint(1, 2)))
                    for _ in range(draw.randint(1, 2))
                ),
                draw.choice([1.0, 0.7, 2.0]),
            )
            for _ in range(draw.randint(1, 4))
        ]
        for _ in range(count)
    ]


def same(one: Searcher, other: Searcher) -> None:
    """Bit for bit, as every passage is a candidate where there are fifty."""
    for wanted in asked(25):
        for within in (None, (3, 5), (20, 30)):
            assert one.search(wanted, 10, within) == other.search(wanted, 10, within)
    assert one.terms_present([*WORDS, "没有"]) == other.terms_present([*WORDS, "没有"])
    assert [one.frequency(word) for word in WORDS] == [other.frequency(word) for word in WORDS]
    assert one.passages == other.passages


def fresh(folder: Path, items: list[IndexItem]) -> Index:
    """The embedded engine's index of these passages."""
    return index_of(folder, sorted(items, key=lambda item: item.row))


def test_every_engine_ranks_the_same(library: Library, tmp_path: Path) -> None:
    items = corpus(50)
    searcher = library.load(items)
    same(searcher, fresh(tmp_path / "plain", items))
    searcher.close()


def test_every_engine_ranks_the_same_after_changes(library: Library, tmp_path: Path) -> None:
    library.load(corpus(40)).close()
    library.change(corpus(8, 100, seed=3), [*range(5), 20, 999]).close()
    searcher = library.change([IndexItem(200, 4, ["甲子"])], [101, 30])
    same(searcher, fresh(tmp_path / "plain", library.items(3)))
    searcher.close()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_corpus_is_ranked_as_the_formula_says(library: Library, data: st.DataObject) -> None:
    """A corpus, a change of it, and questions; held against the formula in plain Python."""
    first = data.draw(st.lists(st.tuples(days, bags), max_size=12))
    more = data.draw(st.lists(st.tuples(days, bags), max_size=4))
    gone = data.draw(st.sets(st.integers(0, 14), max_size=6))
    searcher = library.load([IndexItem(row, day, bag) for row, (day, bag) in enumerate(first)])
    for _ in range(2):
        held = library.items(library.active)
        for _ in range(4):
            wanted, k = data.draw(clauses), data.draw(st.integers(1, 30))
            within = data.draw(st.none() | st.tuples(days, days).map(lambda d: (min(d), max(d))))
            found = searcher.search(wanted, k, within)
            expected = plain_ranking(held, wanted, k, within)
            assert [row for row, _ in found] == [row for row, _ in expected]
            assert [s for _, s in found] == pytest.approx([s for _, s in expected])
        searcher.close()
        searcher = library.change(
            [IndexItem(50 + row, day, bag) for row, (day, bag) in enumerate(more)], gone
        )
    searcher.close()


def test_nothing_is_found_where_nothing_is(library: Library) -> None:
    searcher = library.load([IndexItem(1, 5, ["甲子"]), IndexItem(2, 5, [])])
    assert searcher.search(singles(["没有"]), 5) == []
    assert searcher.search([], 5) == []
    assert searcher.search(singles(["甲子"]), 0) == []
    assert searcher.search(singles(["甲子"]), 5, (6, 9)) == []
    assert [row for row, _ in searcher.search(singles(["甲子"]), 5, (5, 5))] == [1]
    assert [row for row, _ in searcher.search(singles(["甲子"]), 5000)] == [1]
    searcher.close()


def test_an_empty_corpus_is_searched_and_grows(library: Library) -> None:
    searcher = library.load([])
    assert (searcher.search(singles(["甲子"]), 5), searcher.passages) == ([], 0)
    searcher.close()
    searcher = library.change([IndexItem(1, 5, ["甲子"])], [])
    assert [row for row, _ in searcher.search(singles(["甲子"]), 5)] == [1]
    searcher.close()
    searcher = library.change([], [1])
    assert (searcher.search(singles(["甲子"]), 5), searcher.frequency("甲子")) == ([], 0)
    searcher.close()


def test_a_searcher_stays_with_its_release(library: Library, tmp_path: Path) -> None:
    """Who searches one release is never answered from the next, nor after a rollback from the last."""
    old = library.load(corpus(30))
    new = library.change(corpus(10, 100, seed=4), range(10))
    first, second = library.items(1), library.items(2)
    same(old, fresh(tmp_path / "first", first))
    same(new, fresh(tmp_path / "second", second))
    again = library.activate(1)
    same(again, fresh(tmp_path / "again", first))
    same(new, fresh(tmp_path / "still", second))
    for searcher in (old, new, again):
        searcher.close()


def test_what_stands_already_is_made_again_without_harm(library: Library, tmp_path: Path) -> None:
    """Another worker whose folder is empty: it makes its own index while the first goes on answering."""
    items = corpus(30)
    first = library.load(items)
    from dataclasses import replace

    elsewhere = replace(library.place(1), folder=tmp_path / "elsewhere")
    library.engine.make(elsewhere, lambda: items)
    second = library.engine.open(elsewhere)
    same(first, second)
    first.close()
    second.close()
