"""A person's timeline: in order of time, with posts as printed; two people of one name told apart."""

import datetime as dt

import pytest

from retrieval.archive.facts import facts_of
from retrieval.archive.timeline import timeline
from retrieval.language.tagger import LacTagger
from tests.retrieval.archive.library import ListLibrary, article

ARTICLES = [
    article(
        "late",
        "县委召开会议",
        "本报讯6月2日,县委召开防汛工作会议。云岭县县委书记沈知远主持会议。",
        date=dt.date(2031, 6, 3),
    ),
    article(
        "early",
        "沈知远调研水库",
        "本报讯5月18日,云岭县县长沈知远来到白塔镇调研水库。",
        date=dt.date(2031, 5, 19),
    ),
    article(
        "other",
        "一位教师的坚守",
        "白塔镇中心小学教师沈知远说,他在这里教了三十年书。",
        date=dt.date(2031, 5, 25),
    ),
]


@pytest.fixture(scope="module")
def library() -> ListLibrary:
    tagger = LacTagger()
    return ListLibrary(ARTICLES, [facts_of([a], tagger)[0] for a in ARTICLES])


def test_in_order_of_time(library: ListLibrary) -> None:
    official = timeline(library, "沈知远").identities[0]
    days = [entry.day for entry in official.entries if entry.day]
    assert days == sorted(days)
    assert [e.text for e in official.entries if e.kind == "post"] == [
        "云岭县县长",
        "云岭县县委书记",
    ]
    events = [e for e in official.entries if e.kind == "event"]
    assert [e.day for e in events] == [dt.date(2031, 5, 18), dt.date(2031, 6, 2)]


def test_the_teacher_is_somebody_else(library: ListLibrary) -> None:
    found = timeline(library, "沈知远")
    assert [identity.posts for identity in found.identities] == [
        ("云岭县县长", "云岭县县委书记"),
        ("白塔镇中心小学教师",),
    ] or [set(i.posts) for i in found.identities] == [
        {"云岭县县长", "云岭县县委书记"},
        {"白塔镇中心小学教师"},
    ]


def test_posts_are_cited_as_printed(library: ListLibrary) -> None:
    for identity in timeline(library, "沈知远").identities:
        for entry in identity.entries:
            if entry.kind == "post":
                assert entry.text in entry.citation.quote


def test_rows(library: ListLibrary) -> None:
    found = timeline(library, "沈知远")
    rows = found.rows()
    assert len(rows) == sum(len(i.entries) for i in found.identities)
    assert {len(row) for row in rows} == {len(found.HEADER)}


def test_nobody(library: ListLibrary) -> None:
    assert timeline(library, "无此人").identities == ()
