"""叫什么, 叫啥 -> ``Asked``: what things are called; people are asked for elsewhere."""

import re

from retrieval.query.asked import Asked, noun_kind
from retrieval.query.asking_parts import DIGIT, about, ends_in_post, last_noun
from retrieval.records import Kind

__all__ = ["called", "told_names"]


def called(text: str, match: re.Match[str]) -> Asked | None:
    """What a thing is called (那家小吃店叫什么, 这个角色叫啥); ``None`` where a person is asked for."""
    before = re.sub(r"(?:到底|究竟|具体)?(?:都|就|又)?$", "", text[: match.start()])
    noun = last_noun(before)
    kind = noun_kind(noun)
    thing = _POINTED_THING.search(before)
    if (
        kind is Kind.TEXT
        and not thing
        and (not noun or _SOMEBODY.search(noun) or ends_in_post(before))
    ):
        return None
    if kind is Kind.PEOPLE or (thing and _SOMEBODY.search(noun)):
        return None
    if kind is Kind.TEXT and thing and thing[1] == "家":
        kind = Kind.ORGANISATION
    return about(text, match, kind, mode="named", focus=noun or None)


_POINTED_THING = re.compile(
    r"[这那](?:一)?([家项所座种篇届支把件部本张起辆艘架幅首只间款台趟栋道片株棵颗朵条])[一-鿿]{1,6}$"
)  # 那家小吃店 is no person

_SOMEBODY = re.compile(
    r"(?:[人者员师生工匠民警夫妈爸爹娘哥姐弟妹爷奶叔婶姨舅姑伯嫂女男孩童娃星手长官兵帅将王后犯贼匪徒头客商农医友伴侣婆们她他谁位名]"
    r"|儿媳|老[板伯太汉头总]|司机|教练|领导|主任|书记|教授|主席|总[理统裁监经理]|经理|秘书|记者|委员|大使|法官|院士|博士|助理|顾问|队医|冠军|亚军|季军|得主|嫌疑|家伙|老乡|小伙|姑娘|大[爷妈夫叔娘]|先生|女士|同志|父|母|夫妇|夫妻|孙)$"
)

_TOLD_NAMES = re.compile(
    r"(?P<n>[两二三四五六七八九十几])(?:个|家|支|所|座|条|部|项|种)(?P<noun>[一-鿿]{1,6}?)(?:都|分别|各自?|又)?叫$"
)


def told_names(text: str, match: re.Match[str]) -> Asked | None:
    """三个新党都叫啥: so many names of such things; ``None`` where people are asked for."""
    told = _TOLD_NAMES.search(text[: match.start() + 1])
    if told is None:
        return None
    return about(
        text, match, noun_kind(told["noun"]), plural=True, focus=told["noun"], mode="named",
        count=DIGIT.get(told["n"], 0),
    )  # fmt: skip
