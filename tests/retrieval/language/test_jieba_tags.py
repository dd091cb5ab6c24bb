"""Parts of speech from the dictionary that jieba brings."""

from importlib.resources import files

import pytest

from retrieval.language.jieba_tags import tag_of


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("水库", "n"),
        ("修建", "v"),
        ("北京", "ns"),
        ("鸣沙渡", None),
        ("", None),
        ("n", None),
        ("a b", None),
    ],
)
def test_a_word_has_its_tag_and_a_strange_one_none(word: str, tag: str | None) -> None:
    assert tag_of(word) == tag


def test_every_word_is_found_where_it_stands() -> None:
    """The lines are not quite sorted: those that stand before a smaller one are all looked up, and some others."""
    text = (files("jieba") / "dict.txt").read_text(encoding="utf-8")
    lines = [line.split(" ") for line in text.splitlines()[1:]]
    odd = [n for n in range(1, len(lines)) if lines[n - 1][0] > lines[n][0]]
    near = {m for n in odd for m in range(n - 2, n + 3)} | set(range(100))
    first: dict[str, str] = {}
    for word, _, tag in lines:
        first.setdefault(word, tag)
    for number in sorted(near | set(range(0, len(lines), 97))):
        word = lines[number][0]
        assert tag_of(word) == first[word], word
