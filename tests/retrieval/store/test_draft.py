import dataclasses
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import func, select
from sqlmodel import SQLModel

from retrieval.errors import ReleaseError
from retrieval.records import NameKind, Notice
from retrieval.store.release_records import ReleaseInfo, ReleaseState
from retrieval.store.store import Store
from tests.retrieval.store.samples import Sample, page
from tests.retrieval.store.strategies import samples


def load(store: Store, *pages: Sample) -> ReleaseInfo:
    with store.draft() as draft:
        for one in pages:
            one.put(draft)
        return draft.activate()


def counts(store: Store) -> dict[str, int]:
    """Rows of every corpus table."""
    tables = SQLModel.metadata.tables
    with store.database.read() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(tables[name])).scalar_one()
            for name in ("source", "article", "passage", "terms", "event", "release_source")
        }


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(samples())
def test_what_is_put_comes_back(store: Store, sample: Sample) -> None:
    """Assembled, facts, lines, passages and terms: equal, over both databases."""
    load(store, sample)
    library = store.snapshot()
    assert library.assembled("page.txt") == sample.assembled
    for facts in sample.facts:
        assert library.facts(facts.article_id) == facts
    for article in sample.assembled.articles:
        assert library.article(article.id) == article
    lines = {line.number: line.text for line in sample.source.lines}
    assert dict(library.source_lines("page.txt")) == lines
    rows = list(library.rows())
    assert [(row.terms, row.day) for row in rows] == [(p.terms, p.day) for p in sample.passages]
    articles = {article.id: article for article in sample.assembled.articles}
    expected = [(p.passage, articles[p.passage.article_id]) for p in sample.passages]
    assert library.passages([row.row for row in rows]) == expected


def test_first_release(store: Store) -> None:
    info = load(store, page())
    assert (info.number, info.state) == (1, ReleaseState.ACTIVE)
    assert (info.sources, info.articles, info.passages) == (1, 2, 4)
    assert (info.added, info.changed, info.removed, info.warnings) == (1, 0, 0, 1)
    assert info.activated is not None
    assert info.created <= info.activated
    assert store.active_release() == 1


def test_the_same_again_is_no_new_release(store: Store) -> None:
    first = load(store, page())
    before = counts(store)
    with store.draft() as draft:
        sample = page()
        assert draft.has(sample.source.name, sample.source.digest)
        draft.keep(sample.source.name)
        assert not draft.changed
        again = draft.activate()
    assert again == dataclasses.replace(first, added=0, warnings=0)
    assert [info.number for info in store.releases()] == [1]
    assert counts(store) == before


def test_another_recipe_is_not_known(store: Store) -> None:
    sample = page()
    with store.draft(recipe="words") as draft:
        sample.put(draft)
        draft.activate()
    with store.draft(recipe="other words") as draft:
        assert not draft.has(sample.source.name, sample.source.digest)
        sample.put(draft)
        info = draft.activate()
    assert (info.added, info.changed, info.removed) == (0, 1, 0)


def test_sources_not_spoken_of_stay(store: Store) -> None:
    load(store, page("a.txt"), page("b.txt", person="白小溪"))
    info = load(store, page("c.txt", person="高半夏"))
    assert (info.sources, info.added, info.changed, info.removed) == (3, 1, 0, 0)
    assert [source.name for source in store.snapshot().sources()] == ["a.txt", "b.txt", "c.txt"]


def test_changed_and_dropped(store: Store) -> None:
    load(store, page("a.txt"), page("b.txt", person="白小溪"))
    with store.draft() as draft:
        page("a.txt", person="高半夏").put(draft)
        draft.drop("b.txt")
        assert draft.names() == ["a.txt"]
        info = draft.activate()
    assert (info.sources, info.added, info.changed, info.removed) == (1, 0, 1, 1)
    library = store.snapshot()
    assert library.events_of("高半夏")
    assert not library.events_of("白小溪")
    assert not library.events_of("陆远山")
    assert store.snapshot(1).events_of("白小溪")  # the one before still answers


def test_drop_of_what_is_not_there(store: Store) -> None:
    with store.draft() as draft, pytest.raises(KeyError):
        draft.drop("a.txt")
    with store.draft() as draft, pytest.raises(KeyError):
        draft.keep("a.txt")


def test_a_version_that_was_active_before_is_kept_again(store: Store) -> None:
    """A file put back to what it was is not cut again, and it is its old version that counts."""
    old, new = page("a.txt"), page("a.txt", person="高半夏")
    load(store, old)
    load(store, new)
    rows = counts(store)["passage"]
    with store.draft() as draft:
        assert draft.has("a.txt", old.source.digest)
        draft.keep("a.txt")
        info = draft.activate()
    assert info.changed == 1
    assert counts(store)["passage"] == rows
    assert store.snapshot().assembled("a.txt") == old.assembled


def test_rows_for_the_index(store: Store) -> None:
    load(store, page("a.txt"), page("b.txt", person="白小溪"))
    kept = {row.row for row in store.snapshot().rows()}
    with store.draft() as draft:
        page("a.txt", person="高半夏").put(draft)
        added = list(draft.added_rows())
        removed = draft.removed_rows()
        whole = list(draft.rows())
        draft.activate()
    assert len(added) == len(removed) == 4
    assert set(removed) < kept
    assert not {row.row for row in added} & kept
    assert {row.row for row in whole} == kept - set(removed) | {row.row for row in added}
    assert whole == list(store.snapshot().rows())
    assert added[0].terms == tuple("高半夏第1次察看白塔渠")
    assert added[0].day == dt.date(2031, 3, 1).toordinal()


