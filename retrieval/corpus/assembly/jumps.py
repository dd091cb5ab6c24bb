"""Text -> where it says that the story goes on elsewhere: 下转第2版, 上接第1版."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from retrieval.records import Span

if TYPE_CHECKING:
    from retrieval.corpus.assembly.blocks import Block
    from retrieval.corpus.assembly.forms import Form

__all__ = ["Jump", "flag_jumps", "jump_from", "jump_on"]

_PAGE = r"第?\s?([0-9０-９A-Da-d一二三四五六七八九十]{1,4})\s?[版页]"
_ON = re.compile(
    rf"[(（【\[]\s?(?:全文|详细?)?(?:下转|紧转|紧接|转至?|见)\s?{_PAGE}[^。()（）]{{0,12}}[)）】\]]$|下转\s?{_PAGE}$"
)
_FROM = re.compile(
    rf"[(（【\[]\s?(?:上接|紧接|接)\s?{_PAGE}[^。()（）]{{0,20}}[)）】\]]|上接\s?{_PAGE}(?=\s|$)"
)
_EDGE = 40


class Jump(NamedTuple):
    """The words that say so, and the page they name, as printed."""

    span: Span
    page: str


def jump_on(text: str) -> Jump | None:
    """Find "continued on page 2" at the end of a text."""
    base = max(0, len(text) - _EDGE)
    found = _ON.search(text[base:])
    if found is None:
        return None
    return Jump((base + found.start(), base + found.end()), found[1] or found[2])


def jump_from(text: str) -> Jump | None:
    """Find "continued from page 1" at the start of a text."""
    found = _FROM.match(text[:_EDGE])
    return Jump(found.span(), found[1] or found[2]) if found else None


def flag_jumps(seen: Sequence[tuple["Form", str | None]], blocks: Sequence["Block"]) -> None:
    """Flag the stories that go on elsewhere, ``continued_on:2``, or come from there, ``continued_from:1``.

    A line of its own speaks for the story line above it (on) or below it (from).
    """
    flags: dict[int, list[str]] = {}
    for i, (form, kind) in enumerate(seen):
        if kind in {"continued_on", None} and (after := jump_on(form.text)):
            at = _story_line(seen, range(i, -1, -1))
            flags.setdefault(at, []).append(f"continued_on:{_number(after.page)}")
        if kind in {"continued_from", None} and (before := jump_from(form.text)):
            at = _story_line(seen, range(i, len(seen)))
            flags.setdefault(at, []).append(f"continued_from:{_number(before.page)}")
    for block in blocks:
        for form in [*block.heads, *block.body]:
            block.flags += flags.get(form.line.number, [])


def _story_line(seen: Sequence[tuple["Form", str | None]], places: range) -> int:
    return next((seen[i][0].line.number for i in places if seen[i][1] is None), -1)


def _number(page: str) -> str:
    plain = unicodedata.normalize("NFKC", page).upper()
    digits = "一二三四五六七八九"
    if plain in digits:
        return str(digits.index(plain) + 1)
    return {"十": "10", "十一": "11", "十二": "12"}.get(plain, plain)
