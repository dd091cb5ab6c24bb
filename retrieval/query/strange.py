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
_TOWNS = ("县", "市", "镇", "乡", "村")
_PLAIN = frozenset("镇县市乡村区省城困口业")  # 贫困县, 人口大县 are no names
_NAMED_ENDS = (*_TOWNS, *"区路街巷厂矿港湾岛河湖寺桥")


def strange_names(
    text: str, tokens: Sequence[Token], known: Sequence[Span], tools: QueryTools
) -> Iterator[str]:
    """Names in a normalised question that the corpus has not among its own; ``known`` are the spans of those that it has.

    Five kinds: a word of no dictionary that no page prints, in the place of a name, without verbs; one that ends
    like a place or holds a rare character, anywhere; a surname and what follows; a dictionary's name in the place of one; a noun before 镇 and the like.
    """
    for number, token in enumerate(tokens):
        start, end = token.span
        if not _HAN.fullmatch(token.term) or any(s < end and start < e for s, e in known):
            continue
        first = start == 0 or text[start - 1] in _BEFORE
        placed = first or _behind_name(tokens, number) or any(last == start for _, last in known)
        if len(token.term) > 1:
            name = _word(text, token, tools, placed=placed)
        else:
            name = _joined(text, tokens, number, surname=first) if placed else ""
            name = "" if _printed(name, tools) else name
        if name:
            yield name


def _word(text: str, token: Token, tools: QueryTools, *, placed: bool) -> str:
    """The name that a word is, or that it makes with 镇 and the like behind it; empty for other words."""
    word = token.term
    if _made_up(word, tools):
        return word if _like_name(word) or (placed and _of_name(word)) else ""
    if not placed or tools.synonyms(word)[1:]:
        return ""
    if _in_dictionary(word):
        return word
    town = text[token.span[0] : token.span[1] + 1]  # 金鸡镇
    noun = (tag_of(word) or "").startswith("n") and word[-1] not in _PLAIN
    known = tag_of(town) is not None or _printed(town, tools)
    return town if noun and town.endswith(_TOWNS) and not known else ""


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
    if tag_of(word) not in _NAMES or word[0] in "大小老新旧各全本该某":
        return False
    return word[1:] not in titles() and word not in not_names()


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
    town = len(name) == 3 and name.endswith(_TOWNS) and tag_of(name[1:]) is None  # 翠 + 屏乡
    return name if ((len(name) == 2 and rare) or town) and _of_name(name[:2]) else ""


def _printed(word: str, tools: QueryTools) -> bool:
    pairs = set(bigrams(word))
    return bool(pairs) and tools.library.terms_present(pairs) == pairs
