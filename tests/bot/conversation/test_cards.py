"""Cards and articles from arbitrary texts: accepted, within limits, the evidence marked, nothing cut."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.cards import Setting, answer_blocks, answer_buttons, marked
from bot.conversation.html import Block, Run, render, units, visible
from bot.conversation.memo import Cite, Memo, memo_of
from bot.conversation.ordinals import ALL, ordinal
from bot.conversation.reader import article_pages, page_buttons
from bot.conversation.turn import Face
from bot.conversation.uploads import file_name
from retrieval.records import (
    Article,
    Choice,
    Citation,
    Head,
    Kind,
    Paragraph,
    Piece,
    Repair,
    Status,
)
from tests.bot.conversation.assistant import answer_of
from tests.telegram_server.judge import parse

words = st.text(max_size=120) | st.sampled_from(
    ["<b>", "&lt;", "苏映川", "\u202e反", "a" * 200, "😀&<", "\x00"]
)
long_words = words | st.text(min_size=1000, max_size=5000)
days = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """A citation of anything, with spans that lie in its quote (or not)."""
    quote = draw(long_words)
    ends = st.integers(0, max(1, len(quote) + 3))
    spans = tuple(draw(st.lists(st.tuples(ends, ends), max_size=60)))
    return Citation(
        draw(words), draw(st.none() | words), draw(days), draw(words), (1,), (2, 3), quote, spans
    )


answers = st.builds(
    lambda status, kind, text, items, cited, choices, read_as, complete: answer_of(
        "会议",
        status,
        kind=kind,
        answer=text,
        items=tuple(items),
        citations=tuple(cited),
        choices=tuple(choices),
        read_as=read_as,
        complete=complete,
    ),
    st.sampled_from(Status),
    st.sampled_from(Kind),
    st.none() | long_words,
    st.lists(words, max_size=90),
    st.lists(citations(), max_size=12),
    st.lists(st.builds(Choice, words, words, words, days), max_size=12),
    st.none() | words,
    st.booleans(),
)


def _accepted(page: str) -> str:
    text, entities = parse(page)
    assert text
    assert units(text) <= 4096
    assert len(entities) <= 100
    return text


def _bare(text: str) -> str:
    return re.sub(r"\s", "", visible(text))


@given(answers, st.sampled_from(["zh", "en"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_answer_is_shown_whole(answer, language, private) -> None:  # type: ignore[no-untyped-def]
    """Whatever the corpus and the question hold, the card is accepted, and nothing of it is cut."""
    setting = Setting(2**40, language, private, Face("wenbao_bot"), late=True)
    shown = "".join(_accepted(page) for page in render(answer_blocks(answer, setting)))
    for row in answer_buttons(answer, setting):
        for button in row:
            assert len((button.data or "x").encode()) <= 64
            assert button.url is None or len(button.url.split("start=")[1]) <= 64
            assert button.label
    if answer.status is Status.ANSWERED:
        for cited in answer.citations[: 3 if private else 2]:
            assert _bare(cited.quote) in _bare(shown)
    assert Memo.parse(memo_of(answer).dump()) == memo_of(answer)


@given(st.lists(long_words, min_size=1, max_size=6), words, st.lists(words, max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_article_is_shown_whole(
    paragraphs: list[str], headline: str, authors: list[str]
) -> None:
    """Every paragraph stands on the pages, whole and in order."""
    article = Article(
        "x",
        headline or "s",
        (Head("headline", headline, 1),),
        tuple(
            Paragraph(t, (Piece((0, len(t)), n, 0),), (Repair((0, 1), "口", "<ocr>"),))
            for n, t in enumerate(paragraphs, 2)
        ),
        tuple(authors),
    )
    pages = article_pages(article, Cite("x", paragraphs[0], ((0, 3),)), "zh")
    shown = _bare("".join(map(_accepted, pages)))
    at = 0
    for text in paragraphs:
        at = shown.index(_bare(text), at)
    for page in range(1, len(pages) + 1):
        for row in page_buttons(2**40, 12, page, len(pages), "en"):
            assert all(len((button.data or "").encode()) <= 64 for button in row)


@given(
    st.text(max_size=80), st.lists(st.tuples(st.integers(-2, 90), st.integers(-2, 90)), max_size=5)
)
def test_marking_keeps_the_quote(quote: str, spans: list[tuple[int, int]]) -> None:
    """Whatever the spans, the runs put together are the quote."""
    spans = [(max(0, a), max(0, b)) for a, b in spans]
    assert "".join(run.text for run in marked(quote, spans)) == quote


def test_items_carry_the_number_of_their_citation() -> None:
    """Each name has the number of the quote that holds it."""
    cited = (
        Citation("a", "甲", None, "s", (), (1,), "贺兰舟到会"),
        Citation("b", "乙", None, "s", (), (2,), "苏映川到会"),
    )
    answer = answer_of(
        "谁", Status.ANSWERED, answer="贺兰舟、苏映川", items=("贺兰舟", "苏映川"), citations=cited
    )
    first = render(answer_blocks(answer, Setting(1, "zh", private=True, face=Face("b"))))[
        0
    ].splitlines()[0]
    assert first == "<b>贺兰舟</b> [1]; <b>苏映川</b> [2]"


@pytest.mark.parametrize(
    ("words", "count", "wanted"),
    [
        ("2", 3, 2), ("第二个", 3, 2), ("第2场", 3, 2), ("the second", 3, 2), ("second one", 3, 2),
        ("2nd", 3, 2), ("都要", 3, ALL), ("both", 2, ALL), ("最后一个", 3, 3), ("the last one", 3, 3),
        ("第四个", 3, None), ("二月份呢", 3, None), ("第二个会议谁参加了", 3, None), ("", 3, None), ("0", 3, None),
        ("one", 2, 1), ("选第一个吧", 2, 1), ("的", 3, None),
    ],
)  # fmt: skip
def test_ordinals(words: str, count: int, wanted: int | None) -> None:
    """Which of the choices is meant; a new question is none of them."""
    assert ordinal(words, count) == wanted


@given(st.text(max_size=200))
def test_file_names_from_outside_are_safe(name: str) -> None:
    """No folder, no hidden file, never empty, short."""
    safe = file_name(name)
    assert safe
    assert len(safe) <= 75
    assert "/" not in safe
    assert "\\" not in safe
    assert not safe.startswith(".")
    assert "\x00" not in safe


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x.txt", "/abs/青溪.txt", "...", ""])
def test_file_names_lose_their_folders(name: str) -> None:
    """A path from outside becomes a name."""
    assert file_name(name) in {"passwd", "x.txt", "青溪.txt", "file.txt"}


def test_blocks_hold_runs() -> None:
    """A block of nothing is no message."""
    assert render([Block((Run(""),))]) == []


@pytest.mark.parametrize(("sure", "notes"), [(0.36, 1), (0.41, 1), (0.43, 0), (1.0, 0)])
def test_an_answer_that_is_not_sure_says_so(sure: float, notes: int) -> None:
    answer = answer_of("会议谁主持", Status.ANSWERED, answer="苏映川", confidence=sure)
    shown = "".join(render(answer_blocks(answer, Setting(1, "zh", private=True, face=Face("b")))))
    assert shown.count("把握不大") == notes
