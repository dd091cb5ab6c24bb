"""Stories over two pages; the pages are assembled as assembly leaves them: words taken out, or furniture."""

import datetime as dt
from dataclasses import replace

import pytest

from retrieval.corpus import join_continued
from retrieval.records import (
    Article,
    Assembled,
    Furniture,
    Head,
    IssueDate,
    Paragraph,
    Piece,
    Repair,
)

ISSUE = IssueDate(dt.date(2022, 3, 4), "text")
FIRST = "枫桥县召开春耕备耕会议，副县长秦见山主持会议并讲话。"
SECOND = "秦见山要求，各乡镇在清明以前完成整地任务，枫桥县农技站要派人指导春耕。"
OTHER = "下塘乡新桥正式通车，桥长六十二米。"


def _article(
    source: str, line: int, text: str, head: str | None = "春耕会议", *, said: str = ""
) -> Article:
    repairs = (Repair((len(text), len(text)), said, "continued on another page"),) if said else ()
    heads = (Head("headline", head, line),) if head else ()
    body = Paragraph(text, (Piece((0, len(text)), line + 1, 0),), repairs)
    return Article(
        f"{source}:{line}", source, heads, (body,), issue_date=ISSUE.day, date=ISSUE.day
    )


def _pages() -> list[Assembled]:
    one = _article("page1.txt", 1, FIRST, said="（下转第2版）")
    two = _article("page2.txt", 1, SECOND, "春耕会议", said="(上接第1版)")
    bridge = _article("page2.txt", 5, OTHER, "新桥通车")
    return [Assembled("page1.txt", ISSUE, (one,)), Assembled("page2.txt", ISSUE, (two, bridge))]


def _lines(page: Assembled) -> list[tuple[str, int]]:
    found = [(page.source, line) for item in page.furniture for line in item.lines]
    for article in page.articles:
        found += [(page.source, line) for line in article.head_lines]
        for paragraph in article.paragraphs:
            found += [(paragraph.source or page.source, line) for line in paragraph.lines]
    return found


def test_a_story_over_two_pages_is_one() -> None:
    before = _pages()
    after = join_continued(before)
    (story,) = after[0].articles
    assert [(p.text, p.source) for p in story.paragraphs] == [(FIRST, None), (SECOND, "page2.txt")]
    assert "joined_pages" in story.flags
    assert story.id != before[0].articles[0].id
    assert [article.headline for article in after[1].articles] == ["新桥通车"]
    assert after[1].furniture == (Furniture("春耕会议", (1,), "continued_head"),)


def test_each_line_stays_in_one_place_over_both() -> None:
    before, after = _pages(), join_continued(_pages())
    places = sorted(place for page in after for place in _lines(page))
    assert places == sorted(place for page in before for place in _lines(page))
    assert len(places) == len(set(places))


def test_the_order_of_the_pages_makes_no_difference() -> None:
    one, two = join_continued(_pages())
    second, first = join_continued(list(reversed(_pages())))
    assert (first, second) == (one, two)


def test_flags_and_lines_of_furniture_say_it_as_well() -> None:
    one, two = _pages()
    said = replace(
        one.articles[0], flags=("continued_on:2",), paragraphs=_article("x", 1, FIRST).paragraphs
    )
    mark = Furniture("（上接第一版）", (1,), "continued_from")
    told = _article("page2.txt", 2, SECOND, None)
    pages = [replace(one, articles=(said,)), replace(two, articles=(told,), furniture=(mark,))]
    after = join_continued(pages)
    assert len(after[0].articles[0].paragraphs) == 2
    assert "continued_on:2" not in after[0].articles[0].flags
    assert after[1].articles == ()
    assert after[1].furniture == (mark,)


@pytest.mark.parametrize(
    "what", ["another issue", "another page", "the page before is not loaded"]
)
def test_pages_that_do_not_fit_are_not_joined(what: str) -> None:
    one, two = _pages()
    if what == "another issue":
        two = replace(two, issue_date=IssueDate(dt.date(2022, 3, 5), "text"))
    if what == "another page":
        two = replace(two, source="page3.txt")
    pages = [two] if what.startswith("the page") else [one, two]
    after = join_continued(pages)
    assert [len(page.articles) for page in after] == [len(page.articles) for page in pages]
    codes = [notice.code for page in after for notice in page.warnings]
    assert codes == ["continuation_missing"] * len(pages)


def test_of_several_stories_each_finds_its_own() -> None:
    other = "下塘乡新桥正式通车，桥长六十二米，村民赶集不用绕路。"
    more = "下塘乡新桥去年动工，村民自发来到桥头庆贺通车。"
    one, two = _pages()
    one = replace(
        one, articles=(*one.articles, _article("page1.txt", 5, other, "新桥", said="下转第2版"))
    )
    bridge = _article("page2.txt", 7, more, "新桥", said="上接第1版")
    two = replace(two, articles=(bridge, *two.articles))
    (first, second), _ = (page.articles for page in join_continued([one, two]))
    assert [p.text for p in first.paragraphs] == [FIRST, SECOND]
    assert [p.text for p in second.paragraphs] == [other, more]


def test_where_two_fit_alike_none_is_joined() -> None:
    one, two = _pages()
    twin = _article("page2.txt", 9, SECOND, "春耕会议", said="上接第1版")
    after = join_continued([one, replace(two, articles=(*two.articles, twin))])
    assert len(after[1].articles) == 3
    assert [notice.code for notice in after[0].warnings] == ["continuation_missing"]


def test_a_story_over_three_pages_is_one() -> None:
    one, two = _pages()
    middle = _article("page2.txt", 1, SECOND, "春耕会议", said="（上接第1版）（下转第3版）")
    last = _article(
        "page3.txt", 1, "春耕会议到中午结束，枫桥县各乡镇表态。", "春耕会议", said="上接第2版"
    )
    pages = [one, replace(two, articles=(middle,)), Assembled("page3.txt", ISSUE, (last,))]
    after = join_continued(pages)
    assert [p.source for p in after[0].articles[0].paragraphs] == [None, "page2.txt", "page3.txt"]
    assert [len(page.articles) for page in after] == [1, 0, 0]


def test_pages_that_say_nothing_stay_as_they_are() -> None:
    pages = [Assembled("a.txt", ISSUE, (_article("a.txt", 1, FIRST),))]
    assert join_continued(pages) == pages
    assert join_continued([]) == []
