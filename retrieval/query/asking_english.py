"""An English question -> ``Asked``: the question word stands at the front, or behind a preposition."""

import re

from retrieval.query.asked import Asked
from retrieval.query.english_kinds import english_kind
from retrieval.query.english_measures import measure_asked
from retrieval.query.roles import roles_in
from retrieval.records import Kind

__all__ = ["asked_in_english"]

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
# words that end a noun behind which or what
_NOT_NOUN = (
    r"(?:is|was|are|were|be|been|did|does|do|has|have|had|will|would|can|could|shall|should|may|might|must|the|a|an|this|that|these|those|in|"
    r"of|to|on|at|by|for|from|with|after|before|during|over|under|into|about|against|between|among|as|and|or|who|whom|whose|when|where|he|she|"
    r"it|they|we|you|i|his|her|its|their|went|took|made|gave|won|held|met|led|left|lost|came|sent|said|told|wrote|spoke|saw|paid|built|sold|"
    r"bought|became|began|fell|rose|hit|ran|got|beat|set|caught|broke|drove|flew|kept|shot|sank|stood|taught|thought|happened|first|also|not|now|"
    r"(?!hundred|united|ahmed|red|seed|speed|breed|bed|shed|feed|weed|need|deed|left)[a-z]+ed)"
)

_ARTICLES = re.compile(
    r"\b(?:which|what|how many|list|find|show|all)\b[^?]{0,30}\b(?:articles?|stories|story|reports|news items|pieces)\b"
    r"|\b(?:any|all|the|find|show|is there)\b[^?]{0,20}\b(?:news|articles?|stories|reports?|coverage) (?:about|on|of|concerning|regarding|mentioning)\b"
)
_POST = re.compile(
    r"\b(?:what|which)\b[^?]{0,20}\b(?:position|post|title|job|office|role|rank)s?\b|\bwhat (?:is|was) [a-z\- ]+'s (?:position|post|title|job)"
)
_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:date|day|month|year|quarter|time|dates|days|years|hour|century)\b|\bas of what date\b"
)
_MANY = re.compile(
    r"\bhow (?:many|much)\b(?P<noun>(?: [a-z\-]+){0,3})|\bhow (?:long|far|tall|high|old|big|large|fast|deep|wide|heavy|strong)\b"
    r"|\bwhat (?:is|was|are|were) (?:the )?(?:[a-z'\-]+ ){0,4}?(?:number|amount|total|score|temperature|speed|rate|record|salary|output|production|turnout|yield|figure|score|quota|reward|fine|ransom|income|value|weight|depth|width|duration|area|capacity|size|length|height|cost|price|budget|investment|percentage|share|population|magnitude|toll|age|distance|loss|losses|volume)\b"
    r"|\bwhat (?:percentage|share|proportion|magnitude|sum|amount|number)\b"
    r"|\b(?:what|which) (?:[a-z]+ )?(?:profits?|revenues?|turnover|salary|price|fee|investment|trade volume|output|income|loan|fine|budget|prize money|score|focal depth|temperature|capacity)\b(?= (?:did|does|do|was|were|is|will|would|has|had))"
    r"|\bwhat (?:is|was|were) the (?:[a-z'\-]+ ){0,4}?(?:trade|exports?|imports?|profits?|revenues?|turnover)\b(?! (?:war|deal|agreement|fair|union|centre|center|minister))"
)
_WHO = re.compile(r"\bwho(?:m|se)?\b(?! was)|\bwho was\b")
_WHERE = re.compile(r"^(?:and |but |so )?where\b|[,;] where\b|\bfrom where\b")
_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bfor what reason\b|\bwhat (?:caused|triggered|sparked|started|set off|led to|brought about)\b|\bhow (?:did|was|were) [^?]{1,60}\b(?:start(?:ed)?|begin|break out|happen|catch fire|caused|come about)\b|\bwhat (?:is|was) the (?:cause|reason)\b"
)
_HOW = re.compile(r"\bhow\b")
_WHICH = re.compile(
    rf"\b(?:which|what)(?: of the)?(?: (?P<count>{'|'.join(_COUNTS)}))?(?P<noun>(?:(?: and| or)? (?!{_NOT_NOUN}\b)[a-z0-9][a-z0-9'’\-]*){{0,5}})"
)
_NAMED = re.compile(
    r"\bwhat (?:is|was|are|were) the (?:full |real )?names? of (?:the |a |an )?(?:(?P<count>two|three|four|five|six|seven) )?"
    rf"(?P<noun>(?:(?!{_NOT_NOUN}\b)[a-z][a-z'’\-]*(?: |\b)){{1,5}})"
    rf"|\bwhat (?P<noun2>(?:(?!{_NOT_NOUN}\b)[a-z][a-z'’\-]* ){{0,3}})names?\b"
)
_KIND_OF = re.compile(r"\b(?:kinds?|types?|sorts?|brands?|makes?|species) of (?P<noun>[a-z\-]+)")
_YESNO = re.compile(
    r"^(?:and |but |so )?(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|is there|are there)\b"
)
_PLURAL = re.compile(
    r"\b(?:who all|people|leaders|officials|persons|drivers|members|names|two|three|four|five|men|women|cities|countries|towns|townships|villages|hospitals|provinces|[a-z]+s)\b"
)
_AUTHOR = re.compile(
    r"\b(?:which|what) (?:reporters?|journalists?|authors?)\b|\bbylines?\b"
    r"|\bwho (?:wrote|reported|authored)\b[^?]*\b(?:article|story|report|piece)\b"
)
_WROTE = re.compile(
    r"\b(?:which|what) (?:[a-z]+ )?(?:reporters?|journalists?|correspondents?|authors?|writers?)\b(?= (?:wrote|reported|filed|sent|covered|signed)\b)"
)
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
    for ask in (_wrote, _fixed, _many, _open):
        asked = ask(text)
        if asked is not None:
            return asked
    return Asked(Kind.TEXT, roles=roles_in(text), mode="topic")


