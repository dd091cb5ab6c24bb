"""Words that the cutter only guessed, and what they were made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.glued import pieces


def _nothing(word: str) -> bool:
    del word
    return False


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("投了", ("投",)),
        ("人吐", ("吐",)),
        ("那台", ("台",)),
        ("事罚", ("罚",)),
        ("震坏", ("震", "坏")),
        # words of the dictionary, and what no character joins
        ("受伤", ("受伤",)),
        ("大桥", ("大桥",)),
        ("漆玉林", ("漆玉林",)),
        ("f-16", ("f-16",)),
    ],
)
def test_a_guess_is_parted_into_its_words(word: str, found: tuple[str, ...]) -> None:
    assert pieces(word, _nothing) == found


def test_what_the_corpus_has_is_one_word() -> None:
    assert pieces("根大", _nothing) == ("大",)
    assert pieces("根大", lambda word: word == "根大") == ("根大",)


@given(st.text(alphabet="人了的水库大桥投吐坏根", min_size=1, max_size=6))
def test_pieces_stand_in_the_word(word: str) -> None:
    found = pieces(word, _nothing)
    assert found
    assert all(piece in word for piece in found)
