"""Numbers with their units: a table, what is none, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.numbers import find_numbers, measure_of

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "numbers.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_number_is_found_whole_with_its_value_unit_and_measure(row: tuple[str, ...]) -> None:
    text, printed, value, unit, measure = row
    (found,) = find_numbers(text)
    assert found.text == printed
    assert found.value == pytest.approx(float(value), rel=1e-5)
    assert (found.unit or "-", found.measure or "-") == (unit, measure)


@pytest.mark.parametrize(
    "text",
    [
        "第44次会议",
        "5号楼",
        "12月5日",
        "G60高速",
        "十分重要",
        "一起参加",
        "红十字会",
        "六年级",
        "二级公路",
        "M0园区",
        "第十五届",
        "二期工程",
        "2023年",
        "上午8时30分",
    ],
)
def test_ordinals_dates_names_and_idioms_are_no_numbers(text: str) -> None:
    assert [found.text for found in find_numbers(text)] == []


def test_two_numbers_stand_apart() -> None:
    assert [found.value for found in find_numbers("死亡11人、受伤23人")] == [11, 23]


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("亩", "area"),
        ("面积", "area"),
        ("acres", "area"),
        ("万元", "money"),
        ("钱", "money"),
        ("元/吨", "money"),
        ("人", "people"),
        ("库容", "volume"),
        ("percent", "share"),
        ("震级", "magnitude"),
        ("东西", None),
        ("", None),
    ],
)
def test_words_of_questions_and_units_name_a_measure(word: str, measure: str | None) -> None:
    assert measure_of(word) == measure


_PIECES = st.sampled_from(
    [
        *"0123456789.,·%万亿千百十零一二三半多余几个名元亩吨人第分之至-—$ ",
        "million",
        " people",
        "百分之",
        "平方米",
        "年",
        "１",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=16).map("".join)))
def test_any_text_is_read_without_error(text: str) -> None:
    """Spans are exact, in order and apart."""
    end = 0
    for number in find_numbers(text):
        assert number.text == text[slice(*number.span)]
        assert end <= number.span[0] < number.span[1]
        end = number.span[1]


@pytest.mark.parametrize(
    "unit", ["1", "1,", "1.", "一", "百", "万亿", "百分之", "1至", "$1 ", "one ", "半", "1个"]
)
def test_a_long_run_of_anything_ends(unit: str) -> None:
    find_numbers(unit * (100_000 // len(unit)))


def test_a_spelt_number_of_ten_thousands_needs_no_unit() -> None:
    assert [(m.text, m.value) for m in find_numbers("六十万绝对贫困人口脱贫")] == [
        ("六十万", 600_000.0)
    ]
    assert find_numbers("千千万万的人，成千上万的树") == []
