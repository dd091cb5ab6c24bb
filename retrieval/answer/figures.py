"""Query, ranked units -> numbers: of the measure or the thing counted that is asked for, told of what is asked for."""

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.binding import Sentence, bound
from retrieval.answer.candidates import Candidate
from retrieval.answer.casualties import casualty_fit, tolls
from retrieval.answer.days import dates_in, fit_of_day
from retrieval.answer.needs import Need
from retrieval.answer.pool import plain_text
from retrieval.answer.respective import respective
from retrieval.answer.rivals import Rivals
from retrieval.answer.scoring import Ranked, Scored
from retrieval.answer.totals import total_first
from retrieval.language.numbers import find_numbers
from retrieval.records import DateMention, NumberMention, Query, Span

__all__ = ["numbers"]

_UNITS = 24  # units looked into
_LEAST = 0.1  # a number that fits no better is none
_RISE = re.compile(
    r"提高|增长|上升|下降|降低|增加|百分点|\b(?:points?|rise|rose|increase[ds]?|grow|grew|fall|fell|drop)"
)
# of 457 votes 374: the part is meant
_PART = re.compile(r"[^,，。;；\d]{0,12}(?:中的|中有|里有|之中)\d")
_TOTAL = re.compile(r"[总共]|\b(?:total|all|altogether)\b")
# how many there are: 共有 stands before it
_IN_ALL = re.compile(
    r"\bhow many (?:[a-z'\-]+ ){1,3}(?:are|were|is|was) there\b|\bhow many (?:[a-z'\-]+ ){1,3}(?:does|do|did) [^?]+ have\b|[总共]有?多少|[总共]有几"
)
_HAS = re.compile(
    r"(?:[有共计达为是]|关押|拥有|容纳|在校|登记)(?:着|了|的)?(?:约|近|超过?|大约)?$"
)
_NO_THINGS = frozenset(
    {"time", "money", "share", "age"}
)  # measures in which no things are counted
_WITH_UNIT = frozenset(
    {"people", "money", "area", "length", "weight", "volume", "share", "time"}
)  # never printed bare
_MASS = frozenset("水油粮煤电气米菜奶肉鱼药金沙土")  # what is weighed, not counted
_PIECES = frozenset("个位名家条座所件支辆艘架间户枚只根颗台棵部套幅张把盏孔")
_COUNTS = frozenset({None, "count", "people", "households"})
# "由三万元增至十万元": the second is what holds now
_FROM = re.compile(r"[由从自][^,，。;；\d]{0,10}$")
_BECAME = re.compile(
    r"[^,，。;；\d]{0,6}(?:增|升|提|降|减|扩|涨|跌|缩|发展|变|改|压)[^,，。;；\d]{0,4}[到至为成]"
)
_FORMER = re.compile(r"原[来先有]|以前|之前|此前|过去|[前原]|\b(?:before|former|from)\b")
_FIRST_TIME = re.compile(
    r"(?:首|头)[两二三四五六七八九十\d]{0,2}(?:年|个?月|周|天)|全年|半年|终身|终生|永久|长期"
)
_MORE = re.compile(
    r"(?:增加|增长|增|多|提高|上升|上涨|涨|扩大|净增|新增|减少|减|少|下降|降低|降|下跌|跌|缩短)[了出]?(?:约|近|超过|逾)?$"
)  # by how much it rose or fell
_AGES = re.compile(r"(?:距今|已有|超过|[约近逾])(?P<years>\d{3,5}年)")  # no year of the calendar
_REACHED = re.compile(r"(?:至|到|达|为|成)约?$")  # what a rise ends at


def numbers(query: Query, ranked: Ranked) -> list[Candidate]:
    """Numbers of the measure asked for, the best first."""
    found: list[Candidate] = []
    rivals = Rivals(ranked)
    for scored in ranked.reading(_UNITS):
        if rivals.tells(scored.story, scored.unit.plain):
            continue
        found += _in_unit(query, scored, ranked.needs)
    found.sort(key=lambda candidate: -candidate.score)
    return total_first(query, found)


def _in_unit(query: Query, scored: Scored, needs: Sequence[Need]) -> Iterator[Candidate]:
    text = scored.unit.plain
    article = scored.story.article
    days = dates_in(scored.unit.text, article.date or article.issue_date, scored.unit.plain)
    fits = _fits(query, scored, days)
    sentence = Sentence.of(text, [span for span, _ in fits])
    nouns = query.details.get("counted", "").split("|")
    for span, of_kind in fits:
        fit = of_kind * _told_so(query, text, span) * fit_of_day(query.dates, days, span)
        if fit > _LEAST:
            near = bound(span, sentence, needs, nouns) * respective(span, sentence, needs)
            score = (0.5 * scored.score + 0.5 * near) * (0.3 + 0.7 * fit) * scored.trust
            said = _whole(span, nouns, text)
            yield Candidate(scored.unit.text[slice(*said)].strip(), scored, said, score)


