import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.readers.jsonl import looks_like_jsonl, ready_articles
from retrieval.errors import UnsupportedSource


def test_articles_keep_their_id_title_text_and_day() -> None:
    text = (
        '{"_id": "a1", "title": "春耕", "text": "第一段。\\n第二段。", "date": "2022-03-04", "source": "枫桥报"}\n'
        "\n"
        '{"_id": 7, "text": "无题。", "other": [1]}\n'
    )
    articles, lines, notices = ready_articles(text, "a.jsonl")
    assert [(a.id, a.title, a.text, a.day, a.source, a.line) for a in articles] == [
        ("a1", "春耕", "第一段。\n第二段。", dt.date(2022, 3, 4), "枫桥报", 1),
        ("7", "", "无题。", None, None, 3),
    ]
    assert [(line.number, line.text) for line in lines] == [
        (1, "春耕\n第一段。\n第二段。"),
        (3, "无题。"),
    ]
    assert notices == ()


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"title": "x", "text": "y"}', '"_id"'),
        ('{"_id": "", "text": "y"}', '"_id"'),
        ('{"_id": true, "text": "y"}', '"_id"'),
        ('{"_id": "b"}', '"text"'),
        ('{"_id": "b", "text": 3}', '"text"'),
        ('{"_id": "b", "title": [], "text": "y"}', '"title"'),
        ('{"_id": "a", "text": "y"}', "of line 1"),
        ('{"_id": "b", "text": "\\u0000"}', "NUL"),
        ('{"_id": "b", "text": "\\ud800"}', "half a character"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_broken_line_is_named_by_its_number(bad: str, says: str) -> None:
    with pytest.raises(UnsupportedSource, match=r"^x\.jsonl: line 2 ") as error:
        ready_articles('{"_id": "a", "text": "t"}\n' + bad + "\n", "x.jsonl")
    assert says in str(error.value)


def test_a_date_that_is_none_is_unknown_and_noticed() -> None:
    articles, _, notices = ready_articles(
        '{"_id": "a", "text": "t", "date": "gestern"}', "x.jsonl"
    )
    assert articles[0].day is None
    assert [(notice.lines, notice.code) for notice in notices] == [((1,), "bad_date")]


def test_a_file_without_articles_is_refused() -> None:
    with pytest.raises(UnsupportedSource, match="no articles"):
        ready_articles("\n \n", "x.jsonl")


def test_articles_are_known_by_their_first_line() -> None:
    assert looks_like_jsonl('\n{"_id": "a", "text": "t"}\n')
    assert not looks_like_jsonl('{"a": 1}')
    assert not looks_like_jsonl("{ 枫桥 }")
    assert not looks_like_jsonl("枫桥")


words = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_what_was_written_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    text = "\n".join(
        json.dumps({"_id": f"n{n}", "title": title, "text": body})
        for n, (title, body) in enumerate(rows)
    )
    articles, lines, _ = ready_articles(text, "x.jsonl")
    assert [(article.title, article.text) for article in articles] == rows
    assert [line.number for line in lines] == list(range(1, len(rows) + 1))
