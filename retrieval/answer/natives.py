"""Query, ranked units -> where somebody comes from: 他是哪里人 is told by 出生于, 籍贯, 来自, not by where he was."""

import re

from retrieval.answer.candidates import Candidate
from retrieval.answer.nearness import nearness
from retrieval.answer.scoring import Ranked
from retrieval.records import Query

__all__ = ["asks_origin", "origins"]

_UNITS = 40
_ASKS = re.compile(
    r"哪(?:里|儿|国|省|县|市|个(?:国家|地方|省|县|市))?的?人(?=[?？呢啊]|$)|籍贯|老家在?哪|祖籍"
)
_TOLD = re.compile(
    r"(?:出生[于在]|生于|籍贯是?|祖籍|原籍|老家在?|家住|来自|(?<![不就也])是)(?P<place>[^,，。;；:：、()（）的人\d]{2,16}?)(?:人|的|村民|籍)?(?=[,，。;；、()（）的]|$)"
    r"|[,，(（](?P<who>[^,，。;；:：、()（）的\d]{2,12}?)人(?=[,，。;；)）])"
)
_LEAST = 0.5  # of the score of the best story's best sentence


def asks_origin(query: Query) -> bool:
    """True for 哪里人, 哪国人, 籍贯."""
    return query.language == "zh" and _ASKS.search(query.details.get("read", "")) is not None


def origins(ranked: Ranked) -> list[Candidate]:
    """Where the sentences of the best story say that somebody comes from; the best first."""
    story = ranked.units[0].story
    found = []
    for scored in ranked.reading(_UNITS):
        if scored.story is not story or scored.score < _LEAST * ranked.units[0].score:
            continue
        for match in _TOLD.finditer(scored.unit.plain):
            span = match.span("place" if match["place"] else "who")
            near = nearness(span, scored.unit.plain, ranked.needs)
            sure = match[0].startswith(("出生", "生于", "籍贯", "祖籍", "原籍", "老家"))
            score = (0.4 * scored.score + 0.2 * near + 0.4 * sure) * scored.trust
            text = scored.unit.text[slice(*span)]
            found.append(Candidate(text, scored, span, score))
    return sorted(found, key=lambda c: -c.score)
