"""A text and the people named in it -> what each did at an event: chaired, spoke, attended and more.

Chinese puts the people before the verb, often in a list with their posts; so within a sentence people
gather from left to right, clause by clause, until a verb takes them. People who are only mentioned
(学习某某重要讲话), stand after a preposition, or report (记者某某) are nobody's subject.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.archive import verbs
from retrieval.archive.bylines import reporters
from retrieval.language.sentences import clauses, sentences
from retrieval.records import Name, NameKind, Role, Span

__all__ = ["Act", "acts_in"]


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did: the role, the span of the name and of the clauses that say so."""

    name: Name
    role: Role
    evidence: Span
    weak: bool = (
        False  # 指出, 强调: said by somebody who is there for another reason, or not there at all
    )
    open: bool = False  # the list ends in 等, or in people without names


@dataclass(slots=True)
class _Reading:
    """A sentence, half read: who waits for a verb, who was the last one's subject."""

    waiting: list[Name] = field(default_factory=list)
    subject: list[Name] = field(default_factory=list)
    begin: int = 0
    open: bool = False
    took: bool = False  # a verb of this clause has its subject
    quoting: bool = False  # after 说, 指出: what follows is what was said
    subject_open: bool = False


def acts_in(text: str, names: Sequence[Name]) -> list[Act]:
    """All acts of the people named in a text, in its order; spans are offsets into ``text``."""
    outside = reporters(text, names)
    people = [name for name in names if name.kind is NameKind.PERSON and name.span not in outside]
    acts: list[Act] = []
    for start, end in _sentences(text):
        inside = [name for name in people if start <= name.span[0] < end]
        if inside:
            acts += _sentence(text, (start, end), inside)
    return acts


def _sentences(text: str) -> Iterator[Span]:
    """Sentences, but those that only a semicolon parts are one: a list may go on behind it."""
    start = 0
    for _, end in sentences(text):
        if end == len(text) or not text[:end].rstrip("”’」』）)】").endswith((";", "；")):
            yield start, end
            start = end


def _sentence(text: str, span: Span, people: Sequence[Name]) -> Iterator[Act]:
    reading = _Reading(begin=span[0])
    for start, end in clauses(text[span[0] : span[1]]):
        clause = (span[0] + start, span[0] + end)
        inside = [name for name in people if clause[0] <= name.span[0] < clause[1]]
        yield from _clause(text, clause, inside, reading)


def _clause(text: str, clause: Span, people: Sequence[Name], reading: _Reading) -> Iterator[Act]:
    """Read a clause: names wait, verbs take them."""
    accompanied = list(_phrases(text, clause, people))
    yield from accompanied
    aside = {act.name.span for act in accompanied}
    at = clause[0]
    reading.took = False
    for match in _verbs(text, clause):
        fresh = [n for n in people if at <= n.span[0] < match.start() and n.span not in aside]
        _gather(text, fresh, match.start(), reading)
        acts = list(_take(text, match, (at, clause[1]), people, reading))
        if reading.quoting and not (len(acts) > 1 and acts[0].role in verbs.PRESENT_ROLES):
            acts = []
        yield from acts
        reading.quoting = reading.quoting or match.lastgroup is None
        reading.took = reading.took or bool(acts)
        aside |= {act.name.span for act in acts}
        at = match.end()
    rest = [n for n in people if n.span[0] >= at and n.span not in aside]
    if not reading.took:  # else they are the verb's objects
        _gather(text, rest, clause[1], reading)


def _verbs(text: str, clause: Span) -> Iterator[re.Match[str]]:
    refused = {match.end() for match in verbs.NOT.finditer(text, *clause)}
    refused |= {match.start() for match in verbs.NOT.finditer(text, *clause)}
    found = [*verbs.VERB.finditer(text, *clause), *verbs.WEAK.finditer(text, *clause)]
    last = clause[0]
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        if match.start() < last or match.start() in refused or match.end() in refused:
            continue
        last = match.end()
        yield match


def _gather(text: str, names: Sequence[Name], stop: int, reading: _Reading) -> None:
    """Put names that can be subjects with those that wait."""
    good = [n for n in names if _can_be_subject(text, n, reading)]
    if not good:
        return
    if not reading.waiting:
        reading.begin = good[0].span[0]
    reading.waiting += good
    tail = text[good[-1].span[1] : stop]
    others = verbs.AND_OTHERS.match(verbs.TITLE.sub("", tail))
    if others and (
        (others["count"] and _number(others["count"]) == len(reading.waiting))
        or (len(reading.waiting) == 1 and not others[0].lstrip("同志、").startswith("等"))
    ):
        others = None
    reading.open = reading.open or others is not None


def _can_be_subject(text: str, name: Name, reading: _Reading) -> bool:
    start, end = name.span
    if verbs.MENTION_AFTER.match(text, end) or verbs.HOST_AFTER.match(text, end):
        return False
    before = text[max(0, start - 6) : start]
    if not verbs.MENTION_BEFORE.search(before):
        return True
    linked = reading.waiting and verbs.LINK.fullmatch(text[reading.waiting[-1].span[1] : start])
    return bool(linked) and bool(re.search(r"[与和及]$", before))


