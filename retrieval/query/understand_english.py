"""An English question -> the query's clauses in the corpus's terms, its names, and what it asks of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.language.analyzer import BIGRAM
from retrieval.query.absent import absent_in_english
from retrieval.query.clauses import date_clauses, exact_clauses
from retrieval.query.english_focus import focused
from retrieval.query.english_names import chinese_name
from retrieval.query.english_numbers import numerals
from retrieval.query.english_predicate import predicate
from retrieval.query.names import of_kind
from retrieval.query.tools import QueryTools
from retrieval.query.unheard import unheard_in_english
from retrieval.records import Clause, DateMention, Kind, NameKind, Query, Span

__all__ = ["in_english"]


def in_english(
    query: Query,
    text: str,
    dates: tuple[DateMention, ...],
    taken: Sequence[Span],
    tools: QueryTools,
) -> Query:
    """Add the clauses and the names to a query; the words at the ``taken`` spans are not searched for."""
    start, end = (int(number) for number in query.details["wh"].split(","))
    asks = [(start, end)] if query.kind is Kind.DATE else []  # "what time" looks for no time
    left = _without(text, [*taken, *asks])
    found = tools.translator.people(left) if tools.translator else []
    spelt = tools.translator.phrases(left, tools.analyzer) if tools.translator else []
    spelt = [(_softened(clause, tools), span) for clause, span in spelt]
    clauses = focused(left, query.details["wh"], spelt)
    unheard = unheard_in_english(left, [*asks, *(span for _, span in spelt)])
    names = [name for printed in found for name in tools.names.find(printed)[:1]]
    exact = exact_clauses(names, query.phrases, (), tools.analyzer)
    terms = tuple(dict.fromkeys(filter(None, (_shown(c) for c in clauses))))
    return replace(
        query,
        clauses=(*clauses, *exact, *date_clauses(dates)),
        people=of_kind(names, NameKind.PERSON),
        places=(
            *of_kind(names, NameKind.PLACE),
            *of_kind(names, NameKind.ORGANISATION),
            *_capitals(left, spelt, tools),
        ),
        terms=terms,
        details={
            **query.details,
            "tense": _tense(text) if query.kind in {Kind.DATE, Kind.YESNO} else "",
            "predicate": _predicate(query, left, spelt),
            "verb": _verb(query, left, spelt),
            "focus": _focus_in_chinese(query, tools),
            "counted": _counted_in_chinese(query, tools),
            "absent": "|".join(absent_in_english(left, [span for _, span in spelt], tools)),
            "unheard": "|".join(unheard),
            "nobody": "|".join(words for words in unheard if _chinese(words)),
            "values": " ".join(str(number.value) for number in numerals(left)),
        },
    )


def _chinese(words: str) -> bool:
    """True for a Chinese name in pinyin, which nothing else can stand for."""
    parts = words.split()
    return len(parts) == 2 and chinese_name(*parts)


_LIKELY = 2  # alternatives that may make a name of it
_SOFT = 1.1  # the weight of a word that has a capital, and names nothing: Canal, Tour


def _softened(clause: Clause, tools: QueryTools) -> Clause:
    """A clause of words with a capital that are no name of the corpus weighs as other words do: it may be missing."""
    if clause.weight <= _SOFT:
        return clause
    words = [_joined(bag) for bag in clause.alternatives[:_LIKELY]]
    named = any(word.replace("·", "") in tools.names.undotted for word in words)
    return clause if named else replace(clause, weight=_SOFT)


def _predicate(query: Query, text: str, spelt: Sequence[tuple[Clause, Span]]) -> str:
    """The corpus's words for what a yes/no question asks of its subject; "?" where it has none for it."""
    return _asked_of_subject(text, spelt) if query.kind is Kind.YESNO else ""


_DID = re.compile(r" *(?:did|does|do|will|would|can|could|must|should)\b", re.IGNORECASE)


def _verb(query: Query, text: str, spelt: Sequence[tuple[Clause, Span]]) -> str:
    """The same of what somebody did: of "what did they donate" the words for donate; empty where it is not known."""
    _, end = (int(number) for number in query.details["wh"].split(","))
    did = _DID.match(text, end)
    plain = query.kind is Kind.TEXT and query.details["mode"] == "what" and not query.focus
    if did is None or not plain:
        return ""
    start = end + len(did[0]) - len(did[0].lstrip())
    moved = [(c, (s - start, e - start)) for c, (s, e) in spelt if s >= start]
    return _asked_of_subject(text[start:], moved).strip("?")


def _asked_of_subject(text: str, spelt: Sequence[tuple[Clause, Span]]) -> str:
    word = predicate(text)
    clause = next(
        (c for c, (start, end) in spelt if word and start <= word[1][0] and word[1][1] <= end),
        None,
    )
    return "|".join(map(_joined, clause.alternatives)) if clause else "?"


_WILL = re.compile(
    r"\b(?:will|shall|due|scheduled|planned|going|expected|plans?|supposed) (?:to|be|the|[a-z]+)\b|\bwhen will\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|had)\b", re.IGNORECASE)


def _tense(text: str) -> str:
    """Whether the day asked for was to come when the paper was printed, or is past; empty where nothing tells."""
    return "future" if _WILL.search(text) else "past" if _PAST.search(text) else ""


def _capitals(text: str, spelt: Sequence[tuple[Clause, Span]], tools: QueryTools) -> Iterator[str]:
    """Names of the corpus that words with a capital are translated with: they are no answer to the question."""
    for clause, (start, _) in spelt:
        if start and text[start].isupper():
            for bag in clause.alternatives:
                word = _joined(bag)
                yield from (name.text for name in tools.names.find(word) if name.text == word)


def _counted_in_chinese(query: Query, tools: QueryTools) -> str:
    """The corpus's words for what is counted: wells -> 井|口井; empty where the unit says it."""
    if query.kind is not Kind.NUMBER or not query.focus or not tools.translator:
        return ""
    if query.measure and (query.measure != "people" or _ANYBODY.search(query.focus)):
        return ""
    clauses = tools.translator.clauses(query.focus, tools.analyzer)
    words = [_joined(bag) for clause in clauses[-1:] for bag in clause.alternatives]
    return "|".join(dict.fromkeys(filter(None, words)))


_ANYBODY = re.compile(r"\b(?:people|persons?|victims?|casualties|deaths?|dead|others)\b")


def _focus_in_chinese(query: Query, tools: QueryTools) -> str:
    """The corpus's words for the noun that the question word stands with: market -> 市场."""
    if not query.focus or tools.translator is None:
        return ""
    noun = query.focus.split()[-1]
    known = tools.nouns(noun.removesuffix("s"))[1:]
    if known:
        return " ".join(known)
    clauses = tools.translator.clauses(query.focus, tools.analyzer)
    words = [_joined(bag) for clause in clauses[-1:] for bag in clause.alternatives]
    return " ".join(dict.fromkeys(word for word in words if len(word) > 1))


def _shown(clause: Clause) -> str:
    """A clause for people to read: its likeliest alternative."""
    return _joined(clause.alternatives[0]) if clause.alternatives else ""


def _joined(bag: Sequence[str]) -> str:
    """The words of an alternative as one, without its bigrams and the words within words."""
    words = [term for term in bag if not term.startswith(BIGRAM)]
    return "".join(word for word in words if not any(word in o and word != o for o in words))


def _without(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
