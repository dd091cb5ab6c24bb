"""Candidates of other engines under the one scorer: what an engine brings by mistake does not count."""

import random
from collections.abc import Mapping
from pathlib import Path

import jieba
import pytest

from retrieval.errors import IndexBroken, SettingsError
from retrieval.search import IndexItem, Scoring
from retrieval.search.candidates import Candidate, Reranked
from retrieval.search.qdrant_engine import collisions, word_key
from retrieval.search.statistics import Statistics, Tally
from retrieval.search.tantivy_engine import TantivyCandidates, build_tantivy
from tests.retrieval.search.contract import library_of
from tests.retrieval.search.corpora import index_of, singles

PAIR = ("plumless", "buckeroo")  # one CRC-32 for both


def test_words_are_hashed_alike_everywhere() -> None:
    assert word_key("会议") == 2_647_032_434
    assert collisions(["会议", "粮食", "会议"]) == (2, 0)
    assert collisions([*PAIR, "plumless"]) == (2, 2)


def test_few_words_of_a_real_vocabulary_share_a_key() -> None:
    """About n²/2³³ pairs of n words are to be expected: of jieba's 349,045 some 14."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf8").splitlines()
    words, shared = collisions(line.split(" ")[0] for line in lines)
    assert words > 340_000
    assert shared < 60


@pytest.mark.parametrize("name", ["qdrant in memory", "qdrant's core by http"])
def test_a_word_with_the_key_of_another_brings_nothing(name: str, tmp_path: Path) -> None:
    """Of two hundred passages with the one word, three hold the other: these are found, and no more."""
    items = [IndexItem(row, 1, [PAIR[0], "常", "用"]) for row in range(200)]
    items += [
        IndexItem(200 + row, 1, [PAIR[1], *"远远长于其他各段因此排在后面"]) for row in range(3)
    ]
    with library_of(name, tmp_path) as library:
        searcher = library.load(items)
        exact = index_of(tmp_path / "plain", items)
        assert exact.search(singles([PAIR[1]]), 10) == searcher.search(singles([PAIR[1]]), 10)
        both = singles([*PAIR])
        assert len(searcher.search(both, 10)) == 10
        assert searcher.frequency(PAIR[1]) == 3
        searcher.close()


class Mistaken:
    """An engine that brings passages without a word of the question first."""

    def __init__(self, folder: Path) -> None:
        tally = Tally()
        self.items = [IndexItem(row, 1, ["别"] if row < 150 else ["词"]) for row in range(160)]
        list(tally.watch(self.items))
        tally.write(folder)
        self.statistics = Statistics(folder)
        self.counts: list[int] = []

    def gather(
        self, weights: Mapping[str, float], count: int, days: tuple[int, int] | None
    ) -> list[Candidate]:
        self.counts.append(count)
        return [Candidate(item.row, item.terms) for item in self.items[:count]]

    def close(self) -> None:
        pass


def test_more_are_asked_for_once_where_some_were_brought_by_mistake(tmp_path: Path) -> None:
    engine = Mistaken(tmp_path)
    found = Reranked(engine, candidates=50).search(singles(["词"]), 5)
    assert [row for row, _ in found] == [150, 151, 152, 153, 154]
    assert engine.counts == [50, 1000]


def test_no_more_are_asked_for_where_there_are_enough(tmp_path: Path) -> None:
    engine = Mistaken(tmp_path)
    assert len(Reranked(engine, candidates=50).search(singles(["别"]), 5)) == 5
    assert engine.counts == [50]


def test_candidates_of_a_large_corpus_hold_the_same_ten_best(tmp_path: Path) -> None:
    words = [a + b for a in "甲乙丙丁戊己庚辛" for b in "子丑寅卯"]
    draw = random.Random(1)  # noqa: S311
    items = [
        IndexItem(row, draw.randint(0, 9), draw.choices(words, k=draw.randint(1, 20)))
        for row in range(2000)
    ]
    exact = index_of(tmp_path / "plain", items)
    with library_of("tantivy", tmp_path) as library:
        found = library.load(items)
        queries = [singles(draw.sample(words, 3)) for _ in range(40)]
        agree = sum(
            len({row for row, _ in exact.search(q, 10)} & {row for row, _ in found.search(q, 10)})
            for q in queries
        )
        found.close()
    assert agree >= 0.9 * 400


def test_a_broken_tantivy_index_is_broken(tmp_path: Path) -> None:
    build_tantivy(tmp_path / "1", [IndexItem(1, 1, ["甲"])])
    (tmp_path / "1" / "tantivy" / "meta.json").write_text("{")
    with pytest.raises(IndexBroken):
        TantivyCandidates(tmp_path / "1")


def test_rank_bm25s_own_idf_is_for_the_embedded_engine(tmp_path: Path) -> None:
    build_tantivy(tmp_path / "1", [IndexItem(1, 1, ["甲"])])
    with pytest.raises(SettingsError):
        Reranked(TantivyCandidates(tmp_path / "1"), Scoring(idf="okapi"))
