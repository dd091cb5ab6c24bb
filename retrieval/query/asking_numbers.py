"""A Chinese question with 多少 or 几 -> ``Asked``: its measure, its unit and what is counted; or a number that counts nothing."""

import re

from retrieval.query.asked import Asked
from retrieval.query.asking_parts import PERSON, STOP_FOCUS, about, cut_focus
from retrieval.query.measures import measure_ending, measure_of_noun, measure_of_unit
from retrieval.records import Kind

__all__ = ["asked_code", "asked_number"]

_NUMBER = re.compile(
    r"多少(?P<unit>万?亿?[一-鿿]{1,3}?(?=[?？。,，的了呢啊吗]|$)|[一-鿿])?|百分之几|第几"
    r"|(?<![哪好])几(?!号)(?P<cls>[个位名家岁级层倍成度米公元亩吨套户人件条项座所种次届场支辆艘架万百千十天年块头只里枚亿幅张首本部份台根棵颗匹具顶发瓶袋包口眼节栋幢班趟笔封层滴罐箱桶]|样(?=[一-鿿]))"
    r"|多(?:长|少)时间|多[大高长远重深宽久快厚](?=[年岁面的?？了呢]|$)|多[大高少](?=[一-鿿]{0,4}(?:投资|规模|金额|额|授信|贷款|款|损失|容量|库容|产量|产能|比例|比重|份额|面积)[?？]?$)|有多[大高长远重深宽久快厚]"
)

_ASKS_MORE = re.compile(r"什么|啥|谁|怎[么样]|如何|多少|哪")  # 师徒几个吃了什么


def asked_number(text: str) -> Asked | None:
    """What is counted or measured; ``None`` where another question word follows: 师徒几个吃了什么."""
    match = _NUMBER.search(text)
    if match is None or (match["cls"] and _ASKS_MORE.search(text, match.end())):
        return None
    if match[0] == "第几":
        return about(text, match, Kind.NUMBER, mode="ordinal")
    unit = _unit(match["unit"] or match["cls"], text[match.end() :])
    after = re.match(
        r"[一-鿿]{0,6}", text[match.start("unit") if match["unit"] else match.end() :]
    )
    noun = after[0] if after else ""
    counted = re.sub(
        r"^[个位名条项座所种家口眼节样]|^[张辆艘架台套枚支盏棵株把扇](?=[一-鿿])", "", noun
    ).partition("的")[0]
    counted = re.sub(r"[了着过]$", "", cut_focus(counted) or counted)
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
    return about(
        text, match, Kind.NUMBER, measure=measure, unit=unit, mode="count", details=details
    )


def _unit(said: str | None, behind: str) -> str | None:
    """The unit of the question word; none where it only joins a noun: 几口井."""
    if said and said[0] in "人户家" and len(said) > 1 and measure_of_unit(said) is None:
        return said[0]  # 多少人喝水
    if not said or STOP_FOCUS.match(said) or (said in _LINKS and behind):
        return None
    return said[:1] if _THING.match(said) else said  # 张床 are counted in 张


def _open_measure(words: str, before: str) -> str | None:
    """The measure of 多长, 多大 and the like."""
    if words.startswith("多大") and PERSON.search(before):
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

_FATE = re.compile(r"(?:死|伤|救出来?|救|逃出来?|遇难|住院|失踪|被困|中毒|被捕)了?$")

_RISE = re.compile(r"(?:增长|提高|上升|下降|增加|减少|降低|上涨|下跌)了?$")

_MORE = re.compile(
    r"比[^,，]{1,10}(?:又|要|将|会|能)?(?:多|少)[一-鿿]{0,3}?了?$"
)  # 比去年多招多少

_GOAL = re.compile(
    r"(?:增|加|长|升|高|降|减|低|缩|扩大|达|发展)到?(?:到|至)$|达到?$"
    r"|(?:扩|改|升|加|增|减|提高|完工|竣工|建成)[一-鿿]{0,2}(?:之|以)?后[^,，]{0,8}$"
)

_CODE = re.compile(
    r"(?:电话|热线|号码|邮编|邮政编码|车牌号?|牌照|牌号|账号|编号|代码|航班号)(?:号码?)?(?:是|为)?(?:多少|什么|啥|几号)"
    r"|(?:什么|啥|哪个|多少)(?:电话|热线|车牌)?号码?(?=[?？呢啊]|$)|(?:打|拨打?)(?:什么|啥|哪个)(?:电话|热线)"
)


def asked_code(text: str) -> Asked | None:
    """A number that counts nothing: of a telephone, a car, a flight."""
    match = _CODE.search(text)
    asks = re.compile(r"多少|什么|啥|几号|哪个").search(text, match.start()) if match else None
    return about(text, asks, Kind.TEXT, mode="what", details={"code": "1"}) if asks else None
