"""English noun -> the kind of thing that it names, by ``config/lexicon/kinds_en.txt``."""

from functools import cache
from importlib.resources import files

from retrieval.records import Kind

__all__ = ["english_kind", "people_nouns"]

_IRREGULAR = {"people": "people", "children": "child", "wives": "wife", "heroes": "hero"}


@cache
def _kinds() -> dict[str, Kind]:
    text = (files("config") / "lexicon" / "kinds_en.txt").read_text("utf8")
    lines = [line.partition(":") for line in text.splitlines() if not line.startswith("#")]
    return {noun: Kind(kind) for kind, _, nouns in lines for noun in nouns.split()}


def english_kind(words: str) -> Kind:
    """Say what a noun phrase names: by its last word, else by the word before (team leaders, deputy head)."""
    for word in reversed(words.replace("’", "'").split()[-2:]):
        for form in (word, *_singular(word.removesuffix("'s"))):
            kind = _kinds().get(form)
            if kind:
                return kind
    return Kind.TEXT


def people_nouns(words: str) -> bool:
    """True if the words hold a noun for people: how many miners."""
    return any(
        _kinds().get(form) is Kind.PEOPLE for word in words.split() for form in _singular(word)
    )


def _singular(word: str) -> tuple[str, ...]:
    """Forms that a word may be the plural of."""
    if word in _IRREGULAR:
        return (_IRREGULAR[word],)
    if word.endswith("men"):
        return (word, word[:-2] + "an")
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith("es"):
        return (word, word[:-1], word[:-2])
    return (word, word.removesuffix("s"))
