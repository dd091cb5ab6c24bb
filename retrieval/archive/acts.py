"""A text and the people named in it -> what each did at an event: chaired, spoke, attended, accompanied and more.

Chinese puts the people before the verb, often in a list with their posts; so within a sentence people
gather from left to right, clause by clause, until a verb takes them. People who are only mentioned
(学习某某重要讲话), stand after a preposition, or report (记者某某) are nobody's subject.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.archive import verbs
from retrieval.archive.bylines import reporters
from retrieval.archive.subjects import attributive, may_act, open_after, someone_else
from retrieval.language.posts import posts_in
from retrieval.language.sentences import clauses, sentences
from retrieval.records import Name, NameKind, Role, Span

__all__ = ["Act", "acts_in"]

_FAR = 40  # characters between a subject and a second verb of its own


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


def acts_in(text: str, names: Sequence[Name]) -> list[Act]:
    """All acts of the people named in a text, in its order; spans are offsets into ``text``."""
    outside = reporters(text, names)
    people = [name for name in names if name.kind is NameKind.PERSON and name.span not in outside]
    if not people:
        return []
    starts: dict[Span, int] = {}
    for held in posts_in(text, names):
        begin = min(held.post.span[0], held.person.span[0])
        starts[held.person.span] = min(begin, starts.get(held.person.span, begin))
    acts: list[Act] = []
    for span in _sentences(text):
        inside = [name for name in people if span[0] <= name.span[0] < span[1]]
        if inside:
            acts += _Reader(text, inside, starts).read(span)
    return acts


def _sentences(text: str) -> Iterator[Span]:
    """Sentences, but those that only a semicolon parts are one: a list may go on behind it."""
    start = 0
    for _, end in sentences(text):
        if end == len(text) or not text[:end].rstrip("”’」』）)】").endswith((";", "；")):
            yield start, end
            start = end


@dataclass(slots=True)
class _Reader:
    """Reads a sentence: who waits for a verb, who was the last one's subject."""

    text: str
    people: Sequence[Name]
    starts: dict[Span, int]  # where the post before a name begins
    waiting: list[Name] = field(default_factory=list)
    subject: list[Name] = field(default_factory=list)
    begin: int = 0
    open: bool = False
    subject_open: bool = False
    took: bool = False  # a verb of this clause has its subject
    quoting: bool = False  # after 说, 指出: what follows is what was said
    listing: Role | None = None  # after 出席会议的有: the people named next

    def read(self, span: Span) -> Iterator[Act]:
        """The acts of a sentence."""
        for start, end in clauses(self.text[span[0] : span[1]]):
            yield from self._clause((span[0] + start, span[0] + end))

    def _clause(self, clause: Span) -> Iterator[Act]:
        """Names wait, verbs take them."""
        people = self._between(*clause)
        if self.listing and people:
            yield from self._acts(people, self.listing, clause)
            return
        aside = list(self._phrases(clause, people))
        yield from aside
        known = {act.name.span for act in aside}
        at = clause[0]
        self.took = False
        for match in self._verbs(clause, people):
            self._gather(
                [n for n in self._between(at, match.start()) if n.span not in known], match.start()
            )
            acts = list(self._take(match, (at, clause[1])))
            if self.quoting and not (len(acts) > 1 and acts[0].role in verbs.PRESENT_ROLES):
                acts = []
            yield from acts
            self.quoting = self.quoting or match.lastgroup is None
            self.took = self.took or bool(acts)
            known |= {act.name.span for act in acts}
            at = match.end()
        if not self.took:  # else they are the verb's objects
            self._gather(
                [n for n in self._between(at, clause[1]) if n.span not in known], clause[1]
            )

    def _between(self, start: int, end: int) -> list[Name]:
        return [name for name in self.people if start <= name.span[0] < end]

    def _verbs(self, clause: Span, people: Sequence[Name]) -> Iterator[re.Match[str]]:
        """The verbs of a clause; none runs over a name."""
        edges = [clause[0], *(edge for name in people for edge in name.span), clause[1]]
        last = clause[0]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            refused = {
                edge for m in verbs.NOT.finditer(self.text, start, end) for edge in m.span()
            }
            found = [
                *verbs.VERB.finditer(self.text, start, end),
                *verbs.WEAK.finditer(self.text, start, end),
            ]
            for match in sorted(found, key=lambda m: (m.start(), -m.end())):
                if match.start() < last or refused.intersection(match.span()):
                    continue
                last = match.end()
                yield match

    def _gather(self, names: Sequence[Name], stop: int) -> None:
        """Put names that can be subjects with those that wait."""
        for name in names:
            before = self.waiting[-1] if self.waiting else None
            start = self.starts.get(name.span, name.span[0])
            if not may_act(self.text, (start, name.span[1]), before):
                continue
            if not self.waiting:
                self.begin = name.span[0]
            self.waiting.append(name)
        if names and self.waiting and self.waiting[-1] is names[-1]:
            tail = self.text[names[-1].span[1] : stop]
            self.open = self.open or open_after(tail, len(self.waiting))

    def _take(self, match: re.Match[str], around: Span) -> Iterator[Act]:
        """What a verb makes of the people who wait, or of those it follows."""
        weak = match.lastgroup is None
        role = Role.SPOKE if weak else Role[match.lastgroup or ""]
        if not weak and self._no_act(match, role):
            return
        named = self._named_after(match, around[1])
        if named:
            yield from self._acts(named, role, (match.start(), around[1]))
            return
        if verbs.PRESENT.search(self.text[match.start() : around[1]].rstrip()):
            self.listing = role  # the people stand in the next clause
            return
        subject, begin = self._subject_of(match.start(), around[0])
        evidence = (begin, around[1])
        for name in subject:
            yield Act(name, role, evidence, weak, self.subject_open)
        if role in (Role.RECEIVED, Role.ACCOMPANIED) and subject:
            objects = self._objects(match.end(), around[1])
            if objects and role is Role.ACCOMPANIED:
                self.subject = objects  # 甲陪同乙走访: 乙 is the visitor
            other = Role.ATTENDED if role is Role.RECEIVED else Role.VISITED
            yield from (Act(name, other, evidence) for name in objects)

    def _no_act(self, match: re.Match[str], role: Role) -> bool:
        """Whether what stands behind a verb makes it a noun, or only says which people are meant."""
        if role is Role.RECEIVED:
            return verbs.NOUN_AFTER.match(self.text, match.end()) is not None
        if role is Role.VISITED:
            accompanied = self.text[: match.start()].endswith(("陪同", "随同"))
            return accompanied or self.text.startswith("的", match.end())
        return role in (Role.ATTENDED, Role.ACCOMPANIED) and attributive(self.text, match.span())

    def _subject_of(self, verb: int, floor: int) -> tuple[list[Name], int]:
        """The people who wait, else the last verb's subject where nobody else stands before this verb."""
        if self.waiting:
            self.subject, self.subject_open = self.waiting, self.open
            self.waiting, self.open = [], False
            gap = self.text[self.subject[-1].span[1] : verb]
            if someone_else(gap, listed=self.subject_open):
                self.subject = []
            return self.subject, self.begin
        gap = self.text[floor:verb]
        goes_on = self.took and re.search(r"(?:并|还|又|且|后|时|也)[^,，。、]{0,4}$", gap)
        if len(gap) > _FAR or (not goes_on and someone_else(gap, listed=False)):
            return [], floor
        return self.subject, self.begin

    def _named_after(self, match: re.Match[str], stop: int) -> list[Name]:
        """People named after 参加会议的还有, 陪同调研的有."""
        after = self._between(match.end(), stop)
        if after and verbs.NAMED_AFTER.match(self.text[match.start() : after[0].span[0]]):
            return after
        return []

    def _objects(self, start: int, stop: int) -> list[Name]:
        """People right after a verb, up to the next verb: 会见了甲和乙."""
        found: list[Name] = []
        for name in self._between(start, stop):
            between = self.text[found[-1].span[1] if found else start : name.span[0]]
            plain = re.sub(r"[^,，。]{1,24}的", "", between)
            if (
                verbs.VERB.search(plain)
                or len(between) > 60
                or re.search(r"代表|转[表达]|并", between)
            ):
                break
            if not verbs.MENTION_AFTER.match(self.text, name.span[1]):
                found.append(name)
        return found

    def _phrases(self, clause: Span, people: Sequence[Name]) -> Iterator[Act]:
        """People in a phrase of their own: 在甲、乙陪同下 · 由甲主持 · 在甲主持下."""
        for match in verbs.PHRASE.finditer(self.text, *clause):
            first, last = match.span("who") if match["who"] else match.span("other")
            inside = [n for n in people if first <= n.span[0] < last]
            yield from self._acts(inside, verbs.phrase_role(match), clause, stop=last)

    def _acts(
        self, names: Sequence[Name], role: Role, evidence: Span, *, stop: int | None = None
    ) -> Iterator[Act]:
        tail = self.text[names[-1].span[1] : stop] if names else ""
        listed = open_after(tail, len(names))
        for name in names:
            yield Act(name, role, evidence, open=listed)
