"""Query, ranked units -> candidates of the type asked for: dates, places, organisations, people."""

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.answer.days import dates_in, same_day
from retrieval.answer.facilities import FACILITIES
from retrieval.answer.nearness import nearness
from retrieval.answer.pool import plain_text
from retrieval.answer.rivals import Rivals
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.jieba_tags import tag_of
from retrieval.language.pinyin import SUFFIX
from retrieval.records import (
    HEAD,
    DateMention,
    Grain,
    Kind,
    Name,
    NameKind,
    Query,
    Span,
)

__all__ = ["dateline_end", "dates", "focus_words", "is_common", "names"]

_UNITS = 24  # units looked into
_WRONG_TENSE = 0.45  # a day that was past where what will be is asked for
_GRAINS = {
    "day": {Grain.DAY, Grain.MINUTE},
    "days": {Grain.SPAN},
    "month": {Grain.MONTH, Grain.TENDAYS, Grain.DAY},
    "year": {Grain.YEAR},
    "quarter": {Grain.QUARTER, Grain.MONTH},
    "clock": {Grain.MINUTE},
}
_OTHER_GRAIN = {"clock": 0.1, "day": 0.2}  # how a date of another grain fits
_PLAIN = {Grain.DAY: 1.0, Grain.MINUTE: 1.0, Grain.MONTH: 0.95, Grain.SPAN: 0.9, Grain.YEAR: 0.85}
_VAGUE = re.compile(
    r"^(?:今年|去年|明年|本月|上月|目前|近年|当年|前年|[^年月日]{1,4}(?:年|天|周|个?月|小时|分钟)[后前来内]|同日|当[日天])$"
)
# nouns that the names of such things end with: 哪个隧道 asks for one called so
_SAID = frozenset(
    ("隧道", "饭店", "酒店", "宾馆", "大厦", "市场", "机场", "车站", "公园", "医院", "学校", "大学", "银行", "江", "河", "湖", "桥", "大桥", "山", "峰", "岛", "港", "路", "街", "高速", "公路", "镇", "乡", "村", "县", "寺", "剧场", "体育馆")
)  # fmt: skip
_RIGHT_TENSE = 1.5  # a day that is said to be planned
_PLANNED = re.compile(r"(?:计划|预计|将|拟|有望|力争|确保|可望|定于|预定|估计)[一-鿿]{0,6}$")
_NAMED_DAY = re.compile(r"[“\"]$")  # “12·02”特大抢劫案 is called so
_SINCE = re.compile(r"^(?:以来|至今|起|以前|之前|前|后|以后|以内)")


def dates(query: Query, ranked: Ranked) -> list[Candidate]:
    """Dates of the grain asked for, the best first; a date of the question is no answer to it."""
    found = []
    rivals = Rivals(ranked)
    for scored in ranked.reading(_UNITS):
        if rivals.tells(scored.story, scored.unit.plain):
            continue
        for date in _dates(scored):
            asked = any(same_day(day, date) and day.grain == date.grain for day in query.dates)
            before = scored.unit.plain[: date.span[0]]
            if asked or _NAMED_DAY.search(before) or _is_number(date.text, before):
                continue
            if _over(query, date, scored):
                continue
            said = _as_said(scored.unit.text, date.span)
            text = scored.unit.text[slice(*said)]
            candidate = _candidate(text, said, scored, ranked, _date_fit(query, date, scored))
            tense = _tense_fit(query, date, scored)
            found.append(replace(candidate, score=candidate.score * tense))
    return _sorted(found)


def _is_number(said: str, before: str) -> bool:
    """True for the number of a thing: 远岫二号 is no day."""
    alone = re.fullmatch(r"[\d一二三四五六七八九十]{1,3}号", said) is not None
    return alone and re.search(r"[一-鿿](?<![月于在是到至从自和与及、])$", before) is not None


def _over(query: Query, date: DateMention, scored: Scored) -> bool:
    """True for a day that was past, in a sentence that plans nothing, where an English question asks what will be."""
    day = scored.story.article.date or scored.story.article.issue_date
    if query.language != "en" or query.details.get("tense") != "future" or day is None:
        return False
    past = date.last is None or date.last <= day
    return past and not _TO_COME.search(scored.unit.plain)


_TO_COME = re.compile(r"计划|预计|将|拟|有望|力争|确保|可望|定于|预定|估计|即将|打算|准备")


