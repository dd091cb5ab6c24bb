"""A text and its people -> the posts they hold, as printed; and whether two wordings mean one post.

A post is read leftwards from the name it stands before: 区委书记、区长贵某 -> 区委书记, 区长. Its *unit* is
the part that names the body (区委), its *rank* the words that end it (书记, 副书记).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.language.names_lexicon import alternation, heads
from retrieval.language.normalise import normalise
from retrieval.records import Name, NameKind, Span

__all__ = ["HeldPost", "Post", "parse_post", "posts_in", "same_post"]

_HARD = re.compile(r"[,，。；;：:！!？?（）()《》“”\"\n…—]")
_JOINT = re.compile(r"[、\s]+|兼(?!职)|暨")
# Where a unit cannot begin earlier: words between a post and what was said before it.
_BEFORE = re.compile(
    r"以及|及其|以来|包括|来自|时任|现任|曾任|历任|担任|出任|新任|就任|当选为?|选举|任命|聘请|邀请|特邀|应邀|会见|接见|访问|采访|陪同|"
    r"听取|率领|带领|指派|委派|派出|立即|立刻|今天|今日|昨天|昨日|明天|当天|当日|日前|近日|目前|上午|下午|中午|晚上|凌晨|晚间|出席|参加|主持|一行|等人|一名|一位|"
    r"两位|几位|多名|多位|这位|那位|该名|记者从|记者在|据悉|其中|分别|只见|对于|关于|根据|按照|通过|随后|此外|同时|自己|我们|他们|她们|"
    r"\d+[日时点分年月号]|[一二三四五六七八九十]+[日时月]|"
    r"(?<=群众)[和与及]|就(?!业)|有(?![限色关线机为])|同(?![志济仁江心安])|由(?!甲)|在(?!编|校|线|职)|对(?!外|台)|向(?!阳|荣)|被|受(?!理)|请|是|为(?!民)|"
    r"(?<![主责])任(?![县丘意务])|以|跟|据|于(?!都|田)|从(?!化)|将(?!乐|军)|把|经(?![济贸营理纪开])|的|了|说|等|名(?=[^誉])|位(?=[^于])|让|给|找到|"
    r"叫|因|但|而|并|也|又|还|曾|即|却|到(?!会)|见(?!习)|我(?!国)|(?<!马耳)他|她|它|这|那|该"
)
_LINKED = re.compile(
    r"[和与及]"
)  # parts a unit from another's post, else belongs to it: 和平与裁军委员会
# one person at a time holds these: the next in a list does not share them
_ONE = re.compile(r"(?:第一)?(?:总?书记|主席|国家主席|总统|总理|首相|国王|[省市州县区旗镇乡村]长)")
_PRAISE = re.compile(
    r"(?:我国|著名|知名|优秀|青年|年轻|新任|女|男|老|原|前)+$"
)  # no part of a unit
_RANK = r"(?:(?:常务|第一|第二|副|代理|代|名誉|执行|首席|高级|特级|资深|助理|主管|主治|专职|兼职|原|前任|前|离任|离休|退休)*)"
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


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with the person who holds it."""

    person: Name
    post: Post


def posts_in(text: str, names: Sequence[Name]) -> list[HeldPost]:
    """The posts of the people named in a text, in the order of the text.

    ``names`` are in order and do not overlap. People in a list share the post before it
    (副主任甲、乙、丙), but a post of their own comes first.
    """
    found: list[HeldPost] = []
    before: list[Post] = []
    last = 0
    for person in (name for name in names if name.kind is NameKind.PERSON):
        start, end = person.span
        own = list(_before(text, last, start))
        if not own and last and re.fullmatch(r"\s*[、和与及]\s*|\s+", text[last:start]):
            own = [post for post in before if not _ONE.fullmatch(post.rank)]
        before, last = own, end
        found += [HeldPost(person, post) for post in (*own, *_after(text, end))]
    return found


def parse_post(text: str) -> tuple[str | None, str] | None:
    """Read a post in a question or a phrase: ``(unit, rank)``, ``None`` where there is no post.

    ``区人大常委会主任是谁`` -> ``("区人大常委会", "主任")``; the last post in the text counts.
    """
    plain = normalise(text)
    posts = [_post(plain, 0, match) for match in _any_rank().finditer(plain)]
    return (posts[-1].unit, posts[-1].rank) if posts else None


def same_post(asked: str, printed: str) -> bool:
    """Whether who holds the post ``printed`` is who was asked for by ``asked``.

    The rank must be the same (书记 is not 副书记; 常务副区长 is a 副区长, but not the other way), and one unit
    must end in the other: 区委 and 衢江区委 agree, 省委 and 省纪委 do not. No unit agrees with all.
    """
    left, right = parse_post(asked), parse_post(printed)
    if left is None or right is None:
        return asked == printed
    if left[1] not in (right[1], right[1].removeprefix("常务"), right[1].removeprefix("代理")):
        return False
    return _same_unit(left[0], right[0])


