"""A relative day (今天, 昨晚) as an answer -> the day itself: that of the dateline, as it is printed there."""

import datetime as dt
import re

from retrieval.answer.candidates import Candidate
from retrieval.answer.days import dates_in
from retrieval.answer.scoring import Ranked, Scored
from retrieval.records import DateMention, Grain

__all__ = ["settled"]

_SHIFT = {"今": 0, "当": 0, "昨": -1, "前": -2, "明": 1}
_RELATIVE = re.compile(
    r"^(今|昨|前|明)(?:天|日|晚|晨|早)?(?:凌晨|早上|上午|中午|下午|晚上|晚间|晚|夜)?"
)


def settled(candidate: Candidate, ranked: Ranked) -> Candidate:
    """Give the candidate with its day said: "今天" becomes the dateline's "1月5日", "昨天" "昨天（1月4日）"."""
    if re.fullmatch(
        r"[\d一二三四五六七八九十]{1,3}[日号][上下中凌清傍深]?[午晨夜晚]?", candidate.text
    ):
        return _with_month(candidate, ranked)
    match = _RELATIVE.match(candidate.text)
    if match is None or not re.match(r"[今昨前明][天日晚晨早]", candidate.text):
        return candidate
    found = _dateline(candidate.scored, ranked)
    if found is None:
        return candidate
    scored, day = found
    shift = _SHIFT[match[1]]
    if shift == 0 and not re.search(r"[时点分]", candidate.text):
        return Candidate(day.text, scored, day.span, candidate.score)
    told = _moved(day, shift)
    text = f"{candidate.text}（{told}）" if told else candidate.text
    return Candidate(text, candidate.scored, candidate.span, candidate.score)


def _with_month(candidate: Candidate, ranked: Ranked) -> Candidate:
    """A bare "29日": the fuller form of that day where the story prints it, else with the dateline's month."""
    article = candidate.scored.story.article
    anchor = article.date or article.issue_date
    own = dates_in(candidate.text, anchor)
    if not own or own[0].day is None:
        return candidate
    day = own[0].day
    for unit in candidate.scored.story.units:
        for date in dates_in(unit.text, anchor, unit.plain):
            if date.grain is Grain.DAY and date.day == day and re.match(r"[^日号]*月", date.text):
                return Candidate(date.text, ranked.by_unit[unit], date.span, candidate.score)
    found = _dateline(candidate.scored, ranked)
    if found and found[1].month and found[1].day and day <= found[1].day:
        text = f"{candidate.text}（{found[1].month}月{day}日）"
        return Candidate(text, candidate.scored, candidate.span, candidate.score)
    return candidate


def _dateline(scored: Scored, ranked: Ranked) -> tuple[Scored, DateMention] | None:
    """The first day that the first paragraph says."""
    article = scored.story.article
    anchor = article.date or article.issue_date
    for unit in scored.story.units:
        if unit.paragraph > 0:
            break
        days = [
            d
            for d in dates_in(unit.text, anchor, unit.plain)
            if d.grain in {Grain.DAY, Grain.MINUTE}
            and re.search(r"\d|[一二三十]", d.text)
            and d.day
        ]
        if days and unit.paragraph == 0:
            return ranked.by_unit[unit], days[0]
    return None


def _moved(day: DateMention, shift: int) -> str | None:
    """The day before or behind, as month and day; within a month where no year is known."""
    if day.first is not None:
        moved = day.first + dt.timedelta(days=shift)
        return f"{moved.month}月{moved.day}日"
    if day.month and day.day and 1 <= day.day + shift <= 28:
        return f"{day.month}月{day.day + shift}日"
    return None
