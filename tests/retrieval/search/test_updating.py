import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import IndexBroken
from retrieval.records import Clause
from retrieval.search import Index, IndexItem, Scoring, build, ranking, update, updating
from tests.retrieval.search.corpora import bags, clauses, days, index_of, items, singles

changes = st.lists(
    st.tuples(
        st.lists(st.tuples(days, bags), max_size=5),  # added
        st.sets(st.integers(0, 30), max_size=8),  # rows removed, be they there or not
        st.booleans(),  # the first added takes the place of row 0
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=40)
@given(changes, clauses, st.sampled_from([2, 3, 8]), st.sampled_from([2, 1000]))
def test_any_series_of_changes_ranks_as_a_fresh_build_to_the_last_bit(
    series: list[tuple[list[tuple[int, list[str]]], set[int], bool]],
    wanted: list[Clause],
    fan: int,
    few: int,
) -> None:
    living: dict[int, IndexItem] = {}
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(updating, "_FAN", fan)
        patch.setattr(ranking, "_FEW", few)
        folder, following = Path(name), 0
        build(folder / "0", [])
        for step, (added, removed, again) in enumerate(series):
            living = {row: item for row, item in living.items() if row not in removed}
            new = []
            for number, (day, bag) in enumerate(added):
                row = 0 if again and number == 0 else (following := following + 1)
                new.append(IndexItem(row, day, bag))
            update(folder / str(step), folder / str(step + 1), new, removed)
            living |= {item.row: item for item in new}
        changed = Index.open(folder / str(len(series)))
        fresh = index_of(folder / "fresh", [living[row] for row in sorted(living)])
        for k, within in ((3, None), (99, None), (5, (2, 4))):
            assert changed.search(wanted, k, within) == fresh.search(wanted, k, within)
        every = {term for item in living.values() for term in item.terms}
        assert changed.terms_present("甲乙丙丁戊己庚辛") == every
        assert changed.passages == len(living)


def test_with_rank_bm25s_idf_removed_passages_no_longer_count(tmp_path: Path) -> None:
    """Its average over all terms is of the living ones only."""
    corpus = [["甲", "乙"], ["甲"], ["甲", "丙"], ["丁"], ["甲"]]
    build(tmp_path / "a", items(corpus))
    update(tmp_path / "a", tmp_path / "b", [], [3])
    okapi = Scoring(1.5, 0.75, "okapi")
    left = [corpus[row] for row in (0, 1, 2, 4)]
    fresh = index_of(tmp_path / "fresh", items(left), okapi)
    scores = [score for _, score in Index.open(tmp_path / "b", okapi).scores(["甲", "丙"])]
    assert scores[3] == 0.0
    assert [*scores[:3], scores[4]] == [score for _, score in fresh.scores(["甲", "丙"])]


def test_the_release_before_stays_as_it_is(tmp_path: Path) -> None:
    build(tmp_path / "a", items([["甲"], ["甲", "乙"]]))
    before = Index.open(tmp_path / "a").search(singles("甲乙"), 9)
    update(tmp_path / "a", tmp_path / "b", [IndexItem(7, 0, ["甲"])], [0])
    update(tmp_path / "b", tmp_path / "c", [], [1, 7])
    assert Index.open(tmp_path / "a", thorough=True).search(singles("甲乙"), 9) == before
    assert [row for row, _ in Index.open(tmp_path / "b").search(singles("甲"), 9)] == [7, 1]
    assert Index.open(tmp_path / "c").search(singles("甲"), 9) == []


def test_unchanged_segments_are_shared(tmp_path: Path) -> None:
    build(tmp_path / "a", items([["甲"]]))
    update(tmp_path / "a", tmp_path / "b", [IndexItem(7, 0, ["乙"])], [])
    old = next((tmp_path / "a").rglob("places.npy"))
    assert old.stat().st_nlink == 2


def test_without_hard_links_segments_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise OSError("no links here")

    build(tmp_path / "a", items([["甲"]]))
    monkeypatch.setattr(os, "link", refuse)
    update(tmp_path / "a", tmp_path / "b", [IndexItem(7, 0, ["甲"])], [])
    assert len(Index.open(tmp_path / "b", thorough=True).search(singles("甲"), 9)) == 2


def test_many_small_segments_become_one(tmp_path: Path) -> None:
    build(tmp_path / "0", items([["甲"]]))
    for step in range(20):
        update(
            tmp_path / str(step), tmp_path / str(step + 1), [IndexItem(step + 1, step, ["甲"])], []
        )
    index = Index.open(tmp_path / "20")
    assert len(index.sources) < 9
    assert len(index.search(singles("甲"), 99)) == 21


def test_a_segment_that_is_mostly_dead_is_written_anew(tmp_path: Path) -> None:
    build(tmp_path / "a", items([["甲"]] * 10))
    update(tmp_path / "a", tmp_path / "b", [], range(6))
    [segment] = Index.open(tmp_path / "b").sources
    assert len(segment.rows) == 4
    assert not len(segment.dead)


def test_a_broken_base_is_refused(tmp_path: Path) -> None:
    build(tmp_path / "a", items([["甲"]]))
    next((tmp_path / "a").rglob("rows.npy")).unlink()
    with pytest.raises(IndexBroken, match=r"rows\.npy"):
        update(tmp_path / "a", tmp_path / "b", [], [])
