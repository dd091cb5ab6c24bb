"""The head of a unit in English is called by the unit."""

import pytest

from retrieval.query.english_posts import head_called


@pytest.mark.parametrize(
    ("before", "words", "title"),
    [
        ("", "director of the county library", "馆长"),
        ("", "head of the county water bureau of Lanqiao", "局长"),
        ("", "head of Lanqiao county", "县长"),
        ("", "heads the Lanqiao forest farm", "场长"),
        ("", "led the medical team in Kavango", "队长"),
        ("the county library", "director", "馆长"),
        ("", "chief of the police station", "所长"),
        ("", "head of the statue", ""),
        ("", "leads to the river", ""),
        ("", "mayor of Lanqiao", ""),
    ],
)
def test_the_unit_tells_the_title(before: str, words: str, title: str) -> None:
    found = head_called(words.split(), before.split())
    assert found[:1] == ((title,) if title else ())
