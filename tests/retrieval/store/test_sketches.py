"""What articles are recognised by, and where their sources came from: kept with the version, read by release."""

import numpy as np

from retrieval.store.release_records import About
from retrieval.store.store import Store
from tests.retrieval.store.samples import page


def _sketch(first: int, count: int = 64) -> bytes:
    return first.to_bytes(8, "little") + np.arange(first, first + count, dtype="<u4").tobytes()


def _load(store: Store, name: str, about: About, person: str = "陆远山") -> None:
    sample = page(name, person=person)
    with store.draft("r") as draft:
        draft.put(sample.source, sample.assembled, sample.facts, sample.passages, about)
        draft.activate()


def test_sketches_are_those_of_the_active_release(store: Store) -> None:
    """The first hashes of every article, filled up; a short article has none; what was replaced is gone."""
    _load(store, "a.txt", About("/p", (_sketch(1), _sketch(90, 3))))
    _load(store, "b.txt", About("/p", (b"", _sketch(500))))
    _load(store, "b.txt", About("/p", (_sketch(700), b"")), person="何苇")
    with store.draft("r") as draft:
        numbers, keys = draft.sketches().keys()
        assert keys.tolist() == [
            [*range(1, 9)],
            [90, 91, 92, 92, 92, 92, 92, 92],
            [*range(700, 708)],
        ]
        found = draft.sketches().look_up(numbers.tolist())
        assert [(one.source, one.line, one.sketch) for one in found.values()] == [
            ("a.txt", 2, _sketch(1)),
            ("a.txt", 4, _sketch(90, 3)),
            ("b.txt", 2, _sketch(700)),
        ]
        assert {one.version for one in found.values()} <= {*draft.versions()}


def test_an_origin_is_where_a_source_was_seen_last(store: Store) -> None:
    """It is kept without a new release, and by versions that know none."""
    _load(store, "a.txt", About("/old"))
    _load(store, "b.txt", About(None))
    sources = [page("a.txt").source, page("b.txt").source]
    with store.draft("r") as draft:
        assert draft.origins() == {"a.txt": "/old"}
        for source, at in zip(sources, ("/new", "/b"), strict=True):
            assert draft.has(source.name, source.digest)
            draft.keep(source.name, source.digest, at)
        assert draft.origins() == {"a.txt": "/new", "b.txt": "/b"}
        assert not draft.changed
        draft.remember_origins()
    with store.draft("r") as draft:
        assert draft.origins() == {"a.txt": "/new", "b.txt": "/b"}
