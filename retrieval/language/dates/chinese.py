"""Normalised Chinese text -> dates as they are said, with exact spans; nothing is resolved here but what is counted from the anchor.

A table of patterns, each with the function that reads its match. Every pattern is linear: repeats are
bounded and no two neighbouring parts can match the same characters.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator

from retrieval.language.dates.lunar import LUNAR_FEASTS, SOLAR_FEASTS
from retrieval.language.dates.said import Said, counted, month_end, shift_month
from retrieval.language.numerals import digits_value, han_value, small_value
from retrieval.records import DateRange, Grain

__all__ = ["RULES", "Rule"]

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], dt.date | None], Said | None]]

_H = "〇零○一二三四五六七八九"
_SEP = r"(?:[-–—―~至到、]|——|--)"  # between the ends of a range
_YEAR = (
    rf"(?:(?<![\d.\-])(?P<y>\d{{4}}|\d{{2,3}}|[{_H}]{{2,4}}|[两二][千〇零○][零〇○]?[{_H}十]{{0,3}}) {{0,2}}年度?"
    r"|(?P<ry>大前年|前年|去年|上年度?|今年|本年度?|明年|来年|下年度?|大后年|后年))"
)
_RELATIVE_YEARS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "下年": 1,
    "后年": 2,
    "大后年": 3,
}
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_MEASURE = (
    r"个名位家万亿多余人元岁天年月周届期次条项点分秒时米吨亩倍%级户台辆套只头座间处份间所例起"
)


def _year(match: re.Match[str], anchor: dt.date | None) -> tuple[int | None, bool, bool]:
    """(year, said, relative) of a match with the groups of ``_YEAR``; a year that cannot be is None."""
    word = match["ry"]
    if word:
        if anchor is None:
            return None, False, True
        return anchor.year + _RELATIVE_YEARS[word.removesuffix("度")], True, True
    text = match["y"]
    if not text:
        return None, False, False
    value = digits_value(text)
    if value is None:
        spelt = han_value(text)
        value = None if spelt is None else int(spelt)
    if value is not None and len(text) == 2 and value < 100:
        value += 1900 if value >= 50 else 2000
    return value, value is not None, False


_BARE_YEAR = re.compile(
    rf"\d{{4}}|[{_H}]{{4}}|[两二]千.{{0,3}}|[5-9]\d|0\d|[五六七八九零〇○][{_H}]"
)
_RUN = ("五六", "六七", "七八", "八九")  # 七八年 is a length of time


def _is_year(match: re.Match[str], with_more: bool) -> bool:
    """A number before 年 is a year, not a length of time: four digits, or two that stand for 19xx or 200x."""
    text = match["y"]
    if not text or with_more or len(text) == 4:
        return not text or text not in _RUN
    before = match.string[max(0, match.start() - 2) : match.start()]
    if len(text) == 3 and text.isdigit():
        return before.endswith(("在", "公元", "于", "自"))
    if text in _RUN or re.search(r"[第约近达满共超了有建过历]$", before):
        return False
    after = match.string[match.end() : match.end() + 1]
    return bool(_BARE_YEAR.fullmatch(text)) and after not in set("来间前内多之中半长的") | set(
        "，。"
    )


def _month_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """年月日, 年月, 月日, 月, 月上旬, 本月十日."""
    year, said, relative = _year(match, anchor)
    lunar = bool(match["lunar"] or match["first"] or (match["m"] or "") in ("正", "腊", "冬"))
    month: int | None
    if match["rm"]:
        if anchor is None:
            return Said(match.span(), Grain.MONTH, relative=True) if not match["d"] else None
        by = match["rm"].count("下") - match["rm"].count("上")
        shifted, month = shift_month(anchor.year, anchor.month, by)
        year = shifted if year is None else year
        said = relative = True
    else:
        month = {"正": 1, "冬": 11, "腊": 12}.get(match["m"]) or small_value(match["m"])
    day = small_value(
        match["d"] or match["bare"] or (match["first"] or "").removeprefix("初") or ""
    )
    part = _PARTS.get(match["part"] or "", 0)
    grain = Grain.DAY if day else Grain.TENDAYS if part else Grain.MONTH
    return Said(
        match.span(),
        grain,
        year=year,
        month=month,
        day=day,
        part=part,
        year_said=said,
        relative=relative,
        lunar=lunar,
    )


_PARTS = {"上旬": 1, "初": 1, "中旬": 2, "中": 2, "下旬": 3, "底": 3, "末": 3}


def _day_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """6日, 6号: a day whose month is not said."""
    return Said(match.span(), Grain.DAY, day=small_value(match["d"]))


def _year_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """2003年, 今年, 去年底."""
    part = match["part"] or ""
    if not _is_year(match, with_more=bool(part)):
        return None
    year, said, relative = _year(match, anchor)
    if part:
        months = {"初": 1, "底": 12, "末": 12}
        month = months.get(part[-1])
        grain = Grain.MONTH
        return Said(match.span(), grain, year=year, month=month, year_said=said, relative=relative)
    return Said(match.span(), Grain.YEAR, year=year, year_said=said, relative=relative)


def _year_end_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """年底, 年初 of the anchor's year."""
    month = 1 if match[0].endswith("初") else 12
    year = anchor.year if anchor else None
    return Said(
        match.span(),
        Grain.MONTH,
        year=year,
        month=month,
        relative=True,
        year_said=anchor is not None,
    )


