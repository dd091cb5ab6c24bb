"""A Chinese question -> ``Asked``: by its question words, which may stand anywhere in it."""

import re
from collections.abc import Callable

from retrieval.language.jieba_tags import tag_of
from retrieval.language.posts import parse_post
from retrieval.query.asked import Asked, known_noun, noun_kind
from retrieval.query.asking_nouns import asked_by_noun
from retrieval.query.focus import before_verb, is_done, nouns_first
from retrieval.query.measures import measure_ending, measure_of_noun, measure_of_unit
from retrieval.query.roles import roles_in
from retrieval.records import Kind

__all__ = ["asked_in_chinese", "joined_verbs"]

_NOUN = r"(?P<focus>[一-鿿]{1,6}?)"
_CLASSIFIER = r"(?:部分|方面|点(?!名)|[个位名家条项座所种类篇次届场支把件部本张起辆艘架幅首只间户枚样款台趟栋门道片株棵颗朵盘杯瓶碗锅])"
_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "几": 0}

_ARTICLES = re.compile(
    r"(?:几|哪几|哪些|多少)篇|哪些(?:相关)?(?:的)?(?:报道|文章|稿件|新闻|消息)|(?:报道|文章|稿件|新闻)都?(?:有|是)?哪[些几]"
    r"|[找列]出来?.{0,12}(?:报道|文章|稿件|新闻)|都找出来|[找列]出来?(?:所有|全部)|(?:所有|全部)[^,，]{0,20}(?:报道|文章|稿件|新闻)"
    r"|哪(?:几)?(?:天|日)的报道|(?:登|刊登|报道)了?哪些"
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
_NUMBER = re.compile(
    r"多少(?P<unit>万?亿?[一-鿿]{1,3}?(?=[?？。,，的了呢啊吗]|$)|[一-鿿])?|百分之几|第几"
    r"|(?<![哪好])几(?!号)(?P<cls>[个位名家岁级层倍成度米公元亩吨套户人件条项座所种次届场支辆艘架万百千十天年块头只里枚亿幅张首本部份台根棵颗匹具顶发瓶袋包口眼节栋幢班趟笔封层滴罐箱桶]|样(?=[一-鿿]))"
    r"|多(?:长|少)时间|多[大高长远重深宽久快厚](?=[年岁面的?？了呢]|$)|多[大高少](?=[一-鿿]{0,4}(?:投资|规模|金额|额|授信|贷款|款|损失|容量|库容|产量|产能|比例|比重|份额|面积)[?？]?$)|有多[大高长远重深宽久快厚]"
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
    + _CLASSIFIER
    + r")?(?:的)?"
    + r"(?P<focus>[一-鿿]{0,8})"
)
_WHAT_LIST = re.compile(
    r"(?:都)?(?:有|包括|含|吃了?)(?:什么|啥)$|分别是(?:什么)?|(?:什么|啥)(?:和|、)什么"
)
_WHICH = re.compile(
    r"(?:哪一?(?:"
    + _CLASSIFIER
    + r")?|几号(?=[线楼院馆厅舱井坑船码库泵仓门桌车站])|什么样?的?|何种|何|啥)(?P<focus>[一-鿿]{0,8})"
)
_HOW = re.compile(r"怎么样?|怎样|如何|咋样?")
_YESNO = re.compile(
    r"[吗嗎麼么][?？。!！]*$|没有[?？。!！]*$|了没[?？]*$|是否|是不是|有没有|能不能|会不会|对不对|([一-鿿])不\1|([一-鿿])没\2|没([一-鿿])过?[?？]$|[是对]吧[?？]*$"
)
_STOP_FOCUS = re.compile(
    r"[在去来到是被把给对向参出主为会说有的了领带着过进得上开受发举召去拿从由和与跟将要能可以都还吗呢啊吧呀地,，?？]"
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


def _about(
    text: str, match: re.Match[str], kind: Kind, *, end: int | None = None, **more: object
) -> Asked:
    """An ``Asked`` with the words beside the question word."""
    start, stop = match.start(), match.end() if end is None else end
    return Asked(
        kind,
        span=(start, stop),
        left=_beside(text[:start])[-12:],
        right=_beside(text[stop:])[:12],
        roles=roles_in(text),
        **more,  # type: ignore[arg-type]
    )


def _beside(text: str) -> str:
    return re.sub(r"[?？。,，!！\s呢啊呀吗]+", "", text)


def _articles(text: str) -> Asked | None:
    match = _ARTICLES.search(text)
    return _about(text, match, Kind.ARTICLES, plural=True) if match else None


def _why(text: str) -> Asked | None:
    match = _WHY.search(text)
    return _about(text, match, Kind.TEXT, mode="why") if match else None


def _yesno(text: str) -> Asked | None:
    match = _YESNO.search(text)
    if match is None or re.search(r"什么[?？]*$|怎么[?？]*$|那么[?？]*$", text):
        return None
    if re.search(r"谁|哪[些几个位家年天里儿]|多少|几[个位名]|什么时候", text):
        return None
    return _about(text, match, Kind.YESNO)


def _when(text: str) -> Asked | None:
    match = _WHEN.search(text)
    if match is None:
        return None
    mode = "clock" if "点" in match[0] else _grain(match[0])
    if re.fullmatch(r"哪[几两三些][天日]", match[0]):
        mode = "days"
    return _about(text, match, Kind.DATE, mode=mode, details={"tense": _tense(text, match)})


_WILL = re.compile(r"(?:才|就|又|她|他|它)?(?:能|会(?=[一-鿿])|将|可以|才|要|打算|计划|准备)")
_PLANNED = re.compile(r"(?:预计|计划|打算|准备|预定|定于|拟|将|要|能)[^,，了]{0,10}$")
_NEXT = re.compile(r"下一?[届次期场轮]|明年|今后|以后")
_DONE = re.compile(r"[了过][一-鿿]{0,6}$|的[呢啊呀]?$")


def _tense(text: str, match: re.Match[str]) -> str:
    """Whether the day asked for was to come when the paper was printed, or is past; empty where nothing tells."""
    before, after = text[: match.start()], _beside(text[match.end() :])
    if _WILL.match(after) or _PLANNED.search(before) or _NEXT.search(before):
        return "future"
    return "past" if _DONE.search(after) else ""


def _grain(words: str) -> str:
    for char, grain in (("年", "year"), ("月", "month"), ("季", "quarter")):
        if char in words and not re.search("[日号天]", words):
            return grain
    return "day" if re.search("[日号天]", words) else ""


_ASKS_MORE = re.compile(r"什么|啥|谁|怎[么样]|如何|多少|哪")  # 师徒几个吃了什么


def _number(text: str) -> Asked | None:
    match = _NUMBER.search(text)
    if match is None or (match["cls"] and _ASKS_MORE.search(text, match.end())):
        return None
    if match[0] == "第几":
        return _about(text, match, Kind.NUMBER, mode="ordinal")
    unit = _unit(match["unit"] or match["cls"], text[match.end() :])
    after = re.match(
        r"[一-鿿]{0,6}", text[match.start("unit") if match["unit"] else match.end() :]
    )
    noun = after[0] if after else ""
    counted = re.sub(
        r"^[个位名条项座所种家口眼节样]|^[张辆艘架台套枚支盏棵株把扇](?=[一-鿿])", "", noun
    ).partition("的")[0]
    counted = re.sub(r"[了着过]$", "", _cut_focus(counted) or counted)
    if match["cls"] or match[0].startswith("多少"):
        measure = _counted_measure(unit, noun, text[: match.start()])
    else:
        measure = _open_measure(match[0] + noun, text[: match.start()])
    if match[0].endswith("时间") or "多久" in match[0]:
        measure = "time"
    if _RISE.search(text[: match.start()]):  # 增长了多少 may be answered by a sum or by a share
        measure = None
    if match[0] == "百分之几":
        measure, unit = "share", "%"
    details = {"counted": counted} if measure is None and counted else {}
    said = (("goal", _GOAL), ("more", _MORE))
    details |= {name: "1" for name, words in said if words.search(text[: match.start()])}
    return _about(
        text, match, Kind.NUMBER, measure=measure, unit=unit, mode="count", details=details
    )


def _unit(said: str | None, behind: str) -> str | None:
    """The unit of the question word; none where it only joins a noun: 几口井."""
    if said and said[0] in "人户家" and len(said) > 1 and measure_of_unit(said) is None:
        return said[0]  # 多少人喝水
    if not said or _STOP_FOCUS.match(said) or (said in _LINKS and behind):
        return None
    return said[:1] if _THING.match(said) else said  # 张床 are counted in 张


def _open_measure(words: str, before: str) -> str | None:
    """The measure of 多长, 多大 and the like."""
    if words.startswith("多大") and _PERSON.search(before):
        return "age"
    last = re.sub(r"(?:到底|究竟|大概|现在|有|是|达到?)+$", "", before)[-4:]
    named = next((m for n in range(len(last)) if (m := measure_ending(last[n:]))), None)
    return named or measure_of_noun(words) or measure_of_noun(before)


def _counted_measure(unit: str | None, noun: str, before: str) -> str | None:
    """The measure of 多少 and 几 with their unit or noun."""
    measure = measure_of_unit(unit, noun) or measure_of_noun(noun) or measure_of_noun(before)
    if unit in {None, "个"} and not noun[1:] and _FATE.search(before):
        return "people"
    if not noun and _PAID.search(before):
        return "money"
    if unit and unit in _PIECES and measure not in {"people", "age", "time"}:
        return None  # 收费站有几个 asks for no fee
    return measure


_PAID = re.compile(
    r"(?:亏损?|赔|欠|捐|花|挣|赚|付|缴|罚|赏|卖|值|耗资|收费|收入|投入|房租|月租|租金)了?$|(?:欠|赔|付给|捐给|奖给|罚)[一-鿿]{1,4}$"
)
_THING = re.compile(r"[张辆艘架台套枚支盏棵株把扇][一-鿿]{1,2}$")
_LINKS = frozenset("口眼节样")  # classifiers that are units elsewhere
_PIECES = frozenset("个位名家条座所件支辆艘架间户枚只")
_PERSON = re.compile(r"(?:子|人|者|孩|员|司机|生|士|[她他]|工|童|娃|爷|奶)$")  # how old they are
_FATE = re.compile(r"(?:死|伤|救出来?|救|逃出来?|遇难|住院|失踪|被困|中毒|被捕)了?$")
_RISE = re.compile(r"(?:增长|提高|上升|下降|增加|减少|降低|上涨|下跌)了?$")
_MORE = re.compile(
    r"比[^,，]{1,10}(?:又|要|将|会|能)?(?:多|少)[一-鿿]{0,3}?了?$"
)  # 比去年多招多少
_GOAL = re.compile(
    r"(?:增|加|长|升|高|降|减|低|缩|扩大|达|发展)到?(?:到|至)$|达到?$"
    r"|(?:扩|改|升|加|增|减|提高|完工|竣工|建成)[一-鿿]{0,2}(?:之|以)?后[^,，]{0,8}$"
)


def _post(text: str) -> Asked | None:
    match = _POST.search(text)
    return _about(text, match, Kind.POST, mode="post") if match else None


def _who(text: str) -> Asked | None:
    match = _WHO.search(text)
    if match is None:
        return None
    place = match.start("focus")
    focus = _cut_focus(text[place : place + 6]) if match["focus"] else None
    end = place + len(focus) if focus else None
    named = match[0].startswith("叫")
    thing = (_told_names(text, match) or _called(text, match)) if named else None
    if thing is not None:
        return thing
    plural = bool(re.search(r"哪些|几|[两二三四五六七八九十]|都|人员|名单", match[0]))
    mode = _who_mode(text, match)
    count = _DIGIT.get(match[0][1:2], 0) if match[0][:1] in "哪那" else 0
    told = _TOLD_COUNT.search(text[: match.start()])
    if told and not count:
        count, plural = _DIGIT.get(told[1], 0), True
    if re.search(r"谁.{1,3}谁", text):  # 谁对谁
        count, plural = 2, True
    return _about(
        text, match, Kind.PEOPLE, end=end, plural=plural, mode=mode, focus=focus, count=count
    )


def _who_mode(text: str, match: re.Match[str]) -> str:
    """Whether the writer of a story is asked for, or who somebody is."""
    if _AUTHOR.search(re.sub(r"《[^》]*》", "《》", text)) and not _SUFFERED.search(text):
        return "author"
    post = match[0].startswith("叫") and _ends_in_post(text[: match.start()])
    alone = re.fullmatch(r"谁|誰|(?:什么|何|啥)人|何许人", match[0])
    return "whois" if post or (alone and _is(text, match)) else ""


def _called(text: str, match: re.Match[str]) -> Asked | None:
    """What a thing is called (那家小吃店叫什么, 这个角色叫啥); ``None`` where a person is asked for."""
    before = re.sub(r"(?:到底|究竟|具体)?(?:都|就|又)?$", "", text[: match.start()])
    noun = _last_noun(before)
    kind = noun_kind(noun)
    thing = _POINTED_THING.search(before)
    if (
        kind is Kind.TEXT
        and not thing
        and (not noun or _SOMEBODY.search(noun) or _ends_in_post(before))
    ):
        return None
    if kind is Kind.PEOPLE or (thing and _SOMEBODY.search(noun)):
        return None
    if kind is Kind.TEXT and thing and thing[1] == "家":
        kind = Kind.ORGANISATION
    return _about(text, match, kind, mode="named", focus=noun or None)


_POINTED_THING = re.compile(
    r"[这那](?:一)?([家项所座种篇届支把件部本张起辆艘架幅首只间款台趟栋道片株棵颗朵条])[一-鿿]{1,6}$"
)  # 那家小吃店 is no person
_SOMEBODY = re.compile(
    r"(?:[人者员师生工匠民警夫妈爸爹娘哥姐弟妹爷奶叔婶姨舅姑伯嫂女男孩童娃星手长官兵帅将王后犯贼匪徒头客商农医友伴侣婆们她他谁位名]"
    r"|儿媳|老[板伯太汉头总]|司机|教练|领导|主任|书记|教授|主席|总[理统裁监经理]|经理|秘书|记者|委员|大使|法官|院士|博士|助理|顾问|队医|冠军|亚军|季军|得主|嫌疑|家伙|老乡|小伙|姑娘|大[爷妈夫叔娘]|先生|女士|同志|父|母|夫妇|夫妻|孙)$"
)
_AUTHOR = re.compile(
    r"记者(?:是|叫|有)|[哪什][一么几]?[位名个些]?记者|通讯员|采写|撰稿|作者(?:是|叫|有)|写[^《]*(?:篇|报道|文章|稿|新闻|消息)"
    r"|(?:篇|报道|文章|稿子?|新闻|消息)[^《]*写"
)
_SUFFERED = re.compile(r"被[一-鿿]{1,6}的[一-鿿]{0,4}记者")  # told of, not telling
_TOLD_COUNT = re.compile(r"([两二三四五六七八九十])[个名位][一-鿿]{0,5}(?:都|分别)?(?:是|名)?$")


def _ends_in_post(before: str) -> bool:
    """True for words that end with a post: 总公司的总经理 + 叫什么."""
    post = parse_post(before)
    return post is not None and before.rstrip("都是").endswith(post[1])


def _is(text: str, match: re.Match[str]) -> bool:
    """True for "X是谁" and "谁是X"."""
    before, after = _beside(text[: match.start()]), _beside(text[match.end() :])
    return (before.endswith("是") and not after) or (not before and after.startswith("是"))


def _last_noun(text: str) -> str:
    words = re.split(r"[的是,，了在]", re.sub(r"[是都就]+$", "", text))
    return (
        re.sub(r"^.*[这那该](?:一)?(?:" + _CLASSIFIER + r"|[家项次场])", "", words[-1])[-6:]
        if words
        else ""
    )


def _where(text: str) -> Asked | None:
    match = _WHERE.search(text)
    return _about(text, match, Kind.PLACE) if match else None


def _list(text: str) -> Asked | None:
    match = _LIST.search(text)
    if match is None:
        return None
    if match["focus"].startswith("字"):  # 题了哪几个字: words in marks
        return _about(text, match, Kind.TEXT, mode="what", details={"marked": "1"})
    focus = (
        _cut_focus(match["focus"]) if "的" not in match[0][: -len(match["focus"]) or None] else ""
    )
    if is_done(focus, match["focus"][len(focus) :]):  # 医院有哪些点了名, 哪两家一起办的
        focus = ""
    end = match.start("focus") + len(focus)
    count = _DIGIT.get(match["n"] or "", 0)
    if not focus and "的" not in match[0]:  # 国家有哪些
        focus = _last_noun(
            re.sub(r"(?:都|分别|一共|共)?(?:有|是|包括)?$", "", text[: match.start()])
        )
    kind = noun_kind(focus)
    if kind is Kind.TEXT and re.search(r"哪[些几两三四五六七八九十]家", match[0]):
        kind = Kind.ORGANISATION
    return _about(text, match, kind, end=end, plural=True, focus=focus or None, count=count)


_TOLD_NAMES = re.compile(
    r"(?P<n>[两二三四五六七八九十几])(?:个|家|支|所|座|条|部|项|种)(?P<noun>[一-鿿]{1,6}?)(?:都|分别|各自?|又)?叫$"
)


def _told_names(text: str, match: re.Match[str]) -> Asked | None:
    """三个新党都叫啥: so many names of such things; ``None`` where people are asked for."""
    told = _TOLD_NAMES.search(text[: match.start() + 1])
    if told is None:
        return None
    return _about(
        text, match, noun_kind(told["noun"]), plural=True, focus=told["noun"], mode="named",
        count=_DIGIT.get(told["n"], 0),
    )  # fmt: skip


def _which(text: str) -> Asked | None:
    match = _WHICH.search(text)
    if match is None:
        return None
    if _THIS_ONE.fullmatch(text[match.start() :]) and _ends_in_post(text[: match.start()]):
        return _about(text, match, Kind.PEOPLE, mode="whois")  # 新主席是哪个
    focus = _cut_focus(match["focus"])
    kind = noun_kind(focus) if focus else Kind.TEXT
    if focus in {"字", "大字"} or (match[0].endswith("字") and not match[0].endswith("名字")):
        return _about(text, match, Kind.TEXT, mode="what", details={"marked": "1"})  # 题了哪几个字
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
    return _about(text, match, kind, end=end, focus=focus or None, plural=plural, mode="what")


_WAY = re.compile(r"[用靠拿以按]的?是?(?:哪|什|啥|何)|采[取用]了?(?:哪|什|啥|何)|哪种|啥$|什么样")
_THIS_ONE = re.compile(r"哪一?个(?:人)?[?？呢啊呀]*")


def _cut_focus(noun: str) -> str:
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
    stop = _STOP_FOCUS.search(noun)
    cut = noun[: stop.start()] if stop else noun
    return nouns_first(cut) or cut


def _how(text: str) -> Asked | None:
    match = _HOW.search(text)
    if match is None:
        return None
    fate = re.fullmatch(r"了[?？呢啊]*", text[match.end() :])  # 他后来怎么样了
    return _about(text, match, Kind.TEXT, mode="fate" if fate else "how")


_CODE = re.compile(
    r"(?:电话|热线|号码|邮编|邮政编码|车牌号?|牌照|牌号|账号|编号|代码|航班号)(?:号码?)?(?:是|为)?(?:多少|什么|啥|几号)"
    r"|(?:什么|啥|哪个|多少)(?:电话|热线|车牌)?号码?(?=[?？呢啊]|$)|(?:打|拨打?)(?:什么|啥|哪个)(?:电话|热线)"
)


def _code(text: str) -> Asked | None:
    """A number that counts nothing: of a telephone, a car, a flight."""
    match = _CODE.search(text)
    asks = re.compile(r"多少|什么|啥|几号|哪个").search(text, match.start()) if match else None
    return _about(text, asks, Kind.TEXT, mode="what", details={"code": "1"}) if asks else None


_ORDER: tuple[Callable[[str], Asked | None], ...] = (
    _articles, _why, _post, _code, _when, _number, _who, _where, _list, _yesno, _which, _how,
)  # fmt: skip
