"""Words of a Chinese question that are names by where they stand and by what they are made of: each must be in the story.

"青芦的县长是谁" names a town though no page and no dictionary has it; "陪同的领导" names none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.language.analyzer import bigrams
from retrieval.language.jieba_tags import count_of, tag_of
from retrieval.language.names import looks_like_name
from retrieval.language.names_lexicon import titles, words_of
from retrieval.query.tools import QueryTools
from retrieval.records import Span, Token

__all__ = ["not_names", "strange_names"]

_HAN = re.compile(r"[一-鿿]+")
_LONGEST = 4  # characters of a word that the cutter made up
# times in jieba's dictionary: a character that few common words have
_SELDOM, _RARE, _RAREST = 900, 400, 250
_NAMES = frozenset({"nr", "ns", "nt", "nrt", "nrfg"})
_BEFORE = frozenset(',，、。“"(在到去从给和与跟往赴于由替向对把')
_NOT_IN_NAMES = frozenset("时里后前中上下内外间边人家事们头这那哪啥样些")
_NAMED_ENDS = (
    "县",
    "市",
    "镇",
    "乡",
    "村",
    "区",
    "路",
    "街",
    "巷",
    "厂",
    "矿",
    "港",
    "湾",
    "岛",
    "河",
    "湖",
    "寺",
    "桥",
)


def strange_names(
    text: str, tokens: Sequence[Token], known: Sequence[Span], tools: QueryTools
) -> Iterator[str]:
    """Names in a normalised question that the corpus has not among its own; ``known`` are the spans of those that it has.

    Four kinds: a word of no dictionary that no page prints, in the place of a name, without verbs; one that ends
    like a place or holds a rare character, anywhere; a surname and what follows; a dictionary's name in the place of one.
    """
    for number, token in enumerate(tokens):
        word, (start, end) = token.term, token.span
        if not _HAN.fullmatch(word) or any(s < end and start < e for s, e in known):
            continue
        first = start == 0 or text[start - 1] in _BEFORE
        placed = first or _behind_name(tokens, number) or any(last == start for _, last in known)
        if len(word) == 1:
            pair = _joined(text, tokens, number, surname=first) if placed else ""
            if pair and not _printed(pair[:2], tools):
                yield pair
        elif _made_up(word, tools):
            if _like_name(word) or (placed and _of_name(word)):
                yield word
        elif placed and _in_dictionary(word) and not tools.synonyms(word)[1:]:
            yield word


def _behind_name(tokens: Sequence[Token], number: int) -> bool:
    """True right behind a place or a time of the dictionary."""
    before = tokens[number - 1] if number else None
    return (
        before is not None
        and before.span[1] == tokens[number].span[0]
        and tag_of(before.term) in {"ns", "t"}
    )


def _in_dictionary(word: str) -> bool:
    """True for a name of the dictionary; 周总理 may be printed with his name."""
    return tag_of(word) in _NAMES and word[1:] not in titles() and word not in not_names()


@cache
def not_names() -> frozenset[str]:
    """Words that jieba's dictionary tags as names, and that are none: 查明, 幼儿园."""
    return frozenset(words_of("not_proper"))


def _made_up(word: str, tools: QueryTools) -> bool:
    """True for a word of the cutter's own that no page prints, not even in part."""
    if len(word) > _LONGEST or tag_of(word) is not None or set(word) & _NOT_IN_NAMES:
        return False
    return not tools.library.terms_present(set(bigrams(word)))


def _like_name(word: str) -> bool:
    """True for a word that ends like a place, looks like a person, or holds a character that common words have not."""
    if len(word) > 2 and (word.endswith(_NAMED_ENDS) or looks_like_name(word)):
        return True
    return any(tag_of(char) and count_of(char) < _RAREST for char in word)


def _of_name(word: str) -> bool:
    """True for nouns and adjectives of one character and for rare ones; behind the first also for less rare ones."""
    for number, char in enumerate(word):
        tag = tag_of(char)
        if tag and tag[0] not in "naj" and count_of(char) >= (_SELDOM if number else _RARE):
            return False
    return not set(word) & _NOT_IN_NAMES


def _joined(text: str, tokens: Sequence[Token], number: int, *, surname: bool) -> str:
    """A character that stands alone, with the word behind it, where both make a name: 汊 + 芮, as a ``surname`` 王 + 大锤; else empty."""
    if number + 1 == len(tokens) or tokens[number + 1].span[0] != tokens[number].span[1]:
        return ""
    name = text[tokens[number].span[0] : tokens[number + 1].span[1]]
    if surname and 1 < len(name) < 4 and looks_like_name(name):
        return name
    rare = any(tag_of(char) and count_of(char) < _RARE for char in name)
    return name if len(name) == 2 and rare and _of_name(name) else ""


def _printed(word: str, tools: QueryTools) -> bool:
    pairs = set(bigrams(word))
    return tools.library.terms_present(pairs) == pairs
