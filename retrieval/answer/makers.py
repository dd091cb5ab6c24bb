"""Query, ranked units -> the body that did what mostly bodies do: 谁设计的, 谁承建的, 谁主办的 ask for no person alone."""

import re

from retrieval.answer.candidates import Candidate
from retrieval.answer.nearness import nearness
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked
from retrieval.answer.typed import dateline_end
from retrieval.records import NameKind, Query

__all__ = ["made_by"]

_UNITS = 20
_DOES = re.compile(
    r"谁(?:来|负责)?(?P<verb>设计|勘察|承建|建设|修建|建造|施工|主办|承办|举办|协办|生产|制造|研制|开发|投资|出资|发起|收购|赞助|捐建|发布|公布|颁布|批准|出版)"
)
_CLAUSE = re.compile(r"[,，。;；:：!！?？]")
_SHORTEST = 4  # characters of the name of a body


def made_by(query: Query, ranked: Ranked) -> Candidate | None:
    """The organisation nearest to the question's words, in a clause with its verb; ``None`` where no body is asked for."""
    own = query.details.get("read", "")
    asked = _DOES.search(own) if query.language == "zh" and not query.plural else None
    if asked is None:
        return None
    found: list[Candidate] = []
    for scored in ranked.reading(_UNITS):
        text = scored.unit.plain
        for name in scored.story.names(scored.unit, NameKind.ORGANISATION):
            start, end = name.span
            if len(name.text) < _SHORTEST or plain_text(name.text) in own:
                continue
            before = _CLAUSE.split(text[:start])[-1]
            behind = _CLAUSE.split(text[end:])[0]
            if start >= dateline_end(scored) and asked["verb"] in before + "|" + behind:
                near = nearness(name.span, text, ranked.needs)
                score = (0.4 * scored.score + 0.6 * near) * scored.trust
                found.append(Candidate(name.text, scored, name.span, score))
    return max(found, key=lambda c: c.score, default=None)