def _about(
    text: str, match: re.Match[str] | None, kind: Kind, *, end: int | None = None, **more: object
) -> Asked:
    """An ``Asked``; its place ends at ``end`` where the match runs on behind the noun."""
    span = (match.start(), match.end() if end is None else end) if match else (0, 0)
    return Asked(kind, span=span, roles=roles_in(text), **more)  # type: ignore[arg-type]


def _wrote(text: str) -> Asked | None:
    """Which reporter wrote the story about N: a person, no articles."""
    match = _WROTE.search(text)
    if match is None:
        return None
    return _about(text, match, Kind.PEOPLE, plural=_plural(match[0]), mode="author")


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
        grains = ("days", "dates", "year", "month", "quarter", "day")
        mode = next((grain for grain in grains if grain in match[0]), "")
        mode = "days" if mode == "dates" else mode
        if re.search(r"\b(?:what|which) (?:time|hour)\b", match[0]):
            mode = "clock"
        return _about(text, match, Kind.DATE, mode="" if match[0] == "when" else mode)
    return None


# where an index or a currency closed is a level, no place
_LEVEL = re.compile(
    r"^where (?:did|does|do|will|was|is) (?P<what>[^?]{0,40}\b(?:index|nikkei|dow|jones|hang seng|composite|average|dollar|yen|mark|pound|euro|"
    r"stocks?|shares?|prices?|rates?)\b[^?]{0,20}) (?:close|end|finish|settle|open|stand|fall|rise|drop|trade)\w*\b"
)


def _many(text: str) -> Asked | None:
    if level := _LEVEL.search(text):
        return _about(text, level, Kind.NUMBER, end=5, mode="count", focus="points")
    match = _MANY.search(text)
    if match is None:
        return None
    measure = measure_asked(text, match, _noun((match["noun"] or "").strip()))
    focus = _noun((match["noun"] or "").strip())
    end = text.find(focus, match.start()) + len(focus) if focus else None
    if match["noun"] is not None and not focus:
        end = match.start("noun")
    return _about(text, match, Kind.NUMBER, end=end, measure=measure, mode="count", focus=focus)


def _open(text: str) -> Asked | None:
    """Who, where, which, what, how."""
    if match := _NAMED.search(text):
        return _named(text, match)
    which, who = _WHICH.search(text), _WHO.search(text)
    if match := _WHERE.search(text):
        return _about(text, match, Kind.PLACE)
    if who and not (which and which["noun"] and which.start() < who.start()):
        mode = "author" if _AUTHOR.search(text) else ""
        return _about(text, who, Kind.PEOPLE, plural=_plural(who[0]), mode=mode)
    if which:
        return _which(text, which)
    if match := _HOW.search(text):
        return _about(text, match, Kind.TEXT, mode="how")
    return None


def _named(text: str, match: re.Match[str]) -> Asked:
    """What is the name of the N: by the kind of N; of nothing known, a person."""
    noun = (match["noun"] or match["noun2"] or "").strip()
    kind = english_kind(noun)
    if kind is Kind.TEXT:
        kind = Kind.PEOPLE
    plural = bool(match["count"]) or _plural(noun)
    focus = noun.split()[-1] if noun and kind is not Kind.PEOPLE else None
    return _about(
        text, match, kind, plural=plural, count=_count(match[0]), focus=focus, mode="what"
    )


def _which(text: str, match: re.Match[str]) -> Asked:
    """Which N, what N: by the kind of N."""
    noun = match["noun"].strip()
    of = _KIND_OF.match(text[match.start("noun") :].lstrip()) if noun else None
    if of:
        noun = of["noun"]
        end = match.start("noun") + 1 + of.end()
        return _about(text, match, Kind.TEXT, end=end, focus=noun, mode="what")
    kind = english_kind(noun)
    plural = bool(match["count"]) or _plural(noun)
    mode = "author" if _AUTHOR.search(text) else ""
    if kind is Kind.PEOPLE:
        return _about(
            text, match, kind, plural=plural, count=_count(match[0]), mode=mode, focus=None
        )
    if kind is Kind.PLACE:
        focus, mode = noun.split()[-1], ""
    else:
        focus, mode = " ".join(noun.split()[-2:]) or None, "what"
    return _about(text, match, kind, plural=plural, count=_count(match[0]), focus=focus, mode=mode)


def _noun(words: str) -> str | None:
    """The noun after which or what, without the verb that follows it; "how much a day" asks for no days."""
    if re.match(r"(?:an?|per|each|every|more|less|longer)\b", words):
        return None
    return (
        re.sub(
            r"(?:^| )(?:is|was|are|were|did|do|does|had|has|have|will|first|went|in|of|to|the|on|at|by|for|(?<=.)\w+ed)\b.*$",
            "",
            words,
        ).strip()
        or None
    )


def _count(text: str) -> int:
    return next((n for word, n in _COUNTS.items() if re.search(rf"\b{word}\b", text)), 0)


def _plural(text: str) -> bool:
    return bool(_PLURAL.search(re.sub(r"\b\w*ss\b|\bis\b|\bwas\b|\bthis\b|\bhis\b", "", text)))
