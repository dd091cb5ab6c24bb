import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.issue_clues import clues, infer
from retrieval.corpus.issue_date import issue_date
from retrieval.records import IssueDate, Line

DAY = dt.date(2022, 3, 4)


def _of(*texts: str, name: str = "a.txt", given: dt.date | None = None) -> IssueDate:
    return issue_date([Line(n, text) for n, text in enumerate(texts, 1)], name, given)


@pytest.mark.parametrize(
    "folio",
    [
        "枫桥日报 2022年3月4日 星期五 第1版",
        "2022年3月4日　星期五　农历壬寅年二月初二　第02版　责任编辑：叶知秋",
        "２０２２年３月４日　第３版",
        "二〇二二年三月四日 星期五",
        "二○二二年三月四日　第一版",
        "2022-03-04 来源：枫桥日报",
        "发布时间：2022-03-04 10:22",
        "3月4日 星期五 农历壬寅年二月初二 第2版",
        "Friday, 2022.3.4",
        "2022 年 3 月 4 日 B2版",
        "楓橋日報 二〇二二年三月四日 星期五",
    ],
)
def test_a_folio_tells_the_day(folio: str) -> None:
    assert _of("会议召开", folio, "正文说的是别的事。") == IssueDate(DAY, "text")


@pytest.mark.parametrize(
    "text",
    [
        "本报讯 2021年3月4日，枫桥县召开会议。星期五",
        "第12版",
        "2022年13月40日 星期五 第1版",
        "会议于2021年3月4日召开" + "，各乡镇参加" * 20 + "第1版",
        "3月4日 第1版",
    ],
)
def test_what_is_no_folio_tells_nothing(text: str) -> None:
    assert _of("一", "二", "三", "四", text, "五", "六", "七", "八") == IssueDate()


@pytest.mark.parametrize(
    "name",
    [
        "2022-03-04.txt", "2022_3_4/p1.txt", "fq20220304.txt", "fq20220304b01.pdf", "2022/03/04/a.txt", "202203/04/a.txt",
        "枫桥日报2022年3月4日第1版.txt", "2022/0304.txt", "2022年/3月4日.txt", "20210101/20220304.txt", "2022.03.04_02.html",
    ],
)  # fmt: skip
def test_a_name_tells_the_day(name: str) -> None:
    assert _of("会议召开", name=name) == IssueDate(DAY, "filename")


@pytest.mark.parametrize(
    "name",
    [
        "a1b2c20220304d5e6f.txt", "page1.txt", "0304.txt", "000_1234567.txt", "2022-13-40.txt", "202203041.txt", "1-2.txt",
        "20223.txt", "2022.txt",
    ],
)  # fmt: skip
def test_a_name_that_may_be_anything_tells_nothing(name: str) -> None:
    assert _of("会议召开", name=name) == IssueDate()


def test_the_cycle_of_sixty_years_turns_at_the_lunar_new_year() -> None:
    assert _of("1月20日 星期四 农历辛丑年十二月十八").day == dt.date(2022, 1, 20)
    assert _of("2月20日 星期日 农历壬寅年正月二十").day == dt.date(2022, 2, 20)


def test_the_evidence_has_an_order() -> None:
    folio, named, given = "2022年3月4日 星期五", "2022-03-05.txt", dt.date(2022, 3, 6)
    assert _of(folio, name=named, given=given) == IssueDate(given, "given")
    assert _of(folio, name=named) == IssueDate(DAY, "text")
    assert _of("2022年3月1日", name=named) == IssueDate(dt.date(2022, 3, 5), "filename")
    assert _of("2022年3月1日") == IssueDate(dt.date(2022, 3, 1), "text")


def test_most_folios_win() -> None:
    lines = ["2022年3月4日 第1版", "2022年3月4日 第2版", "2022年3月3日 星期四"]
    assert _of(*lines) == IssueDate(DAY, "text")
    assert _of(*reversed(lines)) == IssueDate(DAY, "text")


REPORTS = [
    "3月1日，甲乡开工。",
    "本报讯 3月2日，乙乡通车。",
    "3月3日，县里开会。会议定于3月20日再开。",
]


def test_the_day_after_the_last_report_is_the_issue_where_the_year_is_beyond_doubt() -> None:
    years = ["今年以来进展顺利。2020年动工，2021年过半。", "计划2023年完工，预计2024年通车。"]
    assert _of(*REPORTS, *years) == IssueDate(DAY, "text", inferred=True)


@pytest.mark.parametrize(
    "years",
    [
        [],
        ["2021年动工。"],
        ["今年以来进展顺利。2021年动工，计划2023年完工。"],
        ["2020年动工，2021年过半。计划2023年完工，预计2024年通车。"],
        ["今年以来顺利。2020年动工，2021年过半，计划2025年完工。"],
    ],
)
def test_a_year_in_doubt_is_unknown(years: list[str]) -> None:
    assert _of(*REPORTS, *years) == IssueDate()


def test_a_day_with_its_year_nearby_tells_the_year() -> None:
    assert _of(*REPORTS, "2022年2月28日，丙乡开工。") == IssueDate(DAY, "text", inferred=True)
    assert _of(*REPORTS, "2002年2月28日，丙乡纪念建乡五十周年。") == IssueDate()
    assert _of(*REPORTS, "2002年2月28日，丙乡建乡。2021年再建。") == IssueDate()


def test_a_weekday_tells_the_year() -> None:
    lines = ["3月1日(星期二)，甲乡开工。", *REPORTS, "2020年动工。"]
    assert _of(*lines) == IssueDate(DAY, "text", inferred=True)


def test_reports_over_the_turn_of_the_year_crowd_all_the_same() -> None:
    lines = [
        "12月30日，甲乡开工。",
        "12月31日，乙乡通车。",
        "1月1日，县里开会。",
        "1998年元旦，丙乡开工。",
    ]
    assert _of(*lines) == IssueDate(dt.date(1998, 1, 2), "text", inferred=True)


def test_days_all_over_the_year_tell_nothing() -> None:
    lines = ["3月1日，甲。", "5月7日，乙。", "8月9日，丙。", "2022年3月1日，丁。"]
    assert infer(clues(lines)) is None


def test_a_month_and_day_in_the_name_are_believed_where_the_page_agrees() -> None:
    years = ["今年以来进展顺利。2020年动工，2021年过半。", "计划2023年完工，预计2024年通车。"]
    assert _of(*REPORTS, *years, name="0305.txt") == IssueDate(dt.date(2022, 3, 5), "filename")
    assert _of(*REPORTS, *years, name="0512.txt") == IssueDate(DAY, "text", inferred=True)


@given(
    st.lists(
        st.text(alphabet="2019年3月4日号今至将计划星期五第版.，。/- 〇二三十", max_size=40),
        max_size=8,
    ),
    st.text(max_size=30),
)
def test_any_page_has_a_day_or_none(texts: list[str], name: str) -> None:
    """Never an error, and an unknown day has no origin."""
    found = issue_date([Line(n, text) for n, text in enumerate(texts, 1)], name, None)
    assert (found.day is None) == (found.origin is None)


def test_a_page_of_one_long_line_is_looked_at_in_no_time() -> None:
    assert _of("2022年3月4日将建，2021年3月4日，" * 60_000) == IssueDate()
