"""A story that is a roll of names (名单, 获奖名单) -> all its names: rows of names, spaces or 、 between, under a head."""

import re

from retrieval.answer.candidates import Candidate
from retrieval.answer.needs import met
from retrieval.answer.pool import Story
from retrieval.answer.scoring import Ranked
from retrieval.records import HEAD, Query

__all__ = ["roll"]

_ROLL = re.compile(r"名单|名录|红榜|光荣榜|榜单|一览|当选人|获得者|\b(?:list|roll)\b")
_NAME = r"(?:[一-鿿]{1,8}(?:[·・•][一-鿿]{1,8})+|[一-鿿]{2,4})"
_ROW = re.compile(rf"\s*{_NAME}(?:[\s、,，]+{_NAME})*[。.;；、,，]?\s*")
_ONE = re.compile(_NAME)
_LOOKED = 8  # units whose story may be the roll
_TELLS = 0.6  # share of the question that its head holds
_FEW = 3  # names that make a roll


def roll(query: Query, ranked: Ranked) -> list[Candidate]:
    """The names of the best story's rows, where its head says that it is a roll and holds what is asked for."""
    best = next((s for s in ranked.reading(_LOOKED) if _is_roll(s.story, ranked)), None)
    several = query.plural or query.details.get("mode") == "whois"
    if best is None or not several or query.roles:
        return []
    rows = [
        ranked.by_unit[unit]
        for unit in best.story.units
        if unit.paragraph != HEAD and _ROW.fullmatch(unit.text)
    ]
    names = [
        Candidate(match[0], row, match.span(), best.score)
        for row in rows
        for match in _ONE.finditer(row.unit.text)
    ]
    return names if len(names) >= _FEW else []


def _is_roll(story: Story, ranked: Ranked) -> bool:
    """True for a story whose head says that it lists names, and of what."""
    total = sum(need.weight for need in ranked.needs)
    told = sum(need.weight * met(need, story.head) for need in ranked.needs)
    return bool(_ROLL.search(story.head)) and told >= _TELLS * total
