"""English questions for the holder of a post: whoever is named in another post is no answer."""

import re
from collections.abc import Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.needs import Need
from retrieval.language.posts import parse_post
from retrieval.records import Query

__all__ = ["asks_holder", "in_post"]

_POSTS = (
    "mayor|governor|magistrate|president|premier|minister|chancellor|director|head|chief|boss|chairman|chairwoman|chairperson|chair|secretary|"
    "secretary-general|manager|principal|headmaster|dean|ambassador|consul|spokesman|spokeswoman|commander|captain|coach|editor|judge|"
    "prosecutor|inspector|treasurer|superintendent|warden|leader|commissioner|foreman|skipper|king|queen|pope"
)
_WHO_IS = re.compile(
    rf"^(?:and )?who(?: is|'s| was| are| were) (?:now |then |currently )?(?:the |its |their |[a-z' \-]+'s )?(?:[a-z\-]+ ){{0,5}}?(?:{_POSTS})s?\b"
)
_BEFORE, _BEHIND = 16, 24  # characters before and behind a name within which its post stands


def asks_holder(query: Query) -> bool:
    """True for "who is the mayor of X"."""
    return query.language == "en" and bool(_WHO_IS.match(query.details.get("read", "").lower()))


def in_post(candidate: Candidate, needs: Sequence[Need]) -> bool:
    """True for whoever is called by a post of the question, before the name or behind it."""
    start, end = candidate.span
    text = candidate.scored.unit.plain
    behind = re.split(r"[,，。;；]", text[end : end + _BEHIND])[0]
    near = text[max(0, start - _BEFORE) : end] + behind
    said = {"".join(bag) for need in needs for bag in need.alternatives}
    return any(word in near for word in said if parse_post(word))
