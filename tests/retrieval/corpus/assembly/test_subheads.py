"""Subheads inside a long story start no new one."""

from tests.retrieval.corpus.assembly.pages import STORIES, assembled, headlines, texts

STORY = (
    "白鹭镇手工面走出大山",
    "本报讯(记者 江一帆)清晨五点,白鹭镇的晒面场已经忙开了,老面匠柳三伯把手工面一杆杆挂上木架。",
    "白鹭镇做手工面有三百年历史,全镇六百户人家做面,去年手工面卖出两千万元。",
)


def test_a_subhead_is_a_paragraph() -> None:
    page = assembled(
        *STORY,
        "小作坊变大工厂",
        "过去,白鹭镇家家户户做手工面,却卖不上价。镇里引进设备后,一斤手工面从四元涨到九元。",
        "“机器揉面,手工拉面,味道没变。”柳三伯说。",
        "晒面场里开直播",
        "90后的面匠苏小禾把直播间搬进白鹭镇的晒面场,一个月卖出手工面两万单。",
        *STORIES[2],
    )
    assert headlines(page) == [STORY[0], STORIES[2][0]]
    assert texts(page.articles[0])[2:4] == ["小作坊变大工厂", texts(page.articles[0])[3]]


def test_a_numbered_subhead_is_a_paragraph() -> None:
    page = assembled(*STORY, "一、手艺", "柳三伯十四岁学艺。", "二、销路", "面条卖到了省城。")
    assert headlines(page) == [STORY[0]]


def test_a_short_headline_of_another_story_stays_one() -> None:
    page = assembled(*STORY, "河西小学春游", "河西小学的孩子们到湿地看鸟,老师教大家辨认黑鹳。")
    assert headlines(page) == [STORY[0], "河西小学春游"]
