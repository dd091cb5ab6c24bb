"""An English question -> ``Asked``: the question word stands at the front, or behind a preposition."""

import re

from retrieval.query.asked import Asked
from retrieval.query.roles import roles_in
from retrieval.records import Kind

__all__ = ["asked_in_english"]

_ARTICLES = re.compile(
    r"\b(?:which|what|how many|list|find|show|all)\b[^?]{0,30}\b(?:articles?|stories|story|reports|news items|pieces)\b"
    r"|\b(?:any|all|the|find|show|is there)\b[^?]{0,20}\b(?:news|articles?|stories|reports?|coverage) (?:about|on|of|concerning|regarding|mentioning)\b"
)
_POST = re.compile(
    r"\b(?:what|which)\b[^?]{0,20}\b(?:position|post|title|job|office|role|rank)s?\b|\bwhat (?:is|was) [a-z\- ]+'s (?:position|post|title|job)"
)
_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:date|day|month|year|quarter|time|days|years)\b|\bas of what date\b"
)
_MANY = re.compile(
    r"\bhow (?:many|much)\b(?P<noun>(?: [a-z\-]+){0,3})|\bhow (?:long|far|tall|high|old|big|large|fast|deep|wide|heavy|strong)\b"
    r"|\bwhat (?:is|was|are|were) (?:the )?(?:[a-z'\-]+ ){0,4}?(?:number|amount|total|score|temperature|speed|rate|record|salary|output|production|turnout|yield|figure|score|quota|reward|fine|ransom|income|value|weight|depth|width|duration|area|capacity|size|length|height|cost|price|budget|investment|percentage|share|population|magnitude|toll|age|distance|loss|losses|volume)\b"
    r"|\bwhat (?:percentage|share|proportion|magnitude|sum|amount|number)\b"
    r"|\b(?:what|which) (?:[a-z]+ )?(?:profits?|revenues?|turnover|salary|price|fee|investment|trade volume|output|income|loan|fine|budget|prize money|score|focal depth|temperature|capacity)\b(?= (?:did|does|do|was|were|is|will|would|has|had))"
    r"|\bwhat (?:is|was|were) the (?:[a-z'\-]+ ){0,4}?(?:trade|exports?|imports?|profits?|revenues?|turnover)\b(?! (?:war|deal|agreement|fair|union|centre|center|minister))"
)
_WHO = re.compile(
    r"\bwho(?:m|se)?\b(?! was)|\bwho was\b|\b(?:which|what) (?:[a-z\-]+ ){0,3}?(?:people|person|leaders?|officials?|persons?|men|women|man|woman|persons|drivers?|players?|athletes?|reporters?|journalists?|authors?|chairm[ae]n|vice-chairm[ae]n|mayors?|secretar(?:y|ies)|ministers?|director|members?|governors?|cadres?|experts?|doctors?|teachers?|diplomats?|envoys?|painters?|poets?|directors?|composers?|scientists?|physicists?|artists?|writers?|singers?|coach(?:es)?|captains?|pilots?|engineers?|generals?|commanders?|spokes(?:man|men|woman|person)|professors?|scholars?|officers?|policem[ae]n|soldiers?|actors?|actress(?:es)?|founders?|owners?|managers?|suspects?|heirs?|kings?|queens?|premiers?|vice-premiers?|candidates?|conductors?|swimmers?|divers?|runners?|skaters?|students?|ambassadors?|presidents?|deput(?:y|ies)|name)\b"
)
_WHERE = re.compile(
    r"^(?:and |but |so )?where\b|[,;] where\b|\bfrom where\b|\b(?:in|at|to|from|on)? ?(?:which|what) (?:[a-z\-]+ ){0,2}?(?:cit(?:y|ies)|place|countr(?:y|ies)|provinces?|count(?:y|ies)|towns?|townships?|villages?|districts?|hotels?|markets?|tunnels?|hospitals?|roads?|highways?|stations?|airports?|locations?|venues?|buildings?|islands?|states?|streets?|ports?)\b"
)
_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bfor what reason\b|\bwhat caused\b|\bwhat (?:is|was) the (?:cause|reason)\b"
)
_HOW = re.compile(r"\bhow\b")
_WHICH = re.compile(
    r"\b(?:which|what)(?: (?P<count>two|three|four|five|six|seven))?(?: (?P<focus>(?!is|was|are|were|did|does|do|has|have|had|will|can|the)[a-z\-]+(?: [a-z\-]+)?))?"
)
_YESNO = re.compile(
    r"^(?:and |but |so )?(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|is there|are there)\b"
)
_PLURAL = re.compile(
    r"\b(?:who all|people|leaders|officials|persons|drivers|members|names|two|three|four|five|men|women|cities|countries|towns|townships|villages|hospitals|provinces|[a-z]+s)\b"
)
_NOUN_MEASURES = (
    ("money", r"profits?|trade|exports?|imports?|turnover|revenues?|much|cost|invest\w*|budget|loss|losses|price|pa(?:y|id)|money|yuan|dollars?|fund\w*|compensat\w*|fined?|salary|revenue|value"),
    ("area", r"acres?|area|land|hectares?|mu\b|square"),
    ("volume", r"capacity|volume|reservoir|cubic|storage"),
    ("length", r"far|long|tall|high|height|length|distance|kilomet\w+|met(?:er|re)s?|deep|depth|wide"),
    ("weight", r"tons?|tonnes|weight|heavy|kilograms?"),
    ("age", r"old|age\b"),
    ("magnitude", r"magnitude|strong"),
    ("share", r"percent\w*|share|proportion|rate"),
    ("time", r"days?|years?|hours?|minutes?|months?|weeks?|how long"),
    ("people", r"people|persons?|residents?|students?|passengers?|workers?|died|killed|dead|injured|hurt|victims|casualties|villagers|deaths|toll|patients|wounded|survivors?|hospitali[sz]ed|children|soldiers|tourists|officials|households"),
)  # fmt: skip
_AUTHOR = re.compile(
    r"\b(?:which|what) (?:reporters?|journalists?|authors?)\b|\bbylines?\b"
    r"|\bwho (?:wrote|reported|authored)\b[^?]*\b(?:article|story|report|piece)\b"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
# "how many were hurt when two coaches met" asks for no day
_ASKED_BEFORE = re.compile(r"\b(?:how|who|whom|whose|what|which|where|why)\b[^,;]* [^,;]*$")
_NAME = re.compile(
    r"^(?:and )?who(?: is|'s| was) (?P<name>[A-Z][\w'\-]+(?: [A-Z][\w'\-]+)+)\s*\??$"
)


def asked_in_english(question: str) -> Asked:
    """Classify an English question, as typed; what fits nothing asks for text."""
    text = question.lower()
    if _NAME.match(question.strip()):
        return _about(text, re.match(r"\w+", text), Kind.POST, mode="whois")
    for ask in (_fixed, _many, _open):
        asked = ask(text)
        if asked is not None:
            return asked
    return Asked(Kind.TEXT, roles=roles_in(text), mode="topic")


def _about(text: str, match: re.Match[str] | None, kind: Kind, **more: object) -> Asked:
    span = match.span() if match else (0, 0)
    return Asked(kind, span=span, roles=roles_in(text), **more)  # type: ignore[arg-type]


def _fixed(text: str) -> Asked | None:
    """Kinds whose cue says all."""
    if match := _ARTICLES.search(text):
        return _about(text, match, Kind.ARTICLES, plural=True)
    if match := _POST.search(text):
        return _about(text, match, Kind.POST, mode="post")
    if match := _WHY.search(text):
        return _about(text, match, Kind.TEXT, mode="why")
    if match := _YESNO.search(text):
        return _about(text, match, Kind.YESNO)
    match = _WHEN.search(text)
    if match and not _ASKED_BEFORE.search(text[: match.start()]):
        mode = next(
            (grain for grain in ("year", "month", "quarter", "day") if grain in match[0]), ""
        )
        return _about(text, match, Kind.DATE, mode="" if match[0] == "when" else mode)
    return None


def _many(text: str) -> Asked | None:
    match = _MANY.search(text)
    if match is None:
        return None
    measure: str | None
    if "how long" in match[0]:
        lasting = re.match(r" (?:has|have|had|did|will|was it|does|do|ago)\b", text[match.end() :])
        measure = "time" if lasting else "length"
    elif "how much" in match[0] and _noun(
        match["noun"].strip()
    ):  # how much gold: a weight, no sum
        measure = _measure(match["noun"])
    elif match["noun"] is not None or "how" in match[0]:
        many = "how many" in match[0]
        measure = _measure(match[0]) or (None if many else _measure(text[match.end() :]))
    else:
        measure = _measure(match[0]) or _measure(text)
    if "how many" in match[0] and measure == "money" and "yuan" not in text:
        measure = None
    return _about(
        text,
        match,
        Kind.NUMBER,
        measure=measure,
        mode="count",
        focus=_noun((match["noun"] or "").strip()),
    )


def _measure(text: str) -> str | None:
    return next((m for m, cue in _NOUN_MEASURES if re.search(rf"\b(?:{cue})", text)), None)


def _open(text: str) -> Asked | None:
    """Who, where, which, what, how."""
    match, who = _WHERE.search(text), _WHO.search(text)
    if match and not (who and who.start() <= match.start() and who.end() > match.end()):
        noun = match[0].split()[-1] if " " in match[0].strip() else None
        return _about(
            text, match, Kind.PLACE, plural=_plural(match[0]), count=_count(match[0]), focus=noun
        )
    if match := _WHO.search(text):
        mode = "author" if _AUTHOR.search(text) else ""
        plural = _plural(match[0])
        return _about(text, match, Kind.PEOPLE, plural=plural, count=_count(match[0]), mode=mode)
    if match := _WHICH.search(text):
        focus = _noun(match["focus"] or "")
        return _about(
            text, match, _focus_kind(focus or ""), focus=focus, mode="what",
            plural=bool(match["count"]) or _plural(focus or ""), count=_count(match[0]),
        )  # fmt: skip
    if match := _HOW.search(text):
        return _about(text, match, Kind.TEXT, mode="how")
    return None


def _noun(words: str) -> str | None:
    """The noun after which or what, without the verb that follows it."""
    return (
        re.sub(
            r"(?:^| )(?:is|was|are|were|did|do|does|had|has|have|will|first|went|in|of|to|the|on|at|by|for|\w+ed)\b.*$",
            "",
            words,
        ).strip()
        or None
    )


def _count(text: str) -> int:
    return next((n for word, n in _COUNTS.items() if re.search(rf"\b{word}\b", text)), 0)


def _plural(text: str) -> bool:
    return bool(_PLURAL.search(re.sub(r"\b\w*ss\b|\bis\b|\bwas\b|\bthis\b|\bhis\b", "", text)))


_FOCUS = (
    (Kind.EVENT, r"meetings?|conferences?|events?|sessions?|ceremon|activit"),
    (Kind.TITLE, r"plans?|schemes?|documents?|reports?|books?|films?|regulations?|measures|laws?|songs?|papers?|article"),
    (Kind.ORGANISATION, r"compan|groups?|organi[sz]ations?|agenc|firms?|teams?|schools?|universit|bureau|department|enterprises?|factor(?:y|ies)|plants?|mines?|firms?|hospitals?|part(?:y|ies)|institut|newspapers?|units?|corporations?|banks?"),
)  # fmt: skip


def _focus_kind(focus: str) -> Kind:
    return next((kind for kind, cue in _FOCUS if re.search(rf"\b(?:{cue})", focus)), Kind.TEXT)
