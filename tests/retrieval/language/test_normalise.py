"""Normalising: width, case and script fold, and no character moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.normalise import normalise


@given(st.text())
def test_the_length_never_changes(text: str) -> None:
    """Offsets into the normalised text are offsets into the original."""
    assert len(normalise(text)) == len(text)


@given(st.text())
def test_twice_is_once(text: str) -> None:
    """What is normalised stays as it is."""
    once = normalise(text)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("12月5日，縣長", "12月5日,县长"),
        ("臺灣", "台湾"),
        ("㍿", "㍿"),  # folds to four characters, so it stays
        ("ﬁ", "ﬁ"),
        ("", ""),
    ],
)
def test_what_folds_and_what_stays(text: str, folded: str) -> None:
    """Full width and traditional characters fold; what would grow stays."""
    assert normalise(text) == folded
