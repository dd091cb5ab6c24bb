"""Yes, no, or not told: by the word that is asked about, in an invented paper."""

import pytest

from retrieval.records import Status
from tests.retrieval.answer.english import ask_in_english
from tests.retrieval.answer.paper import Shelf, article, ask


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(
        [
            article(
                "Y1",
                "石塘镇布市起火",
                (
                    "4月2日,石塘镇布市起火,消防员陶允中说,目前还未探明起火原因。",
                    "布市对面的停车场正在修建,预计明年3月开放。受损的电路已全部修复。",
                    "布商联盟现有成员三十家。石塘镇不是联盟成员。",
                    "被问及是否会处罚看门人时,镇长说,没有理由处罚他。",
                ),
                "2021-04-02",
            )
        ]
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("石塘镇布市的起火原因查明了吗？", "否"),
        ("布市对面的停车场开放了吗？", "否"),
        ("布市受损的电路修复了没有？", "是"),
        ("石塘镇是布商联盟的成员吗？", "否"),
        ("石塘镇会处罚布市的看门人吗？", "否"),
    ],
)
def test_what_the_sentence_says_of_the_word(shelf: Shelf, question: str, answer: str) -> None:
    assert ask(question, shelf=shelf).items == (answer,)


@pytest.mark.parametrize(
    "question", ["陶允中是男的吗？", "布市有停尸房吗？", "石塘镇布市的老板道歉了吗？"]
)
def test_a_word_that_nobody_says_is_not_told(shelf: Shelf, question: str) -> None:
    assert ask(question, shelf=shelf).status is Status.NOT_FOUND


def test_english_asks_by_its_verb(shelf: Shelf) -> None:
    found = ask_in_english("Has the damaged circuit in Shitang been repaired?", shelf)
    assert found.items == ("yes",)
    assert ask_in_english("Is the cloth market in Shitang insured?", shelf).status is (
        Status.NOT_FOUND
    )
