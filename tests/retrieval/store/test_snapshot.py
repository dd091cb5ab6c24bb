import datetime as dt
from dataclasses import replace

import pytest

from retrieval.errors import IndexBroken
from retrieval.records import Event, Facts, Library, NameKind, PostHeld
from retrieval.store.cache import Cache
from retrieval.store.store import Store
from tests.retrieval.store.samples import Sample, page
from tests.retrieval.store.test_draft import load

FIRST, SECOND, THIRD = (dt.date(2031, 3, day) for day in (1, 2, 3))


@pytest.fixture
def library(store: Store) -> Library:
    """Three pages of three days, loaded against the order of their days; another release before it."""
    load(store, page("z.txt", person="旧人甲", post="旧县长", day=FIRST))
    with store.draft() as draft:
        draft.drop("z.txt")
        page("c.txt", person="高半夏", post="县教育局局长", day=THIRD, stories=1).put(draft)
        page("a.txt", day=FIRST, stories=1).put(draft)
        page("b.txt", person="白小溪", post="县水利局副局长", day=SECOND, stories=1).put(draft)
        draft.activate()
    return store.snapshot(terms_present=lambda terms: {term for term in terms if term == "渠"})


def people(events: list[Event]) -> list[str]:
    return [attendance.person for event in events for attendance in event.attendances]


def test_articles_between(library: Library) -> None:
    ids = [page_id(library, name) for name in ("a.txt", "b.txt", "c.txt")]
    assert library.articles_between(FIRST, THIRD) == ids
    assert library.articles_between(SECOND, SECOND) == ids[1:2]
    assert library.articles_between(dt.date(2030, 1, 1), dt.date(2030, 12, 31)) == []


def page_id(library: Library, source: str) -> str:
    (article_id,) = (
        article_id
        for article_id in library.articles_between(FIRST, THIRD)
        if (article := library.article(article_id)) and article.source == source
    )
    return article_id


def test_articles_naming(library: Library) -> None:
    assert library.articles_naming("白小溪") == [page_id(library, "b.txt")]
    assert len(library.articles_naming("柳湾村")) == 3
    assert library.articles_naming("县水利局副局长") == []  # a post is no name
    assert library.articles_naming("旧人甲") == []  # of the release before
    assert library.articles_naming("柳湾") == []


def test_events_between(library: Library) -> None:
    assert people(library.events_between(FIRST, THIRD)) == ["陆远山", "白小溪", "高半夏"]
    assert people(library.events_between(SECOND, THIRD)) == ["白小溪", "高半夏"]
    assert library.events_between(dt.date(2031, 4, 1), dt.date(2031, 4, 2)) == []


def test_events_that_go_on_for_days(store: Store) -> None:
    sample = page(stories=3)
    days = [(FIRST, dt.date(2031, 3, 9)), (None, SECOND), (None, None)]
    facts = tuple(
        with_event(one, first, last) for one, (first, last) in zip(sample.facts, days, strict=True)
    )
    load(store, Sample(sample.source, sample.assembled, facts, sample.passages))
    library = store.snapshot()
    found = {
        day: [event.article_id for event in library.events_between(day, day)]
        for day in (dt.date(2031, 2, 28), FIRST, SECOND, dt.date(2031, 3, 9))
    }
    long, short, unknown = (one.article_id for one in facts)
    assert list(found.values()) == [[], [long], [long, short], [long]]
    assert [event.article_id for event in library.events_of("陆远山")] == [unknown, long, short]
    assert library.events_between(FIRST, FIRST)[0].last == dt.date(2031, 3, 9)


def with_event(facts: Facts, first: dt.date | None, last: dt.date | None) -> Facts:
    """The same facts, the event on other days."""
    return replace(facts, events=(replace(facts.events[0], first=first, last=last),))


