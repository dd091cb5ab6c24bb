"""The order and the bytes of terms, whatever they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.terms import Terms

TEXTS = st.text(st.characters(exclude_characters="\0"), max_size=40)


@given(st.lists(st.one_of(TEXTS, st.text("ab\u2060会议", max_size=5)), unique=True))
def test_terms_are_sorted_by_their_bytes(came: list[str]) -> None:
    terms = Terms(came)
    assert [came[number] for number in terms.order] == sorted(came, key=_bytes)


@given(st.lists(TEXTS, unique=True), st.data())
def test_the_bytes_of_any_terms_are_joined(came: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(range(len(came))))) if came else []
    text, sizes = Terms(came).joined(np.array(chosen, np.uint32))
    assert bytes(text) == b"".join(_bytes(came[number]) for number in chosen)
    assert sizes.tolist() == [len(_bytes(came[number])) for number in chosen]


@given(st.lists(st.tuples(st.integers(90, 100), st.text("ab", max_size=3)), unique=True))
def test_very_long_terms_are_sorted_too(built: list[tuple[int, str]]) -> None:
    came = list(dict.fromkeys(["b", *("a" * size + end for size, end in built), "ab"]))
    assert [came[number] for number in Terms(came).order] == sorted(came)


def test_a_nul_character_is_no_term() -> None:
    with pytest.raises(ValueError, match="NUL"):
        Terms(["a\0b"])


def _bytes(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
