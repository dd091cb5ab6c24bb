"""Lists whose end the paper counts, entries with brackets within, and people who are asked for by their post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.lists import summed, value_of
from tests.retrieval.answer.paper import Shelf, article, ask

_SHELF = Shelf(
    [
        article(
            "S1",
            "兰桥医院新楼封顶",
            (
                "5月7日,兰桥医院新楼封顶。新楼将设急诊、卒中和创伤三大中心。",
                "院方强调,要守好配电房、药库和锅炉间三个重点,把隐患查在日常、改在当天、消在初起。",
                "首批取消的收费项目,包括挂号工本费、病历(门诊)复印费、陪护床押金等项目。",
            ),
            "2021-05-07",
        ),
        article(
            "S2",
            "兰桥县召开桥梁安全座谈会",
            (
                "5月9日,兰桥县召开桥梁安全座谈会。",
                "县人大常委会主任韩秋白参加并讲话。副县长卢正言、沈若溪参加。",
                "各乡镇要把每一座桥、每一段堤的责任落实到人。会议对整改不力的两个乡镇提出批评。",
            ),
            "2021-05-09",
            20,
        ),
    ]
)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("新楼设哪三大中心？", ("急诊", "卒中", "创伤")),
        ("院方强调了哪三个重点？", ("配电房", "药库", "锅炉间")),
        ("首批取消的收费项目有哪几项？", ("挂号工本费", "病历(门诊)复印费", "陪护床押金")),
        ("5月9日的座谈会来了哪几位副县长？", ("卢正言", "沈若溪")),
    ],
)
def test_lists_are_whole_and_hold_nothing_else(question: str, items: tuple[str, ...]) -> None:
    assert ask(question, shelf=_SHELF).items == items


def test_a_list_of_something_else_is_not_given_for_one_that_is_not_printed() -> None:
    found = ask("整改不力被批评的是哪两个乡镇？", shelf=_SHELF)
    assert "每一座桥" not in (found.answer or "")


@given(st.integers(min_value=2, max_value=10), st.integers(min_value=2, max_value=10))
def test_a_number_behind_a_list_ends_it_only_where_it_counts_it(told: int, there: int) -> None:
    row = "、".join(["渡口"] * there)
    text = f"{row}{'零一二三四五六七八九十'[told].replace('二', '两')}个乡镇"
    assert summed(text) == (len(row) if told == there else 0)


@given(st.integers(min_value=1, max_value=99))
def test_digits_and_words_have_one_value(number: int) -> None:
    assert value_of(str(number)) == number
