"""Assembled pages -> the same, stories that go on on another page whole again.

A story that says 下转第2版 and one that says 上接第1版 are one when the pages that they name are each
other's, they are of one issue, and no other pair fits as well. The page that held the second part keeps
its other stories; each line still stands in exactly one place over both.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.language.normalise import normalise
from retrieval.records import Article, Assembled, Furniture, Notice, Paragraph

__all__ = ["join_continued"]

_ON = re.compile(
    r"(?:下转|紧转|紧接|转至?|见)\s?第?\s?([0-9a-d一二三四五六七八九十]{1,4})\s?[版页]"
)
_FROM = re.compile(r"(?:上接|接)\s?第?\s?([0-9a-d一二三四五六七八九十]{1,4})\s?[版页]")
_FLAG = re.compile(r"continued_(on|from):(.+)")
_PAGE = re.compile(
    r"第\s*([0-9a-d一二三四五六七八九十]{1,4})\s*版|(?<![0-9a-z])([a-d]?\d{1,2})\s*版"
)
_HAN = {char: at for at, char in enumerate("〇一二三四五六七八九")}
_NUMBERED_NAME = re.compile(r"(?:第|page|p|版|[-_/]|^)0*(\d{1,2})版?(?:\.\w+)?$")
_SURE = 0.02  # what the best pair must be ahead of any other that one of its parts could make


@dataclass(frozen=True, slots=True)
class _Part:
    """A story on a page (indices), and the pages that it says it goes on to and comes from."""

    page: int
    index: int
    article: Article
    onto: str | None
    back: str | None


def join_continued(pages: Sequence[Assembled]) -> list[Assembled]:
    """The pages with stories joined that go on from one to another; what finds no partner is noticed."""
    parts = [part for number, page in enumerate(pages) for part in _parts(number, page)]
    if not parts:
        return list(pages)
    links = _links(parts, pages)
    joined = list(pages)
    taken = {id(part) for part in links.values()}
    for part in parts:
        if id(part) in links and id(part) not in taken:
            _join(joined, pages, _chain(part, links))
    for part in parts:
        missing = (part.onto and id(part) not in links) or (part.back and id(part) not in taken)
        if missing:
            joined[part.page] = _noticed(joined[part.page], part)
    return joined


# --- who says that it goes on -------------------------------------------------------------------


def _parts(number: int, page: Assembled) -> list[_Part]:
    found = []
    for index, article in enumerate(page.articles):
        onto, back = _said(article)
        onto = onto or _furnished(page, "continued_on", _last_line(article), -1)
        back = back or _furnished(page, "continued_from", _first_line(article), 1)
        if onto or back:
            found.append(_Part(number, index, article, onto, back))
    return found


def _said(article: Article) -> tuple[str | None, str | None]:
    """What the flags of an article or the words taken out of its paragraphs say."""
    onto = back = None
    for flag in article.flags:
        if match := _FLAG.fullmatch(flag):
            onto, back = (match[2], back) if match[1] == "on" else (onto, match[2])
    for paragraph in article.paragraphs:
        for repair in paragraph.repairs:
            words = normalise(repair.original)
            onto = onto or _first(_ON, words)
            back = back or _first(_FROM, words)
    return onto and _number(onto), back and _number(back)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text) if any(mark in text for mark in "转接见") else None
    return match[1] if match else None


def _furnished(page: Assembled, kind: str, line: int | None, step: int) -> str | None:
    """The page named by a line of furniture that stands right after (-1) or before (1) a story's line."""
    said = [item for item in page.furniture if item.kind == kind]
    if line is None or not said:
        return None
    others = {number for article in page.articles for number in _lines(article)}
    for item in said:
        low, high = sorted((line, item.lines[0]))
        between = any(low < number < high for number in others)
        if (item.lines[0] - line) * step < 0 and not between:
            found = _first(_ON if kind == "continued_on" else _FROM, normalise(item.text))
            return _number(found) if found else None
    return None


def _last_line(article: Article) -> int | None:
    return max(_lines(article), default=None)


def _first_line(article: Article) -> int | None:
    return min(_lines(article), default=None)


def _lines(article: Article) -> list[int]:
    body = (number for paragraph in article.paragraphs for number in paragraph.lines)
    return [*article.head_lines, *body]


def _number(printed: str) -> str:
    """A page's number as digits: 二 and 02 are 2, B3 stays b3."""
    text = normalise(printed).strip()
    if text == "十":
        return "10"
    if text and all(char in _HAN or char == "十" for char in text):
        tens, _, ones = text.rpartition("十")
        return str((_HAN.get(tens, 1) if "十" in text else 0) * 10 + _HAN.get(ones, 0))
    return text.lstrip("0") or text


