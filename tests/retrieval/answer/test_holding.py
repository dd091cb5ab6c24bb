"""Who is asked for in a post, in English."""

import pytest

from retrieval.answer.holding import asks_holder
from retrieval.query import understand
from tests.retrieval.answer.paper import tools


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who is the mayor of Lanqiao?", True),
        ("Who was the factory's first director?", True),
        ("Who is the deputy general manager of the plant?", True),
        ("Who were the two drivers?", False),
        ("Who met the mayor?", False),
        ("谁是县长?", False),
    ],
)
def test_the_holder_of_a_post_is_asked_for(question: str, *, asks: bool) -> None:
    assert asks_holder(understand(question, (), tools())) is asks
