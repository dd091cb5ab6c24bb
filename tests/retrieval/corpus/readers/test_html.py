import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.readers.html import decode_html, html_lines
from retrieval.errors import UnsupportedSource

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>要闻 - 枫桥新闻网</title><script>var bad = "<p>坏</p>";</script>
<style>p {{ color: red }}</style></head><body>
<header><h1>枫桥新闻网</h1></header>
<div class="nav"><a href="/">首页</a> <a href="/2">要闻</a></div>
<div id="content"><div class="crumbs">当前位置：<a href="/">首页</a> 要闻</div>
<h2>枫桥县召开春耕
备耕会议</h2>
<p class="info">2022年3月4日 来源：枫桥日报</p>
<p>　　本报讯(记者 温如玉)3月2日，枫桥县召开春耕备耕
会议。<br>副县长秦见山主持。</p>
<table><tr><th>乡镇</th><th>亩数</th></tr><tr><td>上塘乡</td><td>三千</td></tr></table>
<p style="display: none">隐藏</p><p hidden>也隐藏</p>
<p>会议要求<b>各乡镇</b>做好<a href="x">准备</a>。</p></div>
<ul class="list"><li><a href="1">下塘乡通车</a></li><li><a href="2">图书馆开放</a></li></ul>
<div class="footer">版权所有 枫桥日报社</div></body></html>"""
LINES = [
    ("枫桥县召开春耕备耕会议", "heading"),
    ("2022年3月4日 来源：枫桥日报", None),
    ("本报讯(记者 温如玉)3月2日，枫桥县召开春耕备耕会议。", None),
    ("副县长秦见山主持。", None),
    ("乡镇 亩数", None),
    ("上塘乡 三千", None),
    ("会议要求各乡镇做好准备。", None),
]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030"])
def test_the_main_text_is_read_in_the_encoding_that_the_page_says(charset: str) -> None:
    decoded = decode_html(PAGE.format(charset=charset).encode(charset))
    assert decoded is not None
    lines = html_lines(decoded.text, "a.html")
    assert [(line.text, line.hint) for line in lines] == LINES
    assert [line.number for line in lines] == list(range(1, len(LINES) + 1))


def test_a_page_that_says_the_wrong_encoding_is_read_all_the_same() -> None:
    for charset, said in (("utf-8", "gb2312"), ("gbk", "utf-8")):
        decoded = decode_html(PAGE.format(charset=said).encode(charset))
        assert decoded is not None
        assert html_lines(decoded.text, "a.html")[0].text == LINES[0][0]


def test_articles_are_kept_and_what_is_beside_them_is_not() -> None:
    text = (
        "<body><p>站内公告</p><article><h2>甲</h2><p>甲文一段，说的是春耕。</p></article>"
        "<aside><p>旁白</p></aside><article><h2>乙</h2><p>乙文一段，说的是通车。</p></article><p>页脚</p></body>"
    )
    assert [line.text for line in html_lines(text, "a.html")] == [
        "甲",
        "甲文一段，说的是春耕。",
        "乙",
        "乙文一段，说的是通车。",
    ]


def test_a_header_inside_an_article_is_its_head() -> None:
    text = "<main><header><h1>春耕</h1></header><p>各乡镇做好准备，不误农时，会议提出要求。</p></main>"
    assert next((line.text, line.hint) for line in html_lines(text, "a.html")) == (
        "春耕",
        "heading",
    )


def test_a_wrapper_named_as_furniture_is_not_dropped_when_it_holds_the_text() -> None:
    text = '<div class="with-sidebar sidebar"><h2>春耕</h2><p>各乡镇做好准备，不误农时。</p></div>'
    assert [line.text for line in html_lines(text, "a.html")] == [
        "春耕",
        "各乡镇做好准备，不误农时。",
    ]


def test_a_layout_of_tables_keeps_its_paragraphs_apart() -> None:
    text = "<table><tr><td><h3>春耕</h3><p>第一段。</p><p>第二段。</p></td><td><p>另一栏。</p></td></tr></table>"
    assert [line.text for line in html_lines(text, "a.html")] == [
        "春耕",
        "第一段。",
        "第二段。",
        "另一栏。",
    ]


def test_a_title_by_its_class_is_a_heading() -> None:
    lines = html_lines(
        '<div class="art-title">春耕会议</div><p>各乡镇做好准备，不误农时。</p>', "a.html"
    )
    assert lines[0].hint == "heading"


def test_nothing_of_a_page_is_fetched_or_expanded() -> None:
    text = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyy">]>'
        "<html><body><p>前 &x; &y; 后</p></body></html>"
    )
    whole = " ".join(line.text for line in html_lines(text, "a.html"))
    assert "后" in whole
    assert "root:" not in whole
    assert "yyyy" not in whole.replace('"yyyy"', "")


@pytest.mark.parametrize(
    "text",
    [
        "<html></html>",
        "<p></p>",
        "<html><head><title>无文</title></head><body> </body></html>",
        "<!-- x -->",
        "<",
    ],
)
def test_a_page_without_text_has_no_lines(text: str) -> None:
    assert [line for line in html_lines(text, "a.html") if line.text != "<"] == []


@pytest.mark.parametrize("depth", [200, 1_000])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    text = "<p>开头的一段。</p>" + "<div>" * depth + "深处" + "</div>" * depth + "<p>结尾</p>"
    assert [line.text for line in html_lines(text, "a.html")] == ["开头的一段。", "深处", "结尾"]


@pytest.mark.parametrize("text", ["<div>" * 50_000 + "深处", "<b>" * 20_000 + "<a href=" * 5_000])
def test_nesting_that_the_parser_gives_up_on_is_refused_and_not_cut_off(text: str) -> None:
    with pytest.raises(UnsupportedSource, match=r"^a\.html: .*nested too deeply"):
        html_lines("<p>甲</p>" + text, "a.html")


@given(st.text(alphabet="<>/pdivh1a&;#x \n甲乙。\"'=!-", max_size=200))
def test_any_markup_gives_lines_that_are_not_blank(text: str) -> None:
    lines = html_lines("<p>" + text, "a.html")
    assert all(line.text.strip() for line in lines)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