def _whole(span: Span, nouns: Sequence[str], text: str) -> Span:
    """The figure with the rest of the noun counted, where its unit is the noun's beginning: 3个乡 + 镇."""
    end = span[1]
    for noun in nouns:
        for size in range(len(noun) - 1, 0, -1):
            if text[span[0] : end].endswith(noun[:size]) and text.startswith(noun[size:], end):
                return span[0], end + len(noun) - size
    return span


def _fits(query: Query, scored: Scored, days: Sequence[DateMention]) -> list[tuple[Span, float]]:
    """The figures that might be meant, each with how well it fits what is asked for; not those of the question."""
    text = scored.unit.plain
    if query.details.get("mode") == "ordinal":
        return [(span, 1.0) for span in ordinals(text)]
    asked = {plain_text(n) for n in query.details.get("numbers", "").split()}
    values = {float(n) for n in query.details.get("values", "").split()}
    fits = [(span, 1.0) for span in tolls(query.details.get("read", ""), text)]
    if query.measure == "time":
        fits += [(match.span(), 0.8) for match in _FIRST_TIME.finditer(text)]
        fits += [(match.span("years"), 1.0) for match in _AGES.finditer(text)]
    for number in find_numbers(scored.unit.text):
        taken = [*(span for span, _ in fits), *(day.span for day in days)]
        told = number.value in values or plain_text(number.text) in asked
        if told or any(_meets(number.span, span) for span in taken):
            continue
        fit = _measure_fit(query, number, text)
        if fit > _LEAST:
            fits.append((number.span, fit))
    return fits


_AWAY = re.compile(
    r"(?:距离?|离)(?P<of>[一-鿿]{2,10}?)(?:市区|县城|城区)?(?:有|大概|大约|约)*(?:多远|多少|几)"
)
_ELSEWHERE = 0.3  # a distance that is not told as one from there


def _away(own: str, before: str) -> float:
    """Less for a distance whose clause does not name the place it is asked from: 离沈阳多远."""
    asked = _AWAY.search(own)
    if asked is None:
        return 1.0
    clause = re.split(r"[,，。;；、]", before)[-1]
    return 1.0 if plain_text(asked["of"]) in clause else _ELSEWHERE


def _told_so(query: Query, text: str, span: Span) -> float:
    """Less for a number that its own words call something else: the hurt for the dead, a total for its part."""
    own = query.details.get("read", "").lower()
    fit = _sum_fit(query, own, text[: span[0]], text) * _away(own, text[: span[0]])
    if query.details.get("goal") and not _REACHED.search(text[: span[0]]):
        fit *= 0.5
    nouns = tuple(w for w in query.details.get("counted", "").split("|") if len(w) > 1)
    listed = text[: span[0]].endswith(nouns)  # 摊位312个
    if _IN_ALL.search(own) and not (listed or _HAS.search(text[: span[0]])):
        fit *= 0.3
    if (
        _FROM.search(text[: span[0]])
        and _BECAME.match(text[span[1] :])
        and not _FORMER.search(own)
    ):
        fit *= 0.5
    if query.measure == "people":
        fit *= casualty_fit(own, text, span)
    if query.measure == "length":
        fit *= _dimension_fit(own, text, span)
    if _PART.match(text[span[1] :]) and not _TOTAL.search(own):
        fit *= 0.4
    return fit


def _sum_fit(query: Query, own: str, before: str, text: str) -> float:
    """Less for what did not rise where the rise is asked for, and for a part where the sum stands beside it."""
    fit = 0.3 if query.details.get("more") and not _MORE.search(before) else 1.0
    if _ALL.search(own) and _SUM_BESIDE.search(text) and not _SUM_BEFORE.search(before):
        fit *= 0.5
    return fit


_ALL = re.compile(r"总共|一共|总计|合计|共计")
_SUM_BESIDE = re.compile(r"[总共合]计?[^,，。\d]{0,4}\d")
_SUM_BEFORE = re.compile(r"[总共合]计?[^,，。\d]{0,4}$")
_DIMENSIONS = (
    (re.compile(r"高|海拔|\b(?:high|height|tall|altitude|elevation)\b"), re.compile(r"高|海拔")),
    (re.compile(r"深|\b(?:deep|depth)\b"), re.compile(r"深")),
    (re.compile(r"宽|\b(?:wide|width)\b"), re.compile(r"宽")),
    (re.compile(r"长|\b(?:long|length)\b"), re.compile(r"长")),
)


