"""Rendering: arbitrary text is shown as it is, within Telegram's limits, accepted by Telegram's parser."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.html import Block, Run, bold, clip, plain, render, runs_of, units, visible
from tests.telegram_server.judge import have_tdlib, parse

texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=60) | st.sampled_from(
    [
        "<b>",
        "</b>",
        "&amp;",
        "&",
        "<",
        "a<b>c",
        "😀" * 9,
        "\ud83d",
        "\u202eabc",
        "苏映川 & <贺兰舟>",
        "\r\n",
        "{words}",
        "\u2028",
        "\u00ad",
        "\u200d",
    ]
)
styles = st.sampled_from([(), ("b",), ("i",), ("b", "u"), ("code",)])
runs = st.builds(Run, texts, styles, st.none() | st.just('https://t.me/x?start=a_1&b="2"'))
blocks = st.builds(Block, st.lists(runs, max_size=6).map(tuple), st.booleans(), st.booleans())


def _shown(markup: str) -> str:
    return parse(markup)[0] if have_tdlib() else plain(markup)


@given(st.lists(blocks, max_size=8), st.integers(40, 300))
@settings(max_examples=300, deadline=None)
def test_every_message_is_accepted_and_loses_nothing(content: list[Block], limit: int) -> None:
    """Each message parses, is within the limits, and together they show all the text, in order."""
    pages = render(content, limit)
    for page in pages:
        text, entities = parse(page)
        assert text, page
        assert units(text) <= limit
        assert len(entities) <= 100
    wanted = "".join(visible(run.text) for block in content for run in block.runs)
    assert _bare("".join(map(_shown, pages))) == _bare(wanted)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200c-\u200f]", "", text)


@given(
    st.lists(
        st.builds(Run, st.text(min_size=1, max_size=3), st.sampled_from([("b",), ("i",), ("u",)])),
        min_size=100,
        max_size=400,
    )
)
@settings(max_examples=20, deadline=None)
def test_more_than_a_hundred_entities_are_split(many: list[Run]) -> None:
    """Telegram would ignore those over 100 without a word."""
    for page in render([Block(tuple(many), quote=True)]):
        assert len(re.findall("<[biu]>|<blockquote", page)) <= 100


def test_split_at_the_end_of_a_sentence() -> None:
    """A long paragraph is cut where a sentence ends."""
    sentence = "粮食储备轮换工作按计划进行。"
    first, *_ = render([Block((Run(sentence * 40),))], 300)
    assert plain(first).endswith("。")


def test_split_keeps_style_and_quote() -> None:
    """Both halves of a quote are quotes, both halves of a bold run are bold."""
    pages = render([Block((bold("字" * 500),), quote=True)], 300)
    assert len(pages) == 2
    assert all(
        re.fullmatch(r"<blockquote expandable><b>字+</b></blockquote>", page) for page in pages
    )


def test_surrogate_pairs_are_not_torn() -> None:
    """A cut never falls into a character of two units."""
    for page in render([Block((Run("😀" * 400),))], 101):
        assert set(plain(page)) == {"😀"}


def test_nothing_visible_is_no_message() -> None:
    """White space alone gives no message: Telegram refuses it."""
    assert render([Block((Run(" \n\t"),)), Block(())]) == []


def test_template_values_are_text() -> None:
    """What fills a template is never markup, and its braces are not filled again."""
    filled = runs_of("<b>{a}</b> {b}", {"a": "<i>{b}</i>", "b": "x"})
    assert render([Block(filled)]) == ["<b>&lt;i&gt;{b}&lt;/i&gt;</b> x"]


@pytest.mark.parametrize(("text", "length"), [("短", 5), ("一二三四五六", 4), ("a\nb  c", 9)])
def test_clip(text: str, length: int) -> None:
    """A label is one line, of at most its length."""
    assert len(clip(text, length)) <= length
    assert "\n" not in clip(text, length)