def _same_unit(asked: str | None, printed: str | None) -> bool:
    one, other = _plain_unit(asked), _plain_unit(printed)
    short, long = sorted((one, other), key=len)
    if long.endswith(short):
        return True
    return long.startswith(short) and long[len(short) :] in _GENERIC


_GENERIC = frozenset(
    (
        "省委",
        "市委",
        "县委",
        "区委",
        "党委",
        "委",
        "省",
        "市",
        "县",
        "区",
        "镇",
        "乡",
        "村",
        "常委会",
        "委员会",
    )
)
_LONG_FORMS = (
    ("人民代表大会", "人大"),
    ("人大常务委员会", "人大"),
    ("人大常委会", "人大"),
    ("人民政府", ""),
    ("政府", ""),
    ("中国共产党", ""),
    ("中共", ""),
    ("政治协商会议", "政协"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
)


def _plain_unit(unit: str | None) -> str:
    plain = unit or ""
    for long, short in _LONG_FORMS:
        plain = plain.replace(long, short)
    return plain


@cache
def _rank_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?P<mod>{_RANK})(?P<head>{alternation(heads())})$")


@cache
def _any_rank() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<mod>{_RANK})(?P<head>{alternation(heads())})(?![会处团席国节员组证们站室厅局])"
    )


def _before(text: str, floor: int, end: int) -> Iterator[Post]:
    """The posts that end where a name begins, from left to right."""
    tail = text[floor:end]
    stops = [match.end() for match in _HARD.finditer(tail.rstrip())]
    left = floor + (stops[-1] if stops else 0)
    right = left + len(text[left:end].rstrip(" 　、"))
    if text[right:end].strip(" 　"):
        return
    posts: list[Post] = []
    cuts = [left, *(left + match.end() for match in _JOINT.finditer(text[left:right]))]
    for start in reversed(cuts):
        piece = _JOINT.sub("", text[start:right]) if start < right else ""
        if not piece:
            continue
        stop = start + len(text[start:right].rstrip(" 　、兼暨"))
        match = _rank_at_end().search(text, start, stop)
        if match is None:
            break
        post = _post(text, start, match)
        posts.append(post)
        right = start
        if post.span[0] > start:
            break
    yield from reversed(posts)


def _after(text: str, start: int) -> Iterator[Post]:
    """The post that follows a name: 某某教授, 某某(某镇镇长), 某某任某县县长."""
    match = _following().match(text, start)
    if match is None:
        return
    first, last = match.span(match.lastgroup or 0)
    begin = first
    for joint in [*_JOINT.finditer(text, first, last), None]:
        stop = joint.start() if joint else last
        rank = _rank_at_end().search(text, begin, stop)
        if rank:
            yield _post(text, begin, rank)
        begin = joint.end() if joint else last


# after a name these begin what the person does: 甲代表县里, 乙指挥抢险
_ALSO_VERBS = frozenset(
    [
        "代表",
        "领导",
        "编辑",
        "指挥",
        "导演",
        "裁判",
        "成员",
        "参谋",
        "秘书",
        "党员",
        "督导",
        "助理",
        "会员",
        "会计",
        "记者",
        "顾问",
        "学者",
        "战士",
    ]
)


@cache
def _following() -> re.Pattern[str]:
    words = alternation(heads())
    titles = alternation(heads() - _ALSO_VERBS)
    chain = rf"[^,，。；;：:！!？?（）()《》\n的]{{0,40}}?(?:{words})"
    verb = (
        r"(?:同志)?(?:[,，][男女](?:[,，][^。；;\n]{0,30}?)?[,，])?"
        r"(?:现任|时任|曾任|历任|担任|出任|就任|任|当选为?|被任命为|被选为|系|是|为)(?:一[名位个])?"
    )
    return re.compile(
        rf"(?P<title>{titles})(?![的们])|[（(](?P<bracket>{chain})[)）]"
        rf"|{verb}(?P<office>{chain})(?=[,，。；;、的\s]|$)"
    )


def _post(text: str, floor: int, match: re.Match[str]) -> Post:
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
    for stops in (_HARD, _JOINT, _BEFORE):
        begin = max((stop.end() for stop in stops.finditer(text, begin, left)), default=begin)
    for link in _LINKED.finditer(text, begin, left):
        if _rank_at_end().search(text, begin, link.start()):
            begin = link.end()
    while begin < left and text[begin] in "和与及 　":
        begin += 1
    if begin < left and text[begin] in "电讯" and text[begin - 1 : begin] == "日":
        begin += 1  # 新华社北京1月1日电记者
    return max(begin, left - _LONGEST)


_LONGEST = 30  # characters of a unit
