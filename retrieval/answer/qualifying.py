"""Query, people found -> those of them whom the question's own noun fits: 哪位南非领导人 asks for no Chinese guest.

What the question calls its people (九段, the mayor of X, 即将离任的大使) is compared with the words that belong to each
name, its posts among them. It only parts people: what fits nobody, or all, leaves everybody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answer.candidates import Candidate
from retrieval.answer.nearness import places_of
from retrieval.answer.needs import Need, met
from retrieval.answer.people import group_of
from retrieval.answer.pool import plain_text
from retrieval.records import NameKind, Query

__all__ = ["Called", "called"]

_WHOLE = 0.8  # a need met by less is another word
_NEAR = 2.4  # focal weight of an English word that belongs to the noun asked for
_NOUN_EN = re.compile(
    r"^\W*(?:which|what|whose)\b|^\W*who(?:m)? (?:is|was|are|were)\b", re.IGNORECASE
)
_ARE = re.compile(r"(?:[是有为叫]|包括)(?:了|过)?$")
_BECAME = re.compile(r"(?:是|任|担任|出任|当选为?|就任)")
_GENERAL = re.compile(r"(?:[市省县区]?领导|人|官员|干部|代表|同志|嘉宾|客人|名将|选手|队员|专家)")
_DEPUTY = re.compile(r"副|\b(?:deput|vice)")


@dataclass(frozen=True, slots=True)
class Called:
    """What a question calls its people: needs that the words beside a name may meet."""

    needs: tuple[Need, ...]
    deputies: bool  # the question itself says 副

    def fit(self, candidate: Candidate) -> float:
        """The weighed share of the needs met by what belongs to a name, 0 to 1."""
        total = sum(n.weight * n.focal for n in self.needs)
        if not total:
            return 0.0
        return sum(n.weight * n.focal * self._met(n, candidate) for n in self.needs) / total

    def kept(self, candidates: Sequence[Candidate], least: int = 1) -> list[Candidate]:
        """Those with something of the noun, and of its names, where anybody has; all where fewer than ``least`` have."""
        kept = list(candidates)
        for hard in (False, True):
            part = Called(tuple(n for n in self.needs if n.hard is hard), self.deputies)
            fitting = [c for c in kept if part.fit(c)]
            kept = fitting if len(fitting) >= least else kept
        return kept

    def _met(self, need: Need, candidate: Candidate) -> float:
        for said in _said(candidate, shared=need.hard):
            value = met(need, said)
            if value >= _WHOLE and (self.deputies or not _of_deputy(need, said)):
                return value
        return 0.0


def called(query: Query, needs: Sequence[Need]) -> Called:
    """Read what the question calls its people; nothing where it is asked with who alone."""
    text = query.details.get("read", "")
    deputies = bool(_DEPUTY.search(text.lower()))
    if query.language == "en":
        near = (
            tuple(n for n in needs if n.focal >= _NEAR and _tells(n))
            if _NOUN_EN.search(text)
            else ()
        )
        return Called(near, deputies)
    region = _noun(query, text)
    words = [n for n in needs if n.label in region]
    vague = any(not n.hard and _GENERAL.match(n.label) for n in words)
    return Called(tuple(n for n in words if _tells(n) and (n.hard or not vague)), deputies)


def _noun(query: Query, text: str) -> str:
    """The part of a Chinese question that says what its people are: 九段 of 哪几位九段, 要离任的 of 谁是要离任的."""
    start, end = (int(n) for n in query.details.get("wh", "0,0").split(","))
    right = query.details.get("right", "")
    if query.focus:
        return text[start:end] + right[:2] + _left(text[:start]) * (not right)
    became = _BECAME.match(right)
    if became:
        return right[became.end() :]
    return "" if right else _left(text[:start])


def _left(before: str) -> str:
    """The last clause before 是谁 or 有哪些."""
    return re.split(r"[,，。]", before)[-1] if _ARE.search(before) else ""


def _tells(need: Need) -> bool:
    """True for a word that not everybody is called: 领导 and 两位 part nobody."""
    if need.hard:
        return True
    plain = need.inherited or len(need.label) < 2 or need.label[0] in "一两二三四五六七八九十几"
    return not plain and not _GENERAL.match(need.label)


def _said(candidate: Candidate, *, shared: bool) -> list[str]:
    """The words that belong to a person here, then the posts; ``shared``: with those of a unit before."""
    group = group_of(candidate)
    place = next(i for i, n in enumerate(group.names) if n.span == candidate.span)
    own = plain_text(group.members[place].said)
    said = [own]
    while shared and place > 0 and not _names_unit(candidate, group.members[place].said):
        place -= 1
        said.append(plain_text(group.members[place].said))
    posts = candidate.scored.story.facts.posts
    return said + [plain_text(held.post) for held in posts if held.person == candidate.text]


def _names_unit(candidate: Candidate, said: str) -> bool:
    story = candidate.scored.story
    return any(
        name.text in said
        for kind in (NameKind.PLACE, NameKind.ORGANISATION)
        for name in story.names(candidate.scored.unit, kind)
    )


def _of_deputy(need: Need, said: str) -> bool:
    places = places_of(need, said)
    return bool(places) and all(said[max(0, start - 1) : start] == "副" for start, _ in places)
