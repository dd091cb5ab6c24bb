from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import cut
from retrieval.records import HEAD, Article, Head, Paragraph, Piece

words = st.sampled_from(
    ["枫桥县", "召开会议", "，", "。", "！”", "；", "a1 ", "\n", "各乡镇" * 30, "备" * 450]
)
text = st.lists(words, max_size=60).map(
    "".join
)  # long paragraphs, and sentences that are long themselves


def _article(*paragraphs: str, heads: tuple[str, ...] = ("枫桥县召开会议",)) -> Article:
    return Article(
        "id1",
        "a.txt",
        tuple(Head("headline", head, n) for n, head in enumerate(heads, 1)),
        tuple(Paragraph(each, (Piece((0, len(each)), 9, 0),)) for each in paragraphs),
    )


def test_the_head_comes_first_and_short_paragraphs_stay_whole() -> None:
    article = _article("第一段。第二句。", "名单：温如玉 秦见山", heads=("春耕", "会议召开"))
    assert [(p.number, p.paragraph, p.span, p.text) for p in cut(article)] == [
        (0, HEAD, (0, 7), "春耕 会议召开"),
        (1, 0, (0, 8), "第一段。第二句。"),
        (2, 1, (0, 10), "名单：温如玉 秦见山"),
    ]


def test_a_long_paragraph_is_cut_at_sentence_ends_into_even_parts() -> None:
    sentence = "会议要求各乡镇做好准备，不误农时，落实到村。"
    passages = cut(_article(sentence * 40, heads=()))
    assert "".join(passage.text for passage in passages) == sentence * 40
    assert all(passage.text.endswith("。") for passage in passages)
    sizes = [len(passage.text) for passage in passages]
    assert max(sizes) <= 400
    assert min(sizes) >= 200


def test_a_sentence_without_end_is_cut_at_its_clauses_and_a_clause_at_its_length() -> None:
    for paragraph in ("各乡镇做好准备，不误农时，" * 60, "备" * 2_000):
        sizes = [len(passage.text) for passage in cut(_article(paragraph, heads=()))]
        assert sum(sizes) == len(paragraph)
        assert max(sizes) <= 600


def test_an_article_without_head_or_text_has_what_it_has() -> None:
    assert cut(_article(heads=())) == ()
    assert [passage.paragraph for passage in cut(_article())] == [HEAD]
    assert [passage.paragraph for passage in cut(_article("一。", heads=()))] == [0]


@given(st.lists(text, max_size=4), st.lists(text.filter(bool), max_size=3))
def test_passages_cover_every_character_once_and_in_order(
    paragraphs: list[str], heads: list[str]
) -> None:
    article = _article(*paragraphs, heads=tuple(heads))
    passages = cut(article)
    assert [passage.number for passage in passages] == list(range(len(passages)))
    for index, paragraph in enumerate(paragraphs):
        parts = [passage for passage in passages if passage.paragraph == index]
        assert "".join(passage.text for passage in parts) == paragraph
        for passage in parts:
            assert paragraph[slice(*passage.span)] == passage.text
            assert 0 < len(passage.text) <= 600
    if heads:
        assert passages[0].text == " ".join(heads)
