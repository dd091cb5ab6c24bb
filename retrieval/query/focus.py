"""The words behind a question word -> the noun asked for, without the verb that may follow it."""

import re

from retrieval.language.jieba_tags import tag_of
from retrieval.query.asked import known_noun

__all__ = ["before_verb", "is_done", "nouns_first"]

_ASPECT = re.compile(r"[了过着的在被]")
_MOVED = re.compile(r"[调派救抓招裁抽去来死伤罚打借]人")  # what a dictionary takes for people
_TOGETHER = re.compile(
    r"(?:一块儿?|一起|一道|一同|共同|联合|联手|合伙|先后|分别|各自|都|还|不|没|未|曾|最|已)"
)


def nouns_first(text: str) -> str:
    """The nouns of the dictionary that a text begins with, up to its first verb: 球场 of 球场踢."""
    end = 0
    while end < len(text):
        for size in range(min(4, len(text) - end), 1, -1):
            tag = tag_of(text[end : end + size])
            if tag and tag[0] in "nb":
                end += size
                break
        else:
            break
    return text[:end]


def before_verb(noun: str) -> str:
    """A known noun without a verb and its object that only looks like its end: 支队 of 支队调人."""
    moved = _MOVED.search(noun)
    first = noun[: moved.start()] if moved and moved.end() == len(noun) else nouns_first(noun)
    rest = noun[len(first) :]
    if len(rest) < 2 or not known_noun(first):
        return noun
    tag = tag_of(rest)
    verb = (tag_of(rest[0]) or "").startswith("v")
    return first if verb and (tag is None or _MOVED.fullmatch(rest)) else noun


def is_done(focus: str, behind: str) -> bool:
    """True for a verb where a noun was looked for: 点 of 有哪些点了名, 一起办 of 哪两家一起办的."""
    if not focus or known_noun(focus):
        return False
    if _TOGETHER.match(focus):
        return True
    verb = any((tag_of(focus) or "").startswith(tag) for tag in ("v", "m", "d"))
    return len(focus) == 1 and verb and bool(_ASPECT.match(behind))
