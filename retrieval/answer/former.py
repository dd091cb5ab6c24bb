"""Sentences -> what somebody was before: 原是厂里的制曲工, 曾任县长, 此前任省妇联主席."""

import re
from collections.abc import Iterator

from retrieval.answer.candidates import Candidate
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked
from retrieval.records import NameKind, Query

__all__ = ["former_posts"]

_ASKED = re.compile(
    r"以前|之前|从前|早年|原来|原先|过去|曾|先前|\b(?:before|previous(?:ly)?|former(?:ly)?|earlier|once|used to)\b"
)
_WAS = re.compile(
    r"(?:更?早年?|此前|以前|之前|原本?|曾经?|前身|过去)(?:先后)?(?:是|为|任|担任|当过|做过|当|系|历任)(?:过)?(?:一[名位个])?"
    r"(?P<post>[^,，。;；:：!！?？、()（）]{2,24})"
)
_EX = re.compile(
    r"(?:前|原|退休)(?P<post>[^,，。;；:：、前原的在是]{2,14})$"
)  # 前气象播报员 before the name
_UNITS = 6
_NAMED = 0.4  # the person is named in the same sentence


def former_posts(query: Query, ranked: Ranked) -> list[Candidate]:
    """What the best sentences say somebody was, where the question asks for the time before; the best first."""
    if not _ASKED.search(query.details.get("read", "").lower()):
        return []
    return sorted(_found(query, ranked), key=lambda c: -c.score)


def _found(query: Query, ranked: Ranked) -> Iterator[Candidate]:
    people = {plain_text(name) for name in query.people}
    for scored in ranked.reading(_UNITS):
        text = scored.unit.plain
        named = any(name in text for name in people)
        if people and not named and not any(name in scored.story.whole for name in people):
            continue
        for name in scored.story.names(scored.unit, NameKind.PERSON):
            match = _EX.search(text[: name.span[0]])
            if match and (not people or plain_text(name.text) in people):
                span = match.span("post")
                yield Candidate(scored.unit.text[slice(*span)], scored, span, scored.score)
        for match in _WAS.finditer(text):
            span = match.span("post")
            score = scored.score + _NAMED * named
            yield Candidate(scored.unit.text[span[0] : span[1]], scored, span, score)
