"""A question and the questions before it -> the whole question: missing parts are inherited, a new topic inherits nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language.normalise import normalise
from retrieval.query.clauses import question_words
from retrieval.query.measures import MEASURE_NOUNS, measure_of_noun
from retrieval.query.tools import QueryTools

__all__ = ["Reading", "read_in_context"]

_MARKER = re.compile(
    r"^(?:那么?|那|还有|另外|and|but|then|what about|how about|and what about|and how about)[,，\s]*(?![个些里是天年次场起边])",
    re.IGNORECASE,
)
_NE = re.compile(
    r"(?:的)?(?:呢|怎么样)[?？。!！\s]*$|^(?:and |what about |how about )", re.IGNORECASE
)
_ASKS = re.compile(
    r"谁|什么|哪|多少|几[个位名人家月日号点年]|何|怎|吗|是否|没有[?？]?$|是不是|有没有|为啥|啥"
    r"|\b(?:who|whom|what|which|when|where|why|how|did|does|do|is|are|was|were|has|have)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:(?P<y>\d{4}|\d\d)年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})[日号]|(?:(?P<y2>\d{4})年)(?P<m2>\d{1,2}月)?|(?<!\d)(?P<m3>\d{1,2})月份?"
)
_DAY_EN = re.compile(
    r"(?:the )?\b(?P<d>\d{1,2})(?:st|nd|rd|th)\b|\b(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?\b|\b(?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"(?:这|那|该|此|本)(?:次|场|起|个|位|项|届)|其中|他们|她们|它们|他|她|它|当时|当天|现场"
    r"|\b(?:he|she|they|it|him|her|them|his|their|its|there|that (?:meeting|day|event)|the meeting|the event)\b",
    re.IGNORECASE,
)


_FIGURE = re.compile(
    rf"(?P<figure>[总全年均]?(?:{'|'.join(MEASURE_NOUNS)}))(?:是|有|为|达)?了?(?:多少|多大|几|多长|多高)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The question as read; ``inherited`` is what came from before and counts less."""

    text: str
    inherited: str = ""
    read_as: str | None = None


def read_in_context(question: str, context: Sequence[str], tools: QueryTools) -> Reading:
    """Read a question after the earlier ones (the latest last; at most five are looked at)."""
    earlier = Reading("")
    for before in [*context][-5:]:
        earlier = _join(before.strip()[:500], earlier, tools)
    return _join(question, earlier, tools)


def _join(question: str, earlier: Reading, tools: QueryTools) -> Reading:
    if not earlier.text:
        return Reading(question)
    marked = bool(_NE.search(question) or _MARKER.match(question))
    bare = _NE.sub("", _MARKER.sub("", question)).strip(" ?？。,，")
    if marked and not _ASKS.search(bare):
        text = _replace(bare, earlier.text)
        return Reading(text, earlier.inherited, text)
    if marked or _lacks_topic(question, tools):
        inherited = " ".join(filter(None, (earlier.inherited, _topic(earlier.text, question))))
        return Reading(question, inherited, f"{inherited}：{bare or question}")
    return Reading(question)


def _replace(slot: str, before: str) -> str:
    """Put the new day, year, person or thing where the earlier question has one of the kind."""
    for pattern in (_DAY, _DAY_EN):
        new = pattern.search(slot)
        old = pattern.search(before)
        if new and len(new[0]) >= len(slot) - 4:
            if old is None:
                return f"{slot} {before}"
            return before[: old.start()] + _fill(new, old) + before[old.end() :]
    stretch = _shared(slot, before) or _asked_figure(slot, before)
    if stretch:
        return before[: stretch[0]] + slot + before[stretch[1] :]
    return f"{before} {slot}"


def _asked_figure(slot: str, before: str) -> tuple[int, int] | None:
    """Where the earlier question names its figure (总投资 of 总投资多少), if the slot names one too."""
    match = _FIGURE.search(before) if measure_of_noun(slot) else None
    return match.span("figure") if match else None


def _fill(new: re.Match[str], old: re.Match[str]) -> str:
    """Complete "6号" with the month of "12月5日", "the 7th" with that of "Dec 5"."""
    parts = old.groupdict()
    if "m2" in parts:
        day = new["d"]
        if day and not new["m"] and parts.get("m"):
            return (
                f"{parts['y']}年" if parts.get("y") and not new["y"] else ""
            ) + f"{parts['m']}月{day}日"
        return new[0]
    day = new["d"] or new["d2"]
    if day and not new["m"] and parts.get("m"):
        return f"{parts['m']} {day}"
    return new[0]


def _shared(slot: str, before: str) -> tuple[int, int] | None:
    """Where the earlier question has a thing of the slot's kind: the longest common ending of two characters or more."""
    for length in range(len(slot), 1, -1):
        place = before.rfind(slot[-length:])
        if place >= 0 and not _ASKS.search(slot[-length:]):
            start = place
            while (
                start > 0
                and re.match(r"[一-鿿\w]", before[start - 1])
                and place - start < 2
                and before[start - 1] not in "的是在"
            ):
                start -= 1
            return start, place + length
    return None


def _lacks_topic(question: str, tools: QueryTools) -> bool:
    """True for a question that names nothing of its own: it can only be meant within the conversation."""
    if re.search(r"[“\"「《『].{2,}?[”\"」》』]", question):
        return False
    if tools.names.find(question) or (tools.translator and tools.translator.people(question)):
        return bool(_POINTING.search(question)) and not re.search(
            r"[A-Z][a-z]+ [A-Z][a-z]+", question
        )
    if re.search(r"(?<!^)\b[A-Z][a-z]+", question):
        return False
    words = _content(question, tools)
    dated = bool(_DAY.search(normalise(question)) or _DAY_EN.search(question))
    return len("".join(words)) <= (4 if dated else 6) or bool(_POINTING.search(question))


def _content(question: str, tools: QueryTools) -> list[str]:
    tokens = tools.analyzer.tokens(question)
    words = [t for t in tokens if t.term not in question_words() and not t.term.isdigit()]
    whole = [
        t.term for t in words
        if not any(o is not t and o.span[0] <= t.span[0] and t.span[1] <= o.span[1] and o.span != t.span for o in words)
    ]  # fmt: skip
    return ["xx" if term.isascii() and len(term) > 2 else term for term in whole]


def _topic(before: str, question: str) -> str:
    """The earlier question without its question word, and without its day where the new question has one."""
    text = before
    for pattern in (_DAY, _DAY_EN):
        if pattern.search(question):
            text = pattern.sub("", text)
    return _WH.sub("", text).strip(" ?？。!！的")


_WH = re.compile(
    r"(?:是|有|在)?(?:谁|什么时候|什么|哪(?:些|几|一)?[个位名天年家里儿]?人?|多少[个人元]?|几[个位名]人?|何时|何地|怎么样?)(?:的)?(?=[?？]|$)"
    r"|[吗呢吧]|^(?:who|whom|what|which|when|where|why|how(?: many| much)?|did|does|do|is|are|was|were)\b(?: (?:is|are|was|were|did|does|do)\b)?",
    re.IGNORECASE,
)