def _date_fit(query: Query, date: DateMention, scored: Scored) -> float:
    """How well the form of a date and the words around it fit what is asked for."""
    wanted = _GRAINS.get(query.details.get("mode", ""))
    if wanted is None:
        fit = 0.4 if _VAGUE.match(date.text) else _PLAIN.get(date.grain, 0.7)
    else:
        fit = 1.0 if date.grain in wanted else _OTHER_GRAIN.get(query.details["mode"], 0.5)
        if query.details["mode"] == "day" and _CLOCK.fullmatch(date.text):
            fit = _OTHER_GRAIN["day"]  # 7时40分 is no day
    late = _SINCE.match(scored.unit.text, date.span[1])
    border = _is_border(query, date, scored)
    if border:
        fit *= _BORDER
    elif late and not (query.details.get("tense") == "future" and "前" in late[0]):
        fit *= 0.6
    if date.span[1] <= dateline_end(scored):  # the day the news was sent
        fit *= 0.4
    return fit


_FROM = re.compile(r"[从自](?:什么|哪|几|何|啥)|算起|开始|起[?？呢]*$")
_UNTIL = re.compile(r"[到至](?:什么|哪|几|何|啥)|为止|截止|结束")
_BORDER = 1.3  # the first or the last day, where that is asked for


def _is_border(query: Query, date: DateMention, scored: Scored) -> bool:
    """True for a day that is printed as the first (自3月1日起) or the last (至3月9日), where that is asked for."""
    if query.language != "zh":
        return False
    asked, text = query.details.get("read", ""), scored.unit.plain
    first = _FROM.search(asked) and re.match(
        r"[^,，。]{0,4}起(?![火飞步来义])", text[date.span[1] :]
    )
    last = _UNTIL.search(asked) and re.search(r"(?:至|到|截至|截止到?)$", text[: date.span[0]])
    return bool(first or last)


_CLOCK = re.compile(
    r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?)?[\d一二三四五六七八九十]{1,3}[时点](?:许|半|[\d一二三四五六七八九十]{1,3}分许?)?"
)
_TAIL = re.compile(
    r"之前|以前|前后|左右|之?后(?![往来面方勤])|起(?![火飞步来义])|[年月]?[底初末](?![一-鿿]?[次届])|前(?![往来去三几述后线景])"
)


def _as_said(text: str, span: Span) -> Span:
    """The date with the word behind it that changes it: 明年春节 + 前."""
    match = _TAIL.match(text, span[1])
    return (span[0], match.end()) if match else span


def _tense_fit(query: Query, date: DateMention, scored: Scored) -> float:
    """Less for a day before the paper where the question asks what will be, and the other way round."""
    tense = query.details.get("tense")
    day = scored.story.article.date or scored.story.article.issue_date
    if not tense or day is None or date.first is None or date.last is None:
        return 1.0
    wrong = date.last <= day if tense == "future" else date.first > day
    if wrong:
        return _WRONG_TENSE
    planned = tense == "future" and _PLANNED.search(scored.unit.plain[: date.span[0]])
    return _RIGHT_TENSE if planned else 1.0


def names(query: Query, ranked: Ranked, kinds: Sequence[NameKind]) -> list[Candidate]:
    """Names of the kinds asked for, the best first, without those of the question and of the dateline."""
    own = plain_text(query.details.get("read", "") + query.details.get("inherited", ""))
    known = {plain_text(name) for name in (*query.people, *query.places)}
    if query.language == "en":
        known |= {word for need in ranked.needs for word in map("".join, need.alternatives)}
    focus = focus_words(query)
    found = []
    for scored in ranked.reading(_UNITS):
        begin = dateline_end(scored)
        for kind in kinds:
            for name in scored.story.names(scored.unit, kind):
                plain = plain_text(name.text)
                if (
                    len(plain) < _short(query, scored, name)
                    or plain in known
                    or (
                        query.language == "en"
                        and any(SUFFIX.sub("", plain) in word for word in known)
                    )
                    or plain in own
                    or name.span[0] < begin
                ):
                    continue
                if query.kind is Kind.PLACE and (
                    _of_subject(name, scored, own) or _is_source(name, scored)
                ):
                    continue
                text, span = _with_focus(name, scored, focus)
                text, span = _with_left_over(query, text, span, scored)
                fit = _name_fit(query, name, scored, text, focus)
                if scored.unit.paragraph == HEAD:  # a headline names the place at large
                    fit *= 0.7
                near = nearness(span, scored.unit.plain, ranked.needs)
                score = (0.3 * scored.score + 0.3 * near + 0.4 * fit) * scored.trust
                found.append(Candidate(text, scored, span, score))
    return _sorted(found)


def _of_subject(name: Name, scored: Scored, own: str) -> bool:
    """True for a place that only tells which thing is asked about: 城东 of 城东农贸市场 is not where it moved."""
    behind = scored.unit.plain[name.span[1] : name.span[1] + 4]
    before = scored.unit.plain[max(0, name.span[0] - 2) : name.span[0]]
    return len(behind) == 4 and behind in own and not _AT.search(before)


