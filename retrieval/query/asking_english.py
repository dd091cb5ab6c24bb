"""An English question -> ``Asked``: the question word stands at the front, or behind a preposition."""

import re

from retrieval.query.asked import Asked
from retrieval.query.asking_english_names import called, commanded, equated, named
from retrieval.query.asking_english_parts import COUNTS, NOT_NOUN, about, count_in, plural_in
from retrieval.query.english_kinds import english_kind
from retrieval.query.english_measures import measure_asked
from retrieval.query.roles import roles_in
from retrieval.records import Kind

__all__ = ["asked_in_english"]

_ARTICLES = re.compile(
    r"\b(?:which|what|how many|list|find|show|all)\b[^?]{0,30}\b(?:articles?|stories|story|reports|news items|pieces)\b"
    r"|\b(?:any|all|the|find|show|is there)\b[^?]{0,20}\b(?:news|articles?|stories|reports?|coverage) (?:about|on|of|concerning|regarding|mentioning)\b"
)
_JOB = r"(?:position|post|title|job|office|role|rank|occupation|profession|line of work)"
_POST = re.compile(
    rf"\b(?:what|which)\b[^?]{{0,20}}\b{_JOB}s?\b|\bwhat (?:is|was|are|were) [^?]{{1,60}}(?:'s|’s) (?:[a-z]+ ){{0,2}}{_JOB}\b"
    rf"|\bwhat (?:is|was|are|were) the (?:[a-z]+ ){{0,2}}{_JOB} of\b|\bas what (?:does|did|is|was)\b"
    r"|\bwhat (?:does|did|do) [^?]{1,60} (?:do (?:for a living|before|now)|work as)\b"
)
_WORK = r"book|novel|film|movie|song|poem|play|opera|album|painting|article|paper|thesis|report|exhibition|series|speech|lecture|essay|story|picture"
_TITLED = re.compile(
    rf"\b(?:title|name)\b(?: [^?]{{0,40}}?)? (?:of|for) (?:[a-z’'\-]+ ){{0,5}}?(?P<noun>{_WORK})\b|\bwhat (?:is|was) [^?]{{1,40}} (?P<noun2>{_WORK}) (?:called|titled|entitled)\b"
)
_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:date|day|month|year|quarter|time|dates|days|years|hour|century|night|evening|morning|afternoon|weekend|week"
    r"|season|decade)\b|\bas of what date\b|\bhow soon\b"
)
_MANY = re.compile(
    r"\bhow (?:many|much)\b(?P<noun>(?: [a-z\-]+){0,3})|\bhow (?:long|far|tall|high|old|big|large|fast|deep|wide|heavy|strong)\b"
    r"|\bwhat (?:is|was|are|were) (?:the )?(?:[a-z'\-]+ ){0,4}?(?:number|amount|total|score|temperature|speed|rate|record|salary|output|production|turnout|yield|figure|score|quota|reward|fine|ransom|income|value|weight|depth|width|duration|area|capacity|size|length|height|cost|price|budget|investment|percentage|share|population|magnitude|toll|age|distance|loss|losses|volume|rent|wage|wages|bill|subsidy|compensation|ransom|bail|deposit|charge|tariff|altitude|elevation|circulation|attendance|rainfall|level|prize money|debt|deficit|surplus|bonus|pension|ratio|limit)\b"
    r"|\bwhat (?:percentage|share|proportion|magnitude|sum|amount|number|fraction|portion)\b|\bat what (?:age|price|speed|rate|altitude|depth|cost|temperature|level)\b"
    r"|\bwhat (?:does|did|do|will|would|is|was|were|are) [^?]{1,80} (?:cost|costs|weigh|worth|cost to build|fetch|valued at|sell for|sold for)\b"
    r"|\bwhat (?:did|does|will|has|have|had) [^?]{1,80} (?:drop|fall|rise|climb|grow|increase|jump|soar|sink|plunge|decline|decrease|risen|fallen|dropped|grown|climbed) to\b"
    r"|\bto (?:what|which) (?:level|amount|figure|price)\b"
    r"|\b(?:what|which) (?:[a-z]+ )?(?:profits?|revenues?|turnover|salary|price|fee|investment|trade volume|output|income|loan|fine|budget|prize money|score|focal depth|temperature|capacity)\b(?= (?:did|does|do|was|were|is|will|would|has|had))"
    r"|\bwhat (?:is|was|were) the (?:[a-z'\-]+ ){0,4}?(?:trade|exports?|imports?|profits?|revenues?|turnover)\b(?! (?:war|deal|agreement|fair|union|centre|center|minister))"
)
_WHO = re.compile(r"\bwho(?:m|se)?\b(?! was)|\bwho was\b")
_WHERE = re.compile(r"^(?:and |but |so )?where\b|[,;] where\b|\bfrom where\b")
_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bfor what reasons?\b|\bwhat (?:caused|triggered|sparked|started|set off|led to|brought about|prompted|lay behind|was behind|is behind)\b|\b(?:because|as a result) of what\b|\bhow (?:did|was|were) [^?]{1,60}\b(?:start(?:ed)?|begin|break out|happen|catch fire|caused|come about)\b|\bwhat (?:is|was|were|are) the (?:[a-z]+ ){0,2}(?:causes?|reasons?)\b|\bwhat did [^?]{1,60} (?:blame|attribute)\b"
)
_HOW = re.compile(r"\bhow\b")
_WHICH = re.compile(
    rf"\b(?:which|what)(?: of the)?(?: (?P<count>{'|'.join(COUNTS)}))?(?P<noun>(?:(?: and| or)? (?!{NOT_NOUN}\b)[a-z0-9][a-z0-9'’\-]*){{0,5}})"
)
_KIND_OF = re.compile(
    r"\b(?:kinds?|types?|sorts?|brands?|makes?|models?|varieties|variety|breeds?|forms?|species) of (?P<noun>[a-z\-]+)"
)
_YESNO = re.compile(
    r"^(?:and |but |so )?(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|is there|are there)\b"
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
    r"^(?:[Aa]nd )?[Ww]ho(?: is|'s| was) (?P<name>[A-Z][\w'\-]+(?: [A-Z][\w'\-]+)+)\s*\??$"
)