def _part_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """2024年一季度, 上半年, 第三季度."""
    year, said, relative = _year(match, anchor)
    if match["half"]:
        grain, part = Grain.HALF, 1 if match["half"] == "上" else 2
    else:
        grain, part = Grain.QUARTER, "首一二三四".find(match["q"]) or 1
        if match["q"].isascii():
            part = int(match["q"])
    return Said(match.span(), grain, year=year, part=part, year_said=said, relative=relative)


def _months_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """前三季度, 今年前10个月: from January on."""
    year, said, _ = _year(match, anchor)
    year = year or (anchor.year if anchor else None)
    count = small_value(match["n"]) or 0
    months = count * 3 if match[0].endswith("季度") else count
    if not 1 <= months <= 12:
        return None
    if year is None:
        return counted(match.span(), Grain.SPAN, None)
    days = (dt.date(year, 1, 1), month_end(year, months))
    return Said(match.span(), Grain.SPAN, fixed=days, year=year, year_said=said, relative=not said)


def _quarter_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """本季度, 上季度, 下季度."""
    if anchor is None:
        return counted(match.span(), Grain.QUARTER, None)
    by = {"上": -3, "下": 3}.get(match[0][0], 0)
    year, month = shift_month(anchor.year, (anchor.month - 1) // 3 * 3 + 1, by)
    return counted(
        match.span(), Grain.QUARTER, (dt.date(year, month, 1), month_end(year, month + 2))
    )


def _week_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """上周, 本周三, 下周末, 周日."""
    shift, name = match["shift"] or "", match["name"]
    if not shift and not name:
        return None
    grain = Grain.SPAN if name and name.startswith("末") else Grain.DAY if name else Grain.WEEK
    if anchor is None:
        return counted(match.span(), grain, None)
    monday = anchor - dt.timedelta(days=anchor.weekday())
    monday += dt.timedelta(weeks=shift.count("下") - shift.count("上"))
    if not name:
        return counted(match.span(), grain, (monday, monday + dt.timedelta(days=6)))
    if grain is Grain.SPAN:
        return counted(
            match.span(), grain, (monday + dt.timedelta(days=5), monday + dt.timedelta(days=6))
        )
    day = monday + dt.timedelta(days="一二三四五六日天".index(name) if name != "天" else 6)
    if not shift and day > anchor:  # the last one; `find_dates` moves it where a plan is spoken of
        day -= dt.timedelta(weeks=1)
    said = counted(match.span(), grain, (day, day))
    return said


_DAYS = {
    "大前": -3,
    "前": -2,
    "昨": -1,
    "今": 0,
    "明": 1,
    "后": 2,
    "大后": 3,
}


def _near_day_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """昨天, 今晚, 大后天."""
    days: DateRange | None = None
    if anchor is not None:
        day = anchor + dt.timedelta(days=_DAYS[match["when"]])
        days = (day, day)
    return counted(match.span(), Grain.DAY, days)


def _ago_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """三天前, 两周后, 5年前, 3个月后."""
    count = small_value(match["n"])
    unit, sign = match["unit"], -1 if match["way"].endswith("前") else 1
    grain = {
        "天": Grain.DAY,
        "周": Grain.WEEK,
        "星期": Grain.WEEK,
        "月": Grain.MONTH,
        "年": Grain.YEAR,
    }[unit]
    if count is None:
        return None
    if anchor is None:
        return counted(match.span(), grain, None)
    if unit == "年":
        return Said(
            match.span(), grain, year=anchor.year + sign * count, year_said=True, relative=True
        )
    if unit == "月":
        year, month = shift_month(anchor.year, anchor.month, sign * count)
        return Said(match.span(), grain, year=year, month=month, year_said=True, relative=True)
    day = anchor + dt.timedelta(days=sign * count * (1 if unit == "天" else 7))
    if unit == "天":
        return counted(match.span(), grain, (day, day))
    monday = day - dt.timedelta(days=day.weekday())
    return counted(match.span(), grain, (monday, monday + dt.timedelta(days=6)))


def _stretch_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """近三年, 过去十天, 未来两天: a stretch that ends or begins at the anchor."""
    count = small_value(match["n"])
    if count is None:
        return None
    if anchor is None:
        return counted(match.span(), Grain.SPAN, None)
    unit = match["unit"]
    ahead = match["way"] in ("未来", "今后", "后", "下")
    first, last = anchor, anchor
    sign = 1 if ahead else -1
    if unit in ("年", "月"):
        year, month = shift_month(
            anchor.year, anchor.month, sign * count * (12 if unit == "年" else 1)
        )
        edge = dt.date(year, month, min(anchor.day, month_end(year, month).day))
    else:
        edge = anchor + dt.timedelta(days=sign * count * (1 if unit in "天日" else 7))
    first, last = (
        (anchor + dt.timedelta(days=1), edge) if ahead else (edge, anchor - dt.timedelta(days=1))
    )
    return counted(match.span(), Grain.SPAN, (first, last))


def _feast_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """春节, 今年中秋节, 2024年元旦."""
    year, said, relative = _year(match, anchor)
    return Said(
        match.span(), Grain.DAY, year=year, feast=match["feast"], year_said=said, relative=relative
    )


def _decade_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """20世纪80年代, 上世纪90年代, 九十年代."""
    decade = small_value(match["tens"])
    word = match["century"]
    if decade is None or decade % 10:
        return None
    century = {"上": 19, "本": 20, None: 19}.get(word) or (small_value(word or "") or 20) - 1
    first = century * 100 + decade
    return Said(
        match.span(),
        Grain.SPAN,
        fixed=(dt.date(first, 1, 1), dt.date(first + 9, 12, 31)),
        year_said=True,
    )


def _nth_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """十月的第一周, 六月第3个星期日, 四月的最后一个星期一."""
    year, said, _ = _year(match, anchor)
    month = small_value(match["m"]) or 1
    if year is None:
        if anchor is None:
            return counted(match.span(), Grain.WEEK, None)
        year = anchor.year if month <= anchor.month else anchor.year - 1
    weekday = "一二三四五六日".find((match["name"] or "一").replace("天", "日"))
    if match["n"] == "最后一":
        end = month_end(year, month)
        day = end - dt.timedelta(days=(end.weekday() - weekday) % 7)
    else:
        start = dt.date(year, month, 1)
        nth = small_value(match["n"]) or 1
        day = start + dt.timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1))
        if day.month != month:
            return None
    grain = Grain.DAY if match["name"] else Grain.WEEK
    days = (day, day if match["name"] else day + dt.timedelta(days=6))
    return Said(match.span(), grain, fixed=days, year_said=said)


