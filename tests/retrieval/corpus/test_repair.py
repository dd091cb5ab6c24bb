"""Only slips that are certain are mended."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.repair import mends


def mended(text: str) -> str:
    """The text with its mends applied."""
    for mend in reversed(list(mends(text))):
        text = text[: mend.start] + mend.text + text[mend.end :]
    return text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("12月3曰电", "12月3日电"),
        ("本报西安1月4曰", "本报西安1月4日"),
        ("真挚旳谢意", "真挚的谢意"),
        ("云河\u200b开渔\ufeff", "云河开渔"),
    ],
)
def test_a_certain_slip_is_mended(text: str, right: str) -> None:
    assert mended(text) == right


@pytest.mark.parametrize("text", ["子曰:学而时习之", "夫子三曰不言", "云河开渔", "明目张胆", ""])
def test_what_may_be_right_stays(text: str) -> None:
    assert mended(text) == text


@given(st.text())
def test_mends_are_in_order_and_mended_text_needs_none(text: str) -> None:
    found = list(mends(text))
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert not list(mends(mended(text)))
