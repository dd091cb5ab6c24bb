"""What speaks against an answer though its words fit: the thing asked for leaves no trace, or the figure, day or person hardly fits.

"What colour is the bridge?" shares its bridge with the sentence on what it cost; the word beside the question word tells them apart.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.candidates import Candidate
from retrieval.answer.needs import Need, met, share
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.jieba_tags import tag_of
from retrieval.records import Kind, Query

__all__ = ["misplaced", "traced", "weak"]

# factors measured with the near misses of docs/quality.md
_UNTRACED = 0.65
_NO_SUCH_THING = 0.5
_NOT_FORMER = 0.4
_LITTLE = 0.3  # what counts as no trace
_ASKED = 1.5  # focal weight from which a word stands beside the question word
# a candidate that fits worse is doubted: one right answer in fifteen does, half of the neighbours' do
_LEAST = {Kind.NUMBER: 0.36, Kind.DATE: 0.36, Kind.PEOPLE: 0.4}
_FLOOR = 0.3
_OPEN = frozenset({"why", "how"})  # told in any words
_OF_PLACE = re.compile(r"[一-鿿]{2,6}?[省市县区州镇乡](?![委长政人])")
_ELSEWHERE = 0.3
_FITS, _THERE = 0.55, 0.7  # so much of the question, of a name, is in the post
# say nothing of what is asked
_EMPTY = frozenset(
    ("拿出", "出去", "进去", "回来", "出来", "过去", "起来", "时候", "东西", "地方", "一共", "总共", "最后", "最先", "最早", "开始", "以后", "之后", "之前", "以前", "现在", "目前", "今年", "去年", "明年", "计划", "准备", "打算")
)  # fmt: skip
# what a sentence that tells a thing's property must hold
_PROPERTIES = tuple(
    (frozenset(asked.split()), re.compile(told))
    for asked, told in (
        ("颜色 色彩 彩色 colour color", "色|[红黄蓝绿白黑紫灰](?:的|底|漆)"),
        ("电话 电话号码 号码 热线 邮编 邮政编码 phone telephone", r"\d{5,}|电话|热线|邮编"),
        ("门票 票价 票 ticket", "票"),
        ("牌子 品牌 型号 brand", "牌|型|[“《]"),
        ("赞助 赞助商 冠名 资助 sponsor sponsored", "赞助|冠名|出资|资助|独家|支持"),
        ("生日 birthday", "生日|出生|诞辰|生于"),
        ("设计 设计师", "设计|构思"),
    )
)
_SAYS = re.compile(r"们?[说猜讲称看]|认为|介绍|估计|透露")  # 专家说: of whom it is, not of what
_FORMER = re.compile(r"(?:之前|以前|原来|原先|没[一-鿿]{1,4}前)(?!\d)")
_WAS = re.compile(r"[原前曾]|过去|[由从][^,，。]{0,12}[\d增升提降减扩涨跌至到]")


def traced(query: Query, ranked: Ranked, scored: Scored) -> float:
    """A factor of the confidence: less where the sentence and its story hold nothing of the word beside the question word.

    Neither the word, nor what may stand for it, nor one of its characters in the sentence. A word of one character,
    one that the cutter made up, and one that says nothing (最后, 出去) are not looked for.
    """
    if query.kind is Kind.YESNO or query.details.get("mode") in _OPEN:
        return 1.0
    if _of_else(query, ranked, scored):
        return _NO_SUCH_THING
    text = scored.unit.plain
    if any(not told.search(text) for told in _properties(query, ranked.needs)):
        return _NO_SUCH_THING
    if query.kind is Kind.NUMBER and _FORMER.search(query.details.get("read", "")):
        return 1.0 if _WAS.search(text) else _NOT_FORMER
    asked = [need for need in ranked.needs if not need.hard and need.focal >= _ASKED]
    if query.kind is Kind.PEOPLE:  # 谁当的翻译
        asked = [need for need in asked if not _says_nothing(need)]
    nearest = max(asked, key=lambda need: need.focal, default=None)
    if nearest is None or _says_nothing(nearest) or met(nearest, scored.story.whole) >= _LITTLE:
        return 1.0
    chars = [char for char in nearest.label if "一" <= char <= "鿿"]
    shared = sum(char in text for char in chars)
    return 1.0 if shared and shared >= _LITTLE * len(chars) else _UNTRACED


def _of_else(query: Query, ranked: Ranked, scored: Scored) -> bool:
    """True where a Chinese question begins with a noun, and the story has nothing of it: 机器人比赛谁赢了."""
    read = query.details.get("read", "")
    if query.language != "zh" or query.details.get("inherited"):
        return False
    first = [n for n in ranked.needs if len(n.label) > 1 and read.startswith(n.label)]
    if any(_SAYS.match(read, len(need.label)) for need in first):
        return False
    nouns = [n for n in first if (tag_of(n.label) or "").startswith("n")]
    return bool(nouns) and max(met(n, scored.story.whole) for n in first) < _LITTLE


def _properties(query: Query, needs: Sequence[Need]) -> Iterator[re.Pattern[str]]:
    """What must stand in the sentence, for each property that the question asks for."""
    near = [n for n in needs if n.focal >= _ASKED or n.label.isascii()]
    words = {need.alternatives[0][0] for need in near if len(need.alternatives[0]) == 1}
    words |= set((query.focus or "").split())
    return (told for names, told in _PROPERTIES if names & words)


def _says_nothing(need: Need) -> bool:
    word = need.label
    return (
        len(word) < 2 or word in _EMPTY or (len(need.alternatives) == 1 and tag_of(word) is None)
    )


def misplaced(query: Query, ranked: Ranked, chosen: Candidate) -> float:
    """A factor of the confidence: less for who holds the post that an English question asks for, at another place than it names.

    In Chinese the post is compared as a whole (``people.holders``).
    """
    named = [need for need in ranked.needs if need.hard and not need.person]
    if query.kind is not Kind.PEOPLE or query.language != "en" or not named:
        return 1.0
    for held in chosen.scored.story.facts.posts:
        post = plain_text(held.post)
        if held.person == chosen.text and _OF_PLACE.match(post) and _is_asked(post, ranked):
            there = any(met(need, post) >= _THERE for need in named)
            return 1.0 if there else _ELSEWHERE
    return 1.0


def _is_asked(post: str, ranked: Ranked) -> bool:
    """True where a normalised post holds most of the words nearest the question word."""
    return share((need for need in ranked.needs if not need.hard), post) > _FITS


def weak(query: Query, score: float) -> float:
    """A factor of the confidence: less where the best candidate fits worse than nearly all right ones of its kind."""
    least = _LEAST.get(query.kind)
    return _FLOOR + (1 - _FLOOR) * min(1.0, max(0.0, score) / least) if least else 1.0