def test_events_and_posts_of_a_person(library: Library) -> None:
    assert [event.first for event in library.events_of("白小溪")] == [SECOND]
    assert library.events_of("白小") == []
    ((article_id, held),) = library.posts_of("白小溪")
    assert article_id == page_id(library, "b.txt")
    assert held == PostHeld("白小溪", "县水利局副局长", 0, (0, 7), (7, 10), "县水利局")


def test_holders(library: Library) -> None:
    assert [held.person for _, held in library.holders("水利局")] == ["陆远山", "白小溪"]
    assert [held.person for _, held in library.holders("局长")] == ["陆远山", "白小溪", "高半夏"]
    assert library.holders("县长") == []  # he was of the release before
    assert library.holders("%") == []
    assert library.holders("_") == []


def test_holders_know_capital_letters(store: Store) -> None:
    load(store, page(post="IT处处长"))
    library = store.snapshot()
    assert library.holders("IT")
    assert not library.holders("it")


def test_names(library: Library) -> None:
    assert list(library.names(NameKind.PERSON)) == sorted(["陆远山", "白小溪", "高半夏"])
    assert list(library.names(NameKind.PLACE)) == ["柳湾村"]
    assert list(library.names(NameKind.TITLE)) == []


def test_span_of_days(library: Library, store: Store) -> None:
    assert library.span_of_days() == (FIRST, THIRD)
    assert store.snapshot(1).span_of_days() == (FIRST, FIRST)


def test_days_of_a_release_without_any(store: Store) -> None:
    load(store, page(stories=0))
    assert store.snapshot().span_of_days() is None


def test_source_lines(library: Library) -> None:
    lines = library.source_lines("b.txt")
    assert lines[1] == "青禾日报"
    assert list(lines) == [1, 2, 3]
    assert 4 not in lines
    assert dict(library.source_lines("z.txt")) == {}  # of the release before


def test_facts_read_ahead_are_those_read_one_by_one(store: Store, library: Library) -> None:
    ids = library.articles_between(FIRST, THIRD)
    one_by_one = [library.facts(article_id) for article_id in ids]
    assert any(facts.posts for facts in one_by_one)
    assert any(facts.events for facts in one_by_one)
    ahead = store.snapshot()
    ahead.read_ahead([*ids, "nothing", *ids])
    assert [ahead.facts(article_id) for article_id in ids] == one_by_one


def test_terms_present_asks_the_index(library: Library, store: Store) -> None:
    assert library.terms_present(["渠", "海"]) == {"渠"}
    assert store.snapshot().terms_present(["渠"]) == set()


def test_absence_is_a_value(library: Library) -> None:
    assert library.article("nothing") is None
    assert library.facts("nothing").events == ()
    assert library.posts_of("nobody") == []
    assert library.passages([]) == []


def test_passages_in_the_order_given(library: Library, store: Store) -> None:
    rows = [row.row for row in store.snapshot().rows()]
    back = library.passages(rows[::-1])
    assert back == library.passages(rows)[::-1]
    assert library.passages([rows[0]] * 2) == [back[-1]] * 2
    assert len(library.passages(rows * 300)) == 1800


def test_rows_of_another_release(library: Library, store: Store) -> None:
    (stray, *_) = (row.row for row in store.snapshot(1).rows())
    with pytest.raises(IndexBroken, match=f"release 2 has no passage {stray}"):
        library.passages([stray])


def test_an_article_in_two_sources_is_told_once(store: Store) -> None:
    load(store, page("a.txt"), page("b.txt"))
    library = store.snapshot()
    assert len(library.articles_naming("陆远山")) == 2  # its two articles
    assert len(library.events_of("陆远山")) == 2
    assert len(library.posts_of("陆远山")) == 2
    assert len(library.articles_between(FIRST, FIRST)) == 2


def test_cache_is_bounded() -> None:
    cache: Cache[int, int] = Cache(2)
    for number in (1, 2, 1, 3):
        if cache.get(number) is None:
            cache.put(number, number * number)
    assert (cache.get(1), cache.get(2), cache.get(3), len(cache)) == (1, None, 9, 2)
