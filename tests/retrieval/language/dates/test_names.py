"""Months that are a part of somebody's name."""

import pytest

from retrieval.language.dates import find_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("What post does Tian Jun hold?", []),
        ("Who is April Wang?", []),
        ("Did Han May speak on Jun 5?", ["Jun 5"]),
        ("What happened in May?", ["May"]),
        ("Which meetings did Lanqiao hold in June?", ["June"]),
        ("In Jun 2021", ["Jun 2021"]),
    ],
)
def test_a_month_in_a_name_is_no_date(text: str, dates: list[str]) -> None:
    assert [found.text for found in find_dates(text)] == dates
