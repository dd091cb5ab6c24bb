"""How stories open."""

import pytest

from retrieval.corpus.assembly.openings import Opening, is_byline, opening, opening_length


@pytest.mark.parametrize(
    "text",
    [
        "本报讯(记者 方小满)12月6日,云河开渔",
        "本报讯 云河开渔",
        "本报北京12月31日讯记者方小满报道:云河开渔",
        "本报渡口十二月三十一日电云河开渔",
        "本报记者 方小满",
        "据新华社北京1月5日电(记者方小满)云河开渔",
        "据新华社电云河开渔",
        "新华社云河1月5日电 云河开渔",
        "中新网3月21日电 据外电报道,云河开渔",
        "云河新闻网南溪10月8日讯(通讯员杜若)云河开渔",
        "云河晚报讯(记者 方小满)云河开渔",
    ],
)
def test_a_dateline_opens_a_story(text: str) -> None:
    assert opening(text) is Opening.STRONG


@pytest.mark.parametrize(
    "text",
    [
        "云河市开通夜间公交专线",
        "会议指出,要坚持问题导向。",
        "“有了这座站,心里有底。”",
        "电视台来了新主播",
    ],
)
def test_other_lines_open_none(text: str) -> None:
    assert opening(text) is Opening.NONE


@pytest.mark.parametrize("text", ["昨日,云河开渔。", "5月1日,云河开渔。", "近日,云河开渔。"])
def test_a_day_opens_a_story_weakly(text: str) -> None:
    assert opening(text) is Opening.WEAK


@pytest.mark.parametrize(
    "text",
    [
        "□记者 方小满",
        "□ 方小满",
        "本报记者 方小满 通讯员 杜若",
        "记者 方小满 文/图",
        "方小满 文/图",
        "●本报记者 方小满",
    ],
)
def test_a_byline_is_known(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "记者昨日从县气象局获悉,茶园防霜。",
        "云河市开通夜间公交专线",
        "作者是一位老渔民,写了三十年。",
    ],
)
def test_a_sentence_is_no_byline(text: str) -> None:
    assert not is_byline(text)


def test_the_length_of_a_dateline() -> None:
    assert opening_length("本报讯(记者 方小满)云河开渔") == len("本报讯(记者 方小满)")
    assert opening_length("云河开渔") == 0
