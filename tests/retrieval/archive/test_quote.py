"""Was it printed: word for word, or with the differences marked; never "printed" for what was changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.quote import QuoteCheck, QuoteStatus, check_quote
from tests.retrieval.archive.library import ListLibrary, article, hit

FIRST = "本报讯(记者 周小满)5月18日,云岭县召开水库安全会议。县委常委、常务副县长陆明河未参加会议,沈知远主持会议。"
SECOND = "会议指出,工程总投资2778万元,“今年6月开工”,预计明年9月完工。"
PAGE = article("page", "云岭县召开水库安全会议", FIRST, SECOND)
OTHER = article("other", "粮食丰收", "今年云岭县粮食产量稳步增长,农民喜笑颜开。")
LIBRARY = ListLibrary([PAGE, OTHER])


def check(sentence: str) -> QuoteCheck:
    return check_quote(LIBRARY, sentence, [hit(OTHER), hit(PAGE, 2)])


@pytest.mark.parametrize(
    "sentence",
    [
        "会议指出,工程总投资2778万元,“今年6月开工”,预计明年9月完工。",
        '会议指出，工程总投资 2778 万元，"今年6月开工"，\n预计明年９月完工',
        "5月18日,云岭县召开水库安全会议",
        "沈知远主持会议。会议指出,工程总投资2778万元",
    ],
)
def test_printed(sentence: str) -> None:
    result = check(sentence)
    assert result.status is QuoteStatus.PRINTED
    assert result.citations[0].article_id == "page"
    assert result.differences == ()


def test_a_headline_is_printed() -> None:
    result = check("云岭县召开水库安全会议")
    assert result.status is QuoteStatus.PRINTED
    assert result.citations[0].lines == (1,)
    assert result.whole


def test_over_two_paragraphs() -> None:
    result = check("沈知远主持会议。会议指出,工程总投资2778万元")
    assert [citation.lines for citation in result.citations] == [(3,), (5,)]


def test_a_part_is_said_to_be_a_part() -> None:
    assert not check("云岭县召开水库安全会议。县委常委").whole
    assert check(SECOND).whole


@pytest.mark.parametrize(
    ("sentence", "asked", "printed"),
    [
        ("5月19日,云岭县召开水库安全会议。", "19", "18"),
        ("会议指出,工程总投资2788万元", "2788", "2778"),
        ("常务副县长陆明河参加会议,沈知远主持会议。", "", "未"),
        ("会议指出,工程总投资2778元", "", "万"),
    ],
)
def test_falsified(sentence: str, asked: str, printed: str) -> None:
    result = check(sentence)
    assert result.status is QuoteStatus.DIFFERS
    assert (asked, printed) in [(d.asked, d.printed) for d in result.differences]


@pytest.mark.parametrize(
    "sentence",
    [
        "县长陆明河未参加会议",  # 副 left out
        "8日,云岭县召开水库安全会议",  # 18日
        "工程总投资2778",  # 万 left out
        "参加会议,沈知远主持会议",  # 未 left out
        "县委常委、常务副县长陆明远未参加会议",  # another name
        "县委常委、县长陆明河未参加会议",  # another post
    ],
)
def test_never_printed_when_it_says_something_else(sentence: str) -> None:
    result = check(sentence)
    assert result.status is QuoteStatus.DIFFERS
    assert result.differences


def test_spans_of_differences() -> None:
    sentence = "会议指出,工程总投资 2788 万元,预计后年9月完工。"
    result = check(sentence)
    quote = result.citations[0].quote
    assert result.differences
    for difference in result.differences:
        assert sentence[slice(*difference.asked_span)] == difference.asked
        assert quote[slice(*difference.printed_span)] == difference.printed


@pytest.mark.parametrize("sentence", ["", "。", "本店新到冬装,欢迎选购。", "?" * 5000])
def test_not_printed(sentence: str) -> None:
    result = check(sentence)
    assert result.status is QuoteStatus.NOT_PRINTED
    assert result.citations == ()


def test_without_hits() -> None:
    assert check_quote(LIBRARY, FIRST, []).status is QuoteStatus.NOT_PRINTED


def test_rows() -> None:
    for sentence in (SECOND, "5月19日,云岭县召开水库安全会议。", "无关的话语在此"):
        result = check(sentence)
        assert {len(row) for row in result.rows()} == {len(result.HEADER)}


@given(st.integers(0, len(FIRST) - 1), st.integers(2, 60), st.characters(categories=["Lo"]))
def test_one_character_changed_is_never_printed(start: int, size: int, char: str) -> None:
    part = FIRST[start : start + size]
    at = len(part) // 2
    changed = part[:at] + char + part[at + 1 :]
    result = check(changed)
    if result.status is QuoteStatus.PRINTED:
        plain = "".join(changed.split()).strip(",。、(): ")
        assert plain in FIRST + SECOND or char == part[at] or len(plain) < len(part)


@given(st.text(max_size=80))
def test_never_fails(sentence: str) -> None:
    result = check(sentence)
    assert 0 <= result.similarity <= 1
