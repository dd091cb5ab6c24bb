"""A Chinese question -> ``Asked``: by its question words, which may stand anywhere in it."""

import re
from collections.abc import Callable

from retrieval.language.jieba_tags import tag_of
from retrieval.query.asked import Asked, noun_kind
from retrieval.query.asking_called import called, told_names
from retrieval.query.asking_nouns import asked_by_noun
from retrieval.query.asking_numbers import asked_code, asked_number
from retrieval.query.asking_parts import (
    CLASSIFIER,
    DIGIT,
    about,
    beside,
    cut_focus,
    ends_in_post,
    last_noun,
)
from retrieval.query.focus import is_done
from retrieval.query.roles import roles_in
from retrieval.records import Kind

__all__ = ["asked_in_chinese", "joined_verbs"]

_NOUN = r"(?P<focus>[一-鿿]{1,6}?)"

_ARTICLES = re.compile(
    r"(?:几|哪几|哪些|多少)篇|哪些(?:相关)?(?:的)?(?:报道|文章|稿件|新闻|消息)|(?:报道|文章|稿件|新闻)都?(?:有|是)?哪[些几]"
    r"|[找列]出来?.{0,12}(?:报道|文章|稿件|新闻)|都找出来|[找列]出来?(?:所有|全部)|(?:所有|全部)[^,，]{0,20}(?:报道|文章|稿件|新闻)"
    r"|哪(?:几)?(?:天|日)的报道|(?:登|刊登|报道|写|提|讲)[过了到]*哪些?几?[篇条则]|(?:登|刊登|报道)了?哪些"
    r"|(?:报上|报纸上?|报里|版面上?)[^,，]{0,8}[几哪][几些]?[条篇则]"
    r"|(?:有没有|有无|有什么|有啥|关于|有关)[^,，]{1,20}(?:报道|文章|稿件|稿子|新闻|消息)[吗么]?[?？]*$"
    r"|有[^,，没]{1,20}的(?:报道|文章|稿件|稿子|新闻|消息)[吗么][?？]*$"
)

_WHY = re.compile(
    r"为什么|为何|为啥|缘何|因何|什么原因|何原因|[原起]因(?:都?是(?:什么|啥)|何在|呢|有哪些|查[明清](?![^?？]{0,4}[吗没么])|[?？]*$)|怎么会|怎么没"
    r"|(?:怎么|怎样|咋|如何)(?:就)?着起?[火来]|(?:怎么|怎样|咋|如何)(?:就)?(?:引起|引发|造成|导致|起火|着火|着起来|烧起来|烧着|爆炸|发生|出事|出的事|中的?毒|染病|死)的?"
    r"|(?:什么|啥|何事|何物)(?:东西|事)?(?:引起|引发|引燃|造成|导致|害)"
)

_WHEN = re.compile(
    r"(?:西元|公元|民国)几年|什么时候|什么时间|啥时候?|何时|几时|何日|何年|何月|几月(?:几[日号])?|几[号日](?![线楼院馆厅舱井坑船码库泵仓门桌车站])|哪一?[天日年月]|哪[几两三些][天年月日]|什么日期|几月到几月|哪个(?:月|年|季度|时候|时间)"
    r"|(?<!哪)几点(?!要求|意见|建议|经验|体会|希望|想法|看法|措施|原因|理由)(?:几分|钟|多)?|时间是?(?:什么|多少)|哪一?届?年|日期是|什么日子|什么年代|哪个年代"
)

_POST = re.compile(
    r"(?:什么|啥|哪个|何)(?:职务|职位|官职|官|职|身份|头衔|岗位)|任何职|(?:职务|职位|身份|头衔)(?:是|呢)|(?:是|在)?[干做](?:什么|啥)(?:工作)?的|做什么工作|什么单位的|担任什么(?!.*的是)"
)

_WHO = re.compile(
    r"谁|誰|(?:哪|那)(?:[一两二三四五六七八九十几])?(?:位|名)(?:"
    + _NOUN
    + r"(?=[在去来到是被把给对向参出主为会说有的领带,，?？]|$))?"
    r"|(?:什么|何|啥)人|哪些人|哪几个人|何许人|(?:参加|出席|与会|参会|到会)(?:的)?(?:人员|人|领导|名单)|名单|叫(?:做|作)?(?:什么|啥|何)(?:名字?儿?)?|(?:姓名|名字)(?:是什么|是啥|叫啥|呢)|姓什么|姓甚名谁"
)

_WHERE = re.compile(
    r"哪里|哪儿|何处|何地|什么地方|啥地方|什么(?:位置|地点)|(?:地点|位置|地址)(?:是|在|呢)|(?:在|到|去|往|从|于|位于)哪(?=[?？办举开发召建的]|$)|哪[?？]*$|在哪(?:里|儿|(?![个些位几一家种条年月天届两三座所名道本样块片段部台只艘辆间项层栋号站路队场支]))"
)

_LIST = re.compile(
    r"(?:有|是|包括)?哪(?:些|几|(?P<n>[两二三四五六七八九十]))(?:"
    + CLASSIFIER
    + r")?(?:的)?"
    + r"(?P<focus>[一-鿿]{0,8})"
)

