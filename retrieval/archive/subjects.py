"""What stands before and behind a name -> whether its bearer can be the one who acts."""

import re

from retrieval.archive import verbs
from retrieval.records import Name, Span

__all__ = ["attributive", "may_act", "open_after", "someone_else"]

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def may_act(text: str, span: Span, before: Name | None) -> bool:
    """Whether the person at ``span`` (with the post before the name) can be a verb's subject.

    ``before`` is who already waits for the verb: after 与, 和 or 及 both act together.
    """
    start, end = span
    if verbs.MENTION_AFTER.match(text, end) or verbs.HOST_AFTER.match(text, end):
        return False
    preceding = text[max(0, start - 6) : start]
    if not verbs.MENTION_BEFORE.search(preceding):
        return True
    linked = before is not None and verbs.LINK.fullmatch(text[before.span[1] : start])
    return bool(linked) and bool(re.search(r"[与和及]$", preceding))


def someone_else(gap: str, *, listed: bool) -> bool:
    """Whether others than those named stand right before a verb: 近万名群众冒雨参加."""
    if re.match(r"(?:同志)?等|[、和以与及]", gap):
        return False
    rest = re.sub(r"^(?:分别|先后|共同)?代表[^,，。]{0,12}", "", gap)  # 甲代表双方签约
    others = verbs.OTHERS.search(rest)
    beside = re.search(r"(?:向|为|与|同|对|给|在|和)[^,，。]*$", rest)
    return bool(others) and not listed and not beside


def attributive(text: str, verb: Span) -> bool:
    """Whether a verb only says which people are meant: 会见出席会议的代表."""
    found = verbs.ATTRIBUTIVE.match(text, verb[1])
    if found is None:
        return False
    after = text[found.end() : found.end() + 1]
    before = text[max(0, verb[0] - 6) : verb[0]]
    return after in ("时", "") or bool(
        re.search(r"会见|接见|看望|慰问|(?:与|同|和|向|对|的)$", before)
    )


def open_after(tail: str, count: int) -> bool:
    """Whether a list of ``count`` names goes on without names: 等, 和其他成员. 等2人 after two does not."""
    others = verbs.AND_OTHERS.match(verbs.TITLE.sub("", tail))
    if others is None:
        return False
    if others["count"] and _number(others["count"]) == count:
        return False
    return count > 1 or "等" in others[0][:4]


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