def asked_in_english(question: str) -> Asked:
    """Classify an English question, as typed; what fits nothing asks for text."""
    text = question.lower()
    if _NAME.match(question.strip()):
        return about(text, re.match(r"\w+", text), Kind.POST, mode="whois")
    for ask in (_wrote, _articles, _fixed, _many, _open):
        asked = ask(text)
        if asked is not None:
            return asked
    return Asked(Kind.TEXT, roles=roles_in(text), mode="topic")


def _wrote(text: str) -> Asked | None:
    """Which reporter wrote the story about N: a person, no articles."""
    match = _WROTE.search(text)
    if match is None:
        return None
    return about(text, match, Kind.PEOPLE, plural=plural_in(match[0]), mode="author")


def _articles(text: str) -> Asked | None:
    match = _ARTICLES.search(text)
    return about(text, match, Kind.ARTICLES, plural=True) if match else None


def _fixed(text: str) -> Asked | None:
    """Kinds whose cue says all."""
    if match := _TITLED.search(text):
        return about(text, match, Kind.TITLE, focus=match["noun"] or match["noun2"], mode="what")
    if match := _POST.search(text):
        return about(text, match, Kind.POST, mode="post")
    match = _WHY.search(text)
    if match and not _ASKED_BEFORE.search(text[: match.start()]):
        return about(text, match, Kind.TEXT, mode="why")
    if match := _YESNO.search(text):
        return about(text, match, Kind.YESNO)
    return _when(text)


