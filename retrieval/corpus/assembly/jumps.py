"""Text -> where it says that the story goes on elsewhere: 下转第2版, 上接第1版."""

import re
from typing import NamedTuple

from retrieval.records import Span

__all__ = ["Jump", "jump_from", "jump_on"]

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
