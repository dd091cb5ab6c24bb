"""A day without its month is of the month printed before it: the right event on the wrong day is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.days import dates_in, in_months
from retrieval.records import NameKind, Status
from tests.retrieval.answer import paper
from tests.retrieval.answer.paper import Shelf, article, ask

_TEXT = "本报4月5日电 截至5日14时,白沙县的山洪已造成21人受伤。6日凌晨,道路抢通。"


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setattr(paper, "NAMES", {**paper.NAMES, "白沙县": NameKind.PLACE})
    return Shelf([article("D1", "白沙县山洪致21人受伤", (_TEXT,), None)])


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("4月5日白沙县的山洪伤了多少人？", Status.ANSWERED),
        ("5日白沙县的山洪伤了多少人？", Status.ANSWERED),
        ("8月5日白沙县的山洪伤了多少人？", Status.NOT_FOUND),
        ("3月6日白沙县的山洪伤了多少人？", Status.NOT_FOUND),
    ],
)
def test_the_month_before_holds_for_the_days_behind(
    shelf: Shelf, question: str, status: Status
) -> None:
    assert ask(question, shelf=shelf).status is status


def test_a_day_that_may_be_of_the_next_month_is_left_open() -> None:
    first, behind = in_months(dates_in("4月29日电 2日,水位回落。", None), None)
    assert (first.month, behind.month) == (4, None)


@given(
    st.lists(st.tuples(st.none() | st.integers(1, 12), st.integers(1, 28)), max_size=6),
    st.none() | st.integers(1, 12),
)
def test_only_months_that_lack_are_filled(
    days: list[tuple[int | None, int]], month: int | None
) -> None:
    text = "。".join((f"{m}月{d}日" if m else f"{d}日") + "开会" for m, d in days)
    said = dates_in(text, None)
    first = dates_in(f"{month}月1日", None)[0] if month else None
    found = in_months(said, first)
    assert [(d.span, d.day, d.text) for d in found] == [(d.span, d.day, d.text) for d in said]
    assert all(new.month == old.month for new, old in zip(found, said, strict=True) if old.month)
    if month:
        assert all(date.month for date in found[:1])
