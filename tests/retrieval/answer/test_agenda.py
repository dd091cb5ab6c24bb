"""What was on: lists from the facts and the days, whole, or nothing."""

import datetime as dt

import pytest

from retrieval.records import Status
from tests.retrieval.answer.paper import Shelf, article, ask


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("3月5日发生了什么？", ("县人大常委会召开水库建设专题会", "县领导走访石塘镇重点项目")),
        ("3月9日有什么新闻", ("青龙隧道货车起火 无人员伤亡",)),
        ("What happened on March 9?", ("青龙隧道货车起火 无人员伤亡",)),
        ("3月8日开了几个会", ("全县安全生产工作会议",)),
        ("What meetings were held on March 8?", ("全县安全生产工作会议",)),
        ("3月5日到8日有哪些会议", ("水库建设专题会", "全县安全生产工作会议")),
        ("邵长庚3月8日参加了什么会议？", ("全县安全生产工作会议",)),
        ("倪大川主持了哪些会议？", ("全县安全生产工作会议",)),
        ("哪些文章提到大桥？", ("县领导走访石塘镇重点项目",)),
        ("有没有关于水库的报道？", ("县人大常委会召开水库建设专题会",)),
    ],
)
def test_lists_of_days_and_people_are_whole(question: str, items: tuple[str, ...]) -> None:
    found = ask(question)
    assert found.status is Status.ANSWERED
    assert found.items == items


def test_what_a_person_did_is_every_event_in_order() -> None:
    found = ask("邵长庚3月做了什么？")
    assert len(found.items) == 2
    assert [c.article_id for c in found.citations] == ["A2", "A3"]


@pytest.mark.parametrize(
    "question", ["3月9日有什么新闻", "3月8日开了几个会", "邵长庚3月做了什么？"]
)
def test_each_item_stands_in_the_quote_of_its_citation(question: str) -> None:
    found = ask(question)
    for item, citation in zip(found.items, found.citations, strict=True):
        assert item in citation.quote


@pytest.mark.parametrize(
    "question",
    [
        "3月7日发生了什么？",
        "3月6日有哪些会议",
        "袁小棠3月5日参加了哪些会议？",
        "有没有关于地铁的新闻",
        "沈若溪主持了哪些会议？",
    ],
)
def test_days_and_people_without_anything_are_not_found(question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_the_latest_is_the_newest_issue_in_the_order_of_its_pages() -> None:
    day = dt.date(2021, 3, 9)
    shelf = Shelf(
        [
            article(
                "B1",
                "旧闻一则",
                ("3月2日,桥修好了。",),
                "2021-03-02",
                issue_date=day - dt.timedelta(6),
            ),
            article("B2", "渡口停航", ("3月9日,渡口停航。",), "2021-03-09", 20, issue_date=day),
            article("B3", "集市开张", ("3月6日,集市开张。",), "2021-03-06", 10, issue_date=day),
        ]
    )
    assert ask("最近有什么新闻", shelf=shelf).items == ("集市开张", "渡口停航")
    assert ask("What's the lead story?", shelf=shelf).items == ("集市开张",)
    assert ask("最近有什么新闻", shelf=Shelf([])).status is Status.NOT_FOUND
