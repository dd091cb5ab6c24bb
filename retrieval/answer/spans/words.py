"""Words of a text -> their classes, by a table of frequent words; an unknown word has the class of its last part.

The classes are jieba's parts of speech, set in an order in which neighbours are alike, so that a tree may part them.
"""

from collections.abc import Mapping, Sequence

from retrieval.records import Span

__all__ = ["GROUPS", "MARK", "OTHER", "TAGS", "all_words", "tag_of"]

TAGS = (
    "nr", "ns", "nt", "nz", "j", "n", "vn", "i", "s", "t", "m", "q", "f", "r", "b", "a", "z", "d", "v", "p", "c", "u",
)  # fmt: skip
OTHER = len(TAGS) + 1  # a word of none of them; 0 is no word
MARK = OTHER + 1
_GROUPED = (("nr", "nrt"), ("ns", "nt", "nz", "j"), ("n", "vn", "i", "s"), ("v",), ("m", "q", "t"), ("a", "z", "b"), ("d",), ("p",), ("c",), ("u",))  # fmt: skip
GROUPS = tuple(tuple(TAGS.index(tag) + 1 for tag in group if tag in TAGS) for group in _GROUPED)
_NUMBER = TAGS.index("m") + 1
_LATIN = TAGS.index("nz") + 1
_DIGITS = frozenset("0123456789.,一二三四五六七八九十百千万亿两零几半第%")


def all_words(text: str, spans: Sequence[Span]) -> list[Span]:
    """The longest words, in order, and each character between them by itself: they cover the text."""
    kept: list[Span] = []
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            kept += [(at, at + 1) for at in range(end, start)]
            kept.append((start, stop))
            end = stop
    return kept + [(at, at + 1) for at in range(end, len(text))]


def tag_of(word: str, table: Mapping[str, int]) -> int:
    """The number of a word's class, from 1."""
    known = table.get(word)
    if known is not None:
        return known
    if not word[0].isalnum():
        return MARK
    if all(char in _DIGITS for char in word):
        return _NUMBER
    if word.isascii():
        return _LATIN
    for size in (2, 1):
        known = table.get(word[-size:]) if len(word) > size else None
        if known is not None:
            return known
    return OTHER
