"""What is told of another person, another thing or another place is not the answer."""

import pytest

from retrieval.records import Status
from tests.retrieval.answer.paper import Shelf, article, ask

_SHELF = Shelf(
    [
        article(
            "W1",
            "五名被告被判刑",
            (
                "5月7日,兰桥县法院宣判:以受贿罪判处袁小棠死刑缓期执行,没收财产2万元;判处方一鸣无期徒刑。",
                "以受贿罪判处唐砚有期徒刑3年,没收财产1万元。判处顾青禾有期徒刑9年。",
            ),
            "2021-05-07",
        ),
        article(
            "W2",
            "城南花鸟市场搬迁",
            (
                "5月8日一早,城南花鸟市场在新址开门迎客,摊位摆得满满当当。老摊主葛云帆把鸟笼搬进了2号棚。",
                "据兰桥县人大常委会介绍,老市场将改成停车场。",
                "市场的花圃由兰桥化工厂捐建,倪大川到场祝贺。",
            ),
            "2021-05-08",
            10,
        ),
        article(
            "W3",
            "收缴的游戏机被销毁",
            (
                "县领导及公安、文化、工商等部门的工作人员和学生代表一百多人5月9日在石塘镇垃圾场召开现场大会,公开销毁了一批收缴的游戏机。",
            ),
            "2021-05-09",
            20,
        ),
        article(
            "W4",
            "枫林乡遭冰雹",
            (
                "5月10日,枫林乡遭冰雹袭击。杨湾村受灾农户88户,直接经济损失31万元。",
                "经核查,冰雹共造成受灾农户920户,直接经济损失405万元。灾后将钻井30口,建立两个蔬菜基地。",
                "位于枫林乡东部的柳荫谷地被认为最宜重建大棚。",
            ),
            "2021-05-10",
            30,
        ),
    ]
)


def test_the_sentence_of_another_is_not_given() -> None:
    found = ask("袁小棠判了什么刑？", shelf=_SHELF)
    assert found.answer is not None
    assert "死刑" in found.answer
    assert "唐砚" not in found.citations[0].quote


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("葛云帆的鸟笼搬到哪里了？", "2号棚"),
        ("市场的花圃是谁捐建的？", "兰桥化工厂"),
        ("在哪里公开销毁游戏机？", "石塘镇垃圾场"),
        ("枫林乡冰雹全部直接经济损失多少？", "405万元"),
        ("枫林乡冰雹灾后要钻几口井？", "30口"),
        ("枫林乡哪里最宜重建大棚？", "柳荫谷地"),
    ],
)
def test_where_and_by_whom(question: str, said: str) -> None:
    found = ask(question, shelf=_SHELF)
    assert found.answer is not None
    assert said in found.answer
    assert "县领导" not in found.answer


def test_neither_the_quarter_of_its_name_nor_who_told_it_is_where_a_thing_went() -> None:
    found = ask("花鸟市场搬到哪里了？", shelf=_SHELF)
    assert found.answer is None or not {"城南", "兰桥县", "兰桥县人大常委会"} & set(found.items)


def test_a_person_without_a_name_has_no_post_that_is_guessed() -> None:
    assert ask("死的那个人是干什么的？", shelf=_SHELF).status is Status.NOT_FOUND
