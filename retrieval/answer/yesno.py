"""Query, ranked units -> yes or no, with the sentence that says so.

The sentence that holds most of the question is affirmed, unless it denies the question's verb (未, 没有, 拒绝 ...),
says its opposite, gives another day or number than the question, or only plans what the question asks of the past.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answer.days import dates_in, same_day
from retrieval.answer.nearness import nearness, places_of
from retrieval.answer.needs import Need
from retrieval.answer.opposites import OPPOSITES, SAME
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.jieba_tags import tag_of
from retrieval.language.numbers import find_numbers
from retrieval.records import Grain, NameKind, Query, Span

__all__ = ["Verdict", "verdict"]

_UNITS = 12
_UNTOLD = 0.45  # the sentence does not hold the word that is asked about, nor its like
_PUT_OTHERWISE = (
    1.2  # it says the same, or the opposite, in another word, which no measure of words counts
)
_NOT = re.compile(
    r"(?:并?未能?|没有?|不(?!断|久|少|仅|但|只|同|过|足|管|论|惜|得不|禁|已)|无(?!锡|数|比|限)|尚未|从未|绝不|排除|否认|拒绝|拒不|拒|免于|取消|推迟|反对|避免|幸免)"
)
_ASKED_NOT = re.compile(r"(?:没有?|未|不)(?!有?[?？]|是|$)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no, the sentence, and the words of it that decide."""

    yes: bool
    scored: Scored
    spans: tuple[Span, ...]
    sure: float
    told: float = (
        1.0  # a factor of the confidence: less where the sentence does not speak of what is asked
    )


def verdict(query: Query, ranked: Ranked) -> Verdict | None:
    """Decide by the best sentences; ``None`` where there is none."""
    best: Verdict | None = None
    for scored in ranked.reading(_UNITS):
        found = _judge(query, scored, ranked)
        if best is None or found.sure > best.sure:
            best = found
    return best


def _judge(query: Query, scored: Scored, ranked: Ranked) -> Verdict:
    text = scored.unit.plain
    verb = _predicate(query, ranked.needs)
    denied, spans, known = _denied(text, verb)
    if not known and query.language == "zh":
        denied, spans, known = _object_denied(query, text, ranked.needs) or (denied, spans, known)
    if known and not denied and _planned(query, text, spans):
        denied = True
    if known and not denied and _of_another(query, scored, spans):
        denied = True
    asked_not = bool(
        _ASKED_NOT.search(
            re.sub(r"(?:有没有|没有?[?？]?$|([一-鿿])[没不]\1)", "", query.details["read"])
        )
    )
    yes = not denied if not asked_not else denied
    if yes and _other_figure(query, scored):
        yes = False
    sure = scored.score + (0.35 if known else 0.0) + 0.1 * scored.own
    sure += 0.4 * _beside_names(text, spans, ranked.needs)
    sure += 0.25 * _beside_names(text, spans, _subject(query, ranked.needs))
    told = 1.0 if known else _UNTOLD
    if known and verb is not None and not places_of(verb, text):
        told = _PUT_OTHERWISE
    return Verdict(yes, scored, spans, sure, told)


def _of_another(query: Query, scored: Scored, spans: Sequence[Span]) -> bool:
    """True where all that is said is said of somebody else: the last person named before each deciding word."""
    people = {plain_text(name) for name in query.people}
    named = scored.story.names(scored.unit, NameKind.PERSON)
    if not people or not any(plain_text(n.text) in people for n in named):
        return False
    for start, _ in spans:
        before = [n for n in named if n.span[1] <= start]
        if not before or plain_text(before[-1].text) in people:
            return False
        if _JOINED.search(scored.unit.plain[:start]) and len(before) > 1:
            return False
    return True


_JOINED = re.compile(r"(?:[、和与及]|以及)[^,，。]{0,12}$")


def _predicate(query: Query, needs: Sequence[Need]) -> Need | None:
    """The verb asked about: of the question's words, one with an opposite, else the last that is no name.

    In English it is known by its place in the question; ``None`` where the corpus has no word for it.
    """
    words = [need for need in needs if not need.inherited and not _FIGURE.search(need.label)]
    if query.language == "en":
        told = query.details.get("predicate", "").split("|")
        return next((need for need in words if need.label in told), None)
    words = [need for need in words if not need.hard]
    opposed = [n for n in words if any(w in OPPOSITES for bag in n.alternatives for w in bag)]
    if opposed:
        return opposed[-1]
    if not _IS.search(query.details.get("read", "")):
        verbs = [n for n in words if (tag_of(n.label) or "").startswith(("v", "a"))]
        words = verbs or words
    return words[-1] if words else None


