"""English questions on an invented paper, from the words to the answer."""

import pytest

from retrieval.records import NameKind, Status
from tests.retrieval.answer import paper
from tests.retrieval.answer.english import ask_in_english
from tests.retrieval.answer.paper import Shelf, article

_PEOPLE = ("齐望舒", "梁问渠", "宋拾穗")
_PLACES = ("云栖县", "柳泉镇", "桐溪市场", "石门监狱")


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    names = {
        **paper.NAMES,
        **dict.fromkeys(_PEOPLE, NameKind.PERSON),
        **dict.fromkeys(_PLACES, NameKind.PLACE),
    }
    monkeypatch.setattr(paper, "NAMES", names)
    return Shelf(
        [
            article(
                "E1",
                "云栖县一市场发生火灾",
                (
                    "4月2日,云栖县桐溪市场发生火灾,共造成9人死亡,其中包括4名儿童。",
                    "火灾发生后,县长齐望舒、副县长梁问渠赶到现场指挥救援。大火于当晚扑灭。",
                ),
                "2021-04-02",
            ),
            article(
                "E2",
                "石门监狱发生食物中毒",
                ("4月5日,柳泉镇石门监狱发生食物中毒,造成37名囚犯腹泻。这所监狱共有812名囚犯。",),
                "2021-04-05",
                first=11,
            ),
            article(
                "E3",
                "茶农协会确定今年主题",
                (
                    "柳泉镇茶农协会2021年年主题征集活动揭晓。“一叶知山”被协会确定为2021年年主题。",
                    "协会向柳泉镇小学捐赠了三百把竹椅。协会设固定摊位31个,门外有一处有12个车位的停车场。",
                ),
                "2021-04-08",
                first=21,
            ),
            article(
                "E4",
                "云栖县图书馆换馆长",
                (
                    "本报云栖县4月9日讯(记者齐望舒)柳泉镇一座茶仓4月8日因电线短路而起火,烧毁茶叶三百斤。",
                    "梁问渠原是柳泉镇小学的音乐教师,此前任云栖县文化馆馆长。县图书馆馆长宋拾穗要求,把防火作为第一件大事来抓。",
                ),
                "2021-04-09",
                first=41,
            ),
        ]
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many children died in the market fire in Yunqi county?", "4名"),
        ("How many people died in the market fire in Yunqi county?", "9人"),
        ("How many inmates were there in Shimen prison?", "812名"),
        ("Which market in Yunqi county burned down?", "桐溪市场"),
        ("Which county leaders rushed to the scene of the fire?", "齐望舒、梁问渠"),
        ("How many stalls are there?", "31个"),
        ("What theme did the association choose for 2021?", "“一叶知山”"),
        ("What did the association donate to the primary school?", "三百把竹椅"),
        ("Who is the director of the county library?", "宋拾穗"),
        ("Who heads the county library?", "宋拾穗"),
        ("What was Liang Wenqu's previous post?", "柳泉镇小学的音乐教师"),
        ("What caused the fire in the tea warehouse?", "柳泉镇一座茶仓4月8日因电线短路而起火"),
    ],
)
def test_answers_are_in_the_words_of_the_paper(shelf: Shelf, question: str, answer: str) -> None:
    found = ask_in_english(question, shelf)
    assert found.status is Status.ANSWERED
    assert found.answer == answer


@pytest.mark.parametrize(
    "question",
    [
        "When will the market in Yunqi county open again?",  # all its days are past
        "Who was elected chairman of the Yunqi county CPPCC?",  # another body's
        "How tall is the market in Yunqi county?",
        "Who is the mayor of Yunqi county?",  # only other posts are named
    ],
)
def test_what_is_not_told_is_not_found(shelf: Shelf, question: str) -> None:
    assert ask_in_english(question, shelf).status is Status.NOT_FOUND


def test_a_clause_that_only_leads_to_the_answer_is_not_given_for_it() -> None:
    text = (
        "4月9日,云栖县召开防汛会议。"
        "会议决定,自4月15日起全县水库实行昼夜值班,每座水库配两名护堤员,各镇准备编织袋五千条,并组织一次转移演练,由县长带队检查。"
    )
    shelf = Shelf([article("E9", "云栖县部署防汛", (text,), "2021-04-09")])
    found = ask_in_english("What did the meeting decide?", shelf)
    assert found.status is Status.ANSWERED
    assert found.answer is not None
    assert "昼夜值班" in found.answer
