"""Parts of speech from the dictionary that jieba brings."""

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
