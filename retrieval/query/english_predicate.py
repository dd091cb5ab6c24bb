"""An English yes/no question -> the word that it asks of its subject: repaired of "Has the bridge been repaired?".

Behind did and will it is a verb in its first form (``config/lexicon/verbs_en.txt``), behind is and has a participle, else
the last word before a preposition: an adjective or a noun.
"""

import re
from collections.abc import Sequence
from functools import cache

from retrieval.language.names_lexicon import words_of as lexicon
from retrieval.query.english_words import Word, content, stem, words_of

__all__ = ["predicate"]

_RELATIVE = re.compile(
    r"\b(?:who|which|that|whose|where|when|because|although|though|if|while|since)\b"
)
_AWAY = re.compile(
    r"\b(?:in|on|at|from|after|before|during|over|by|with|for|about|near|off|between|against|under|into|through|to)\b"
)
_DOES = frozenset(
    ("did", "does", "do", "will", "would", "can", "could", "shall", "should", "must")
)
_NOUN_BEFORE = frozenset(
    ("the", "a", "an", "of", "this", "that", "his", "her", "its", "their", "any", "no", "s")
)


def predicate(question: str) -> Word | None:
    """The word with its place; ``None`` where the question has none."""
    words = words_of(question)
    if len(words) < 2:
        return None
    asks = words[0][0].lower()
    rest = [
        (word, span) for word, span in words[1:] if content(word) or word.lower() in _participles()
    ]
    main = _main(question, rest)
    found = _verb(question, words, main) if asks in _DOES else _participle(words, main)
    return found or _last(question, main) or _last(question, rest)


def _main(question: str, words: Sequence[Word]) -> list[Word]:
    """The words outside relative clauses: of "the driver who fled caught" without what stands up to the next verb."""
    relative = _RELATIVE.search(question.lower(), 1)
    if relative is None:
        return list(words)
    before = [word for word in words if word[1][1] <= relative.start()]
    behind = [word for word in words if word[1][0] >= relative.end()]
    return before + behind[1:] if len(before) < 3 else before


def _verb(question: str, words: Sequence[Word], main: Sequence[Word]) -> Word | None:
    """The first verb that no article makes a noun."""
    places = {span: number for number, (_, span) in enumerate(words)}
    for word, span in main:
        before = words[places[span] - 1][0].lower()
        joined = question[span[0] - 1] == "-"  # the rise of high-rise
        if word.islower() and stem(word) in _verbs() and before not in _NOUN_BEFORE and not joined:
            return word, span
    return None


def _participle(words: Sequence[Word], main: Sequence[Word]) -> Word | None:
    """The participle behind been, else the last one before a clause or the end."""
    lower = [word.lower() for word, _ in words]
    been = next((words[n][1][1] for n, word in enumerate(lower) if word in {"been", "being"}), 0)
    found = [
        (word, span)
        for word, span in main
        if span[0] >= been
        and (word.lower() in _participles() or word.endswith("ed"))
        and word.islower()
    ]
    if not found:
        return None
    return found[0] if been else found[-1]


def _last(question: str, words: Sequence[Word]) -> Word | None:
    """The last word of those before the first preposition that follows any."""
    if not words:
        return None
    away = _AWAY.search(question.lower(), words[0][1][1])
    before = [word for word in words if away is None or word[1][1] <= away.start()]
    return (before or list(words))[-1]


@cache
def _participles() -> frozenset[str]:
    return frozenset(lexicon("participles_en"))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(map(stem, lexicon("verbs_en")))
