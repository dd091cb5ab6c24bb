import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.preview import preview
from retrieval.records import (
    Article,
    Assembled,
    Furniture,
    Head,
    IssueDate,
    Notice,
    Paragraph,
    Piece,
    Repair,
)

DAY = dt.date(2022, 3, 4)


def _paragraph(
    text: str, *lines: int, repairs: tuple[Repair, ...] = (), source: str | None = None
) -> Paragraph:
    pieces = tuple(Piece((0, len(text)), line, 0) for line in lines)
    return Paragraph(text, pieces, repairs, source)


def _page() -> Assembled:
    repair = Repair((4, 4), "步", "repeated at a break")
    article = Article(
        "id1",
        "page1.txt",
        (Head("kicker", "春耕时节", 5), Head("headline", "枫桥县召开春耕会议", 7)),
        (
            _paragraph("第一段，" + "会议要求各乡镇做好准备，" * 9, 9, 11),
            _paragraph("第二段。", 13, repairs=(repair,)),
            _paragraph("接着的一段。", 2, source="page2.txt"),
            _paragraph("会议还提出要求。", 3),
        ),
        authors=("温如玉",),
        date=DAY,
        flags=("moved_tail", "joined_pages"),
        series="学在枫桥",
    )
    orphan = Article(
        "id2", "page1.txt", (Head("headline", "新桥通车", 15),), (), flags=("headline_only",)
    )
    return Assembled(
        "page1.txt",
        IssueDate(DAY, "text", inferred=True),
        (article, orphan),
        (Furniture("学在枫桥", (4,), "banner"),),
        (Notice("page1.txt", (15,), "headline_only", "This headline has no story."),),
    )


PICTURE = """\
page1.txt · issue of 2022-03-04 (worked out from the text) · 2 articles · 1 line outside them · 1 doubt

   1         7  枫桥县召开春耕会议
               5  kicker: 春耕时节
                  2022-03-04 · 温如玉 · series: 学在枫桥 · 4 paragraphs, 130 characters · a paragraph that stood \
elsewhere was put back (marked ↷) · goes on on another page, joined
            9+11  第一段，会议要求各乡镇做好准备，会议要求各乡镇做好准备，会议要求各乡镇做好准备，…
              13  第二段。
                  mended: “步” taken out (repeated at a break)
               2  [page2.txt] 接着的一段。
             ↷ 3  会议还提出要求。

   2        15  新桥通车
                  no day · 0 paragraphs, 0 characters · a headline without a story

outside the articles
               4  banner: 学在枫桥

please look at
              15  This headline has no story. (headline_only)
"""


def test_a_page_can_be_judged_at_a_glance() -> None:
    assert preview(_page()) == PICTURE


def test_an_unknown_day_says_how_to_name_it() -> None:
    assert "issue of an unknown day (name it with --date)" in preview(
        Assembled("a", IssueDate(), ())
    )
    assert "no doubts" in preview(Assembled("a", IssueDate(DAY, "given"), ()))


hostile = st.text(alphabet="枫\x1b[]0;31m\x07\n\r\u202e\x9b\ud800a", max_size=20)


@given(hostile, hostile, hostile, hostile)
def test_nothing_of_a_page_steers_the_terminal(
    source: str, head: str, body: str, kind: str
) -> None:
    repair = Repair((0, 0), head, kind)
    article = Article(
        "i", source, (Head("kicker", kind, 1), Head("headline", head, 2)), (_paragraph(body, 3, repairs=(repair,)),),
        authors=(kind,), flags=(kind,), series=body,
    )  # fmt: skip
    page = Assembled(
        source,
        IssueDate(),
        (article,),
        (Furniture(body, (4,), kind),),
        (Notice(source, (), kind, body),),
    )
    shown = preview(page, width=60)
    shown.encode()
    assert not set(shown) & set("\x1b\x07\r\u202e\x9b")
    assert shown.count("\n") == preview(_page_of_the_same_shape(), width=60).count("\n")


def _page_of_the_same_shape() -> Assembled:
    article = Article(
        "i", "s", (Head("kicker", "k", 1), Head("headline", "h", 2)), (_paragraph("b", 3, repairs=(Repair((0, 0), "h", "k"),)),),
        authors=("k",), flags=("k",), series="b",
    )  # fmt: skip
    return Assembled(
        "s", IssueDate(), (article,), (Furniture("b", (4,), "k"),), (Notice("s", (), "k", "b"),)
    )


@given(st.text(alphabet="枫a，é ", max_size=200), st.integers(40, 120))
def test_a_line_of_text_fits_the_terminal(text: str, width: int) -> None:
    article = Article("i", "s", (Head("headline", text, 1),), (_paragraph(text, 3),))
    lines = preview(Assembled("s", IssueDate(), (article,)), width=width).split("\n")
    for line in (lines[2], lines[4]):
        assert sum(2 if "一" <= char <= "鿿" or char == "，" else 1 for char in line) <= width
