"""Query, ranked units -> the body that did what mostly bodies do: 谁设计的, 谁承建的, 谁主办的 ask for no person alone."""

import re
from collections.abc import Iterator

from retrieval.answer.candidates import Candidate
from retrieval.answer.nearness import nearness
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.answer.typed import dateline_end
from retrieval.records import NameKind, Query

__all__ = ["made_by"]

_UNITS = 20
_DOES = re.compile(
    r"谁(?:来|负责|独家|联合)?(?P<verb>设计|冠名|捐资|勘察|承建|建设|修建|建造|施工|主办|承办|举办|协办|生产|制造|研制|开发|投资|出资|发起|收购|赞助|捐建|捐赠|捐助|资助|援建|赠送|牵头|运营|经营|维护|抢修|发布|公布|颁布|批准|出版)"
)
_CLAUSE = re.compile(r"[,，。;；:：!！?？]")
_BY = 0.5  # what nearness gains where it is said to be done by the body
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
                near += _BY * text[:start].endswith(("由", "被"))
                score = (0.4 * scored.score + 0.6 * near) * scored.trust
                found.append(Candidate(name.text, scored, name.span, score))
        found += _unnamed(asked["verb"], scored, ranked)
    return max(found, key=lambda c: c.score, default=None)


_BODY = (
    r"(?:^|[,，。;；、]|由)(?P<body>[^,，。;；、由的]{3,22}(?:公司|集团|厂|局|中心|协会|学会|联合会|学院|大学|研究[所院]|设计院|委员会|银行|俱乐部|基金会|合作社))"
    r"(?:独家|联合|共同|负责|全额|组织|倾力)?"
)


def _unnamed(verb: str, scored: Scored, ranked: Ranked) -> Iterator[Candidate]:
    """A body that no tagger knew, right before the verb: 由青禾烟草有限公司独家赞助."""
    for match in re.finditer(_BODY + verb, scored.unit.plain):
        span = match.span("body")
        near = nearness(span, scored.unit.plain, ranked.needs)
        score = (0.4 * scored.score + 0.6 * near) * scored.trust
        yield Candidate(scored.unit.text[slice(*span)], scored, span, score)
