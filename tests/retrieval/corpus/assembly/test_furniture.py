"""Lines that belong to no story."""

import pytest

from retrieval.corpus.assembly.forms import read_form
from retrieval.corpus.assembly.furniture import furniture_kind
from retrieval.records import Line
from tests.retrieval.corpus.assembly.pages import STORIES, assembled, headlines


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年3月15日 星期五 农历二月初六", "folio"),
        ("2024年3月15日 第2版 要闻", "folio"),
        ("二〇二四年三月十五日 星期五", "folio"),
        ("第2版 要闻", "folio"),
        ("A03", "folio"),
        ("— 4 —", "folio"),
        ("国内统一刊号:CN33-0000 邮发代号:31-00", "folio"),
        ("云河日报", "masthead"),
        ("责任编辑:吴晓梅 版式:林一舟", "editors"),
        ("本版编辑 吴晓梅", "editors"),
        ("新闻热线:0570-1234567", "editors"),
        ("今日天气:多云转晴,气温8℃到17℃,东南风3级", "weather"),
        ("明天 阴有小雨 5℃到9℃ 偏北风2到3级", "weather"),
        ("遗失声明", "advertisement"),
        ("白鹭镇柳三遗失身份证一张,声明作废。", "advertisement"),
        ("诚聘营业员两名 联系电话:12345678", "advertisement"),
        ("我市开展夏季防汛演练 2版", "contents"),
        ("(下转第2版)", "continued_on"),
        ("下转二版", "continued_on"),
        ("上接第1版", "continued_from"),
        ("（上接A1版）", "continued_from"),
    ],
)
def test_furniture_is_known_by_its_form(text: str, kind: str) -> None:
    assert furniture_kind(read_form(Line(1, text))) == kind


@pytest.mark.parametrize(
    "text",
    [
        "本报讯 今日多云转晴,气温8℃到17℃,游客纷纷出游。",
        "2024年3月15日,云河市举行消费维权活动。",
        "第2届荷花节开幕",
        "3000人参加荷花节",
        "编辑部来了年轻人",
        "云河日报社举办开放日",
        "天气转暖,茶农忙采摘",
        "广告牌下的坚守",
        "转让土地的人回来了",
        *(line for story in STORIES for line in story),
    ],
)
def test_a_line_of_a_story_is_no_furniture(text: str) -> None:
    assert furniture_kind(read_form(Line(1, text))) is None


def test_furniture_inside_a_story_does_not_break_it() -> None:
    head, first, *rest = STORIES[0]
    page = assembled(head, first[:20], "第2版 要闻", first[20:], *rest)
    assert headlines(page) == [head]
    assert page.articles[0].paragraphs[0].text == first


def test_a_story_says_where_it_goes_on() -> None:
    page = assembled(*STORIES[0], "下转第３版", "(上接一版)" + STORIES[2][1], *STORIES[2][2:])
    assert "continued_on:3" in page.articles[0].flags
    assert any("continued_from:1" in article.flags for article in page.articles)


def test_a_jump_at_the_end_of_a_line_is_a_repair() -> None:
    page = assembled(*STORIES[0][:-1], STORIES[0][-1] + "(下转第2版)")
    last = page.articles[0].paragraphs[-1]
    assert last.text == STORIES[0][-1]
    assert last.repairs[0].original == "(下转第2版)"
    assert page.articles[0].flags == ("continued_on:2",)
