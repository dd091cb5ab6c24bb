"""The table of forms, the texts without a date, and what holds for any text."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.dates import chinese, clock, find_dates, numeric
from retrieval.language.dates.lunar import LUNAR_FEASTS, SOLAR_FEASTS
from retrieval.language.dates.sieve import may_be_numeric, worth_trying
from retrieval.language.normalise import normalise
from retrieval.records import Grain

ANCHOR = dt.date(2023, 12, 8)
HERE = Path(__file__).parent


def _rows(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


FORMS = [tuple(row.split("\t")) for row in _rows("forms.tsv")]


def _day(text: str) -> dt.date | None:
    return None if text == "-" else dt.date.fromisoformat(text)


@pytest.mark.parametrize("row", FORMS, ids=[row[0] for row in FORMS])
def test_a_form_is_found_whole_and_means_its_days(row: tuple[str, ...]) -> None:
    """Each form of the table gives exactly one date, with its span, grain, days and time."""
    text, printed, grain, first, last, time = row
    (found,) = find_dates(text, ANCHOR)
    assert found.text == printed
    assert (found.grain, found.first, found.last) == (Grain(grain), _day(first), _day(last))
    assert found.time == (None if time == "-" else time)


def test_the_table_is_large_enough() -> None:
    """At least eighty forms, in both languages."""
    assert len(FORMS) >= 80
    assert sum(row[0].isascii() for row in FORMS) >= 30


@pytest.mark.parametrize("text", _rows("none.txt"))
def test_lengths_of_time_numbers_and_vague_words_are_no_dates(text: str) -> None:
    assert [found.text for found in find_dates(text, ANCHOR)] == []


@pytest.mark.parametrize("row", FORMS, ids=[row[0] for row in FORMS])
def test_without_an_anchor_the_same_is_found(row: tuple[str, ...]) -> None:
    """Without an anchor a date without a year has no days, but its span stays; a year that is printed is known."""
    printed = row[1]
    found = [mention.text for mention in find_dates(row[0])]
    assert found in ([printed], []) or printed.startswith("今年前")
    for mention in find_dates(row[0]):
        assert mention.first is not None or not mention.year_said


def test_a_text_with_many_dates_keeps_their_order() -> None:
    text = "2021年3月1日开工，去年5月封顶，12月5日验收，计划明年9月投用。"
    found = find_dates(text, ANCHOR)
    assert [mention.text for mention in found] == ["2021年3月1日", "去年5月", "12月5日", "明年9月"]
    assert [mention.year for mention in found] == [2021, 2022, 2023, 2024]


def test_a_bare_day_lies_near_the_date_before_it() -> None:
    """A dateline of 1 December makes 30日 the day before it."""
    found = find_dates("本报12月1日电 记者30日获悉", ANCHOR)
    assert [mention.first for mention in found] == [dt.date(2023, 12, 1), dt.date(2023, 11, 30)]


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert find_dates("2月30日", ANCHOR) == []
    assert find_dates("2019年2月29日", ANCHOR) == []


def test_years_said_are_told_from_years_inferred() -> None:
    said, inferred = find_dates("2022年12月5日", ANCHOR)[0], find_dates("12月5日", ANCHOR)[0]
    assert (said.year_said, said.year) == (True, 2022)
    assert (inferred.year_said, inferred.year) == (False, 2023)


_PIECES = st.sampled_from(
    [
        *"0123456789年月日号时点分周上下前后至到-—~/.:、，。 ",
        "十二",
        "二○○三",
        "今年",
        "去年",
        "星期",
        "一季度",
        "半年",
        "Dec ",
        "May ",
        "5th",
        "last ",
        "week",
        " to ",
        "年底",
        "春节",
        "旬",
        "１",
        "號",
    ]
)


@given(
    st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=16).map("".join)),
    st.dates() | st.none(),
)
def test_any_text_is_read_without_error(text: str, anchor: dt.date | None) -> None:
    """Spans are exact, in order and apart; days are in order; nothing raises."""
    end = 0
    for mention in find_dates(text, anchor):
        assert mention.text == text[slice(*mention.span)]
        assert end <= mention.span[0] < mention.span[1]
        end = mention.span[1]
        assert (mention.first is None) == (mention.last is None)
        if mention.first and mention.last:
            assert mention.first <= mention.last


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "月",
        "1月",
        "1-",
        "十",
        "周",
        "the ",
        "may ",
        "2023年",
        "1:",
        "第一",
        "前1年",
        "上",
        "日至",
        "12.5",
        " ",
        "a.m",
        "5日、",
    ],
)
def test_a_long_run_of_anything_ends(unit: str) -> None:
    """The patterns are linear: 100,000 characters of one piece are read in the time of any other text."""
    find_dates(unit * (100_000 // len(unit)), ANCHOR)


_MATTER = "0123456789〇一二三四五六七八九十两元年月日号初底末上下旬半本这前后大去今明昨天周星期礼拜第季度春夏秋冬世纪代民国过近最来到至、- 端午重阳清明国庆的"


@given(st.text(alphabet=_MATTER, max_size=30))
def test_what_a_pattern_reads_has_what_it_needs(text: str) -> None:
    """Patterns are passed over where a text lacks what they need; nothing they would match is lost."""
    _is_tried(text)


@pytest.mark.parametrize("row", FORMS, ids=[row[0] for row in FORMS])
def test_a_form_has_what_its_pattern_needs(row: tuple[str, ...]) -> None:
    """The same of every form of the table."""
    _is_tried(normalise(row[0]))


@given(
    st.text(alphabet=_MATTER, max_size=20), st.sampled_from(sorted(LUNAR_FEASTS | SOLAR_FEASTS))
)
def test_a_feast_is_always_looked_for(text: str, feast: str) -> None:
    _is_tried(text + feast + text)


@given(st.text(alphabet="0123456789十三两时点半:下午晚pm. o'clock刻分许", max_size=20))
def test_a_clock_time_has_what_its_pattern_needs(text: str) -> None:
    assert clock._HAN.search(text) is None or clock._HAN_NEEDS.search(text)
    assert clock._COLON.search(text) is None or ":" in text
    assert clock._ENGLISH.search(text) is None or "m" in text or "o'clock" in text


def _is_tried(plain: str) -> None:
    """Each pattern that matches is among those that are tried."""
    tried = worth_trying(plain)
    for rule in chinese.rules():
        assert rule in tried or rule[0].search(plain) is None
    for pattern, _ in numeric.rules(american=True):
        assert may_be_numeric(plain) or pattern.search(plain) is None
