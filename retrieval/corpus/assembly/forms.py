"""Line -> Form: what a line shows by itself, without its neighbours.

Half-width and full-width punctuation are read alike. Every test looks at a bounded stretch at
either end of the line or counts characters, so that a line of any length takes linear time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from retrieval.corpus.assembly.bylines import is_name_list
from retrieval.corpus.assembly.jumps import jump_on
from retrieval.corpus.assembly.openings import Opening, is_byline, opening
from retrieval.language.normalise import normalise
from retrieval.records import Line

__all__ = ["Form", "pair_list", "read_form", "read_forms"]

_CLOSERS = "”’」』）)】》〉]\"'"
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】"}
_SIGNED = re.compile(r"(?:^|[。！？!?…”’」』])\s*[(（\[【][^()（）\[\]【】]{2,60}[)）\]】]$")
_MARKER = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}[是、.．]|第[一二三四五六七八九十]{1,2}[,，、]|[(（][一二三四五六七八九十\d]{1,2}[)）]"
    r"|\d{1,2}[、.．)）](?!\d)|[①-⑳]|[●■▲◆★▪•·*]|—{2,}|-{2,})"
)
_CREDIT = re.compile(
    r"(?:记者|通讯员|作者|[\s/])\s?[\u3400-\u9fff]{2,4}\s?(?:摄|/摄|供图|文/图|图/文)$"
)
_NARROWEST, _WIDEST = 12, 60  # characters of a line of a column
_ITEM = 14  # characters of an item of a list
_EDGE = 80  # characters looked at on either end
_REACH = 400  # characters whose pairs are kept


End = Literal["stop", "call", "comma", "colon", "semicolon", "signature", "byline", "jump", "open"]


@dataclass(frozen=True, slots=True)
class Form:
    """A line, stripped, and what can be seen of it. ``start`` is the column at which ``text`` begins."""

    line: Line
    text: str
    plain: str  # the same, width, case and script folded
    start: int
    size: int  # characters that are not white space
    end: End
    opening: Opening  # whether it begins as a story does
    unclosed: bool  # a bracket or quotation mark is opened and not closed
    dangling: bool  # it begins with what can begin no sentence: a comma, a closing mark
    stops: int  # full stops inside
    calls: int  # exclamation and question marks inside
    commas: int
    parts: tuple[str, ...]  # its parts, where white space divides it (at most 6)
    indent: int
    marker: bool  # it begins as an item of a list does
    column: bool  # lines right above and below are as wide: it is cut by a column's width
    listed: bool  # it is an item of a list of short lines, or a line of names
    pairs: frozenset[str]  # what its first 400 characters are about

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence or a story ends."""
        return self.end in {"stop", "call", "signature", "byline", "jump"}


def read_form(line: Line, *, column: bool = False) -> Form:
    """Look at one line; its text holds something besides white space."""
    text = line.text.strip()
    start = len(line.text) - len(line.text.lstrip())
    plain = normalise(text)
    bare = plain.rstrip(_CLOSERS + " ")
    return Form(
        line=line,
        text=text,
        plain=plain,
        start=start,
        size=len(text) - sum(map(text.count, " \t\u3000")),
        end=_end(plain, bare),
        opening=opening(plain[:_EDGE]),
        unclosed=_unclosed(plain),
        dangling=plain[0] in ",，、。;；:：!！?？)）”’」』》】%",
        stops=sum(bare[:-1].count(mark) for mark in "。…"),
        calls=sum(bare[:-1].count(mark) for mark in "！？!?"),
        commas=text.count(",") + text.count("，"),
        parts=tuple(plain.split(maxsplit=6)[:6]) if len(plain) <= _EDGE else (plain,),
        indent=sum(2 if char == "\u3000" else 1 for char in line.text[: min(start, 8)]),
        marker=bool(_MARKER.match(plain)),
        column=column,
        listed=is_name_list(tuple(plain.split()[:6])) if len(plain) <= _EDGE else False,
        pairs=frozenset(pair_list(plain)),
    )


def read_forms(lines: Sequence[Line]) -> list[Form]:
    """Look at every line of a page that holds something."""
    full = [line for line in lines if line.text.strip()]
    widths = [len(line.text.rstrip()) for line in full]
    forms = [read_form(line, column=_in_column(full, widths, i)) for i, line in enumerate(full)]
    for i, form in enumerate(forms):
        if form.end == "colon":
            _mark_list(forms, i + 1)
    return forms


def _mark_list(forms: list[Form], start: int) -> None:
    """Mark the short lines after a colon, where there are two or more, as a list."""
    end = start
    while end < len(forms) and _is_item(forms[end]):
        end += 1
    if end - start > 1:
        forms[start:end] = [replace(form, listed=True) for form in forms[start:end]]


def _is_item(form: Form) -> bool:
    return (
        form.size <= _ITEM
        and form.end in {"open", "semicolon", "comma"}
        and form.opening is Opening.NONE
        and not form.column
    )


def _in_column(lines: Sequence[Line], widths: Sequence[int], i: int) -> bool:
    """Whether at least four lines without a blank one between, this among them, are equally wide."""
    width = widths[i]
    if not _NARROWEST <= width <= _WIDEST:
        return False
    same = 1
    for step in (-1, 1):
        at = i + step
        while 0 <= at < len(lines) and abs(at - i) < 4:
            apart = abs(lines[at].number - lines[i].number) != abs(at - i)
            if apart or abs(widths[at] - width) > 1:
                break
            same += 1
            at += step
    return same >= 4


def pair_list(text: str) -> list[str]:
    """Pairs of neighbouring letters and Han characters, and words of letters and digits, of a line's start."""
    plain = text[:_REACH].lower()
    pairs = [
        pair for pair in map("".join, pairwise(plain)) if pair.isalnum() and not pair.isascii()
    ]
    return pairs + _WORD.findall(plain)


_WORD = re.compile(r"(?<![a-z0-9])[a-z0-9][a-z0-9.]{1,11}(?![a-z0-9])")


def _end(text: str, bare: str) -> End:  # noqa: PLR0911 - one line an ending
    if is_byline(text):
        return "byline"
    if jump_on(text):
        return "jump"
    if _SIGNED.search(text[-_EDGE:]) or _CREDIT.search(text[-24:]):
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
