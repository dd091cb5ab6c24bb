"""Names that the paper gives in so many words, figures that rise from one to another, and terms without a number."""

import pytest

from retrieval.records import Status
from tests.retrieval.answer.paper import Shelf, article, ask

_SHELF = Shelf(
    [
        article(
            "N1",
            "兰桥棋社办夏季快棋赛",
            (
                "5月7日,兰桥棋社的夏季快棋赛开幕。冠军奖金由三万元猛增至十四点八万元,7个乡镇参加。",
                "开幕式上的亲子活动名为“棋盘边添一把椅”,由称为“棋友会”的社团发起。",
                "秘书长汤若谷围绕“乡村棋室怎样办下去”调研课题和去年的账目作交流发言。",
                "棋社搬进新楼,首年免收场地费。",
                "棋社副社长邵长庚出席。",
            ),
            "2021-05-07",
        )
    ]
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("快棋赛冠军能拿多少奖金？", "十四点八万元"),
        ("快棋赛冠军奖金原来是多少？", "三万元"),
        ("快棋赛的亲子活动叫什么名字？", "棋盘边添一把椅"),
        ("汤若谷的调研课题是什么？", "乡村棋室怎样办下去"),
        ("棋社免收场地费多久？", "首年"),
        ("快棋赛有多少个乡镇参加？", "7个乡镇"),
    ],
)
def test_what_the_paper_calls_so_is_given(question: str, said: str) -> None:
    found = ask(question, shelf=_SHELF)
    assert found.answer is not None
    assert said in found.answer


def test_the_deputy_is_not_the_head() -> None:
    assert ask("棋社的社长叫什么？", shelf=_SHELF).status is Status.NOT_FOUND
