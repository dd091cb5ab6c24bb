"""Word lists of config/lexicon -> sets and regular expressions, read at first use."""

import re
from functools import cache
from importlib.resources import files

__all__ = [
    "alternation",
    "common_surnames",
    "heads",
    "not_names",
    "offices",
    "surnames",
    "tibetan_names",
    "titles",
    "words_of",
]

_COMMON = (
    150  # surnames.txt is ordered by how many people bear them: these cover about nine in ten
)


def words_of(name: str) -> tuple[str, ...]:
    """The words of ``config/lexicon/NAME.txt``, in order; ``#`` begins a line that is a comment."""
    text = files("config").joinpath("lexicon", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(dict.fromkeys(word for line in lines for word in line.split()))


@cache
def surnames() -> frozenset[str]:
    """Surnames of one and two characters."""
    return frozenset(words_of("surnames"))


@cache
def common_surnames() -> frozenset[str]:
    """The surnames that rules trust: the commonest, and those of two characters."""
    words = words_of("surnames")
    return frozenset(words[:_COMMON]) | {word for word in words if len(word) > 1}


@cache
def not_names() -> frozenset[str]:
    """Common words that begin like a name."""
    return frozenset(words_of("not_names"))


@cache
def tibetan_names() -> frozenset[str]:
    """Words that Tibetan names are made of."""
    return frozenset(words_of("tibetan_names"))


@cache
def titles() -> frozenset[str]:
    """What is said after a name and is no part of it."""
    return frozenset(words_of("titles"))


@cache
def heads() -> frozenset[str]:
    """The words that end a post, or what is said before a name like one (目击者, 女儿)."""
    return offices() | frozenset(words_of("kin"))


@cache
def offices() -> frozenset[str]:
    """The words that end a post of which one can ask who holds it."""
    return frozenset(words_of("posts"))


def alternation(words: frozenset[str]) -> str:
    """The words as a part of a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
