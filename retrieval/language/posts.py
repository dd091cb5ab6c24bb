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
from retrieval.language.posts_units import HARD, JOINT, RANK, Post, any_rank, post_at, rank_at_end
from retrieval.records import Name, NameKind

__all__ = ["HeldPost", "Post", "parse_post", "posts_in", "same_post"]

# one person at a time holds these: the next in a list does not share them
_ONE = re.compile(r"(?:第一)?(?:总?书记|主席|国家主席|总统|总理|首相|国王|[省市州县区旗镇乡村]长)")


_QUESTION = 300  # characters of a question in which a post is looked for


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
    plain = normalise(text[:_QUESTION])
    ranks = list(any_rank().finditer(plain))
    if not ranks:
        return None
    post = post_at(plain, 0, ranks[-1])
    return post.unit, post.rank


def same_post(asked: str, printed: str) -> bool:
    """Whether who holds the post ``printed`` is who was asked for by ``asked``.

    The rank must be the same (书记 is not 副书记; 常务副区长 is a 副区长, but not the other way), and one unit
    must end in the other: 区委 and 云江区委 agree, 省委 and 省纪委 do not. No unit agrees with all.
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


def _before(text: str, floor: int, end: int) -> Iterator[Post]:
    """The posts that end where a name begins, from left to right."""
    tail = text[floor:end]
    stops = [match.end() for match in HARD.finditer(tail.rstrip())]
    left = floor + (stops[-1] if stops else 0)
    right = left + len(text[left:end].rstrip(" 　、"))
    if text[right:end].strip(" 　"):
        return
    posts: list[Post] = []
    cuts = [left, *(left + match.end() for match in JOINT.finditer(text[left:right]))]
    for start in reversed(cuts):
        piece = JOINT.sub("", text[start:right]) if start < right else ""
        if not piece:
            continue
        stop = start + len(text[start:right].rstrip(" 　、兼暨"))
        match = rank_at_end().search(text, start, stop)
        if match is None:
            break
        post = post_at(text, start, match)
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
    for joint in [*JOINT.finditer(text, first, last), None]:
        stop = joint.start() if joint else last
        rank = rank_at_end().search(text, begin, stop)
        if rank:
            yield post_at(text, begin, rank)
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
        rf"(?P<title>{RANK}(?:{titles}))(?![的们])|[（(](?P<bracket>{chain})[)）]"
        rf"|{verb}(?P<office>{chain})(?=[,，。；;、的\s]|$)"
    )
