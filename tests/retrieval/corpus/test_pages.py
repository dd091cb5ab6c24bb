import datetime as dt

from retrieval.corpus import page_of, pages_of
from retrieval.records import IssueDate, Line, SourceText

REPORTS = "本报讯 3月1日，甲乡开工。3月2日，乙乡通车。3月3日，县里开会。"


def _source(name: str, *texts: str) -> SourceText:
    lines = tuple(Line(n, text) for n, text in enumerate(texts, 1))
    return SourceText(name, "0" * 64, "text", "utf-8", lines)


def _folio(name: str, day: str) -> SourceText:
    return _source(name, f"枫桥日报 {day} 第1版", "会议召开。")


def test_a_page_is_its_lines_with_its_day() -> None:
    source = _folio("a.txt", "2022年3月4日")
    page = page_of(source)
    assert (page.source, page.lines) == ("a.txt", source.lines)
    assert page.issue_date == IssueDate(dt.date(2022, 3, 4), "text")
    assert page_of(source, dt.date(2020, 1, 1)).issue_date.origin == "given"


def test_a_page_takes_the_year_of_its_neighbours() -> None:
    sources = [
        _folio("a.txt", "2022年3月4日"),
        _source("b.txt", REPORTS),
        _folio("c.txt", "2022年3月7日"),
    ]
    pages = pages_of(sources)
    assert [page.source for page in pages] == ["a.txt", "b.txt", "c.txt"]
    assert pages[1].issue_date == IssueDate(dt.date(2022, 3, 4), "text", inferred=True)
    assert pages[0] == page_of(sources[0])


def test_neighbours_that_are_few_far_elsewhere_or_at_odds_say_nothing() -> None:
    page = _source("b.txt", REPORTS)
    for others in (
        [_folio("a.txt", "2022年3月4日")],
        [_folio("a.txt", "2022年8月4日"), _folio("c.txt", "2022年8月5日")],
        [_folio("x/a.txt", "2022年3月4日"), _folio("x/c.txt", "2022年3月5日")],
        [_folio("a.txt", "2022年3月4日"), _folio("c.txt", "2021年3月5日")],
    ):
        assert pages_of([page, *others])[0].issue_date == IssueDate()


def test_neighbours_over_the_turn_of_the_year_agree() -> None:
    page = _source("b.txt", "12月28日，甲乡开工。12月29日，乙乡通车。12月30日，县里开会。")
    others = [_folio("a.txt", "2023年1月2日"), _folio("c.txt", "2022年12月31日")]
    assert pages_of([page, *others])[0].issue_date.day == dt.date(2022, 12, 31)