def _take(
    text: str, match: re.Match[str], around: Span, people: Sequence[Name], reading: _Reading
) -> Iterator[Act]:
    """What a verb makes of the people who wait, or of those it follows."""
    weak = match.lastgroup is None
    role = Role.SPOKE if weak else Role[match.lastgroup or ""]
    if role is Role.RECEIVED and verbs.NOUN_AFTER.match(text, match.end()):
        return
    present = verbs.PRESENT.search(text[match.start() : around[1]].rstrip())
    listed = _listed_after(text, match, around[1], people)
    if listed:
        yield from _acts(listed, role, (match.start(), around[1]), open_=_open_after(text, listed))
        return
    if present or (not weak and _attributive(text, match, role)):
        return
    if role is Role.VISITED and text.startswith("的", match.end()):
        return
    subject, begin, open_ = _subject(text, match.start(), around[0], reading)
    evidence = (begin, around[1])
    for name in subject:
        yield Act(name, role, evidence, weak, open_)
    if role in (Role.RECEIVED, Role.ACCOMPANIED) and subject:
        other = Role.ATTENDED if role is Role.RECEIVED else Role.VISITED
        objects = _objects(text, match.end(), around[1], people)
        if objects and role is Role.ACCOMPANIED:
            reading.subject = objects  # 甲陪同乙走访: 乙 is the visitor
        yield from _acts(objects, other, evidence, open_=False)


def _subject(text: str, verb: int, floor: int, reading: _Reading) -> tuple[list[Name], int, bool]:
    """The people who wait, else the last verb's subject where nobody else stands before this verb."""
    if reading.waiting:
        reading.subject, reading.subject_open = reading.waiting, reading.open
        reading.waiting, reading.open = [], False
        gap = text[reading.subject[-1].span[1] : verb]
        if _someone_else(gap, listed=reading.subject_open):
            reading.subject = []
        return reading.subject, reading.begin, reading.subject_open
    gap = text[floor:verb]
    goes_on = reading.took and re.search(r"(?:并|还|又|且|后|时|也)[^,，。、]{0,4}$", gap)
    if len(gap) > 40 or (not goes_on and _someone_else(gap, listed=False)):
        return [], floor, False
    return reading.subject, reading.begin, reading.subject_open


def _someone_else(gap: str, *, listed: bool) -> bool:
    """Whether others than those named stand right before a verb: 近万名群众冒雨参加."""
    if re.match(r"(?:同志)?等|[、和以与及]", gap):
        return False
    others = verbs.OTHERS.search(gap)
    return (
        bool(others)
        and not listed
        and not re.search(r"(?:向|为|与|同|对|给|在|和)[^,，。]*$", gap)
    )


def _listed_after(
    text: str, match: re.Match[str], stop: int, people: Sequence[Name]
) -> list[Name]:
    """People named after 参加会议的还有, 陪同调研的有."""
    first = next((n for n in people if n.span[0] >= match.end()), None)
    if first is None or first.span[0] > stop:
        return []
    between = text[match.start() : first.span[0]]
    if re.search(
        r"的?[^,，。;；、]{0,8}(?:还有|有|包括|分别是|是)[:：]?[^,，。;；]{0,40}$", between
    ) and re.match(r"(?:应邀|一同)?(?:参加|出席|列席|陪同|到会|与会)", between):
        return [n for n in people if n.span[0] >= first.span[0]]
    return []


def _open_after(text: str, names: Sequence[Name]) -> bool:
    return verbs.AND_OTHERS.match(text[names[-1].span[1] :]) is not None


def _attributive(text: str, match: re.Match[str], role: Role) -> bool:
    """Whether the verb only says which people are meant: 会见出席会议的代表."""
    if role not in (Role.ATTENDED, Role.ACCOMPANIED):
        return False
    found = verbs.ATTRIBUTIVE.match(text, match.end())
    if found is None:
        return False
    after = text[found.end() : found.end() + 2]
    before = text[max(0, match.start() - 6) : match.start()]
    return bool(re.search(r"会见|接见|看望|慰问|与$|同$|和$|向$|对$|的$", before)) or after[
        :1
    ] in ("时", "")


def _objects(text: str, start: int, stop: int, people: Sequence[Name]) -> list[Name]:
    """People right after a verb, up to the next verb: 会见了甲和乙."""
    found: list[Name] = []
    for name in people:
        if not start <= name.span[0] < stop:
            continue
        between = text[found[-1].span[1] if found else start : name.span[0]]
        if (
            verbs.VERB.search(re.sub(r"[^,，。]{1,24}的", "", between))
            or len(between) > 60
            or re.search(r"[代转]表|转达|并", between)
        ):
            break
        if verbs.MENTION_AFTER.match(text, name.span[1]):
            continue
        found.append(name)
    return found


def _phrases(text: str, clause: Span, people: Sequence[Name]) -> Iterator[Act]:
    """People in a phrase of their own: 在甲、乙陪同下 · 由甲主持 · 在甲主持下."""
    for match in re.finditer(
        r"(?:在|由)(?P<who>[^,，。;；]{2,120}?)(?:的)?(?P<verb>陪同(?:下)?|主持(?:下)?(?!人)|带领下|率领下)",
        text[clause[0] : clause[1]],
    ):
        first, last = clause[0] + match.start("who"), clause[0] + match.end("who")
        inside = [n for n in people if first <= n.span[0] < last]
        role = Role.CHAIRED if match["verb"].startswith("主持") else Role.ACCOMPANIED
        if match["verb"].endswith("领下"):
            role = Role.ATTENDED
        tail = text[inside[-1].span[1] : last] if inside else ""
        yield from _acts(inside, role, clause, open_=verbs.AND_OTHERS.match(tail) is not None)


def _acts(names: Sequence[Name], role: Role, evidence: Span, *, open_: bool) -> Iterator[Act]:
    for name in names:
        yield Act(name, role, evidence, weak=False, open=open_)


def _number(text: str) -> int:
    digits = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return digits.get(text, 0)
    return digits.get(tens, 1) * 10 + digits.get(ones, 0)
