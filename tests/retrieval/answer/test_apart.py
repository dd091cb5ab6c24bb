"""Words whose two characters a paper prints apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.apart import apart


@pytest.mark.parametrize(
    ("word", "text", "said"),
    [
        ("复交", "两国尚不需要恢复邦交。", "复邦交"),
        ("酒驾", "司机并非酒后驾车。", "酒后驾"),
        ("摘帽", "已有12所学校摘掉帽子。", "摘掉帽"),
        ("停产", "工厂停止生产。", "停止生产"),
    ],
)
def test_the_characters_stand_in_one_clause(word: str, text: str, said: str) -> None:
    span = apart(word, text)
    assert span is not None
    assert text[slice(*span)] == said


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("停产", "停电之后,产量下降。"),  # two clauses
        ("停产", "车站停靠的列车运来了产品。"),  # too far
        ("停产", "工厂停产。"),  # side by side: the word itself
        ("大大", "大的大。"),
        ("tv", "t v"),
    ],
)
def test_elsewhere_they_are_no_word(word: str, text: str) -> None:
    assert apart(word, text) is None


@given(st.text("停产止生,。", max_size=20))
def test_a_span_begins_and_ends_with_the_word(text: str) -> None:
    span = apart("停产", text)
    if span is not None:
        assert text[span[0]] == "停"
        assert text[span[1] - 1] == "产"
        assert "," not in text[slice(*span)]
