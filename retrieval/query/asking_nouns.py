"""Words without a question word -> ``Asked``, by the noun they end with: 开放时间 is a day, 读的书 a title, 总投资 a sum."""

import re

from retrieval.query.asked import Asked, noun_kind
from retrieval.query.measures import MEASURE_NOUNS, measure_ending
from retrieval.query.roles import roles_in
from retrieval.records import Kind

__all__ = ["asked_by_noun"]

_ENDS = (
    (re.compile(r"(?:时间|日期)$"), Kind.DATE),
    (re.compile(r"(?:地点|地址|位置)$"), Kind.PLACE),
    (re.compile(r"(?:职务|职位)$"), Kind.POST),
)
_LAST = re.compile(r"的(?P<noun>[一-鿿]{1,4})$")
_MEASURED = re.compile(rf"(?:{'|'.join(noun for noun in MEASURE_NOUNS if len(noun) > 1)})$")


def asked_by_noun(text: str) -> Asked | None:
    """What a normalised text asks for that only names it; ``None`` where its noun tells nothing."""
    plain = re.sub(r"[?？。,，!！\s]+$", "", text)
    for pattern, kind in _ENDS:
        if match := pattern.search(plain):
            return _asked(plain, match.start(), kind)
    match = _MEASURED.search(plain)
    if match and match.start() > 1:
        return _asked(plain, match.start(), Kind.NUMBER, measure=measure_ending(match[0]))
    match = _LAST.search(plain)
    if match and noun_kind(match["noun"]) is Kind.TITLE:
        return _asked(plain, match.start("noun"), Kind.TITLE, focus=match["noun"])
    return None


def _asked(
    text: str, start: int, kind: Kind, *, focus: str | None = None, measure: str | None = None
) -> Asked:
    left = re.sub(r"[,，\s]+", "", text[:start])[-12:]
    return Asked(
        kind,
        span=(start, len(text)),
        left=left,
        focus=focus,
        measure=measure,
        roles=roles_in(text),
        mode="noun",
    )
