"""Paragraphs that a column broke are one again; others are not glued."""

import pytest

from retrieval.corpus.assembly import assemble
from retrieval.records import Line, Page, Repair
from tests.retrieval.corpus.assembly.pages import STORIES, assembled, page_of, texts

HEAD, *REST = STORIES[0]


@pytest.mark.parametrize("blank", [[], [""], ["", "", ""]])
@pytest.mark.parametrize("cut", [25, 33, 41])
def test_a_sentence_broken_in_its_middle_is_whole(blank: list[str], cut: int) -> None:
    first = REST[0]
    page = assembled(HEAD, first[:cut], *blank, first[cut:], REST[1])
    (article,) = page.articles
    assert texts(article) == [first, REST[1]]
    assert article.paragraphs[0].lines == (2, 3 + len(blank))


def test_a_word_broken_in_its_middle_is_whole() -> None:
    page = assembled(HEAD, REST[0], "气象站由县气", "象局和青石乡合建,每十分钟发布一次数据。")
    assert texts(page.articles[0])[1] == "气象站由县气象局和青石乡合建,每十分钟发布一次数据。"


def test_a_clean_end_is_not_glued() -> None:
    assert texts(assembled(HEAD, *REST).articles[0]) == REST


def test_a_character_repeated_at_the_break_is_read_once() -> None:
    """The repair says what stood there; the piece begins after it."""
    page = assembled(HEAD, REST[0], "气象站由县气象局和青石", "石乡合建,每十分钟发布一次数据。")
    paragraph = page.articles[0].paragraphs[1]
    assert paragraph.text == "气象站由县气象局和青石乡合建,每十分钟发布一次数据。"
    assert paragraph.repairs == (Repair((11, 11), "石", "repeated at a break"),)
    assert [(piece.span, piece.line, piece.column) for piece in paragraph.pieces] == [
        ((0, 11), 3, 0),
        ((11, 26), 4, 1),
    ]


def test_words_of_letters_stay_apart() -> None:
    page = assembled(
        HEAD, "气象站的数据也发布在一个名为Tea", "Weather的英文网页上,外地客商可以查看。"
    )
    assert texts(page.articles[0]) == [
        "气象站的数据也发布在一个名为Tea Weather的英文网页上,外地客商可以查看。"
    ]


def test_a_column_of_narrow_lines_is_a_paragraph() -> None:
    """Neither its lines nor the last, shorter one are headlines."""
    text = (
        "近日,石桥镇石桥村的共享图书馆正式启用,三千余册图书免费向村民开放。图书馆由旧粮仓改造而成,"
        "设有儿童阅读区、自习室和电子阅览角,每天接待读者一百余人次。"
    )
    lines = [text[i : i + 16] for i in range(0, len(text), 16)]
    page = assembled("石桥镇有了共享图书馆", *lines)
    assert [texts(article) for article in page.articles] == [[text]]


def test_an_indent_begins_a_paragraph() -> None:
    page = assembled(HEAD, "  " + REST[0], "\u3000\u3000" + REST[1])
    paragraphs = page.articles[0].paragraphs
    assert [paragraph.text for paragraph in paragraphs] == REST[:2]
    assert [paragraph.pieces[0].column for paragraph in paragraphs] == [2, 2]


def test_a_list_is_not_glued() -> None:
    """Items below a colon stand alone, and none is a headline."""
    items = ["防霜扇", "喷灌管", "补光灯"]
    page = assembled(HEAD, *REST, "气象站为茶园准备了三样东西:", *items, "东西虽小,管用。")
    (article,) = page.articles
    assert texts(article)[-4:] == [*items, "东西虽小,管用。"]


def test_names_without_commas_are_a_story() -> None:
    page = assembled("全乡十佳护林员名单", "范长青 马小满 石敬之", "孔林生 秦有田 邬秀英")
    assert texts(page.articles[0]) == ["范长青 马小满 石敬之", "孔林生 秦有田 邬秀英"]


def test_a_certain_slip_is_mended_and_kept() -> None:
    page = assembled(HEAD, "本报讯(记者 梅子青)7月3曰,青石乡建成首座村级气象站,茶农欢欣。")
    (paragraph,) = page.articles[0].paragraphs
    assert "7月3日" in paragraph.text
    assert [(repair.original, repair.reason) for repair in paragraph.repairs] == [
        ("曰", "looks alike")
    ]


def test_hints_of_markup_are_believed() -> None:
    """A short line that markup calls body is no headline; one that it calls heading is."""
    lines = page_of([HEAD, *REST, "茶农齐点赞", "王小满也来帮忙采茶。"]).lines
    body = tuple(
        Line(line.number, line.text, "heading" if line.number == 1 else "body") for line in lines
    )
    assert len(assemble(Page("a.html", body)).articles) == 1
