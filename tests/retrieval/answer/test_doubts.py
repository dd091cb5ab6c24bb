"""Near misses in the little paper: the neighbour's answer is not given, the right one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.doubts import weak
from retrieval.query import understand
from retrieval.records import Status
from tests.retrieval.answer.paper import Shelf, article, ask, tools

_STRANGE = "鹮芮柘汀汊磬沅湄岫鲟"


@pytest.mark.parametrize(
    "question",
    [
        "青石河大桥是什么颜色的？",
        "青石河大桥是哪家公司赞助的？",
        "青石河大桥的电话号码是多少？",
        "兰桥化工厂用的是什么牌子的设备？",
        "安全生产会议谁赞助的？",
        "机器人比赛哪里起火？",  # begins with what no story has
        "乒乓球馆什么时候建成？",
        "青石河大桥重多少吨？",
        "大桥扩建之前全长多少米？",
        "水库专题会签了什么协议？",
    ],
)
def test_what_is_told_of_another_property_is_not_found(question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    ["青石河大桥总投资多少？", "大桥全长多少米？", "安全生产会议是谁主持的？", "货车在哪里起火？"],
)
def test_what_is_told_is_found(question: str) -> None:
    assert ask(question).status is Status.ANSWERED


def _shelf() -> Shelf:
    text = "本报讯 景区新楼的外墙漆成红色,门票每张40元,咨询电话5550123。灯会由云锦公司冠名。河堤由原来的3米加高到5米。"
    return Shelf([article("N", "景区新楼开放", (text,), "2021-03-09")])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("景区新楼的外墙是什么颜色的？", "红"),
        ("景区的门票多少钱？", "40元"),
        ("河堤加高之前是多少米？", "3米"),
    ],
)
def test_a_property_that_is_told_is_found(question: str, said: str) -> None:
    found = ask(question, shelf=_shelf())
    assert found.answer is not None
    assert said in found.answer


@given(st.text(_STRANGE, min_size=2, max_size=2), st.sampled_from(["", "县", "镇"]))
def test_a_town_of_no_page_has_no_head(name: str, kind: str) -> None:
    assert ask(f"{name}{kind}的县长是谁？").status is Status.NOT_FOUND


@given(
    st.floats(0, 2), st.floats(0, 2), st.sampled_from(["多少米", "什么时候", "谁来了", "为什么"])
)
def test_a_candidate_that_fits_better_is_never_doubted_more(
    one: float, other: float, asked: str
) -> None:
    query = understand(f"大桥{asked}？", (), tools())
    low, high = sorted((one, other))
    assert 0 < weak(query, low) <= weak(query, high) <= 1