def _when(text: str) -> Asked | None:
    match = _WHEN.search(text)
    if match and not _ASKED_BEFORE.search(text[: match.start()]):
        grains = ("days", "dates", "year", "month", "quarter", "day")
        mode = next((grain for grain in grains if grain in match[0]), "")
        mode = "days" if mode == "dates" else mode
        if re.search(r"\b(?:what|which) (?:time|hour)\b", match[0]):
            mode = "clock"
        return about(text, match, Kind.DATE, mode="" if match[0] == "when" else mode)
    return None


# where an index or a currency closed is a level, no place
_LEVEL = re.compile(
    r"^where (?:did|does|do|will|was|is) (?P<what>[^?]{0,40}\b(?:index|nikkei|dow|jones|hang seng|composite|average|dollar|yen|mark|pound|euro|"
    r"stocks?|shares?|prices?|rates?)\b[^?]{0,20}) (?:close|end|finish|settle|open|stand|fall|rise|drop|trade)\w*\b"
)


def _many(text: str) -> Asked | None:
    if level := _LEVEL.search(text):
        return about(text, level, Kind.NUMBER, end=5, mode="count", focus="points")
    match = _MANY.search(text)
    if match is None:
        return None
    measure = measure_asked(text, match, _noun((match["noun"] or "").strip()))
    focus = _noun((match["noun"] or "").strip())
    end = text.find(focus, match.start()) + len(focus) if focus else None
    if match["noun"] is not None and not focus:
        end = match.start("noun")
    if _ASKS_TO_THE_END.match(match[0]):
        end = match.start() + len("what")
    return about(text, match, Kind.NUMBER, end=end, measure=measure, mode="count", focus=focus)


# what did the dam cost: the words between are no part of the question word
_ASKS_TO_THE_END = re.compile(
    r"what (?:(?:does|did|do|will|would|has|have|had)\b|(?:is|was|were|are) .*\b(?:worth|valued at|fetch|sold for|sell for)$)"
)


def _open(text: str) -> Asked | None:
    """Who, where, which, what, how."""
    if asked := called(text) or commanded(text) or named(text) or equated(text):
        return asked
    which, who = _WHICH.search(text), _WHO.search(text)
    if match := _WHERE.search(text):
        return about(text, match, Kind.PLACE)
    if who and not (which and which["noun"] and which.start() < who.start()):
        mode = "author" if _AUTHOR.search(text) else ""
        return about(text, who, Kind.PEOPLE, plural=plural_in(who[0]), mode=mode)
    if which:
        return _which(text, which)
    if match := _HOW.search(text):
        return about(text, match, Kind.TEXT, mode="how")
    return None


def _which(text: str, match: re.Match[str]) -> Asked:
    """Which N, what N: by the kind of N."""
    noun = match["noun"].strip()
    of = _KIND_OF.match(text[match.start("noun") :].lstrip()) if noun else None
    if of:
        noun = of["noun"]
        end = match.start("noun") + 1 + of.end()
        return about(text, match, Kind.TEXT, end=end, focus=noun, mode="what")
    kind = english_kind(noun)
    plural = bool(match["count"]) or plural_in(noun)
    mode = "author" if _AUTHOR.search(text) else ""
    if kind is Kind.PEOPLE:
        return about(
            text, match, kind, plural=plural, count=count_in(match[0]), mode=mode, focus=None
        )
    if kind is Kind.PLACE:
        focus, mode = noun.split()[-1], ""
    else:
        focus, mode = " ".join(noun.split()[-2:]) or None, "what"
    return about(
        text, match, kind, plural=plural, count=count_in(match[0]), focus=focus, mode=mode
    )


def _noun(words: str) -> str | None:
    """The noun after which or what, without the verb that follows it; "how much a day" asks for no days."""
    if re.match(r"(?:an?|per|each|every|more|less|longer)\b", words):
        return None
    return (
        re.sub(
            r"(?:^| )(?:is|was|are|were|did|do|does|had|has|have|will|first|went|must|should|could|can|would|may|might|shall|actually|really|altogether|each|every|in|of|to|the|on|at|by|for|(?<=.)\w+ed)\b.*$",
            "",
            words,
        ).strip()
        or None
    )
