"""Query -> what a sentence must hold to answer it, each part with its weight; and how much of it a text holds.

A need is met by any of its alternatives; an alternative of several terms counts for the share of them
that stands in the text. Rare needs weigh more: the weight holds the idf among the sentences read.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.answer.apart import apart
from retrieval.answer.bodies import is_body, likeness_of_body, names_body
from retrieval.answer.facilities import FACILITIES
from retrieval.answer.light import LIGHT
from retrieval.answer.pool import plain_text
from retrieval.records import LENGTH, Clause, Query

__all__ = ["Need", "met", "needs_of", "share", "weigh"]

_BIGRAM = "\u2060"
_WORD = 1.1  # weight of a clause above which it is a name's (retrieval.query.english)
_EXACT = 1.4
_UNHEARD, _UNHEARD_NAME, _UNHEARD_FOCAL = 0.6, 1.5, 1.0
_LIGHT = 0.1  # of a word that may stand in no sentence
_FOUND = 0.7  # a need that is met so far counts as found


@dataclass(frozen=True, slots=True)
class Need:
    """``alternatives`` are normalised; ``hard`` marks a name or a quotation, ``parts`` the words within a long word."""

    alternatives: tuple[tuple[str, ...], ...]
    weight: float = 1.0
    hard: bool = False
    inherited: bool = False
    parts: tuple[str, ...] = ()
    person: bool = False
    body: bool = False  # the full name of an organisation
    focal: float = 1.0  # more for the words beside the question word
    factors: tuple[float, ...] = ()  # how likely each alternative is, the likeliest 1

    @property
    def label(self) -> str:
        """Its first alternative, for people."""
        return "".join(self.alternatives[0])


# each holds elections of its own: who leads the one leads not the other
_HOUSES = frozenset(
    (
        "政协",
        "人大",
        "人大常委会",
        "纪委",
        "法院",
        "检察院",
        "中央军委",
        "妇联",
        "工商联",
        "总工会",
    )
)


def needs_of(query: Query) -> tuple[Need, ...]:
    """Give the needs of a query: its names, quotations and ordinals, then its words."""
    needs = {
        need.alternatives: replace(need, focal=_focal(query, need.label)) for need in _named(query)
    }
    covered = [need.label for need in needs.values()]
    words = [
        tuple(dict.fromkeys(filter(None, map(_words, c.alternatives)))) for c in query.clauses
    ]
    firsts = [bags[0][0] for bags in words if bags and len(bags[0]) == 1]
    for clause, bags in zip(query.clauses, words, strict=True):
        if not bags or bags in needs or _same_name(bags, covered) or _figures(bags):
            continue
        named = query.language == "en" and clause.weight > _WORD
        if named and clause.weight >= _EXACT:  # a name's second clause, for the index alone
            continue
        word = bags[0][0] if len(bags[0]) == 1 else ""
        if word and query.language == "zh" and any(word in o and word != o for o in firsts):
            continue
        parts = tuple(o for o in dict.fromkeys(firsts) if o in word and o != word and len(o) > 1)
        if _named_so(query, word):  # 小店 may be printed as …米线店
            parts = (*parts, word[-1])
        weight = clause.weight * _length_weight(bags)
        body = is_body("".join(bags[0]))
        needs[bags] = Need(
            bags,
            weight,
            hard=named or body or "".join(bags[0]) in _HOUSES,
            body=body,
            inherited=clause.weight < 0.6,
            parts=parts,
            focal=clause.focal if query.language == "en" else _focal(query, word),
            factors=_factors(clause),
        )
    return tuple(needs.values())


def _named_so(query: Query, word: str) -> bool:
    """True for the noun of a place or house whose name is asked for."""
    asked = query.details.get("mode") == "named" and word == query.focus
    return asked and len(word) > 1 and word[-1] in FACILITIES


_SHORT = 0.7  # a translation of one character is easily found where nothing is meant by it


def _factors(clause: Clause) -> tuple[float, ...]:
    """How likely the alternatives are, the likeliest 1; empty where all are alike."""
    if len(clause.weights) != len(clause.alternatives) or not clause.weights:
        return ()
    kept = [
        weight * len(bag) ** LENGTH * (_SHORT if len(words) == len(words[0]) == 1 else 1.0)
        for weight, bag in zip(clause.weights, clause.alternatives, strict=True)
        if (words := _words(bag))
    ]
    top = max(kept, default=0.0)
    return tuple(0.4 + 0.6 * weight / top for weight in kept) if top > 0 else ()


def _focal(query: Query, word: str) -> float:
    """More than 1 for a word near the question word: what is asked is told there."""
    if query.language == "en":  # its clauses say it themselves
        return 1.0
    start, end = (int(n) for n in query.details.get("wh", "0,0").split(","))
    place = query.details.get("read", "").find(word) if word else -1
    if end == 0 or place < 0:
        return 1.0
    distance = place - end if place >= end else start - place - len(word)
    return 1 + 3 * math.exp(-max(0, distance) / 3)


def _named(query: Query) -> list[Need]:
    inherited = query.details.get("inherited", "")
    own = query.details.get("read", "")
    people = set(map(plain_text, query.people))
    absent = query.details.get("absent", "").split("|")
    phrases = query.phrases if query.language == "zh" else ()
    # One spelling in pinyin may be any of several names: there the clause holds them all.
    known = (*query.people, *query.places) if query.language == "zh" else ()
    named = [*known, *phrases, *_ORDINAL.findall(own)]
    needs = []
    if query.language == "en":
        unheard = filter(None, [*absent, *query.details.get("unheard", "").split("|")])
        # words with a capital that the corpus has weigh more than others, or less where they only sound alike
        there = any(clause.weight != 1.0 for clause in query.clauses)
        alone = not (there or query.people or query.places)
        nobody = query.details.get("nobody", "").split("|")
        needs += [
            _unheard(words, alone=alone or words in absent, person=words in nobody)
            for words in dict.fromkeys(unheard)
        ]
    named += absent if query.language == "zh" else []
    for name in dict.fromkeys(filter(None, map(plain_text, named))):
        late = bool(inherited) and name in inherited and name not in own
        person, body = name in people, is_body(name)
        needs.append(Need(((name,),), 1.5, hard=True, inherited=late, person=person, body=body))
    return needs


def _unheard(words: str, *, alone: bool, person: bool) -> Need:
    """English words that the corpus has no words for.

    A name that stands ``alone`` must be there, one whose Chinese is known and nowhere printed, and a Chinese one;
    others may be other words for something that is printed, for a dictionary does not know all that a place may be called.
    """
    if words[0].isupper():
        # letters alone (FAO) shorten a name that may be printed in full
        hard = person or (alone and not words.isupper())
        return Need(((plain_text(words),),), _UNHEARD_NAME, hard=hard)
    return Need(((words.lower(),),), _UNHEARD, focal=_UNHEARD_FOCAL)


_ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]{1,5}[次届期批号]|\d{3,}次")


def _figures(bags: tuple[tuple[str, ...], ...]) -> bool:
    """True for the clause of a date or a bare number: days are matched as days."""
    return all(word.isdigit() for bag in bags for word in bag)


def _same_name(words: tuple[tuple[str, ...], ...], names: Sequence[str]) -> bool:
    """True for the clause of a name that is a need of its own."""
    return any(all(word in name for word in words[0]) for name in names)


def _words(bag: Sequence[str]) -> tuple[str, ...]:
    """The words of an alternative, without its bigrams and without words that stand within others."""
    plain = [term for term in bag if not term.startswith(_BIGRAM)]
    if not plain:
        return ()
    return tuple(t for t in dict.fromkeys(plain) if not any(t in o and t != o for o in plain))


def _length_weight(words: tuple[tuple[str, ...], ...]) -> float:
    length = sum(map(len, words[0]))
    return {1: 0.35, 2: 1.0, 3: 1.3}.get(length, 1.5)


def met(need: Need, text: str) -> float:
    """How far a normalised text meets a need: 0 to 1."""
    alternatives = need.alternatives
    if not need.factors and len(alternatives) == 1 and len(alternatives[0]) == 1:  # most are
        best = 1.0 if alternatives[0][0] in text else 0.0
    else:
        best = _met_by_words(need, text)
    if need.body:
        return _met_by_body(need, best, text)
    if best == 1.0:
        return best
    if best == 0.0 and not need.hard and len(need.alternatives[0]) == 1:
        best = _SPREAD * (apart(need.label, text) is not None)
    if need.parts:
        best = max(best, 0.8 * sum(part in text for part in need.parts) / len(need.parts))
    if need.hard and not need.person:
        best = max(best, 0.9 * _likeness(need.label, text))
    return best


_SPREAD = 0.6  # what a word counts whose characters stand apart


def _met_by_body(need: Need, best: float, text: str) -> float:
    if best == 1.0 and (need.label not in text or names_body(need.label, text)):
        return best
    return 0.9 * likeness_of_body(need.label, text)


def _met_by_words(need: Need, text: str) -> float:
    best = 0.0
    for number, bag in enumerate(need.alternatives):
        if len(bag) == 1:
            share = 1.0 if bag[0] in text else 0.0
        else:
            share = sum(word in text for word in bag) / len(bag)
        if share and need.factors:
            share *= need.factors[number]
        if share == 1.0:
            return share
        best = max(best, share)
    return best


_MODEL = re.compile(r"([a-z]{1,5})-?(\d{1,4})")


@lru_cache(maxsize=8192)
def _likeness(name: str, text: str) -> float:
    """How far a text holds a name in another form: shortened (央视 of 中央电视台), or in parts of it."""
    kind = _MODEL.fullmatch(name)
    if kind:  # papers print the dash of F-16 in many ways
        shape = rf"(?<![a-z]){kind[1]}[-－–—―]{{0,3}}{kind[2]}(?!\d)"
        return 1.0 if re.search(shape, text) else 0.0
    if len(name) <= 3:
        shape = ".{0,3}".join(map(re.escape, name))
        return 0.85 if len(name) > 1 and re.search(shape, text) else 0.0
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs)
    return share if share >= 0.4 else 0.0


def share(needs: Iterable[Need], text: str, *, focal: bool = False) -> float:
    """The weighed share of the needs that a normalised text holds, 0 to 1; 0 where nothing is needed.

    With ``focal`` the words beside the question word count for more.
    """
    weighed = [(need, need.weight * (need.focal if focal else 1.0)) for need in needs]
    total = sum(weight for _, weight in weighed)
    return sum(weight * met(need, text) for need, weight in weighed) / total if total else 0.0


def weigh(needs: Iterable[Need], rows: Sequence[Sequence[float]]) -> tuple[Need, ...]:
    """Multiply each weight with the idf of its need among texts (.3 at the most common, 1.3 at the rarest).

    ``rows`` hold what each text meets of the needs, as ``met`` gives it.
    """
    size = len(rows) + 1
    weighed = []
    for number, need in enumerate(needs):
        found = sum(row[number] >= _FOUND for row in rows)
        if not found and need.label in LIGHT:
            weighed.append(replace(need, weight=need.weight * _LIGHT))
            continue
        idf = math.log(1 + (size - found + 0.5) / (found + 0.5)) / math.log(1 + size)
        weighed.append(replace(need, weight=need.weight * (0.3 + idf)))
    return tuple(weighed)