_WHAT_LIST = re.compile(
    r"(?:都)?(?:有|包括|含|吃了?)(?:什么|啥)$|分别是(?:什么)?|(?:什么|啥)(?:和|、)什么"
)

_WHICH = re.compile(
    r"(?:哪一?(?:"
    + CLASSIFIER
    + r")?|几号(?=[线楼院馆厅舱井坑船码库泵仓门桌车站])|什么样?的?|何种|何|啥)(?P<focus>[一-鿿]{0,8})"
)

_HOW = re.compile(r"怎么样?|怎样|如何|咋样?")

_YESNO = re.compile(
    r"[吗嗎麼么][?？。!！]*$|没有[?？。!！]*$|了没[?？]*$|是否|是不是|有没有|能不能|会不会|对不对|([一-鿿])不\1|([一-鿿])没\2|没([一-鿿])过?[?？]$|吧[?？]+$"
)

_SEPARATED = re.compile(
    r"([停开通复投竣完动结离毕破剪封建出起失着发登入退当下上落签成立出][一-鿿]?)的([产业工车案彩顶婚校院火兵岗台约房交学课船井线网])(?=[?？]|$)"
)


def joined_verbs(text: str) -> str:
    """The question with a verb and its object together that 的 parts: 什么时候停的产 is 停产了."""
    return _SEPARATED.sub(
        lambda m: f"{m[1]}{m[2]}了" if (tag_of(m[1] + m[2]) or "").startswith("v") else m[0], text
    )


def asked_in_chinese(text: str) -> Asked:
    """Classify a normalised Chinese question; what no question word fits asks for text."""
    for ask in _ORDER:
        asked = ask(text)
        if asked is not None:
            return asked
    return asked_by_noun(text) or Asked(Kind.TEXT, roles=roles_in(text), mode="topic")


def _articles(text: str) -> Asked | None:
    match = _ARTICLES.search(text)
    return about(text, match, Kind.ARTICLES, plural=True) if match else None


def _why(text: str) -> Asked | None:
    match = _WHY.search(text)
    return about(text, match, Kind.TEXT, mode="why") if match else None


def _yesno(text: str) -> Asked | None:
    match = _YESNO.search(text)
    if match is None or re.search(r"什么[?？]*$|怎么[?？]*$|那么[?？]*$", text):
        return None
    if re.search(r"谁|哪[些几个位家年天里儿]|多少|几[个位名]|什么时候", text):
        return None
    return about(text, match, Kind.YESNO)


def _when(text: str) -> Asked | None:
    match = _WHEN.search(text)
    if match is None:
        return None
    mode = "clock" if "点" in match[0] else _grain(match[0])
    if re.fullmatch(r"哪[几两三些][天日]", match[0]):
        mode = "days"
    return about(text, match, Kind.DATE, mode=mode, details={"tense": _tense(text, match)})


_WILL = re.compile(r"(?:才|就|又|她|他|它)?(?:能|会(?=[一-鿿])|将|可以|才|要|打算|计划|准备)")

_PLANNED = re.compile(r"(?:预计|计划|打算|准备|预定|定于|拟|将|要|能)[^,，了]{0,10}$")

_NEXT = re.compile(r"下一?[届次期场轮]|明年|今后|以后")

_DONE = re.compile(r"[了过][一-鿿]{0,6}$|的[呢啊呀]?$")


def _tense(text: str, match: re.Match[str]) -> str:
    """Whether the day asked for was to come when the paper was printed, or is past; empty where nothing tells."""
    before, after = text[: match.start()], beside(text[match.end() :])
    if _WILL.match(after) or _PLANNED.search(before) or _NEXT.search(before):
        return "future"
    return "past" if _DONE.search(after) else ""


def _grain(words: str) -> str:
    for char, grain in (("年", "year"), ("月", "month"), ("季", "quarter")):
        if char in words and not re.search("[日号天]", words):
            return grain
    return "day" if re.search("[日号天]", words) else ""


def _post(text: str) -> Asked | None:
    match = _POST.search(text)
    return about(text, match, Kind.POST, mode="post") if match else None


def _who(text: str) -> Asked | None:
    match = _WHO.search(text)
    if match is None:
        return None
    place = match.start("focus")
    focus = cut_focus(text[place : place + 6]) if match["focus"] else None
    end = place + len(focus) if focus else None
    named = match[0].startswith("叫")
    thing = (told_names(text, match) or called(text, match)) if named else None
    if thing is not None:
        return thing
    plural = bool(re.search(r"哪些|几|[两二三四五六七八九十]|都|人员|名单", match[0]))
    mode = _who_mode(text, match)
    count = DIGIT.get(match[0][1:2], 0) if match[0][:1] in "哪那" else 0
    told = _TOLD_COUNT.search(text[: match.start()])
    if told and not count:
        count, plural = DIGIT.get(told[1], 0), True
    if re.search(r"谁.{1,3}谁", text):  # 谁对谁
        count, plural = 2, True
    return about(
        text, match, Kind.PEOPLE, end=end, plural=plural, mode=mode, focus=focus, count=count
    )


