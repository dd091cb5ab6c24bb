"""A unit's people -> groups: who is listed together, and the words that belong to each of them.

局长甲、副局长乙和丙等3位同志 is one group of three. A word behind a name (九段, 大使) is its own, a post before it too, one
without a post shares that of the name before, and what closes the list (等3位同志) is said of them all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language.posts import parse_post
from retrieval.records import Name

__all__ = ["Group", "Member", "groups_of"]

_VERB = re.compile(
    r"说|表示|指出|强调|要求|认为|介绍|告诉|宣布|主持|会见|回答|向|在|[来受得遇]到|将(?![军领])|被|把|给|是|了|为|就|从(?!化)|率|说明|参加|出席|战胜|击败|淘汰|获得|夺得|对(?!外)|和|与"
)
_BEHIND = r"(?:\([^()]{1,12}\)|[一-鿿0-9]{0,5}?)"
_JOINT = re.compile(
    rf"(?P<behind>{_BEHIND})\s*(?:等)?\s*(?P<joint>、|以及|[,，]|和|与|及|\s)\s*(?P<own>[^。;；!！?？:：“”\"]{{0,32}})"
)
_OPEN = re.compile(r"[一-鿿0-9]{0,3}?等")
_CLOSES = re.compile(r"(?:等)?(?:[\d一二三四五六七八九十两几多]+[位名个人][^,，。;；、]{0,10})?")
_EDGE = re.compile(r"[,，。;；:：“”\"!！?？\s]")
_LONGEST = 40  # characters of what is said before a name


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a group; ``before`` and ``behind`` are the words that belong to the name."""

    name: Name
    before: str = ""
    behind: str = ""

    @property
    def said(self) -> str:
        """All words that belong to the name."""
        return f"{self.before} {self.behind}"


@dataclass(frozen=True, slots=True)
class Group:
    """People listed together, in order; ``complete`` is False where 等 leaves the list open."""

    members: tuple[Member, ...]
    complete: bool = True

    @property
    def names(self) -> tuple[Name, ...]:
        """The names, in order."""
        return tuple(member.name for member in self.members)


def groups_of(text: str, names: Sequence[Name]) -> list[Group]:
    """Every person of a text in one group; alone where nobody is listed beside."""
    groups: list[list[Member]] = []
    for number, name in enumerate(names):
        last = names[number - 1].span[1] if number else 0
        joint = _joint(text[last : name.span[0]]) if number else None
        if joint is None:
            groups.append([Member(name, _before(text, last, name))])
            continue
        behind, own = joint
        before = groups[-1][-1]
        groups[-1][-1] = Member(before.name, before.before, behind)
        groups[-1].append(Member(name, own or before.before))
    return [_closed(text, group, _next(names, group)) for group in groups]


def _joint(between: str) -> tuple[str, str] | None:
    """(the words of the name before, those of the name behind) where the two are listed together."""
    match = _JOINT.fullmatch(between)
    if match is None:
        return None
    behind, joint, own = match["behind"], match["joint"], match["own"].strip()
    if _VERB.search(behind) or _VERB.search(own):
        return None
    if joint in {",", "，"} or len(own) > 1:
        named = own.endswith("的") and joint not in {",", "，"}
        if not (named or parse_post(own)):
            return None
    return behind, own


def _before(text: str, last: int, name: Name) -> str:
    start = name.span[0]
    first = max(last, start - _LONGEST)
    edges = [m.end() for edge in (_EDGE, _VERB) for m in edge.finditer(text, first, start)]
    return text[max([first, *edges]) : start]


def _next(names: Sequence[Name], group: Sequence[Member]) -> int:
    place = names.index(group[-1].name) + 1
    return names[place].span[0] if place < len(names) else -1


def _closed(text: str, group: Sequence[Member], stop: int) -> Group:
    """The group with what is said of all of them."""
    end = group[-1].name.span[1]
    rest = text[end : stop if stop >= 0 else end + 16]
    closes = _CLOSES.match(rest)
    shared = closes[0] if closes and len(group) > 1 else ""
    own = _EDGE.split(_VERB.split(rest[:8])[0])[0]
    members = [Member(group[-1].name, group[-1].before, shared or own)]
    for member in reversed(group[:-1]):
        alike = not member.behind and member.before == members[0].before
        behind = members[0].behind if alike else member.behind + shared
        members.insert(0, Member(member.name, member.before, behind))
    return Group(tuple(members), not _OPEN.match(rest))
