"""The patterns of Chinese dates in normalised text, each with the function that reads its match.

Every pattern is linear: repeats are bounded, and no two neighbouring parts can match the same characters.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from retrieval.language.dates.lunar import LUNAR_FEASTS, SOLAR_FEASTS
from retrieval.language.dates.zh_calendar import (
    day_rule,
    decade_rule,
    feast_rule,
    month_edge_rule,
    month_rule,
    months_rule,
    nth_rule,
    part_rule,
    season_rule,
    year_edge_rule,
    year_end_rule,
    year_rule,
)
from retrieval.language.dates.zh_counted import (
    ago_rule,
    near_day_rule,
    quarter_rule,
    stretch_rule,
    week_rule,
)
from retrieval.language.dates.zh_parts import (
    DAY,
    HAN,
    MEASURE,
    MONTH,
    SEPARATOR,
    YEAR,
    YEAR_FIRST,
    Rule,
)

__all__ = ["rules"]


@cache
def rules() -> tuple[Rule, ...]:
    """The table, compiled at its first use."""
    return tuple(_patterns())


def _patterns() -> Iterator[Rule]:
    feasts = sorted((name for name in LUNAR_FEASTS | SOLAR_FEASTS if not name.isascii()), key=len)
    loose = [name for name in feasts if name not in ("五一", "七一", "国庆", "清明", "圣诞")]
    months = rf"(?:(?<![\d.十个{HAN}])(?P<m>{MONTH}|[正腊冬])月份?|(?P<rm>(?:上{{1,2}}|下{{1,2}})个?月|本月份?|这个月))"
    yield (
        re.compile(
            rf"{_first('十正腊冬这农阴')}(?P<lunar>(?:农历|阴历) {{0,1}})?(?:{YEAR} {{0,2}}(?:的|农历|阴历)? {{0,2}})?{months} {{0,2}}的?"
            rf"(?: {{0,2}}(?P<d>{DAY})[日号](?!线|楼)|(?P<first>初[一二三四五六七八九十])"
            rf"|(?P<bare>(?:三十一?|[二廿]?十[{HAN[3:]}]?|廿[{HAN[3:]}]?)(?![{HAN}十百千日号{MEASURE}])"
            rf"|{DAY}(?={SEPARATOR}{DAY}[日号]))"
            r"|(?P<part>上旬|中旬|下旬|初(?![中一二三四五六七八九十级])|底|末|中(?!国|央|旬|心|学|共|小)))?(?<!的)"
            r"(?!饼|球|亮|薪|嫂|租|均|息|龄|大的)"
        ),
        month_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d{HAN}十月年第近前后每某数多这那过续今昨明当次翌即半.:·/])(?<!\d-){_day('日')}(?!内|游|后|前|龄|之|来|间|均|元|本|报|子|常|照|产|程|夜|制)"
        ),
        day_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d{HAN}十月年第近路街巷弄道村院里座a-z.:·\-/#]){_day('号')}(?![^\W\d_a-z])"
        ),
        day_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d{HAN}十月年第近路街巷弄道村院里座a-z.:·\-/#]){_day('号')}(?=[的呢吗那这上下早晚凌前后起到至开召举在有谁和与去来给发])(?!前后|上面|下面)"
        ),
        day_rule,
    )
    yield (
        re.compile(rf"(?<![\d.:\-/月年第])(?P<d>{DAY})(?={SEPARATOR}{DAY}[日号](?!线|楼))"),
        day_rule,
    )
    yield re.compile(rf"{_first()}{YEAR}(?P<part>年?[初底末])?(?![\d级版期代龄])"), year_rule
    yield (
        re.compile(
            r"(?<![\d去今明前后每历当同多近全常终百千新少青壮中老往半周ー])年[底末初](?!一|二|三|四)"
        ),
        year_end_rule,
    )
    yield (
        re.compile(
            rf"{_first('第首')}(?:{YEAR} {{0,2}}的?)?(?:(?P<half>[上下])半年(?!来)|第?(?P<q>[首一二三四1-4])季度)"
        ),
        part_rule,
    )
    yield (
        re.compile(rf"{_first()}(?:{YEAR} {{0,2}}的?)?前(?P<n>{MONTH}|两)(?:个月|个?季度)"),
        months_rule,
    )
    yield re.compile(r"(?:上个?|本|这个?|下个?)季度"), quarter_rule
    yield re.compile(rf"{_first()}{YEAR} {{0,2}}的?(?P<season>[春夏秋冬])[天季]"), season_rule
    yield (
        re.compile(
            r"(?<![每逢这])(?P<shift>(?:上{1,2}|下{1,2})一?个?|本|这个?|今个?)?(?:一?周|星期|礼拜)(?P<name>末(?!年)|[一二三四五六日天])?(?![年岁期边围游次末一二三四五六七八九十转折到遭刊报长身])"
        ),
        week_rule,
    )
    yield (
        re.compile(
            r"(?<![目眼提以从之早日此先期事史空年月周天跟面午生])(?P<when>大前|大后|前|昨|今|明|后)(?:天|日(?![本子益])|晚(?!会|报|辈|期|年|上好)|夜|晨|早)"
        ),
        near_day_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d.{HAN}十百千第每近])(?P<n>[1-9]\d?|两|[{HAN}十]{{1,3}}) {{0,1}}个?(?P<unit>天|周|星期|月|年)(?P<way>以?之?[前后])(?![来三进排期半几两])"
        ),
        ago_rule,
    )
    yield (
        re.compile(
            rf"(?<![目眼提以从之早日此先期事生年月周天最])(?P<way>过去的?|最近|近|未来|今后|前|后|上|下) {{0,1}}(?P<n>\d{{1,2}}|两|[{HAN}十]{{1,3}}) {{0,1}}个?(?P<unit>天|日|周(?!年|岁)|星期|月|年)(?![代级期度底初末])"
        ),
        stretch_rule,
    )
    yield (
        re.compile(
            rf"{_first(name[0] for name in loose)}(?:{YEAR} {{0,2}}的?)?(?P<feast>{'|'.join(loose[::-1])})"
        ),
        feast_rule,
    )
    yield (
        re.compile(
            rf"{_first('国清圣')}(?:{YEAR} {{0,2}}的?)?(?<![{HAN}十])(?P<feast>五一|七一|国庆|清明|圣诞)(?=期间|假|小长假|长假|黄金周|前夕|前后|当天|那天|[，。、？！,?!]|$)"
        ),
        feast_rule,
    )
    yield (
        re.compile(
            rf"(?:(?P<century>上|本|\d\d|[{HAN}十]{{1,3}})(?:个)?世纪)?(?<![\d.])(?P<tens>[1-9]0|[{HAN[3:]}]?十)年代"
        ),
        decade_rule,
    )
    yield (
        re.compile(
            rf"{_first('十')}(?:{YEAR} {{0,2}}的?)?(?<![\d{HAN}十])(?P<m>{MONTH})月份?的?(?:第)?(?P<n>(?<=第)[1-5一二三四五]|最后一)个?(?:周|星期|礼拜)(?P<name>[一二三四五六日天])?"
        ),
        nth_rule,
    )
    yield (
        re.compile(
            rf"(?<![\d.\-/])(?:19|20)\d\d(?= {{0,1}}{SEPARATOR} {{0,1}}(?:19|20)\d\d(?![\d\-/.]))"
        ),
        year_edge_rule,
    )
    yield (
        re.compile(r"(?:(?<=(?:19|20)\d\d[-–—―~至到]))(?:19|20)\d\d(?![\d\-/.])"),
        year_edge_rule,
    )
    yield (
        re.compile(
            rf"(?:(?<=[在自从于])|^)(?:1[5-9]|20|21)\d\d(?! {{0,1}}[\d.,\-/年{MEASURE}a-z])(?= {{0,1}}[^\W\d_a-z])"
        ),
        year_edge_rule,
    )
    yield (
        re.compile(
            rf"{_first('十')}(?:{YEAR} {{0,2}}|(?<![\d.{HAN}十月年第个周期拜\-]))(?P<m>{MONTH})(?={SEPARATOR}{MONTH}月(?!{DAY}[日号]))"
        ),
        month_edge_rule,
    )


def _first(others: Iterable[str] = "") -> str:
    """That a year or one of the other characters follows: a tenth of what it costs to try all that may begin."""
    return rf"(?=[{YEAR_FIRST}{''.join(others)}])"


def _day(mark: str) -> str:
    return rf"(?P<d>{DAY}) {{0,1}}{mark}"
