"""A noun for a person in the question -> whom a sentence introduces by it: 县长 of 那个县长叫什么, in 县长漆玉林走进直播间.

For names that no tagger knew: what stands between the noun and a verb of speech or of going, in the form of a name.
"""

import re
from collections.abc import Iterator

from retrieval.answer.candidates import Candidate
from retrieval.answer.nearness import nearness
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.jieba_tags import tag_of
from retrieval.records import Query

__all__ = ["introduced"]

_UNITS = 8
_BEFORE = re.compile(
    r"(?P<noun>[一-鿿]{2,10})(?:到底|究竟)?(?:叫(?:什么|啥|何)|是(?:谁|哪位|哪个)|姓甚)"
)
_BEHIND = re.compile(r"(?:谁是|哪一?[位名个])(?P<noun>[一-鿿]{2,6})")
_NAME = (
    r"(?P<name>[一-鿿]{2,4}?)(?=说|介绍|表示|认为|告诉|指出|透露|坦言|强调|回忆|证实|解释|宣布|讲|称|率|带领|走进|牵头|来到|赶到|主持|负责"
    r"|出席|致辞|[在于向从对把将被为和与是,，、()（）。])"
)
_NO_NAME = re.compile(
    r"[的了在是和与及等也都还就将被把对向从为其这那该此并已同有不日月年]|^(?:先生|女士|同志|介绍|表示|一行|们)"
)


def introduced(query: Query, ranked: Ranked) -> list[Candidate]:
    """The name behind the question's noun in the best sentences; empty where a sentence has none such."""
    if query.language != "zh" or query.plural:
        return []
    asked = query.details.get("read", "")
    nouns = list(dict.fromkeys(_nouns(asked)))
    found = [
        candidate
        for scored in ranked.reading(_UNITS)
        if scored.kept == 1
        for noun in nouns
        if noun in scored.unit.plain
        for candidate in _named(noun, asked, scored, ranked)
    ]
    return sorted(found, key=lambda c: -c.score)


def _nouns(asked: str) -> Iterator[str]:
    """The noun of the question, and its last two characters: 车间主任, 主任."""
    match = _BEFORE.search(asked) or _BEHIND.search(asked)
    if match is None:
        return
    noun = re.split(r"[的是,，在]", match["noun"])[-1]
    noun = re.sub(r"^[这那]?[一]?[个位名]", "", noun)
    for size in (4, 3, 2):
        if len(noun) >= size:
            yield noun[-size:]


def _named(noun: str, asked: str, scored: Scored, ranked: Ranked) -> Iterator[Candidate]:
    text = scored.unit.plain
    for match in re.finditer(rf"(?<!副)(?<!副.){re.escape(noun)}{_NAME}", text):
        name = match["name"]
        if (
            _NO_NAME.search(name)
            or name in asked
            or (tag_of(name) or "nr") not in {"nr", "nrt", "nrfg"}
        ):
            continue
        span = match.span("name")
        near = nearness(span, text, ranked.needs)
        score = (0.4 * scored.score + 0.4 * near + 0.05 * len(noun)) * scored.trust
        yield Candidate(scored.unit.text[slice(*span)], scored, span, score)
