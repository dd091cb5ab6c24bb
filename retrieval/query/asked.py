"""Question -> what it asks for: the kind, whether a list, the noun the question word stands with, the unit.

The tables of ``asking_chinese`` and ``asking_english`` say which words ask for what; the first that fits decides.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from retrieval.records import Kind, Role

__all__ = ["Asked", "known_noun", "noun_kind"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. ``left`` and ``right`` are the question's words beside the question word."""

    kind: Kind
    plural: bool = False
    focus: str | None = None
    measure: str | None = None
    unit: str | None = None
    mode: str = ""  # "why" "how" "whois" "clock" "count" "ordinal" …
    span: tuple[int, int] = (0, 0)  # of the question word, with its noun
    left: str = ""
    right: str = ""
    roles: tuple[Role, ...] = ()
    count: int = 0  # how many are asked for: 2 of 哪两个
    details: dict[str, str] = field(default_factory=dict)


@cache
def _kinds() -> dict[str, Kind]:
    """Each noun of ``config/lexicon/cues_kinds.txt`` with its kind."""
    text = (files("config") / "lexicon" / "cues_kinds.txt").read_text("utf8")
    lines = [line.partition(":") for line in text.splitlines() if not line.startswith("#")]
    return {noun: Kind(kind) for kind, _, nouns in lines for noun in nouns.split()}


def noun_kind(noun: str) -> Kind:
    """Say what kind of thing a noun names: by the longest of its endings that is known, else text."""
    for start in range(len(noun)):
        kind = _kinds().get(noun[start:])
        if kind:
            return kind
    return Kind.TEXT


def known_noun(text: str) -> str:
    """Give the longest known noun that a text begins with, else an empty text."""
    longest = next((text[:size] for size in range(5, 0, -1) if text[:size] in _kinds()), "")
    inner = next(
        (
            text[:size]
            for size in range(6, len(longest), -1)
            if _ending(text[:size]) and _plain(text[:size])
        ),
        "",
    )
    return inner or longest


def _ending(noun: str) -> str:
    """The longest of its endings that is known."""
    return next((noun[start:] for start in range(len(noun)) if noun[start:] in _kinds()), "")


def _plain(noun: str) -> bool:
    """True for a noun without verbs and particles before its known ending, like 市领导 or 水源工程."""
    before = noun.removesuffix(_ending(noun)) or noun[:-1]
    return len(noun) > 1 and not any(
        char
        in "在去来到是被把给对向参出主为会说有的了领带着过进得开受发举召拿从由和与跟将要能可以都还"
        for char in before
    )