def _dimension_fit(own: str, text: str, span: Span) -> float:
    """Less for a length that the words beside it do not call high, deep, wide or long, as it is asked for."""
    beside = text[max(0, span[0] - 6) : span[0]] + text[span[1] : span[1] + 2]
    for asked, told in _DIMENSIONS:
        if asked.search(own):
            return 1.0 if told.search(beside) else 0.5
    return 1.0


def _measure_fit(query: Query, number: NumberMention, text: str) -> float:
    unit = number.unit or ""
    behind = text[number.span[1] :]
    counted = query.details.get("counted", "")
    if counted and query.measure is None:
        nouns = counted.split("|")
        if text[: number.span[0]].endswith(tuple(w for w in nouns if len(w) > 1)):
            return 1.0  # 发放新券58万元
        measured = query.unit in _PIECES and number.measure not in _COUNTS
        odd = (number.measure in _NO_THINGS or measured) and unit not in nouns
        return _LEAST if odd else _counted_fit(query, number, nouns, text)
    if query.unit and unit and (query.unit.startswith(unit) or unit in query.unit):
        return 1.0
    if query.measure is None:
        if query.unit in _PIECES and number.measure not in _COUNTS:
            return 0.0
        return 0.6 if query.unit is None else 0.45
    return _of_measure(query, number, behind)


def _of_measure(query: Query, number: NumberMention, behind: str) -> float:
    unit = number.unit or ""
    if number.measure == query.measure:
        points = unit.endswith("百分点") and not _RISE.search(query.details.get("read", ""))
        if points:
            return 0.5
        counted = query.details.get("counted", "")  # how many children: not any people
        held = not counted or any(w and w in behind[:8] for w in counted.split("|"))
        return 1.0 if held else 0.35
    if (
        query.measure == "people"
        and not unit
        and re.match(r"[一-鿿]{0,3}(?:人|名)|[死伤]", behind)
    ):
        return 0.8
    bare = query.unit and not unit and query.measure not in _WITH_UNIT
    return 0.4 if bare else 0.0


def _counted_fit(query: Query, number: NumberMention, counted: Sequence[str], text: str) -> float:
    """For "how many N": the number whose unit is N, or that stands beside N."""
    unit = number.unit or ""
    told = unit + _MARK.split(text[number.span[1] : number.span[1] + 10])[0]
    before = _MARK.split(text[max(0, number.span[0] - 12) : number.span[0]])[-1]
    alone = not re.search(r"\d", before)  # a noun behind another figure is that one's
    for word in counted:
        noun = word.removeprefix(query.unit or "") if word != query.unit else word
        head = noun[-2:]  # 扑火队员 are 队员 in the end
        if len(noun) > 1 and (head in told or (alone and before.endswith(head))):
            return 1.0
        if len(noun) > 1 and noun[:2] in told:
            return 0.8
        behind = len(noun) == 1 and alone and before.endswith(noun)  # 钻井300口
        if behind or (word[:1] in told[:3] and len(word) < 4) or (noun[-1:] == unit and noun):
            return 1.0
    if counted[0][:1] in _MASS and number.measure in {"weight", "volume", "energy"}:
        return 1.0
    if not unit or number.measure not in {"count", "households"} or _of_others(query, unit, text):
        return _LEAST  # another thing is counted
    return _classifier_fit(query, unit)


def _classifier_fit(query: Query, unit: str) -> float:
    """A rare classifier tells by itself, though the noun stands further on: 38根75米长的锚索."""
    if not query.unit or unit != query.unit:
        return 0.3
    return 0.6 if unit in _ANY else 0.9


_ANY = frozenset("个位名家条所件")


def _of_others(query: Query, unit: str, text: str) -> bool:
    """True where a sentence with nothing of the noun counts otherwise than the question: 几个卫生间 are not ten 支."""
    nouns = query.details.get("counted", "")
    return query.unit == "个" != unit and not any(char in text for char in nouns)


_MARK = re.compile(r"[,，。;；:：、!！?？()（）]")


_ORDINAL = re.compile(
    r"第[\d一二三四五六七八九十百零]{1,5}[位名大届次代期款类组号个批]{0,2}|首[位名届次款个批]|前[\d一二三四五六七八九十百]{1,3}[位名]?"
)


def ordinals(text: str) -> list[Span]:
    """Spans of ranks and ordinals: 第三位, 首届, 前十名."""
    return [match.span() for match in _ORDINAL.finditer(text)]


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
