"""What a yes/no question in English asks of its subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.english_predicate import predicate


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Did Lanqiao county accept the other county's proposal?", "accept"),
        ("Has the town repaid the money that people gave for the road?", "repaid"),
        ("Was the driver who ran away caught?", "caught"),
        ("Have the power lines damaged in the storm been repaired?", "repaired"),
        ("Did high-rise buildings shake in the quake?", "shake"),
        ("Did the fire damage the house?", "damage"),
        ("Did the mayor of Lanqiao resign after the fire?", "resign"),
        ("Was a flood warning issued after the rain?", "issued"),
        ("Is the parking lot open?", "open"),
        ("Is Han Qiubai a woman?", "woman"),
        ("Is there a hospital in the town?", "hospital"),
    ],
)
def test_the_word_asked_about(question: str, word: str) -> None:
    found = predicate(question)
    assert found is not None
    assert found[0] == word
    assert question[slice(*found[1])] == word


@given(st.text(alphabet="abc -'?WhoDid", max_size=60))
def test_any_text_gives_a_word_of_it_or_none(text: str) -> None:
    found = predicate(text)
    assert found is None or text[slice(*found[1])] == found[0]
