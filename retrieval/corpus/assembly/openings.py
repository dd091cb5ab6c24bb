"""Text -> how a story opens: wire and paper datelines, bylines; and the names of the authors.

    本报讯(记者 X) …   本报X月X日讯 记者X报道 …   新华社北京X月X日电(记者X) …   据新华社电 …   □记者 X

All patterns are anchored and of bounded length.
"""

import re
from enum import IntEnum

__all__ = ["Opening", "is_byline", "opening", "opening_length"]

_OWN = r"(?:本报|本台|本刊|本网|本社|新华社|新华网|中新社|中新网|中通社|央视)"
_NAMED = (
    r"[^\s,，.。:：;；!！?？、“”\"()（）《》]{1,8}?(?:社|网|报|台|在线|客户端|频道|日报|晚报|通讯)"
)
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日曰]"
_WIRE = r"(?:讯|专?电(?![视话影力子脑台器])|消息|报道|信息|快讯)"
_GAP = r"[^,，。;；:：!！?？\n]{0,30}?"
_STRONG = re.compile(
    rf"(?:[\[【(（])?(?:据|综合)?(?:{_OWN}(?:{_GAP}{_WIRE}|[^,，。;；:：]{{0,12}}?(?:记者|通讯员|特派员)|发)"
    rf"|{_NAMED}{_GAP}{_DAY}{_GAP}{_WIRE}|{_NAMED}(?:讯|电)?[(（](?:本报)?(?:记者|通讯员|实习生|见习记者))"
)
_BYLINE = re.compile(
    r"[□■●◎▲◇◆○☆★]?\s?(?:本报|本台|特约|见习|实习|首席|全媒体)?\s?(?:记者|通讯员|实习生|特派员)[\s:：]?"
)
_WEAK = re.compile(
    rf"(?:据|综合)?{_NAMED}{_GAP}{_WIRE}|{_DAY}|[昨今]天|[昨今]日|日前|近日|连日来|今年以来"
)


class Opening(IntEnum):
    """How surely a line opens a story."""

    NONE = 0
    WEAK = 1  # a day, or "reported by …"
    BYLINE = 2  # □记者 …
    STRONG = 3  # a dateline


def opening(text: str) -> Opening:
    """Say how a text opens; only its first 80 characters matter."""
    if _STRONG.match(text):
        return Opening.STRONG
    if _BYLINE.match(text):
        return Opening.BYLINE
    return Opening.WEAK if _WEAK.match(text) else Opening.NONE


def opening_length(text: str) -> int:
    """How many characters at the start of a text are its dateline, with the names in brackets after it."""
    found = _STRONG.match(text)
    if found is None:
        return 0
    names = _NAMES.match(text, found.end())
    return names.end() if names else found.end()


_NAMES = re.compile(r"\s?[(（][^()（）]{2,40}[)）]|[^,，。:：]{2,24}(?:报道)?[:：]")
_POST = r"(?:本报|本台|本刊|新华社|特约|见习|实习|首席|全媒体|融媒体|驻[^\s记]{1,8}|[^\s记]{2,8}(?:电视台|电台|日报|晚报|社))*"
_WHO = rf"(?:{_POST}(?:记者|通讯员|实习生|特派员|撰稿|作者|摄影|图|文)[\s:：/]*)"
_PERSON = r"(?:[\u3400-\u9fff·]{2,8})"
_BYLINE_LINE = re.compile(
    rf"[□■●◎▲◇◆○☆★]\s?(?:{_WHO}|{_PERSON}[\s、]?){{1,8}}$|(?:{_WHO}{{1,2}}{_PERSON}(?:[\s、]{{1,2}}{_PERSON}){{0,4}}\s*){{1,4}}"
    rf"(?:文/图|图/文|文|摄)?$|{_PERSON}(?:[\s、]{{1,2}}{_PERSON}){{0,4}}\s+(?:文/图|图/文|文并摄|摄影?|文字?|图)$"
)


def is_byline(text: str) -> bool:
    """Whether a line is nothing but a byline: □记者 X 通讯员 Y 文/图."""
    return len(text) <= 40 and bool(_BYLINE_LINE.match(text))
