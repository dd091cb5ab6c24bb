"""Line -> Form: what a line shows by itself, without its neighbours.

Half-width and full-width punctuation are read alike. Every test looks at a bounded stretch at
either end of the line or counts characters, so that a line of any length takes linear time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from retrieval.corpus.assembly.openings import Opening, opening
from retrieval.records import Line

__all__ = ["Form", "bigrams", "read_form", "read_forms"]

_CLOSERS = "”’」』）)】》〉]\"'"
_STOPS = "。！？!?…"
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】"}
_SIGNED = re.compile(r"(?:^|[。！？!?…”’」』])\s*[(（\[【][^()（）\[\]【】]{2,60}[)）\]】]$")
_EDGE = 80  # characters looked at on either end
_REACH = 400  # characters whose pairs are kept


@dataclass(frozen=True, slots=True)
class Form:
    """A line, stripped, and what can be seen of it. ``start`` is the column at which ``text`` begins."""

    line: Line
    text: str
    start: int
    size: int  # characters that are not white space
    end: Literal["stop", "call", "comma", "colon", "semicolon", "signature", "open"]
    opening: Opening  # whether it begins as a story does
    unclosed: bool  # a bracket or quotation mark is opened and not closed
    dangling: bool  # it begins with what can begin no sentence: a comma, a closing mark
    stops: int  # sentence ends inside
    commas: int
    parts: tuple[str, ...]  # its parts, where white space divides it (at most 6)
    indent: int
    pairs: frozenset[str]  # what its first 400 characters are about
    triples: frozenset[str]

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence or a story ends."""
        return self.end in {"stop", "call", "signature"}


def read_form(line: Line) -> Form:
    """Look at one line; its text holds something besides white space."""
    text = line.text.strip()
    start = len(line.text) - len(line.text.lstrip())
    bare = text.rstrip(_CLOSERS + " ")
    return Form(
        line=line,
        text=text,
        start=start,
        size=len(text) - sum(map(text.count, " \t\u3000")),
        end=_end(text, bare),
        opening=opening(text[:_EDGE]),
        unclosed=_unclosed(text),
        dangling=text[0] in ",，、。;；:：!！?？)）”’」』》】%",
        stops=sum(bare[:-1].count(mark) for mark in _STOPS),
        commas=text.count(",") + text.count("，"),
        parts=tuple(text.split(maxsplit=6)[:6]) if len(text) <= _EDGE else (text,),
        indent=sum(2 if char == "\u3000" else 1 for char in line.text[: min(start, 8)]),
        pairs=frozenset(bigrams(text[:_REACH])),
        triples=frozenset(
            triple
            for i in range(min(len(text), _REACH) - 2)
            if (triple := text[i : i + 3]).isalpha()
        ),
    )


def read_forms(lines: Iterable[Line]) -> list[Form]:
    """Look at every line of a page that holds something."""
    return [read_form(line) for line in lines if line.text.strip()]


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring letters, digits and Han characters; what a text is about, cheaply."""
    plain = text.lower()
    return {
        pair for pair in map("".join, pairwise(plain)) if pair.isalnum() and not pair.isascii()
    } | set(_WORD.findall(plain))


_WORD = re.compile(r"(?<![a-z0-9])[a-z0-9][a-z0-9.]{1,11}(?![a-z0-9])")


def _end(
    text: str, bare: str
) -> Literal["stop", "call", "comma", "colon", "semicolon", "signature", "open"]:
    if _SIGNED.search(text[-_EDGE:]):
        return "signature"
    last = bare[-1:] or text[-1]
    if last in "。…" or (last == "." and len(bare) > 1 and not bare[-2].isdigit()):
        return "stop"
    if last in "！？!?":
        return "call"
    if last in ",，、":
        return "comma"
    if last in ":：":
        return "colon"
    return "semicolon" if last in ";；" else "open"


def _unclosed(text: str) -> bool:
    return any(text.count(mark) > text.count(close) for mark, close in _PAIRS.items())
