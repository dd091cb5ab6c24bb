"""A question's words -> weighted clauses for the index: names, dates, numbers and quotations weigh as such."""

import re
from collections.abc import Iterable, Sequence

from retrieval.language.analyzer import Analyzer
from retrieval.language.normalise import normalise
from retrieval.query.synonyms import Synonyms
from retrieval.records import Clause, DateMention, Name, NumberMention, Span

__all__ = ["QUESTION_WORDS", "date_clauses", "exact_clauses", "word_clauses"]

QUESTION_WORDS = frozenset(
    [
        "谁",
        "什么",
        "哪",
        "哪些",
        "哪个",
        "哪里",
        "哪儿",
        "哪位",
        "哪几",
        "几",
        "多少",
        "何时",
        "何地",
        "何人",
        "何处",
        "怎么",
        "怎样",
        "如何",
        "为什么",
        "为何",
        "吗",
        "呢",
        "吧",
        "啊",
        "呀",
        "么",
        "嘛",
        "的",
        "了",
        "是",
        "在",
        "有",
        "和",
        "与",
        "到",
        "于",
        "被",
        "把",
        "给",
        "对",
        "向",
        "从",
        "这",
        "那",
        "这个",
        "那个",
        "都",
        "也",
        "就",
        "还",
        "又",
        "哪天",
        "哪年",
        "时候",
        "什么时候",
        "请问",
        "告诉",
        "一下",
        "啥",
        "哪家",
        "哪种",
        "没有",
        "是否",
        "是不是",
        "有没有",
        "地方",
        "为",
        "由",
        "之",
        "其",
        "叫",
        "个",
        "位",
        "名",
        "家",
        "次",
        "些",
        "得",
        "着",
        "过",
        "哪位",
        "几个",
        "几位",
        "哪几个",
        "以及",
        "及",
        "或",
        "多",
        "这次",
        "那次",
        "这回",
        "那回",
        "该",
        "此",
        "年",
        "月",
        "日",
        "号",
        "一个",
        "有些",
        "有哪些",
        "分别",
        "名字",
        "姓名",
        "里",
        "上",
        "中",
        "下",
        "它",
        "他",
        "她",
        "我",
        "你",
        "们",
        "我们",
        "想",
        "知道",
        "想知道",
        "说说",
        "看看",
        "找",
        "查",
        "关于",
        "有关",
        "报道",
        "报纸",
        "那起",
        "那场",
        "事",
        "何",
        "哪一",
        "何许",
        "一共",
        "总共",
        "共",
        "前后",
        "先后",
        "是什么",
        "的话",
        "还有",
        "全部",
        "人",
        "那事",
        "家里",
        "出事",
        "现在",
        "目前",
        "一天",
        "那天",
        "当天",
        "那时",
        "时",
    ]
)
_NAME_WEIGHT = 1.5  # times the BM25 of the name's words, beside the words themselves
_PHRASE_WEIGHT = 1.0
_DATE_WEIGHT = 0.8
_SYNONYM_WEIGHT = 1.0
_BIGRAM = "\u2060"


def word_clauses(
    text: str, taken: Sequence[Span], analyzer: Analyzer, synonyms: Synonyms
) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """Clauses of the content words outside ``taken`` spans, and the words themselves.

    Each word is a clause with its synonyms as alternatives; all bigrams of the question together are one more.
    """
    tokens = [
        token for token in analyzer.tokens(_blank(text, taken)) if token.term not in QUESTION_WORDS
    ]
    words = list(dict.fromkeys(token.term for token in tokens))
    clauses = [
        Clause(tuple((other,) for other in synonyms(word)), _SYNONYM_WEIGHT) for word in words
    ]
    left = _blank(text, taken)
    pairs = tuple(dict.fromkeys(term for term in analyzer.terms(left) if term.startswith(_BIGRAM)))
    if pairs:
        clauses.append(Clause((pairs,)))
    return tuple(clauses), tuple(
        word for word in words if len(word) > 1 or not _contained(word, words)
    )


def exact_clauses(
    names: Iterable[Name],
    phrases: Iterable[str],
    numbers: Iterable[NumberMention],
    analyzer: Analyzer,
) -> tuple[Clause, ...]:
    """Clauses that add to the weight of the question's names, quotations and numbers."""
    weighed = [(name.text, _NAME_WEIGHT) for name in names]
    weighed += [(phrase, _PHRASE_WEIGHT) for phrase in phrases]
    weighed += [(number.text, _PHRASE_WEIGHT) for number in numbers]
    return tuple(
        Clause((tuple(terms),), weight)
        for text, weight in dict(weighed).items()
        if (terms := [term for term in analyzer.terms(text) if term not in QUESTION_WORDS])
    )


def date_clauses(dates: Iterable[DateMention]) -> tuple[Clause, ...]:
    """A clause a date: the ways a newspaper writes that day, month or year."""
    clauses = []
    for date in dates:
        forms = _forms(date)
        if forms:
            clauses.append(Clause(tuple(forms), _DATE_WEIGHT))
    return tuple(clauses)


def _forms(date: DateMention) -> list[tuple[str, ...]]:
    """Alternatives of terms, as the analyzer cuts 12月5日: the number, then the unit."""
    day, month, year = date.day, date.month, date.year
    forms: list[tuple[str, ...]] = []
    if day and month:
        forms.append((str(month), str(day)))
    elif day:
        forms.append((str(day),))
    elif month:
        forms.append((str(month),))
    if year and date.year_said:
        forms = [(str(year), *form) for form in forms] or [(str(year),)]
    return forms


def _contained(word: str, words: Sequence[str]) -> bool:
    return any(word in other and word != other for other in words)


def _blank(text: str, taken: Sequence[Span]) -> str:
    plain = normalise(text)
    for start, end in taken:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return re.sub(r"[?？。!！]", " ", plain)
