"""How many, how much, what number -> the class of number that an English question asks for."""

import re

from retrieval.query.english_kinds import people_nouns

__all__ = ["measure_asked"]

_NOUN_MEASURES = (
    ("money", r"profits?|trade|exports?|imports?|turnover|revenues?|much|cost|invest\w*|budget|loss|losses|price|pa(?:y|id)|money|yuan|dollars?|fund\w*|compensat\w*|fined?|salary|revenue|value|damages?|worth|owe[sd]?|rents?|fees?|rewards?|subsid\w+|ransom|bail|tolls?|wages?|earn\w*|savings|bills?|donat\w*|bonus\w*|pension|debts?|loans?|spen[dt]|charge[sd]?"),
    ("area", r"acres?|area|land|hectares?|mu\b|square"),
    ("volume", r"capacity|volume|reservoir|cubic|storage"),
    ("length", r"far|long|tall|high|height|length|distance|kilomet\w+|met(?:er|re)s?|deep|depth|wide|altitude|elevation|width"),
    ("weight", r"tons?|tonnes|weigh\w*|heavy|kilograms?"),
    ("age", r"old|age\b"),
    ("magnitude", r"magnitude|strong"),
    ("share", r"percent\w*|share|proportion|rate|fraction|portion|ratio"),
    ("time", r"days?|years?|hours?|minutes?|months?|weeks?|how long"),
    ("people", r"people|persons?|residents?|students?|passengers?|workers?|died|killed|dead|injured|hurt|victims|casualties|villagers|deaths|toll|patients|wounded|survivors?|hospitali[sz]ed|children|soldiers|tourists|officials|households"),
)  # fmt: skip
_CHANGE = re.compile(
    r"\bby how much\b|\bhow much (?:more|less|higher|lower|faster|longer)\b|\bhow much (?:did|has|have|will|does|do|had) [^?]{1,80}\b"
    r"(?:rise|rose|risen|grow|grown|increase[sd]?|fall|fallen|drop(?:ped)?|decline[sd]?|decrease[sd]?|jump(?:ed)?|gain(?:ed)?|lose)\b"
)
_LASTING = re.compile(
    r" (?:has|have|had|did|will|was it|does|do|ago)\b|[^?]*\b(?:closed|open|shut|interrupted|suspended|trapped|held|blocked|delayed|jailed|missing|"
    r"stranded|detained|lost|adrift|unconscious|away|married|last|take|stay|wait)\b"
)
_AGE_OF = re.compile(r" (?:is|was|are|were) (?:the|this|these|its) (?P<what>[a-z' \-]+)")


def measure_asked(text: str, match: re.Match[str], noun: str | None) -> str | None:
    """The measure, as ``NumberMention.measure`` names it; ``None`` where the noun alone tells what is counted.

    Args:
        text: the question in lower case.
        match: its question words.
        noun: what is counted, without the verb behind it.
    """
    asks = match[0]
    if "how much" in asks and not noun and _CHANGE.search(text):
        return None  # a sum or a share
    if "how many" in asks:
        return _how_many(text, asks, noun)
    if "how much" in asks and noun:  # how much gold: a weight, no sum
        return _measure(noun)
    if "how" in asks:
        return _how(text, match)
    named = _measure(asks)
    told = named or _measure(text)
    return named if told == "people" else told  # what people are told of is no number of people


def _how(text: str, match: re.Match[str]) -> str | None:
    """How long, how old, how far and the like."""
    asks, behind = match[0], text[match.end() :]
    if "how long" in asks:
        lasting = text[: match.start()].endswith("for ") or _LASTING.match(behind)
        return "time" if lasting else "length"
    if "how old" in asks and (thing := _AGE_OF.match(behind)):  # a tree or a boat: years
        return "age" if people_nouns(thing["what"]) else "time"
    return _measure(asks) or _measure(behind)


def _how_many(text: str, asks: str, noun: str | None) -> str | None:
    measure = _measure(asks)
    if measure == "money" and "yuan" not in text:
        return None
    if measure in {None, "people"} and people_nouns(noun or ""):
        return "people"
    return measure


def _measure(text: str) -> str | None:
    return next((m for m, cue in _NOUN_MEASURES if re.search(rf"\b(?:{cue})", text)), None)