_IS = re.compile(r"[是有][^,，。]{1,8}[吗么][?？]*$")
_FIGURE = re.compile(r"\d")
# what is to come, before the word or beside it
_TO_COME = re.compile(
    r"(?:计划|预计|拟|有望|力争|打算|准备|争取|即将|确保)[^,，。;；已]{0,12}$|将(?:(?:于|在|会)[^,，。;；已]{0,12}|继续|正式|陆续|如期)?$"
)
_DONE = re.compile(r"了(?:吗|没有?|么)?[?？]*$|已经?|过(?:吗|没有?)[?？]*$|没有?[?？]*$")


def _planned(query: Query, text: str, spans: Sequence[Span]) -> bool:
    """True where the sentence only plans what the question asks as done: 预计明年建成."""
    if not spans:
        return False
    asked = query.details.get("read", "")
    done = (
        query.details.get("tense") != "future" if query.language == "en" else _DONE.search(asked)
    )
    return bool(done) and all(_TO_COME.search(text[:start]) for start, _ in spans)


def _denied(text: str, verb: Need | None) -> tuple[bool, tuple[Span, ...], bool]:
    """Whether a sentence denies a verb, the deciding words, and whether it speaks of the verb at all."""
    if verb is None:
        return bool(_NOT.search(text)), (), False
    places = places_of(verb, text)
    against = [
        (m.start(), m.end())
        for bag in verb.alternatives
        for word in bag
        for other in OPPOSITES.get(word, ())
        for m in re.finditer(re.escape(other), text)
    ]
    if against and not _affirmed(text, places):
        return True, tuple(against[:2]), True
    if not places:
        places = _alike(verb, text)
    said = tuple(place for place in places if not _ASKED_THERE.search(text[: place[0]]))
    places = said or places
    if places:
        denied = all(_not_before(text, place) for place in places)
        return denied, tuple(places[:2]), True
    return bool(_NOT.search(text)), (), False


def _object_denied(
    query: Query, text: str, needs: Sequence[Need]
) -> tuple[bool, tuple[Span, ...], bool] | None:
    """A denial of the question's last word, whatever the verb before it: 未引发抢购, where 闹抢购了吗 is asked."""
    words = [n for n in needs if not (n.hard or n.inherited) and len(n.label) > 1]
    read = query.details.get("read", "")
    last = max(words, key=lambda n: read.rfind(n.label), default=None)
    if last is None or not re.search(re.escape(last.label) + r"[了过]?[吗么没嘛]", read):
        return None
    places = places_of(last, text)
    if places and all(_not_before(text, place) for place in places):
        return True, tuple(places[:2]), True
    return None


# what the sentence itself only asks: 是否会处罚, 如果处罚
_ASKED_THERE = re.compile(
    r"(?:是否|能否|会否|可否|会不会|能不能|如果|假如|倘若|一旦)[^,，。;；]{0,12}$"
)


def _alike(verb: Need, text: str) -> tuple[Span, ...]:
    """Places of words that say the same as the verb."""
    same = {other for bag in verb.alternatives for word in bag for other in SAME.get(word, ())}
    return tuple(m.span() for word in sorted(same) for m in re.finditer(re.escape(word), text))


def _affirmed(text: str, places: Sequence[Span]) -> bool:
    return any(not _not_before(text, place) for place in places)


def _not_before(text: str, place: Span) -> bool:
    before = re.split(r"[,，。;；:：]", text[max(0, place[0] - 10) : place[0]])[-1]
    behind = text[place[1] : place[1] + 2]
    return bool(_NOT.search(before)) or behind.startswith(("不了", "不到", "未果"))


def _other_figure(query: Query, scored: Scored) -> bool:
    """True where the sentence gives another number of the same unit, or the article another day."""
    asked = find_numbers(query.details["read"])
    said = find_numbers(scored.unit.text)
    for number in asked:
        same = [n for n in said if n.unit and n.unit == number.unit]
        if same and not any(abs(n.value - number.value) < 1e-6 * max(1.0, n.value) for n in same):
            return True
    if not query.dates:
        return False
    article = scored.story.article
    dates = dates_in(scored.unit.text, article.date or article.issue_date, scored.unit.plain)
    days = [d for d in dates if d.grain in {Grain.DAY, Grain.MINUTE}]
    return (
        bool(days)
        and scored.day < 0.7
        and not any(same_day(a, d) for a in query.dates for d in days)
    )


def _subject(query: Query, needs: Sequence[Need]) -> list[Need]:
    """The name that the question begins with: of whom, or of what, it asks."""
    read = query.details.get("read", "")
    named = [(read.find(n.label), n.label, n) for n in needs if n.hard and n.label in read]
    return [min(named, key=lambda one: one[:2])[2]] if len(named) > 1 else []


def _beside_names(text: str, spans: Sequence[Span], needs: Sequence[Need]) -> float:
    """How near the deciding words stand to a name of the question: of whom it is said matters."""
    names = [need for need in needs if need.hard]
    if not spans or not names:
        return 0.0
    return max(nearness(span, text, [need]) for span in spans for need in names)
