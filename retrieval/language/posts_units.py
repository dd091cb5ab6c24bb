"""A rank in a text (书记, 副区长) -> the post it ends, with the unit before it.

A unit is read leftwards: to a mark, to a word that no unit holds (陪同, 今天, 由), to another person's post.
"""

import re
from dataclasses import dataclass
from functools import cache

from retrieval.language.names_lexicon import alternation, heads, offices
from retrieval.records import Span

__all__ = ["HARD", "JOINT", "RANK", "Post", "any_rank", "post_at", "rank_at_end"]

HARD = re.compile(r"[,，。；;：:！!？?（）()《》“”\"\n…—]")
JOINT = re.compile(r"[、\s]+|兼(?!职)|暨")
# Where a unit cannot begin earlier: words between a post and what was said before it.
_BEFORE = re.compile(
    r"以及|及其|以来|包括|来自|时任|现任|曾任|历任|担任|出任|新任|就任|当选为?|选举|任命|聘请|邀请|特邀|应邀|会见|接见|访问|采访|陪同|"
    r"听取|率领|带领|战胜|击败|负于|指派|委派|派出|立即|立刻|今天|今日|昨天|昨日|明天|当天|当日|日前|近日|目前|上午|下午|中午|晚上|凌晨|晚间|出席|参加|主持|一行|等人|一名|一位|"
    r"两位|几位|多名|多位|这位|那位|该名|记者从|记者在|据悉|其中|分别|只见|对于|关于|根据|按照|通过|随后|此外|同时|自己|我们|他们|她们|"
    r"\d+[日时点分年月号]|[一二三四五六七八九十]+[日时月]|"
    r"(?<=群众)[和与及]|就(?!业)|有(?![限色关线机为])|同(?![志济仁江心安])|由(?!甲)|在(?!编|校|线|职)|对(?!外|台)|向(?!阳|荣)|被|受(?!理)|请|是|为(?!民)|"
    r"(?<![主责])任(?![县丘意务])|以(?!色列)|跟|据|于(?!都|田)|从(?!化)|将(?!乐|军)|把|经(?![济贸营理纪开])|的|了|说|等|名(?=[^誉])|位(?=[^于])|让|给|找到|"
    r"叫|因|但|而|并|也|又|还|曾|即|却|到(?!会)|见(?!习)|我(?!国)|(?<!马耳)他|她|它|这|那|该"
)
_LINKED = re.compile(
    r"[和与及]"
)  # parts a unit from another's post, else belongs to it: 和平与裁军委员会
_PRAISE = re.compile(
    r"(?:我国|著名|知名|优秀|青年|年轻|新任|女|男|老|原|前)+$"
)  # no part of a unit
RANK = r"(?:(?:常务|第一|第二|副|代理|代|名誉|执行|首席|高级|特级|资深|助理|主管|主治|专职|兼职|原|前任|前|离任|离休|退休){0,4})"
# 部长 after 国防 stands for 国防部部长: the last word but 长 belongs to the unit
_FUSED = frozenset(
    "部省市州盟县区旗镇乡村司局厅处科署关台社所站馆院校园行会厂矿场队组班团旅师军舰船"
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as printed, with its span; ``unit`` is ``None`` where the text does not name the body."""

    text: str
    span: Span
    unit: str | None
    rank: str  # 书记, 副书记, 常务副区长


@cache
def rank_at_end() -> re.Pattern[str]:
    """A rank that ends a text; groups ``mod`` (副, 常务副 …) and ``head``."""
    return re.compile(rf"(?P<mod>{RANK})(?P<head>{alternation(heads())})$")


@cache
def any_rank() -> re.Pattern[str]:
    """A rank anywhere, but not as a part of a longer word (主席团, 秘书处)."""
    return re.compile(
        rf"(?P<mod>{RANK})(?P<head>{alternation(offices())})(?![会处团席国节员组证们站室厅局])"
    )


def post_at(text: str, floor: int, match: re.Match[str]) -> Post:
    """The post whose rank was found, with its unit, which begins after ``floor``."""
    left = match.start()
    begin = _unit_start(text, floor, left)
    head = match["head"]
    unit = text[begin:left]
    if unit and not match["mod"] and head[-1] == "长" and len(head) == 2:
        fused = head[0] in _FUSED and not unit.endswith(head[0])
        unit = text[begin : left + 1] if fused else unit
    unit = _PRAISE.sub("", unit)
    span = (begin, match.end())
    return Post(text[begin : match.end()], span, unit or None, match["mod"] + head)


def _unit_start(text: str, floor: int, left: int) -> int:
    """Where the words that name a unit begin, which end at ``left``."""
    begin = floor
    for stops in (HARD, JOINT, _BEFORE):
        begin = max((stop.end() for stop in stops.finditer(text, begin, left)), default=begin)
    for link in _LINKED.finditer(text, begin, left):
        if rank_at_end().search(text, begin, link.start()):
            begin = link.end()
    while begin < left and text[begin] in "和与及 　":
        begin += 1
    wire = re.match(
        r"(?:[^,，。]{0,8}[日报社])?[电讯](?![力影视信子网商台业气器])", text[begin:left]
    )
    if wire and (text[begin - 1 : begin] == "日" or text.startswith("记者", left)):
        begin += wire.end()  # 新华社北京1月1日电记者
    return max(begin, left - _LONGEST)


_LONGEST = 30  # characters of a unit
