"""A sentence -> what stands in it in marks (《…》, “…”), with how well it is what is asked for."""

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.candidates import Candidate
from retrieval.records import Kind, Query, Span

__all__ = ["CALLED", "MARKED", "called_first", "marked"]

# nouns for what stands in quotation marks
_MARKED_NOUNS = "主题 年主题 题词 口号 标语 名称 名字 名 歌 歌曲 绰号 外号 书 电影 小说 文章"
_SAID_IN_MARKS = frozenset(_MARKED_NOUNS.split())
_WORKS = frozenset(
    ("歌", "歌曲", "书", "电影", "影片", "小说", "剧", "电视剧", "话剧", "杂志", "专著", "画册")
)
MARKED = re.compile(r"《[^《》]{2,60}》|“[^“”]{2,40}”|「[^「」]{2,40}」|\"[^\"]{2,40}\"")
_AS_GOOD = 0.7  # of the best score
_NEAR = 14  # characters behind a name in which the noun for it may stand: 题为《…》的庆祝晚会
CALLED = 1.1  # above all others: quality of what the sentence gives as the name
_GIVES = re.compile(
    r"(?:名为|名叫|取名为?|命名为|定名为|称为|称作|叫做?|名称[是为]|题为|主题[是为])$"
)

_HAILED = re.compile(r"称[为作]$")  # 被称为“华东第一”的大门: what it is said to be


def marked(query: Query, text: str, focus: Sequence[str]) -> Iterator[tuple[Span, float]]:
    """(span, quality) of what stands in marks; ``focus`` holds the nouns that it may be called."""
    noun = "" if focus else _asked_noun(query.details.get("left", ""))
    named = query.details.get("mode") == "named"
    for match in MARKED.finditer(text):
        inside = any(word in match[0] for word in focus)
        near = inside or any(w in text[match.end() : match.end() + _NEAR] for w in focus)
        said = named and (near or not focus or not _HAILED.search(text[: match.start()]))
        if _called_so(text, match.span(), noun, named=said):
            yield match.span(), CALLED
        elif inside or query.kind in {Kind.TITLE, Kind.TEXT}:
            said = not _SAID_IN_MARKS.isdisjoint(focus)
            work = query.kind is Kind.TITLE and match[0][0] == "《"
            other = not work and not _WORKS.isdisjoint(focus)  # a motto is no song
            yield match.span(), 0.2 if other else 0.75 if inside or said or work else 0.3


def called_first(query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """``found`` (the best first) with what a sentence gives as a name (题为《…》) first, where a name is asked for."""
    if query.details.get("mode") != "named" or not found:
        return list(found)
    least = _AS_GOOD * found[0].score
    given = [c for c in found if c.score >= least and _is_given(c)]
    return given + [c for c in found if c not in given]


def _is_given(candidate: Candidate) -> bool:
    before = candidate.scored.unit.plain[max(0, candidate.span[0] - 6) : candidate.span[0]]
    return candidate.text[:1] in '《“「"' and _GIVES.search(before) is not None


def _asked_noun(left: str) -> str:
    """The noun of "…的调研课题是": 课题; empty where the words left of the question word end with none."""
    words = re.split(r"[的了在,，]", re.sub(r"(?:都|就|到底)?[是叫为]$", "", left))[-1]
    return words[-2:] if re.search(r"[是叫为]$", left) and len(words) > 1 else ""


def _called_so(text: str, span: Span, noun: str, *, named: bool) -> bool:
    """True for what is given as a name (名为“…”), or stands beside the noun asked for (“…”调研课题)."""
    before, behind = text[max(0, span[0] - 6) : span[0]], text[span[1] : span[1] + 5]
    if named and _GIVES.search(before):
        return True
    beside = noun in behind or re.search(re.escape(noun) + r"[是为:]?$", before) is not None
    return bool(noun) and beside
