"""The day that a story reports, and its id."""

import datetime as dt

import pytest

from retrieval.corpus.assembly import assemble
from retrieval.records import Article, IssueDate
from tests.retrieval.corpus.assembly.pages import page_of

ISSUE = dt.date(2024, 1, 3)


def article(lead: str, issue: dt.date | None = ISSUE) -> Article:
    """The article of a page with this lead."""
    page = page_of(["云河市举行开渔仪式", lead], issue=IssueDate(issue))
    (found,) = assemble(page).articles
    return found


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("本报讯(记者 方小满)1月2日,云河市举行开渔仪式。", dt.date(2024, 1, 2)),
        ("本报云河12月31日电 云河市举行开渔仪式。", dt.date(2023, 12, 31)),
        ("新华社云河一月一日电 云河市举行开渔仪式。", dt.date(2024, 1, 1)),
        ("本报讯 根据市委部署,1月2日,云河市举行开渔仪式。", dt.date(2024, 1, 2)),
        ("昨日,云河市举行开渔仪式,数百艘渔船出海。", dt.date(2024, 1, 2)),
        ("近日,云河市举行开渔仪式,数百艘渔船出海。", ISSUE),
        ("云河市举行开渔仪式,数百艘渔船出海。1月2日天晴。", ISSUE),
    ],
)
def test_the_day_is_the_datelines(lead: str, day: dt.date) -> None:
    assert article(lead).date == day


def test_a_day_without_a_year_is_unknown_where_the_issue_is() -> None:
    assert article("1月2日,云河市举行开渔仪式。", None).date is None
    assert article("2023年1月2日,云河市举行开渔仪式。", None).date == dt.date(2023, 1, 2)


def test_a_day_to_come_is_not_the_day_reported() -> None:
    assert article("云河市将于1月9日举行开渔仪式,数百艘渔船出海。").date == ISSUE


def test_the_issue_is_kept_beside_the_day() -> None:
    assert article("1月2日,云河市举行开渔仪式。").issue_date == ISSUE
