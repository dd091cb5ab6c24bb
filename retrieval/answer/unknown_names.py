"""People of a row whom no tagger knows: 省长回某玉 between two names that are known, told by the post before it."""

import re
from collections.abc import Sequence

from retrieval.language.jieba_tags import tag_of
from retrieval.records import Name, NameKind

__all__ = ["with_unknown"]

_NEAR = 16  # characters between two names of one row
_LENGTHS = (3, 2)
_POST = re.compile(
    r"(?:[省市县区州镇乡村厂校院所局处科会社队班团董部外]|秘书|理事|董事|参谋)长|书记|主席|主任|司令员?|政委|总理|总统|大使|教授|总?经理|委员|顾问|总裁|主编|站长"
    r"|代表|战士|教师|医生|护士|工程师|队员|选手|教练|村民|农民|工人|学员|党员|志愿者"
)
_ENDS = re.compile(r"\s*(?:[、,，]|和|与|及|以及|等)")


def with_unknown(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, and what stands between a post and the mark of a row beside one of them, where it is no word."""
    known = list(names)
    if not known:
        return known
    for place in _posts(text):
        if any(name.span[0] <= place < name.span[1] for name in known):
            continue
        beside = any(
            0 <= place - name.span[1] <= _NEAR or 0 <= name.span[0] - place <= _NEAR + 4
            for name in known
        )
        for size in _LENGTHS:
            word = text[place : place + size]
            if beside and _unknown(word, size) and _ENDS.match(text, place + size):
                known.append(Name(NameKind.PERSON, word, (place, place + size)))
                break
    return sorted(known, key=lambda name: name.span)


def _posts(text: str) -> list[int]:
    """Where a post ends."""
    return [match.end() for match in _POST.finditer(text)]


def _unknown(word: str, size: int) -> bool:
    """True for characters that are no word and hold none."""
    tag = tag_of(word)
    if size > 2 and tag in {"nr", "nz", "nrt"}:
        return True
    if not re.fullmatch(rf"[一-鿿]{{{size}}}", word) or tag is not None:
        return False
    pairs = [word[i : i + 2] for i in range(size - 1)] if size > 2 else []
    joins = any(char in "和与及等的了在为是任已将及兼处部室会团组" for char in word)
    return not joins and not any(tag_of(pair) is not None for pair in pairs)
