"""A paragraph -> where its dateline ends, and who of the people named is its reporter.

本报讯(记者 甲某某)12月6日,…      新华社某城12月31日电(记者乙某)…
"""

import re
from collections.abc import Sequence

from retrieval.records import Name, NameKind, Span

__all__ = ["dateline", "reporters"]

_DATELINE = re.compile(
    r"^\s*(?:据)?(?:本报|新华社|中新社|[\u3400-\u9fff]{0,6}(?:日报|晚报|时报|早报|商报|晨报|通讯社|网|社))[^。,，;；:：]{0,30}?"
    r"(?:[电讯消息](?:\s*[(（][^)）]{1,60}[)）])?|[(（][^)）]{1,60}[)）])(?:[^。(（]{0,50}?报道[:：])?"
)
_REPORTER = re.compile(
    r"(?:记者|通讯员|摄影|实习生|作者|撰稿|编辑|文/图|图/文)[:： 　]*$|(?:记者|通讯员|摄影|实习生|作者|撰稿|编辑)[:： 　]*"
    r"[\u3400-\u9fff·]{2,4}(?:[ 　、,，]+[\u3400-\u9fff·]{2,4})*[ 　、,，]+$"
)


def dateline(text: str) -> int:
    """Where the dateline at the beginning of a story ends (本报讯(记者 甲), 新华社北京1月1日电), else 0."""
    match = _DATELINE.match(text)
    return match.end() if match else 0


def reporters(text: str, names: Sequence[Name]) -> frozenset[Span]:
    """Spans of the people named as reporters: in a dateline, or after 记者."""
    line = dateline(text)
    found = {n.span for n in names if n.kind is NameKind.PERSON and n.span[1] <= line}
    before: Name | None = None
    for name in names:
        if name.kind is not NameKind.PERSON:
            continue
        start = name.span[0]
        listed = (
            before is not None
            and before.span in found
            and re.fullmatch(
                r"[ 　、,，和]+(?:本报|新华社)?(?:实习|特约)?(?:记者|通讯员)?[ 　]*",
                text[before.span[1] : start],
            )
        )
        if listed or _REPORTER.search(text[max(0, start - 40) : start]):
            found.add(name.span)
        before = name
    return frozenset(found)
