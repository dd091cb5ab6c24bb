"""How many died, were hurt, are missing or were saved: a number of one class answers no question about another."""

import re

from retrieval.records import Span

__all__ = ["casualty_fit", "tolls"]

_CLASSES = {
    "dead": re.compile(
        r"死(?!者家属|里逃)|遇难|丧生|身亡|罹难|遗体|尸体|亡(?=[,，。]|$)|\b(?:died|dead|deaths?|kill(?:ed|s)?|toll|fatal)"
    ),
    "hurt": re.compile(r"受伤|[重轻]伤|伤者|伤员|\d伤|[人名]伤|\b(?:injur|hurt|wound)"),
    "lost": re.compile(r"失踪|下落不明|\bmissing\b"),
    "trapped": re.compile(r"被困|\btrapped\b"),
    "saved": re.compile(
        r"获救|救出|救了?[多几]|逃出|解救|脱险|生还|逃生|\b(?:rescued|saved|survivors?|survived)\b"
    ),
}
_STOP = re.compile(r"[,，。;；:：、!！?？()（）]")
_NEAR = 30  # characters between a number and the word for what became of those people


def casualty_fit(question: str, text: str, span: Span) -> float:
    """1 where the number's own words agree with the question, less where they tell of other people.

    Args:
        question: the question, normalised or in lower case.
        text: the sentence, normalised.
        span: the number in it.
    """
    asked = _asked(question)
    if len(asked) != 1:
        return 1.0
    told = _told(text, span)
    if asked & told:
        return 1.0
    return 0.1 if told else 0.6


_TOLL = re.compile(
    r"(?P<n>\d+|[一二两三四五六七八九十百]+)(?:余|多)?[人名]?(?:死亡|死|亡|遇难)[,、]?(?P<m>\d+|[一二两三四五六七八九十百]+)(?:余|多)?[人名]?(?:受?伤)"
)


def tolls(question: str, text: str) -> list[Span]:
    """Dead and hurt told in one breath (3死5伤), where both are asked for; else none."""
    if not re.search(r"死伤|伤亡|死.{0,4}伤|\bcasualt", question.lower()):
        return []
    return [match.span() for match in _TOLL.finditer(text)]


def _asked(question: str) -> set[str]:
    """What is asked of them: in Chinese what is said last, beside the question word; in English in the main clause."""
    main = _AWAY.split(question)[0] if question.isascii() else question
    found = _places(main) or _places(question)
    if not found or (question.isascii() and not _places(main)):
        return {name for _, name in found}
    return {max(found)[1]}


def _places(text: str) -> list[tuple[int, str]]:
    return [(m.start(), name) for name, words in _CLASSES.items() for m in words.finditer(text)]


# what leads away from an English main clause: how many were saved | after the ship sank
_AWAY = re.compile(r"(?<=\w) (?:in|on|at|from|after|before|during|by|when|where|while|that|who)\b")


def _classes(text: str) -> set[str]:
    return {name for name, words in _CLASSES.items() if words.search(text)}


def _told(text: str, span: Span) -> set[str]:
    """What the words up to the next marks tell of the number: the nearest behind it, else those before it."""
    behind = _STOP.split(text[span[0] : span[1] + _NEAR])[0]
    found = [(m.start(), name) for name, words in _CLASSES.items() if (m := words.search(behind))]
    if found:
        return {min(found)[1]}
    before = text[max(0, span[0] - _NEAR) : span[0]]
    parts = _STOP.split(before)
    told = _classes(parts[-1])
    if not told and len(parts) > 1 and _AMONG.match(parts[-1]):
        return _classes(parts[-2])
    return told


_AMONG = re.compile(r"其中|包括|当中|里面|含")  # 7人死亡,其中有5名儿童: they died too
