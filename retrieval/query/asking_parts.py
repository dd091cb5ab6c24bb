"""What the tables of Chinese questions share: the words beside a question word, and the noun that it stands with."""

import re

from retrieval.language.jieba_tags import tag_of
from retrieval.language.posts import parse_post
from retrieval.query.asked import Asked, known_noun
from retrieval.query.focus import before_verb, nouns_first
from retrieval.query.roles import roles_in
from retrieval.records import Kind

__all__ = [
    "CLASSIFIER",
    "DIGIT",
    "PERSON",
    "STOP_FOCUS",
    "about",
    "beside",
    "cut_focus",
    "ends_in_post",
    "last_noun",
]

CLASSIFIER = r"(?:部分|方面|点(?!名)|[个位名家条项座所种类篇次届场支把件部本张起辆艘架幅首只间户枚样款台趟栋门道片株棵颗朵盘杯瓶碗锅])"

DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "几": 0}

STOP_FOCUS = re.compile(
    r"[在去来到是被把给对向参出主为会说有的了领带着过进得上开受发举召去拿从由和与跟将要能可以都还吗呢啊吧呀地,，?？]"
)


def about(
    text: str, match: re.Match[str], kind: Kind, *, end: int | None = None, **more: object
) -> Asked:
    """An ``Asked`` with the words beside the question word."""
    start, stop = match.start(), match.end() if end is None else end
    return Asked(
        kind,
        span=(start, stop),
        left=beside(text[:start])[-12:],
        right=beside(text[stop:])[:12],
        roles=roles_in(text),
        **more,  # type: ignore[arg-type]
    )


def beside(text: str) -> str:
    """The words without marks and without what only asks."""
    return re.sub(r"[?？。,，!！\s呢啊呀吗]+", "", text)


PERSON = re.compile(r"(?:子|人|者|孩|员|司机|生|士|[她他]|工|童|娃|爷|奶)$")  # how old they are


def ends_in_post(before: str) -> bool:
    """True for words that end with a post: 总公司的总经理 + 叫什么."""
    post = parse_post(before)
    return post is not None and before.rstrip("都是").endswith(post[1])


def last_noun(text: str) -> str:
    """The noun that a text ends with, without what points at it: 小吃店 of 着火的那家小吃店."""
    words = re.split(r"[的是,，了在]", re.sub(r"[是都就]+$", "", text))
    return (
        re.sub(r"^.*[这那该](?:一)?(?:" + CLASSIFIER + r"|[家项次场])", "", words[-1])[-6:]
        if words
        else ""
    )


def cut_focus(noun: str) -> str:
    """The noun that a text begins with, up to its verb: 工具 of 工具弄下山."""
    known = known_noun(noun)
    if known:
        first = nouns_first(noun)
        acts = 1 < len(first) < len(known) and (tag_of(known[len(first)]) or "")[:1] in {"v", "p"}
        return first if acts and known.startswith(first) else before_verb(known)
    post = next(
        (noun[:n] for n in range(6, 1, -1) if parse_post(noun[:n]) == (None, noun[:n])), ""
    )
    if post:
        return post
    stop = STOP_FOCUS.search(noun)
    cut = noun[: stop.start()] if stop else noun
    return nouns_first(cut) or cut