def _year_edge_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """An end of 2016-2018, or a year that stands alone: 在2018."""
    return Said(match.span(), Grain.YEAR, year=int(match[0]), year_said=True)


def _month_edge_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """The first end of 1-10月."""
    return Said(match.span(), Grain.MONTH, month=small_value(match[0]))


def _patterns() -> Iterator[Rule]:
    feasts = sorted((name for name in LUNAR_FEASTS | SOLAR_FEASTS if not name.isascii()), key=len)
    loose = [name for name in feasts if name not in ("五一", "七一", "国庆", "清明", "圣诞")]
    months = rf"(?:(?<![\d.十个{_H}])(?P<m>{_M}|[正腊冬])月份?|(?P<rm>(?:上{{1,2}}|下{{1,2}})个?月|本月份?|这个月))"
    yield (
        re.compile(
            rf"(?P<lunar>(?:农历|阴历) {{0,1}})?(?:{_YEAR} {{0,2}}(?:的|农历|阴历)? {{0,2}})?{months} {{0,2}}的?"
            rf"(?: {{0,2}}(?P<d>{_D})[日号](?!线|楼)|(?P<first>初[一二三四五六七八九十])"
            rf"|(?P<bare>(?:三十一?|[二廿]?十[{_H[3:]}]?|廿[{_H[3:]}]?)(?![{_H}十百千日号{_MEASURE}])"
            rf"|{_D}(?={_SEP}{_D}[日号]))"
            r"|(?P<part>上旬|中旬|下旬|初(?![中一二三四五六七八九十级])|底|末|中(?!国|央|旬|心|学|共|小)))?(?<!的)"
            r"(?!饼|球|亮|薪|嫂|租|均|息|龄|大的)"
        ),
        _month_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d{_H}十月年第近前后每某数多这那过续今昨明当次翌即半.:·\-/]){_day('日')}(?!内|游|后|前|龄|之|来|间|均|元|本|报|子|常|照|产|程|夜|制)"
        ),
        _day_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d{_H}十月年第近路街巷弄道村院里座a-z.:·\-/#]){_day('号')}(?![^\W\d_a-z])"
        ),
        _day_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d{_H}十月年第近路街巷弄道村院里座a-z.:·\-/#]){_day('号')}(?=[的呢吗那这上下早晚凌前后起到至开召举在有谁和与去来给发])(?!前后|上面|下面)"
        ),
        _day_rule,
    )
    yield re.compile(rf"(?<![\d.:\-/月年第])(?P<d>{_D})(?={_SEP}{_D}[日号](?!线|楼))"), _day_rule
    yield re.compile(rf"{_YEAR}(?P<part>年?[初底末])?(?![\d级版期代龄])"), _year_rule
    yield (
        re.compile(
            r"(?<![\d去今明前后每历当同多近全常终百千新少青壮中老往半周ー])年[底末初](?!一|二|三|四)"
        ),
        _year_end_rule,
    )
    yield (
        re.compile(
            rf"(?:{_YEAR} {{0,2}}的?)?(?:(?P<half>[上下])半年(?!来)|第?(?P<q>[首一二三四1-4])季度)"
        ),
        _part_rule,
    )
    yield re.compile(rf"(?:{_YEAR} {{0,2}}的?)?前(?P<n>{_M}|两)(?:个月|个?季度)"), _months_rule
    yield re.compile(r"(?:上个?|本|这个?|下个?)季度"), _quarter_rule
    yield (
        re.compile(
            r"(?<![每逢这])(?P<shift>(?:上{1,2}|下{1,2})个?|本|这个?|今个?)?(?:一?周|星期|礼拜)(?P<name>末(?!年)|[一二三四五六日天])?(?![年岁期边围游次末一二三四五六七八九十转折到遭刊报长身])"
        ),
        _week_rule,
    )
    yield (
        re.compile(
            r"(?<![目眼提以从之早日此先期事史空年月周天跟面午生])(?P<when>大前|大后|前|昨|今|明|后)(?:天|日(?![本子益])|晚(?!会|报|辈|期|年|上好)|夜|晨|早)"
        ),
        _near_day_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d.{_H}十百千第每近])(?P<n>\d{{1,2}}|两|[{_H}十]{{1,3}}) {{0,1}}个?(?P<unit>天|周|星期|月|年)(?P<way>以?之?[前后])(?![来三进排期半几两])"
        ),
        _ago_rule,
    )
    yield (
        re.compile(
            rf"(?<![目眼提以从之早日此先期事生年月周天])(?P<way>过去的?|最近|近|未来|今后|前|后|上|下) {{0,1}}(?P<n>\d{{1,2}}|两|[{_H}十]{{1,3}}) {{0,1}}个?(?P<unit>天|日|周(?!年|岁)|星期|月|年)(?![代级期度底初末])"
        ),
        _stretch_rule,
    )
    yield re.compile(rf"(?:{_YEAR} {{0,2}}的?)?(?P<feast>{'|'.join(loose[::-1])})"), _feast_rule
    yield (
        re.compile(
            rf"(?:{_YEAR} {{0,2}}的?)?(?<![{_H}十])(?P<feast>五一|七一|国庆|清明|圣诞)(?=期间|假|小长假|长假|黄金周|前夕|前后|当天|那天|[，。、？！,?!]|$)"
        ),
        _feast_rule,
    )
    yield (
        re.compile(
            rf"(?:(?P<century>上|本|\d\d|[{_H}十]{{1,3}})(?:个)?世纪)?(?<![\d.])(?P<tens>[1-9]0|[{_H[3:]}]?十)年代"
        ),
        _decade_rule,
    )
    yield (
        re.compile(
            rf"(?:{_YEAR} {{0,2}}的?)?(?<![\d{_H}十])(?P<m>{_M})月份?的?(?:第)?(?P<n>(?<=第)[1-5一二三四五]|最后一)个?(?:周|星期|礼拜)(?P<name>[一二三四五六日天])?"
        ),
        _nth_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d.\-/])(?:19|20)\d\d(?= {{0,1}}{_SEP} {{0,1}}(?:19|20)\d\d(?![\d\-/.]))"
        ),
        _year_edge_rule,
    )
    yield (
        re.compile(r"(?:(?<=(?:19|20)\d\d[-–—―~至到]))(?:19|20)\d\d(?![\d\-/.])"),
        _year_edge_rule,
    )
    yield (
        re.compile(
            rf"(?:(?<=[在自从于])|^)(?:1[5-9]|20|21)\d\d(?! {{0,1}}[\d.,\-/年{_MEASURE}a-z])(?= {{0,1}}[^\W\d_a-z])"
        ),
        _year_edge_rule,
    )
    yield re.compile(rf"(?<![\d.{_H}十月年第个\-])(?P<m>{_M})(?={_SEP}{_M}月)"), _month_edge_rule


def _day(mark: str) -> str:
    return rf"(?P<d>{_D}) {{0,1}}{mark}"


RULES: tuple[Rule, ...] = tuple(_patterns())
