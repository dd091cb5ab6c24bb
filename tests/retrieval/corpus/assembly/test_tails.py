"""Paragraphs before their headline go back, and only when the evidence is strong."""

from tests.retrieval.corpus.assembly.pages import STORIES, assembled, headlines, texts

FIRST, SECOND = STORIES[2], STORIES[4]


def test_a_tail_before_its_headline_is_put_back() -> None:
    page = assembled(*FIRST, SECOND[2], SECOND[0], SECOND[1])
    assert headlines(page) == [FIRST[0], SECOND[0]]
    assert texts(page.articles[0]) == list(FIRST[1:])
    assert texts(page.articles[1]) == [SECOND[1], SECOND[2]]
    assert page.articles[1].flags == ("moved_tail",)
    assert [(notice.code, notice.lines) for notice in page.warnings] == [("moved_tail", (5,))]


def test_a_tail_at_the_top_of_the_page_is_put_back() -> None:
    page = assembled(SECOND[2], SECOND[0], SECOND[1])
    assert [texts(article) for article in page.articles] == [[SECOND[1], SECOND[2]]]


def test_a_paragraph_cut_in_two_is_mended_over_the_move() -> None:
    whole = SECOND[2] + "陶艺工坊开放后,到石桥镇来的青年匠人越来越多。"
    page = assembled(*FIRST, whole[30:], SECOND[0], SECOND[1], whole[:30])
    assert texts(page.articles[1]) == [SECOND[1], whole]
    assert page.articles[1].paragraphs[1].lines == (8, 5)


def test_a_story_in_its_place_stays() -> None:
    for first in STORIES:
        for second in STORIES:
            if first is not second:
                page = assembled(*first, *second)
                assert not any(article.flags for article in page.articles)


def test_weak_evidence_moves_nothing() -> None:
    """A sentence that fits anywhere stays where it is."""
    page = assembled(*FIRST, "具体情况正在进一步了解中。", *SECOND)
    assert texts(page.articles[0])[-1] == "具体情况正在进一步了解中。"


def test_what_goes_on_from_another_page_is_no_tail() -> None:
    page = assembled("(上接第1版)" + SECOND[2], SECOND[0], SECOND[1])
    assert [article.flags for article in page.articles] == [
        ("continued_from:1", "no_headline"),
        (),
    ]


def test_a_slogan_above_a_tail_is_furniture() -> None:
    page = assembled(*FIRST, "抓春耕 保丰收", SECOND[2], SECOND[0], SECOND[1])
    assert headlines(page) == [FIRST[0], SECOND[0]]
    assert texts(page.articles[1]) == [SECOND[1], SECOND[2]]
    assert [each.lines for each in page.furniture] == [(5,)]
