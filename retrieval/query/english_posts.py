"""The head of a unit in English -> what that head is called in Chinese: of a library 馆长, of a bureau 局长.

The unit is named behind (director of the county library, who heads the county library), or before (library director).
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from retrieval.query.english_words import content

__all__ = ["head_called", "is_verb"]

_POSTS = frozenset(
    (
        "head",
        "chief",
        "director",
        "leader",
        "boss",
        "president",
        "governor",
        "superintendent",
        "warden",
    )
)
_VERBS = frozenset(
    ("heads", "headed", "leads", "led", "runs", "ran", "heading", "leading", "running")
)
_REACH = 7  # words from a post to its unit
_ENDS = frozenset(
    (
        "of",
        "in",
        "at",
        "on",
        "for",
        "from",
        "to",
        "when",
        "who",
        "that",
        "which",
        "and",
        "after",
        "before",
        "during",
        "with",
    )
)


def head_called(words: Sequence[str], before: Sequence[str] = ()) -> tuple[str, ...]:
    """The titles of whoever is meant by the first word; empty where it means no head, or of no known unit.

    Args:
        words: the question's words from the post or the verb on.
        before: the words before it.
    """
    low = [word.lower() for word in words[:_REACH]]
    if not low:
        return ()
    if low[0] in _POSTS:
        if len(low) > 1 and low[1] == "of":
            return _of(low[2:])
        return _unit([word.lower() for word in before[-2:]])
    return _of(low[1:]) if low[0] in _VERBS else ()


def is_verb(word: str) -> bool:
    """True for heads, leads: what the head of a unit does."""
    return word.lower() in _VERBS


def _of(words: Sequence[str]) -> tuple[str, ...]:
    """The titles of the unit whose name is the noun phrase at the front: its last words tell."""
    phrase: list[str] = []
    for word in words:
        if word in _ENDS or (phrase and not content(word)):
            break
        if content(word):
            phrase.append(word)
    while phrase:
        if found := _unit(phrase):
            return found
        phrase.pop()
    return ()


def _unit(phrase: Sequence[str]) -> tuple[str, ...]:
    """The titles of a unit by the last two words of its name, else by the last."""
    joined = "_".join(phrase[-2:])
    return _table().get(joined, ()) or (_table().get(phrase[-1], ()) if phrase else ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = (files("config") / "lexicon" / "heads_en.txt").read_text("utf8")
    table: dict[str, list[str]] = {}
    for line in text.splitlines():
        title, colon, units = line.partition(":")
        for unit in units.split() if colon and not line.startswith("#") else ():
            table.setdefault(unit, []).append(title)
    return {unit: tuple(titles) for unit, titles in table.items()}