def test_row_numbers_are_never_given_twice(store: Store) -> None:
    seen: set[int] = set()
    for person in ("陆远山", "白小溪", "高半夏"):
        load(store, page("a.txt", person=person))
        store.prune(1)
        rows = {row.row for row in store.snapshot().rows()}
        assert not rows & seen
        seen |= rows


def test_an_error_leaves_everything_as_it_was(store: Store) -> None:
    load(store, page("a.txt"))
    before = counts(store)

    def interrupted() -> None:
        with store.draft() as draft:
            page("b.txt", person="白小溪").put(draft)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert counts(store) == before
    assert [info.number for info in store.releases()] == [1]
    assert load(store, page("b.txt", person="白小溪")).number == 2


def test_a_draft_that_is_not_activated_is_gone(store: Store) -> None:
    with store.draft() as draft:
        page().put(draft)
        draft.index_folder.mkdir(parents=True)
    assert counts(store) == dict.fromkeys(counts(store), 0)
    assert store.active_release() is None
    assert not draft.index_folder.exists()


def test_nothing_at_all(store: Store) -> None:
    with store.draft() as draft, pytest.raises(ReleaseError, match="nothing to load"):
        draft.activate()


def test_a_source_without_a_line(store: Store) -> None:
    """A page of advertisements has no article; it is known all the same."""
    sample = page(stories=0)
    bare = dataclasses.replace(sample, source=dataclasses.replace(sample.source, lines=()))
    assert load(store, bare).articles == 0
    with store.draft() as draft:
        assert draft.has(sample.source.name, sample.source.digest)


def test_passage_of_an_unknown_article(store: Store) -> None:
    sample = page()
    stray = dataclasses.replace(sample.passages[0].passage, article_id="elsewhere")
    with store.draft() as draft, pytest.raises(ValueError, match="elsewhere"):
        draft.put(
            sample.source,
            sample.assembled,
            sample.facts,
            [dataclasses.replace(sample.passages[0], passage=stray)],
        )


def test_the_same_text_twice_in_a_source(store: Store) -> None:
    """Two articles of one id: each has its passages."""
    sample = page(stories=1)
    twice = dataclasses.replace(
        sample,
        assembled=dataclasses.replace(sample.assembled, articles=sample.assembled.articles * 2),
        passages=sample.passages * 2,
    )
    info = load(store, twice)
    assert (info.articles, info.passages) == (2, 4)
    assert store.snapshot().assembled(sample.source.name) == twice.assembled
    assert [row.terms for row in store.snapshot().rows()] == [p.terms for p in twice.passages]


def test_a_large_source_goes_in_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.store.writing.BATCH", 5)
    monkeypatch.setattr("retrieval.store.writing.LINES", 2)
    sample = page(stories=20)
    load(store, sample)
    library = store.snapshot()
    assert library.assembled(sample.source.name) == sample.assembled
    lines = library.source_lines(sample.source.name)
    assert dict(lines) == {line.number: line.text for line in sample.source.lines}
    assert len(lines) == 41
    assert [row.terms for row in library.rows()] == [p.terms for p in sample.passages]


def test_warnings_are_kept_with_the_release(store: Store) -> None:
    extra = Notice("scan.pdf", (), "no_text", "it has no text; read it with an OCR program")
    with store.draft() as draft:
        page("a.txt").put(draft)
        draft.warn([extra])
        info = draft.activate()
    assert info.warnings == 2
    assert store.warnings(1) == [*page("a.txt").assembled.warnings, extra]
    load(store, page("b.txt", person="白小溪"))
    assert [notice.source for notice in store.warnings(2)] == ["b.txt"]


def test_names_that_no_database_keeps(store: Store) -> None:
    """A file name with broken bytes is stored, found and kept, under a name that can be shown."""
    sample = page("page\udce9.txt")
    load(store, sample)
    with store.draft() as draft:
        assert draft.has("page\udce9.txt", sample.source.digest)
        draft.keep("page\udce9.txt")
        assert not draft.changed
    assert [source.name for source in store.snapshot().sources()] == ["page\ufffd.txt"]


def test_more_names_than_are_remembered(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are looked up where they cannot all be held; each stands once in the database."""
    monkeypatch.setattr("retrieval.store.name_ids.NAMES", 2)
    people = ["陆远山", "白小溪", "高半夏", "陆远山"]
    for number, person in enumerate(people):
        load(store, page(f"{number}.txt", person=person), page(f"{number}b.txt", person="何苇"))
    library = store.snapshot()
    assert set(library.names(NameKind.PERSON)) == {*people, "何苇"}
    assert library.assembled("2.txt") == page("2.txt", person="高半夏").assembled
    for person in (*people, "何苇"):
        assert library.events_of(person)
    names = SQLModel.metadata.tables["name"]
    with store.database.read() as connection:
        rows = connection.execute(select(names.c.kind, names.c.text)).all()
    assert len(rows) == len(set(rows)) == 6  # four persons, a place, a post


def test_names_that_become_the_same(store: Store) -> None:
    """Two names that differ only in what no database keeps are one name there."""
    load(store, page("a.txt", person="陆\x00山"), page("b.txt", person="陆\ufffd山"))
    load(store, page("c.txt", person="陆\x00山"))
    assert list(store.snapshot().names(NameKind.PERSON)) == ["陆\ufffd山"]