def _who_mode(text: str, match: re.Match[str]) -> str:
    """Whether the writer of a story is asked for, or who somebody is."""
    if _AUTHOR.search(re.sub(r"《[^》]*》", "《》", text)) and not _SUFFERED.search(text):
        return "author"
    post = match[0].startswith("叫") and ends_in_post(text[: match.start()])
    alone = re.fullmatch(r"谁|誰|(?:什么|何|啥)人|何许人", match[0])
    return "whois" if post or (alone and _is(text, match)) else ""


_AUTHOR = re.compile(
    r"记者(?:是|叫|有)|[哪什][一么几]?[位名个些]?记者|通讯员|采写|撰稿|作者(?:是|叫|有)|写[^《]*(?:篇|报道|文章|稿|新闻|消息)"
    r"|(?:篇|报道|文章|稿子?|新闻|消息)[^《]*写"
)

_SUFFERED = re.compile(r"被[一-鿿]{1,6}的[一-鿿]{0,4}记者")  # told of, not telling

_TOLD_COUNT = re.compile(r"([两二三四五六七八九十])[个名位][一-鿿]{0,5}(?:都|分别)?(?:是|名)?$")


def _is(text: str, match: re.Match[str]) -> bool:
    """True for "X是谁" and "谁是X"."""
    before, after = beside(text[: match.start()]), beside(text[match.end() :])
    return (before.endswith("是") and not after) or (not before and after.startswith("是"))


def _where(text: str) -> Asked | None:
    match = _WHERE.search(text)
    return about(text, match, Kind.PLACE) if match else None


def _list(text: str) -> Asked | None:
    match = _LIST.search(text)
    if match is None:
        return None
    if match["focus"].startswith("字"):  # 题了哪几个字: words in marks
        return about(text, match, Kind.TEXT, mode="what", details={"marked": "1"})
    focus = (
        cut_focus(match["focus"]) if "的" not in match[0][: -len(match["focus"]) or None] else ""
    )
    if is_done(focus, match["focus"][len(focus) :]):  # 医院有哪些点了名, 哪两家一起办的
        focus = ""
    end = match.start("focus") + len(focus)
    count = DIGIT.get(match["n"] or "", 0)
    if not focus and "的" not in match[0]:  # 国家有哪些
        focus = last_noun(
            re.sub(r"(?:都|分别|一共|共)?(?:有|是|包括)?$", "", text[: match.start()])
        )
    kind = noun_kind(focus)
    if kind is Kind.TEXT and re.search(r"哪[些几两三四五六七八九十]家", match[0]):
        kind = Kind.ORGANISATION
    return about(text, match, kind, end=end, plural=True, focus=focus or None, count=count)


def _which(text: str) -> Asked | None:
    match = _WHICH.search(text)
    if match is None:
        return None
    if _THIS_ONE.fullmatch(text[match.start() :]) and ends_in_post(text[: match.start()]):
        return about(text, match, Kind.PEOPLE, mode="whois")  # 新主席是哪个
    focus = cut_focus(match["focus"])
    kind = noun_kind(focus) if focus else Kind.TEXT
    if focus in {"字", "大字"} or (match[0].endswith("字") and not match[0].endswith("名字")):
        return about(text, match, Kind.TEXT, mode="what", details={"marked": "1"})  # 题了哪几个字
    if kind is Kind.TITLE and _WAY.search(text[: match.start() + 2]) and "法" in focus:
        kind = Kind.TEXT  # 用哪种办法: a way, no paper
    if kind is Kind.PEOPLE and re.search(
        r"是(?:一[位名个])?什么样?的?$", text[: match.start("focus")]
    ):
        kind = Kind.TEXT  # 甲是什么专家: not who, but what kind of one
    plural = bool(_WHAT_LIST.search(text.rstrip("?？。呢 ")))
    if kind is Kind.TEXT and match[0].startswith("哪家"):
        kind = Kind.ORGANISATION
    if kind is Kind.ARTICLES:
        kind = Kind.TEXT
    end = match.start("focus") + len(focus)
    return about(text, match, kind, end=end, focus=focus or None, plural=plural, mode="what")


_WAY = re.compile(r"[用靠拿以按]的?是?(?:哪|什|啥|何)|采[取用]了?(?:哪|什|啥|何)|哪种|啥$|什么样")

_THIS_ONE = re.compile(r"哪一?个(?:人)?[?？呢啊呀]*")


def _how(text: str) -> Asked | None:
    match = _HOW.search(text)
    if match is None:
        return None
    fate = re.fullmatch(r"了[?？呢啊]*", text[match.end() :])  # 他后来怎么样了
    return about(text, match, Kind.TEXT, mode="fate" if fate else "how")


_ORDER: tuple[Callable[[str], Asked | None], ...] = (
    _articles, _why, _post, asked_code, _when, asked_number, _who, _where, _list, _yesno, _which, _how,
)  # fmt: skip
