"""One contract for every engine: the same ranking, whoever finds the passages."""

import os
import random
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from retrieval.errors import EngineAway, IndexBroken, SettingsError
from retrieval.records import Clause
from retrieval.search import Index, IndexItem, Scoring, build, update
from retrieval.search.candidates import Reranked, Searcher
from retrieval.search.qdrant_engine import Qdrant, collisions, word_key
from retrieval.search.tantivy_engine import TantivyCandidates, build_tantivy, update_tantivy
from tests.retrieval.search.corpora import singles

WORDS = [a + b for a in "甲乙丙丁戊己庚辛" for b in "子丑寅卯"] + [
    "\u2060会议",
    "3.5%",
    "covid-19",
]


@dataclass(frozen=True)
class Engine:
    build: Callable[[int, Sequence[IndexItem]], Searcher]
    change: Callable[[int, Sequence[IndexItem], Collection[int]], Searcher]


def embedded(folder: Path) -> Engine:
    def first(number: int, items: Sequence[IndexItem]) -> Searcher:
        build(folder / str(number), items)
        return Index.open(folder / str(number))

    def following(number: int, added: Sequence[IndexItem], removed: Collection[int]) -> Searcher:
        update(folder / str(number - 1), folder / str(number), added, removed)
        return Index.open(folder / str(number))

    return Engine(first, following)


def tantivy(folder: Path) -> Engine:
    def first(number: int, items: Sequence[IndexItem]) -> Searcher:
        build_tantivy(folder / str(number), items)
        return Reranked(TantivyCandidates(folder / str(number)))

    def following(number: int, added: Sequence[IndexItem], removed: Collection[int]) -> Searcher:
        update_tantivy(folder / str(number - 1), folder / str(number), added, removed)
        return Reranked(TantivyCandidates(folder / str(number)))

    return Engine(first, following)


def qdrant(folder: Path, server: Qdrant) -> Engine:
    def opened(number: int) -> Searcher:
        server.activate(number)
        return Reranked(server.open(folder / str(number)))

    def first(number: int, items: Sequence[IndexItem]) -> Searcher:
        server.build(number, folder / str(number), items)
        return opened(number)

    def following(number: int, added: Sequence[IndexItem], removed: Collection[int]) -> Searcher:
        base = (number - 1, folder / str(number - 1))
        server.update(base, number, folder / str(number), (added, removed))
        return opened(number)

    return Engine(first, following)


@pytest.fixture
def server() -> Iterator[Qdrant]:
    """The real one where there is one, else the client's double in memory."""
    url = os.environ.get("QDRANT_URL", ":memory:")
    server = Qdrant(url, timeout=30, name=f"wenbao-test-{uuid4().hex[:8]}")
    yield server
    for number in (1, 2):
        server.drop(number)
    server.close()


@pytest.fixture(params=["embedded", "tantivy", "qdrant"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "qdrant":
        return qdrant(tmp_path, request.getfixturevalue("server"))
    return {"embedded": embedded, "tantivy": tantivy}[request.param](tmp_path)


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
    for wanted in asked(25):
        for days in (None, (3, 5), (20, 30)):
            assert one.search(wanted, 10, days) == other.search(wanted, 10, days)
    assert one.terms_present([*WORDS, "没有"]) == other.terms_present([*WORDS, "没有"])


def test_every_engine_ranks_the_same(engine: Engine, tmp_path: Path) -> None:
    """Fifty passages, so that all are candidates and every bit must be the same."""
    items = corpus(50)
    searcher = engine.build(1, items)
    same(searcher, embedded(tmp_path / "plain").build(1, items))
    searcher.close()


def test_every_engine_ranks_the_same_after_changes(engine: Engine, tmp_path: Path) -> None:
    items, more = corpus(40), [*corpus(8, 100, seed=3), IndexItem(7, 4, ["甲子"])]
    engine.build(1, items).close()
    searcher = engine.change(2, more, [*range(5), 20, 999])
    left = [item for item in items if item.row not in {*range(5), 7, 20}]
    same(searcher, embedded(tmp_path / "plain").build(1, [*left, *more]))
    searcher.close()


def test_every_engine_finds_nothing_where_nothing_is(engine: Engine) -> None:
    searcher = engine.build(1, [IndexItem(1, 5, ["甲子"]), IndexItem(2, 5, [])])
    assert searcher.search(singles(["没有"]), 5) == []
    assert searcher.search([], 5) == []
    assert searcher.search(singles(["甲子"]), 0) == []
    assert searcher.search(singles(["甲子"]), 5, (6, 9)) == []
    assert [row for row, _ in searcher.search(singles(["甲子"]), 5, (5, 5))] == [1]
    searcher.close()


def test_candidates_of_a_large_corpus_hold_the_same_ten_best(tmp_path: Path) -> None:
    items = corpus(2000)
    exact, found = (
        embedded(tmp_path / "a").build(1, items),
        tantivy(tmp_path / "b").build(1, items),
    )
    draw = random.Random(5)  # noqa: S311
    queries = [singles(draw.sample(WORDS, 3)) for _ in range(40)]
    agree = sum(
        len({row for row, _ in exact.search(q, 10)} & {row for row, _ in found.search(q, 10)})
        for q in queries
    )
    assert agree >= 0.9 * 400


def test_words_are_hashed_alike_everywhere() -> None:
    assert word_key("会议") == 2_647_032_434
    assert collisions(WORDS) == (len(WORDS), 0)
    assert collisions(["plumless", "buckeroo", "plumless"]) == (2, 2)


def test_an_engine_that_is_away_says_so_in_bounded_time(tmp_path: Path) -> None:
    """Nobody listens at the address; the message names it."""
    server = Qdrant("http://127.0.0.1:9", timeout=0.5)
    started = time.monotonic()
    with pytest.raises(EngineAway, match=r"127\.0\.0\.1:9"):
        server.activate(1)
    assert time.monotonic() - started < 20
    server.close()


def test_an_engine_that_is_slow_is_away(server: Qdrant, tmp_path: Path) -> None:
    import asyncio

    searcher = qdrant(tmp_path, server).build(1, corpus(5))
    server.build(2, tmp_path / "2", corpus(1))  # the fixture drops both

    async def sleepy(*_args: object, **_more: object) -> Any:
        await asyncio.sleep(60)

    server.client.query_points = sleepy
    server._timeout = 0.05
    with pytest.raises(EngineAway, match="within"):
        searcher.search(singles(["甲子"]), 5)
    server._timeout = 30


def test_a_release_that_is_gone_from_the_cluster_is_not_an_empty_one(
    server: Qdrant, tmp_path: Path
) -> None:
    server.build(1, tmp_path / "1", corpus(5))
    server.build(2, tmp_path / "2", corpus(5))
    searcher = Reranked(server.open(tmp_path / "2", release=77))
    with pytest.raises(EngineAway):
        searcher.search(singles(["甲子"]), 5)


def test_a_broken_tantivy_index_is_broken(tmp_path: Path) -> None:
    build_tantivy(tmp_path / "1", corpus(5))
    (tmp_path / "1" / "tantivy" / "meta.json").write_text("{")
    with pytest.raises(IndexBroken):
        TantivyCandidates(tmp_path / "1")


def test_rank_bm25s_own_idf_is_for_the_embedded_engine(tmp_path: Path) -> None:
    build_tantivy(tmp_path / "1", corpus(5))
    with pytest.raises(SettingsError):
        Reranked(TantivyCandidates(tmp_path / "1"), Scoring(idf="okapi"))