# --- which two are one --------------------------------------------------------------------------


def _links(parts: Sequence[_Part], pages: Sequence[Assembled]) -> dict[int, _Part]:
    """``id`` of a part -> the part that continues it; a part has at most one on either side."""
    numbers = [_page_number(page) for page in pages]
    pairs = [
        (_fit(one, other), at, beside)
        for at, one in enumerate(parts)
        for beside, other in enumerate(parts)
        if at != beside and _may_join(one, other, pages, numbers)
    ]
    links: dict[int, _Part] = {}
    used: set[int] = set()
    for fit, at, beside in sorted(pairs, key=lambda pair: -pair[0]):
        rivals = [
            other
            for other, first, second in pairs
            if (first == at) != (second == beside) and second not in used and fit - other < _SURE
        ]
        if id(parts[at]) not in links and beside not in used and not rivals:
            links[id(parts[at])] = parts[beside]
            used.add(beside)
    return links


def _may_join(
    one: _Part, other: _Part, pages: Sequence[Assembled], numbers: Sequence[str | None]
) -> bool:
    """Whether the pages named are each other's, as far as their numbers are known, in one issue."""
    if not one.onto or not other.back:
        return False
    days = (pages[one.page].issue_date.day, pages[other.page].issue_date.day)
    if None not in days and days[0] != days[1]:
        return False
    here, there = numbers[one.page], numbers[other.page]
    return here in (None, other.back) and there in (None, one.onto)


def _page_number(page: Assembled) -> str | None:
    """The number in a page's folio, else at the end of its source's name."""
    for item in page.furniture:
        match = _PAGE.search(normalise(item.text)) if item.kind in ("folio", "masthead") else None
        if match:
            return _number(match[1] or match[2])
    match = _NUMBERED_NAME.search(normalise(page.source))
    return match[1] if match else None


def _fit(one: _Part, other: _Part) -> float:
    """How much the texts share: pairs of characters, those of a headline printed again among them."""
    first, second = _pairs(one.article), _pairs(other.article)
    return len(first & second) / max(1, min(len(first), len(second)))


def _pairs(article: Article) -> set[str]:
    text = [head.text for head in article.heads] + [each.text for each in article.paragraphs]
    return {part[i : i + 2] for part in map(normalise, text) for i in range(len(part) - 1)}


# --- making them one ----------------------------------------------------------------------------


def _chain(part: _Part, links: dict[int, _Part]) -> list[_Part]:
    chain = [part]
    while (following := links.get(id(chain[-1]))) and following not in chain:
        chain.append(following)
    return chain


def _join(joined: list[Assembled], pages: Sequence[Assembled], chain: Sequence[_Part]) -> None:
    """Give the first part the paragraphs of the others, and take these from their pages."""
    from retrieval.corpus.assembly.articles import article_id

    first = chain[0]
    paragraphs = list(first.article.paragraphs)
    flags = [flag for flag in first.article.flags if not _FLAG.fullmatch(flag)]
    for part in chain[1:]:
        source = pages[part.page].source if part.page != first.page else None
        paragraphs += _from(part.article.paragraphs, source)
        joined[part.page] = _without(joined[part.page], part)
    whole = replace(
        first.article,
        id=article_id(first.article.heads, paragraphs),
        paragraphs=tuple(paragraphs),
        authors=tuple(dict.fromkeys(name for part in chain for name in part.article.authors)),
        flags=tuple(dict.fromkeys([*flags, "joined_pages"])),
    )
    page = joined[first.page]
    articles = [whole if item is first.article else item for item in page.articles]
    joined[first.page] = replace(page, articles=tuple(articles))


def _from(paragraphs: Iterable[Paragraph], source: str | None) -> list[Paragraph]:
    return [replace(each, source=each.source or source) for each in paragraphs]


def _without(page: Assembled, part: _Part) -> Assembled:
    """The page without a part; its head lines, which repeat the headline, become furniture."""
    gone = set(_lines(part.article))
    heads = [Furniture(head.text, (head.line,), "continued_head") for head in part.article.heads]
    furniture = sorted([*page.furniture, *heads], key=lambda item: item.lines)
    return replace(
        page,
        articles=tuple(item for item in page.articles if item is not part.article),
        furniture=tuple(furniture),
        warnings=tuple(item for item in page.warnings if not set(item.lines) & gone),
    )


def _noticed(page: Assembled, part: _Part) -> Assembled:
    where = f"goes on on page {part.onto}" if part.onto else f"began on page {part.back}"
    lines = part.article.head_lines or tuple(_lines(part.article)[:1])
    message = f"{page.source}: this story {where}; load that page together with this one"
    return replace(
        page,
        warnings=(*page.warnings, Notice(page.source, lines, "continuation_missing", message)),
    )
