"""Lists told point by point, in an invented paper."""

import pytest

from retrieval.records import NameKind, Status
from tests.retrieval.answer import paper
from tests.retrieval.answer.paper import Shelf, article, ask


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    names = {**paper.NAMES, "兰桥县总工会": NameKind.ORGANISATION}
    monkeypatch.setattr(paper, "NAMES", names)
    return Shelf(
        [
            article(
                "O1",
                "石塘豆腐坊重开",
                (
                    "6月3日,石塘豆腐坊重新开张。豆腐坊每天只做三样:",
                    "水豆腐。",
                    "豆腐干。",
                    "腐竹。",
                    "老板说,卖完就关门。",
                ),
                "2021-06-03",
            ),
            article(
                "O2",
                "兰桥县出台保水措施",
                (
                    "6月4日,兰桥县出台保水三条措施。一是关停沿河小煤窑;二是禁止河道采砂;三是每村配一名护河员。",
                    "会上提出两点要求:第一,本月底前完成清淤;第二,建立巡河台账。",
                    "保水资金共两笔:(1)县财政200万元;(2)社会捐款30万元。",
                ),
                "2021-06-04",
                20,
            ),
            article(
                "O3",
                "兰桥县图书馆添新书",
                (
                    "6月7日,兰桥县图书馆添新书两千册,其中有《稻田笔记》《石桥志》和《水车图说》等,由兰桥县总工会捐赠。",
                ),
                "2021-06-07",
                40,
            ),
            article(
                "O4",
                "茶叶节签下五个项目",
                (
                    "6月9日,枫林乡茶叶节开幕。茶叶节签约的五个项目分别是:茶叶加工厂、观光步道、茶籽油车间、电商仓库和民宿。",
                ),
                "2021-06-09",
                60,
            ),
        ]
    )


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("豆腐坊每天做哪三样?", ("水豆腐", "豆腐干", "腐竹")),
        ("兰桥县保水有哪三条措施?", ("关停沿河小煤窑", "禁止河道采砂", "每村配一名护河员")),
        ("会上提了哪两点要求?", ("本月底前完成清淤", "建立巡河台账")),
        ("图书馆添了哪些新书?", ("《稻田笔记》", "《石桥志》", "《水车图说》")),
        ("图书馆新书是谁捐赠的?", ("兰桥县总工会",)),
        (
            "茶叶节签了哪五个项目?",
            ("茶叶加工厂", "观光步道", "茶籽油车间", "电商仓库", "民宿"),
        ),
    ],
)
def test_each_point_is_an_item(shelf: Shelf, question: str, items: tuple[str, ...]) -> None:
    assert ask(question, shelf=shelf).items == items


@pytest.mark.parametrize(
    "question",
    ["豆腐坊雇了哪三位师傅?", "茶叶节签约的银行有哪几家?", "清水乡出台了哪三条修路措施?"],
)
def test_no_list_is_given_for_what_is_not_told(shelf: Shelf, question: str) -> None:
    assert ask(question, shelf=shelf).status is Status.NOT_FOUND