def _is_source(name: Name, scored: Scored) -> bool:
    """True for whom the paper has it from: 据县市场监管局介绍 is no place."""
    before, behind = scored.unit.plain[: name.span[0]], scored.unit.plain[name.span[1] :]
    return bool(re.search(r"据[^,，。]{0,6}$", before) and _TOLD.match(behind))


_TOLD = re.compile(r"[^,，。]{0,12}(?:介绍|透露|统计|消息|报道|分析|调查|发布|通报|说)")


def _short(query: Query, scored: Scored, name: Name) -> int:
    """How long a name must be: 京 and 沪 are names only in 在京, 抵沪, and no answer to "where in Shanghai"."""
    if query.places:
        return 2
    before = scored.unit.plain[max(0, name.span[0] - 1) : name.span[0]]
    return 1 if before and before in "在抵赴访来离驻" else 2


def focus_words(query: Query) -> tuple[str, ...]:
    """The nouns that the answer may end with, in the corpus's language."""
    words = query.details.get("focus", "").split()
    if not words and query.focus and query.language == "zh":
        words = [query.focus]
    if query.language == "zh" and words and query.details.get("mode") == "named":
        words += [word[-1] for word in words if len(word) > 1 and word[-1] in FACILITIES]
    return tuple(words)


_DATELINE = re.compile(
    r"^\s*(?:本报|据?新华社|据?中新社|[一-鿿]{2,6}(?:网|报|社|台))[^。]{0,40}?(?:电|讯|报道)(?:[((][^))]*[))])?[::,,]?|^\s*[((]?(?:记者|通讯员)[^))。]{0,20}[))]"
)
_AT = re.compile(r"(?:在|位于|于|来到|赴|到|至|前往|抵达|坐落在|设在|驻|访问|运行至|从)$")


def dateline_end(scored: Scored) -> int:
    """Where the dateline of a lead ends; 0 where there is none."""
    match = _DATELINE.match(scored.unit.text)
    return match.end() if match else 0


def _with_focus(name: Name, scored: Scored, focus: Sequence[str]) -> tuple[str, Span]:
    """The name with the noun that follows it, if it is the noun asked for: 乌鞘岭 + 隧道."""
    start, end = name.span
    rest = scored.unit.plain[end : end + 8]
    for word in focus:
        if rest.startswith(word) and not name.text.endswith(word):
            return scored.unit.text[start : end + len(word)], (start, end + len(word))
    return name.text, name.span


def is_common(plain: str, focus: Sequence[str]) -> bool:
    """True for a noun of the dictionary that ends in the noun asked for: 立交桥 is the name of no bridge."""
    return plain.endswith(tuple(focus)) and tag_of(plain) in {"n", "vn"}


def _with_left_over(query: Query, text: str, span: Span, scored: Scored) -> tuple[str, Span]:
    """The place asked for with a character that stands alone between it and the place before: 云 of 东山区云台山."""
    start, end = span
    if query.kind is not Kind.PLACE or not text.endswith(focus_words(query)):
        return text, span
    char = scored.unit.plain[start - 1 : start]
    ends = {name.span[1] for name in scored.story.names(scored.unit, NameKind.PLACE)}
    if start - 1 in ends and re.match(r"[一-鿿](?<![的和与及在到至是等由从省市县区镇乡村])", char):
        start -= 1
    return scored.unit.text[start:end], (start, end)


def _name_fit(query: Query, name: Name, scored: Scored, text: str, focus: Sequence[str]) -> float:
    fit = 0.5
    if focus and any(plain_text(text).endswith(word) for word in focus):
        fit = 0.35 if is_common(plain_text(text), focus) else 0.9
    elif query.language == "zh" and any(word in _SAID for word in focus):
        fit = 0.05
    elif focus:
        fit = 0.35
    elif query.kind is Kind.PLACE and _AT.search(scored.unit.plain[: name.span[0]]):
        fit = 0.7
    return fit if name.kind.value == query.kind.value else fit - 0.1


def _candidate(text: str, span: Span, scored: Scored, ranked: Ranked, fit: float) -> Candidate:
    near = nearness(span, scored.unit.plain, ranked.needs)
    score = (0.5 * scored.score + 0.5 * near) * (0.5 + 0.5 * fit) * scored.trust
    return Candidate(text.strip(), scored, span, score)


def _dates(scored: Scored) -> tuple[DateMention, ...]:
    article = scored.story.article
    return dates_in(scored.unit.text, article.date or article.issue_date, scored.unit.plain)


def _sorted(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda candidate: -candidate.score)
