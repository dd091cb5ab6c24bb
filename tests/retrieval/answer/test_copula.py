"""What a sentence says something is, where the question puts it the other way round."""

import pytest

from retrieval.answer.copula import said_to_be
from retrieval.records import Kind, Query


def _said(question: str, text: str, *focus: str) -> list[str]:
    query = Query(question, "zh", Kind.TEXT, (), details={"read": question})
    return [text[slice(*span)] for span, _ in said_to_be(query, text, focus)]


@pytest.mark.parametrize(
    ("question", "text", "focus", "said"),
    [
        (
            "庙会上什么小吃最受欢迎?",
            "庙会上最受欢迎的小吃是芝麻凉糕,当天卖了900碗。",
            ("小吃",),
            "芝麻凉糕",
        ),
        ("夜班工人最怕什么?", "夜班工人最担心的不是累,而是路太黑。", (), "路太黑"),
        ("灾民最需要什么?", "灾民眼下最需要的是饮用水和帐篷。", (), "饮用水和帐篷"),
        ("什么涨得最猛?", "涨得最猛的当属大蒜。", (), "大蒜"),
        ("轿车是什么牌子?", "轿车的牌子是飞鹤。", ("牌子",), "飞鹤"),
    ],
)
def test_what_stands_behind_is(
    question: str, text: str, focus: tuple[str, ...], said: str
) -> None:
    assert said in _said(question, text, *focus)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("最后谁赢了?", "最后的赢家是县一中。"),
        ("大桥多长?", "大桥是全县最长的。"),
        ("最怕什么?", "会议在县城举行。"),
    ],
)
def test_nothing_is_said_where_the_words_differ(question: str, text: str) -> None:
    assert not _said(question, text)
