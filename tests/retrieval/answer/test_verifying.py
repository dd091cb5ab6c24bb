"""An answer whose quote does not stand in the source is never sent."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answer import verify
from retrieval.answer.quoting import cite_article
from retrieval.answer.verifying import stands
from retrieval.records import Paragraph, Piece, Repair, Status
from tests.retrieval.answer.paper import Shelf, article, ask, paper

WORDS = st.lists(
    st.sampled_from(
        [
            "3月5日",
            "会议",
            "谁",
            "参加",
            "邵长庚",
            "多少",
            "大桥",
            "哪里",
            "起火",
            "吗",
            "什么时候",
            "报道",
            "哪些",
            "县长",
            "who",
            "when",
            "8号",
            "呢",
        ]
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_every_quote_stands_in_its_lines_and_every_span_in_its_quote(words: list[str]) -> None:
    found = ask("".join(words))
    for citation in found.citations:
        assert stands(citation.quote, citation.lines, paper().source_lines(citation.source))
        assert all(0 <= s < e <= len(citation.quote) for s, e in citation.spans)
    if found.status is Status.ANSWERED:
        assert found.citations
        assert found.items


def test_an_answer_whose_first_quote_is_not_in_the_source_is_withdrawn() -> None:
    good = ask("青石河大桥总投资多少？")
    forged = replace(good.citations[0], quote="该项目总投资9.9亿元")
    checked = verify(replace(good, citations=(forged,)), paper())
    assert checked.status is Status.NOT_FOUND
    assert checked.items == ()
    assert checked.citations == ()


def test_a_later_citation_that_fails_is_left_out() -> None:
    good = ask("3月5日有哪些报道？")
    forged = replace(good.citations[1], quote="没有这句话")
    checked = verify(replace(good, citations=(good.citations[0], forged)), paper())
    assert checked.status is Status.ANSWERED
    assert checked.citations == (good.citations[0],)


@pytest.mark.parametrize("quote", ["上游水位上升", "上游 水位\n上升", "水位上"])
def test_a_quote_over_two_lines_may_leave_out_a_repeated_character(quote: str) -> None:
    assert stands(quote, (1, 2), {1: "上游水", 2: "水位上升"})


@pytest.mark.parametrize("quote", ["上游水位下降", ""])
def test_other_words_do_not_stand_in_the_lines(quote: str) -> None:
    assert not stands(quote, (1, 2), {1: "上游水", 2: "水位上升"})


def test_a_mended_slip_is_quoted_as_it_was_printed() -> None:
    text = "3月1日大桥通车。"
    paragraph = Paragraph(
        text, (Piece((0, len(text)), 2, 0),), (Repair((3, 4), "曰", "looks alike"),)
    )
    item = replace(article("R", "大桥通车", ["x"], "2021-03-01"), paragraphs=(paragraph,))
    citation = cite_article(item, 0, (0, len(text)), [(4, 6)])
    assert citation.quote == "3月1曰大桥通车。"
    assert citation.quote[slice(*citation.spans[0])] == "大桥"
    shelf = Shelf([item], {1: "大桥通车", 2: "3月1曰大桥通车。"})
    assert stands(citation.quote, citation.lines, shelf.source_lines("page.txt"))


def test_a_quote_cites_only_the_lines_that_it_touches() -> None:
    text = "第一句在这里。第二句在那里。"
    paragraph = Paragraph(text, (Piece((0, 7), 2, 0), Piece((7, 14), 3, 0)))
    item = replace(article("L", "标题", ["x"], "2021-03-01"), paragraphs=(paragraph,))
    assert cite_article(item, 0, (0, 7)).lines == (2,)
    assert cite_article(item, 0, (7, 14)).lines == (3,)
    assert cite_article(item, 0, (0, 14)).lines == (2, 3)
