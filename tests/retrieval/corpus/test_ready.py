import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import ready
from retrieval.records import Line, ReadyArticle, SourceText


def _source(*articles: ReadyArticle) -> SourceText:
    lines = tuple(
        Line(each.line, f"{each.title}\n{each.text}" if each.title else each.text)
        for each in articles
    )
    return SourceText("a.jsonl", "0" * 64, "jsonl", "utf-8", lines, articles)


def test_an_article_is_kept_as_it_is() -> None:
    item = ReadyArticle(
        "x-1", " 春耕 ", "第一段。\n\n　第二段。\r\n", dt.date(2022, 3, 4), "枫桥报", 7
    )
    (article,) = ready(_source(item)).articles
    assert (article.id, article.source, article.headline, article.date) == (
        "x-1", "a.jsonl", "春耕", dt.date(2022, 3, 4),
    )  # fmt: skip
    assert [paragraph.text for paragraph in article.paragraphs] == ["第一段。", "第二段。"]
    assert article.head_lines == article.paragraphs[1].lines == (7,)


def test_an_article_without_text_is_a_headline() -> None:
    (article,) = ready(_source(ReadyArticle("x", "春耕", ""))).articles
    assert (article.flags, article.paragraphs) == (("headline_only",), ())


@given(
    st.text(alphabet="枫桥 \n\r　。a", max_size=40),
    st.text(alphabet="枫桥 \n\r　。a", max_size=80),
)
def test_every_piece_is_where_it_says(title: str, text: str) -> None:
    source = _source(ReadyArticle("x", title, text, line=3))
    (article,) = ready(source).articles
    line = source.lines[0].text
    for head in article.heads:
        assert line[head.column : head.column + len(head.text)] == head.text
    for paragraph in article.paragraphs:
        (piece,) = paragraph.pieces
        assert line[piece.column :].startswith(paragraph.text)
    joined = "".join(paragraph.text for paragraph in article.paragraphs)
    assert "".join(joined.split()) == "".join(text.split())
