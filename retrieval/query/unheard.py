"""What a question names and no page prints: words that must not be dropped as if they had not been said.

A question about a town, a person or a thing that the corpus does not have would else be answered with its neighbour's.
"""

import re
from collections.abc import Iterable, Sequence

from retrieval.language.analyzer import bigrams
from retrieval.language.jieba_tags import tag_of
from retrieval.language.names import looks_like_name
from retrieval.language.names_lexicon import titles
from retrieval.query.english_words import content, honorific, words_of
from retrieval.query.strange import not_names, strange_names
from retrieval.query.tools import QueryTools
from retrieval.records import Span, Token

__all__ = ["unheard_in_chinese", "unheard_in_english"]

_PROPER = frozenset({"nr", "ns", "nt", "nz", "nrt", "nrfg"})  # tags of jieba's dictionary
_ENDS = frozenset(
    re.findall(
        r"\S+",
        "省 市 县 区 镇 乡 村 州 旗 街道 街 路 桥 大桥 山 河 江 湖 湾 岛 港 沟 渡 水库 隧道 公园 小学 中学 大学 学校 医院 公司 集团 厂 "
        "机场 车站 码头 社区 小区 花园 广场 大厦 饭店 宾馆 酒店 寺 博物馆 图书馆 体育馆 银行 矿 电站 水电站 林场 农场",
    )
)
_ACTS = (
    "参加", "出席", "担任", "是什么", "是谁", "是干", "是做", "讲话", "主持", "去了", "来了", "说", "任", "有没有", "是否", "陪同", "当选", "获",
    "的职务", "做了", "做过", "干了", "在哪", "写", "负责", "为什么", "死", "被",
)  # fmt: skip


def unheard_in_chinese(text: str, taken: Sequence[Span], tools: QueryTools) -> list[str]:
    """Names of places, firms and people in a normalised question that stand nowhere in the corpus.

    ``taken`` are the spans of what is known: names of the corpus, dates. A word counts as a name by its tag in
    jieba's dictionary, by the noun behind it (黑石 + 镇), or by a surname before it and a verb behind.
    """
    tokens = tools.analyzer.tokens(_masked(text, taken))
    people = [name for name in _people(text, tokens) if not _printed(name, tools)]
    places = [
        name if not _printed(name, tools) else stem
        for name, stem in _proper(text, tokens, tools)
        if stem != name or not _printed(name, tools)
    ]
    named = [*people, *places]
    strange = strange_names(text, tokens, taken, tools)
    named += [word for word in strange if not any(word in name for name in named)]
    return list(dict.fromkeys(named))


def _masked(text: str, taken: Sequence[Span]) -> str:
    """The text with blanks for what is known, so that no word runs over its edge: 5日 + 翠屏乡."""
    masked = list(text)
    for start, end in taken:
        masked[start:end] = " " * (end - start)
    return "".join(masked)


def unheard_in_english(text: str, covered: Sequence[Span]) -> list[str]:
    """Content words of a question for which the corpus has no translation, as written; a name's words are one.

    ``covered`` are the places of the words that have a clause.
    """
    found: list[tuple[str, Span]] = []
    for word, span in words_of(text):
        if (
            not content(word)
            or honorific(word)
            or len(word) < 2
            or any(_meets(span, other) for other in covered)
        ):
            continue
        before = found[-1] if found else None
        if before and _one_name(text, before, (word, span)):
            whole = before[1][0], span[1]
            found[-1] = text[slice(*whole)], whole
        else:
            found.append((word, span))
    return [word for word, _ in found]


def _one_name(text: str, before: tuple[str, Span], word: tuple[str, Span]) -> bool:
    """True for two capitalised words side by side."""
    between = text[before[1][1] : word[1][0]]
    return before[0][0].isupper() and word[0][0].isupper() and not between.strip()


def _proper(text: str, tokens: Sequence[Token], tools: QueryTools) -> Iterable[tuple[str, str]]:
    """Names with the noun behind them, and without it.

    All pairs of a name's characters may stand in a large corpus though the name does not: then what
    stands before the noun must stand in the story.
    """
    for number, token in enumerate(tokens):
        word = token.term
        if len(word) < 2 or word in _ENDS:
            continue
        behind = tokens[number + 1] if number + 1 < len(tokens) else None
        end = behind is not None and behind.span[0] == token.span[1] and behind.term in _ENDS
        if len(word) > 2 and word[1:] in titles():  # 周总理 may be printed with his name
            continue
        tag = tag_of(word)
        if (tag in _PROPER and word not in not_names()) or (tag is None and end):
            last = behind.span[1] if end and behind is not None else token.span[1]
            if not end and any(map(_stands(tools), tools.synonyms(word))):
                continue
            yield text[token.span[0] : last], text[slice(*token.span)]


def _people(text: str, tokens: Sequence[Token]) -> Iterable[str]:
    """A surname with the one or two characters behind it that jieba cut off, before a verb of people."""
    for token in tokens:
        if len(token.term) != 1:
            continue
        for size in (3, 2):
            start, end = token.span[0], token.span[0] + size
            edges = {t.span[1] for t in tokens}
            name = text[start:end]
            if end in edges and looks_like_name(name) and text[end:].startswith(_ACTS):
                yield name
                break


def _stands(tools: QueryTools):  # type: ignore[no-untyped-def]
    return lambda word: _printed(word, tools)


def _printed(word: str, tools: QueryTools) -> bool:
    """True if all pairs of the word's characters stand in the corpus."""
    pairs = set(bigrams(word)) or {word}
    return tools.library.terms_present(pairs) == pairs


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
