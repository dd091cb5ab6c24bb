"""A tagger's names -> without the titles behind them, foreign ones joined at their dots, countries left out."""

import re
from collections.abc import Iterator, Sequence

from retrieval.language.names_lexicon import alternation, heads, surnames, titles
from retrieval.records import Name, NameKind

__all__ = ["cleaned"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003134f〇]"


def cleaned(text: str, tagged: Sequence[Name]) -> list[Name]:
    """The names a tagger saw, cleaned, in order; some come out as one, some as none."""
    pieces = [piece for name in tagged for piece in _cleaned(text, name)]
    return _joined(text, [piece for piece in pieces if not _countries(text, piece)])


def _cleaned(text: str, name: Name) -> Iterator[Name]:
    """The name without the title after it; nothing where no name is left."""
    start, end = name.span
    while start < end and text[start] in " 　\"“”‘’'、,，。(（)）":
        start += 1
    while end > start and text[end - 1] in " 　\"“”‘’'、,，。(（)）·-—":
        end -= 1
    if name.kind is NameKind.PERSON:
        end -= _title_length(text[start:end])
    if end > start:
        yield Name(name.kind, text[start:end], (start, end))


def _countries(text: str, name: Name) -> bool:
    """Two countries side by side (黎以, 中美) or one country, which taggers hold for a person."""
    if name.kind is not NameKind.PERSON or text[: name.span[0]].endswith(tuple(heads())):
        return False
    return name.text in _COUNTRIES or (len(name.text) == 2 and set(name.text) <= _SHORT)


_SHORT = frozenset("中美俄英法德日韩朝印以黎叙吉塔乌哈澳蒙越老泰菲缅欧巴埃")
_COUNTRIES = frozenset(
    [
        "尼日尔",
        "尼日利亚",
        "乍得",
        "约旦",
        "苏丹",
        "马里",
        "巴林",
        "汤加",
        "文莱",
        "斐济",
        "加蓬",
        "贝宁",
        "多哥",
        "海地",
        "秘鲁",
        "智利",
        "古巴",
        "关岛",
        "布隆迪",
        "卢旺达",
        "马耳他",
        "金沙萨",
    ]
)


def _title_length(text: str) -> int:
    for size in (3, 2, 1):
        title, rest = text[-size:], text[:-size]
        if title in titles() and rest and (size > 1 or rest in surnames()):
            return size
    return 0


def _joined(text: str, names: Sequence[Name]) -> list[Name]:
    """Join the parts of a foreign name around its dot, whatever kind the tagger gave them."""
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        gap = text[before.span[1] : name.span[0]] if before else "x"
        if before and gap in _GLUE and _foreign_pair(before, name, gap):
            span = (before.span[0], name.span[1])
            joined[-1] = Name(NameKind.PERSON, text[span[0] : span[1]], span)
        else:
            joined.append(name)
    return [_dotted(text, name) for name in joined]


_GLUE = ("", "·", "•", "・", "．", "—", "–", "-", "－")


def _foreign_pair(before: Name, name: Name, gap: str) -> bool:
    if gap in _GLUE[1:5]:
        return NameKind.PERSON in (before.kind, name.kind)
    if gap:
        return before.kind is name.kind is NameKind.PERSON
    return before.kind is name.kind is NameKind.PERSON and (
        before.text.endswith("·") or ("·" in name.text[:3] and len(before.text) == 1)
    )


def _dotted(text: str, name: Name) -> Name:
    """A person's name with the part beyond its dot that the tagger left out."""
    if name.kind is not NameKind.PERSON:
        return name
    start, end = name.span
    left = re.search(rf"(?:{_HAN}{{1,6}}[·•・．])+$", text[max(0, start - 14) : start])
    if left and start - len(left[0]) >= 0:
        piece = left[0]
        head = re.search(
            rf"({alternation(heads())}|[和与及在对向由])",
            piece[: piece.index("·")] if "·" in piece else "",
        )
        start -= len(piece) - (head.end() if head else 0)
    return Name(name.kind, text[start:end], (start, end))
