"""What is told one after the other, in entries with figures, in brackets, or by two together, in an invented paper."""

import pytest

from retrieval.answer.needs import Need, met
from retrieval.answer.trimming import trimmed
from retrieval.answer.unknown_names import with_unknown
from retrieval.records import Name, NameKind, Status
from tests.retrieval.answer import paper
from tests.retrieval.answer.paper import Shelf, article, ask

_PEOPLE = ("齐望舒", "梁问渠", "宋拾穗", "傅听雨", "温知秋", "罗见素", "严若水")
_BODIES = ("西河小学", "柳湾小学", "兰桥县农业局", "白石农机公司")


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    names = {
        **paper.NAMES,
        **dict.fromkeys(_PEOPLE, NameKind.PERSON),
        **dict.fromkeys(_BODIES, NameKind.ORGANISATION),
    }
    monkeypatch.setattr(paper, "NAMES", names)
    return Shelf(
        [
            article(
                "T1",
                "大雨冲进兰桥县校园",
                (
                    "6月2日的大雨中,西河小学围墙倒塌,3人受伤。",
                    "柳湾小学围墙倒塌,无人受伤。",
                    "县里成立了抗洪指挥部,指挥部由县长、副县长任正副指挥,下设3个工作组(抢险组、转移组、物资组),昼夜值班。",
                    "抗洪指挥部调集石塘镇民兵队6车48人、枫林乡民兵队3车22人、清水乡民兵队2车15人到场增援。",
                ),
                "2021-06-02",
            ),
            article(
                "T2",
                "育秧工厂在杨湾村落成",
                (
                    "6月5日,育秧工厂在杨湾村落成。工厂以水稻专家、种粮大户、合作社为服务对象,可育秧八千亩。",
                    "育秧工厂由兰桥县农业局和白石农机公司共同建设,总投资600万元。",
                ),
                "2021-06-05",
                20,
            ),
            article(
                "T3",
                "齐望舒到兰桥县走亲",
                (
                    "6月8日,棋手齐望舒回到兰桥县。齐望舒拜会了体育局局长梁问渠,还拜会了棋院院长宋拾穗、老师傅听雨。",
                    "棋院失火后,温知秋发来信函,表示慰问。",
                    "罗见素当晚打来电话,也表示慰问。",
                ),
                "2021-06-08",
                40,
            ),
        ]
    )


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("6月2日的大雨中哪两所小学围墙倒塌?", ("西河小学", "柳湾小学")),
        ("抗洪指挥部下面分了哪几个组?", ("抢险组", "转移组", "物资组")),
        ("育秧工厂是哪两家一块儿建的?", ("兰桥县农业局", "白石农机公司")),
        ("齐望舒回兰桥县,拜会了哪几位?", ("梁问渠", "宋拾穗", "傅听雨")),
        ("棋院失火后,哪些人表示慰问?", ("温知秋", "罗见素")),
    ],
)
def test_all_that_is_told_and_nothing_else(
    shelf: Shelf, question: str, items: tuple[str, ...]
) -> None:
    assert ask(question, shelf=shelf).items == items


def test_a_word_of_how_or_when_at_large_refuses_nothing(shelf: Shelf) -> None:
    found = ask("平时育秧工厂可育秧多少亩?", shelf=shelf)
    assert found.items == ("八千亩",)
    missing = ask("平时青龙隧道可育秧多少亩?", shelf=shelf)
    assert missing.status is Status.NOT_FOUND


def test_entries_with_figures_end_before_them() -> None:
    text = "调集甲镇队6车48人、乙乡队3车22人、丙乡队2车15人增援"
    first, second = text.index("、"), text.rindex("、")
    parts = [(2, first), (first + 1, second), (second + 1, len(text))]
    assert [text[s:e] for s, e in trimmed(text, parts, ())] == ["甲镇队", "乙乡队", "丙乡队"]
    text = "甲中学队、乙小学队分获男女组"
    parts = [(0, 4), (5, len(text))]
    assert [text[s:e] for s, e in trimmed(text, parts, ("队",))] == ["甲中学队", "乙小学队"]
    assert trimmed("甲、乙村", [(0, 1), (2, 4)], ("村",)) == [(0, 1), (2, 4)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("县委书记齐望舒、县长禤洛羿和副县长梁问渠到场", ["齐望舒", "禤洛羿", "梁问渠"]),
        ("县长齐望舒、局长负责制和考核", ["齐望舒"]),  # a word is no name
        ("县长禤洛羿和干部到场", []),  # nobody beside is known
    ],
)
def test_a_row_gives_whom_no_tagger_knows(text: str, found: list[str]) -> None:
    known = [
        Name(NameKind.PERSON, name, (text.index(name), text.index(name) + len(name)))
        for name in ("齐望舒", "梁问渠")
        if name in text
    ]
    assert [name.text for name in with_unknown(text, known)] == found


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("订购了t——72拖船", True),
        ("订购了t72拖船", True),
        ("订购了t—720拖船", False),
        ("订购了at—72拖船", False),
    ],
)
def test_the_dash_of_a_model_may_be_printed_in_many_ways(text: str, *, there: bool) -> None:
    assert (met(Need((("t-72",),), 1.5, hard=True), text) > 0.8) is there
