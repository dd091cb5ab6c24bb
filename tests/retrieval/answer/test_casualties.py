"""Numbers of the dead, the hurt and the saved told apart by the words beside them."""

import pytest

from retrieval.answer.casualties import casualty_fit


@pytest.mark.parametrize(
    ("question", "text", "number", "fits"),
    [
        ("兰桥车祸死了几个人?", "事故造成3人死亡,5人受伤。", "3人", True),
        ("兰桥车祸死了几个人?", "事故造成3人死亡,5人受伤。", "5人", False),
        ("兰桥车祸多少人受伤?", "致3死5伤", "5", True),
        ("兰桥车祸多少人受伤?", "致3死5伤", "3", False),
        ("石塘矿被困的矿工救出来几个?", "20名被困矿工中,11人获救。", "11人", True),
        ("石塘矿被困的矿工救出来几个?", "20名被困矿工中,11人获救。", "20名", False),
        ("how many people were injured in lanqiao?", "造成2人死亡31人受伤。", "31人", True),
        ("how many people were injured in lanqiao?", "造成2人死亡31人受伤。", "2人", False),
        (
            "how many children died in lanqiao?",
            "一民宅起火,导致7人死亡,其中包括5名儿童。",
            "5名",
            True,
        ),
        ("会议有多少人参加?", "会议有200人参加。", "200人", True),
    ],
)
def test_a_number_answers_for_its_own_people(
    question: str, text: str, number: str, *, fits: bool
) -> None:
    start = text.index(number)
    assert (casualty_fit(question, text, (start, start + len(number))) > 0.5) is fits
