"""A figure told of one project is not given for the one listed beside it."""

import pytest

from retrieval.records import Status
from tests.retrieval.answer.paper import Shelf, article, ask

_SHELF = Shelf(
    [
        article(
            "V1",
            "全县交通建设推进会召开",
            (
                "本报讯 5月6日,全县交通建设推进会召开,会议听取了白鹭大桥、东环公路、城南客运站三项工程的汇报。",
                "白鹭大桥总投资2.4亿元,去年9月动工,预计2022年6月通车。",
            ),
            "2021-05-06",
        ),
        article(
            "V2",
            "新水厂主体完工",
            (
                "本报讯 5月8日,城西新水厂主体工程完工。",
                "项目计划2021年三季度投入使用,日供水由2万吨增加到5万吨。",
                "会前,大家参观了老泵站,老泵站将于明年春节前拆除。",
            ),
            "2021-05-08",
            10,
        ),
    ]
)


@pytest.mark.parametrize("question", ["东环公路花多少钱？", "城南客运站总投资多少？"])
def test_a_listed_neighbours_figure_is_not_given(question: str) -> None:
    assert ask(question, shelf=_SHELF).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("白鹭大桥花多少钱？", "2.4亿元"),
        ("白鹭大桥什么时候动工的？", "去年9月"),
        ("白鹭大桥什么时候能通车？", "2022年6月"),
        ("新水厂什么时候能用？", "2021年三季度"),
        ("老泵站什么时候拆？", "明年春节前"),
        ("新水厂完工后日供水多少吨？", "5万吨"),
    ],
)
def test_its_own_figure_is(question: str, answer: str) -> None:
    assert ask(question, shelf=_SHELF).answer == answer
