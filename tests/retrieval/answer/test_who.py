"""Who is asked for, and which of the people listed together are meant, in an invented paper."""

import pytest

from retrieval.records import NameKind, Status
from tests.retrieval.answer import paper
from tests.retrieval.answer.paper import Shelf, article, ask

_PEOPLE = ("齐望舒", "梁问渠", "宋拾穗", "傅听雨", "温知秋", "罗见素", "严若水")


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    names = {**paper.NAMES, **dict.fromkeys(_PEOPLE, NameKind.PERSON)}
    monkeypatch.setattr(paper, "NAMES", names)
    return Shelf(
        [
            article(
                "G1",
                "象棋大奖赛首轮结束",
                (
                    "齐望舒、梁问渠两位九段闯过头关,而宋拾穗和傅听雨两位九段则被淘汰出局。",
                    "温知秋六段在加赛中战胜罗见素七段,从而获得复活赛的资格。",
                ),
                "2021-04-02",
            ),
            article(
                "G2",
                "青龙隧道塌方",
                ("塌方后,兰桥县县委书记齐望舒,县长梁问渠,副县长宋拾穗赶到青龙隧道指挥救援。",),
                "2021-04-05",
                first=11,
            ),
        ]
    )


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("象棋大奖赛首轮,哪几位九段出局了？", ("宋拾穗", "傅听雨")),
        ("象棋大奖赛上谁获得了复活赛的资格？", ("温知秋",)),
        ("青龙隧道塌方后,赶到指挥救援的三位领导是谁？", ("齐望舒", "梁问渠", "宋拾穗")),
        ("青龙隧道塌方后,赶去救援的县长是谁？", ("梁问渠",)),
    ],
)
def test_the_people_meant_and_no_others(
    shelf: Shelf, question: str, people: tuple[str, ...]
) -> None:
    found = ask(question, shelf=shelf)
    assert found.status is Status.ANSWERED
    assert found.items == people


def test_nobody_is_given_for_what_is_not_told(shelf: Shelf) -> None:
    assert ask("象棋大奖赛的裁判长是谁？", shelf=shelf).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("柳溪中学食物中毒那天,学校办公室主任是谁？", ("温知秋",)),  # the kind of the unit alone
        ("这届政协主席选的是谁？", ("罗见素",)),
        ("哪些兰桥县领导到了医院？", ("齐望舒", "梁问渠")),
    ],
)
def test_posts_are_known_however_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, question: str, people: tuple[str, ...]
) -> None:
    names = {**paper.NAMES, **dict.fromkeys(_PEOPLE, NameKind.PERSON)}
    names["柳溪中学"] = NameKind.ORGANISATION
    monkeypatch.setattr(paper, "NAMES", names)
    shelf = Shelf(
        [
            article(
                "K1",
                "柳溪中学学生食物中毒",
                (
                    "5月3日,柳溪中学发生食物中毒。据柳溪中学办公室主任温知秋介绍,学生已送医院。",
                    "兰桥县县委书记齐望舒,县长梁问渠赶到医院。",
                ),
                "2021-05-03",
            ),
            article(
                "K2",
                "罗见素当选县政协主席",
                ("5月4日,政协会议选举罗见素为县政协主席。",),
                "2021-05-04",
                first=11,
            ),
        ]
    )
    assert ask(question, shelf=shelf).items == people


def test_two_things_joined_by_and_are_a_list() -> None:
    text = "5月5日,三十多名工人中毒,被分别送往北山医院和桃林医院就诊。"
    shelf = Shelf([article("K3", "工地工人中毒", (text,), "2021-05-05")])
    assert ask("工人中毒后送了哪两家医院？", shelf=shelf).items == ("北山医院", "桃林医院")
