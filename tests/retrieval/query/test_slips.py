"""Slips in names: what explains itself is taken, another person is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.slips import Spellings, near, near_names

KNOWN = ["顾曼青", "顾曼文", "李文清", "双桥乡", "陈晓峰", "燕坞", "欧阳修远", "潘佐"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("顾漫青", "顾曼青"),
        ("顾曼清", "顾曼青"),
        ("李文情", "李文清"),
        ("双侨乡", "双桥乡"),
        ("陈小峰", "陈晓峰"),
        ("燕乌", "燕坞"),
        ("潘佑", "潘佐"),
        ("欧阳远", "欧阳修远"),
        ("顧漫青", "顾曼青"),
    ],
)
def test_a_slip_finds_the_name(typed: str, meant: str) -> None:
    assert near_names(typed, KNOWN)[:1] == [meant]


@pytest.mark.parametrize(
    "typed", ["顾曼丽", "王曼青", "李文强", "张桥乡", "陈晓", "顾", "", "完全不同的名字"]
)
def test_another_name_is_no_slip(typed: str) -> None:
    assert near_names(typed, KNOWN) == []


def test_a_known_name_needs_no_guess() -> None:
    """顾曼青 stands beside 顾漫青, and each is meant by itself."""
    assert near_names("顾曼青", [*KNOWN, "顾漫青"]) == []


def test_distances_tell_the_nearer_name() -> None:
    found = near("李文青", ["李文清", "李闻清"])
    assert [one.name for one in found] == ["李文清", "李闻清"]
    assert found[0].distance < found[1].distance


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=5))
def test_any_text_is_compared_without_error(name: str, names: list[str]) -> None:
    assert set(near_names(name, names)) <= set(names)


@given(
    st.text("顾曼漫青清李里文情陈晓小峰", max_size=5),
    st.lists(st.text("顾曼漫青清李里文情陈晓小峰", max_size=5)),
)
def test_names_kept_by_their_first_character_hide_no_slip(name: str, names: list[str]) -> None:
    """Each name alone is near where it is near among all, unless the name itself is known."""
    alone = {other for other in names if near_names(name, [other])}
    assert set(near_names(name, Spellings({one: one for one in names}))) == (
        set() if name in names else alone
    )
