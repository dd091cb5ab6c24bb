"""Lines and name of a page -> the day of its issue, and how it is known; never a silent guess.

The evidence in its order: the day given by a person; a folio; the file's name; a bare date at the page's
edge; what the page speaks of (``issue_clues``). What none of these tells is unknown.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from retrieval.corpus.issue_clues import Clues, clues, date_of, infer, weekday_of, year_of
from retrieval.language.normalise import normalise
from retrieval.records import IssueDate, Line

__all__ = ["issue_date"]

_LONGEST = 100  # characters of a folio
_BARE = 30  # characters of a line that is a date and little more
_EDGE = 4  # lines from the top and from the end where a bare date is that of the issue

_DIGITS = "〇零○一二三四五六七八九"
_TEN = {"十": 10, "廿": 20, "卅": 30}
_FULL = re.compile(
    rf"(?<![\d.])(?P<y>(?:19|20)\d\d|[一二][{_DIGITS}]{{3}})\s*年\s*"
    rf"(?P<m>\d{{1,2}}|[{_DIGITS}十]{{1,2}})\s*月\s*(?P<d>\d{{1,2}}|[{_DIGITS}十廿]{{1,3}})\s*[日号]"
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d.])"
)
_SHORT = re.compile(r"(?<![\d年])(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_CYCLE = re.compile("([甲乙丙丁戊己庚辛壬癸])([子丑寅卯辰巳午未申酉戌亥])年")
# What stands in a folio beside its date.
_FOLIO = re.compile(
    r"(?:星期|周|礼拜)[一二三四五六日天]|(?<![a-z0-9])[a-d]?\d{1,3}\s*[版页]|第\s*[\d一二三四五六七八九十]{1,3}\s*[版页]|"
    r"版面|总第|第\s*\d+\s*[期号]|农历|夏历|统一刊号|cn\d\d|邮发代号|责任?编辑|责编|\w[日晚早晨周时]报|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|发布时间|来源:"
)
_NAME_PLAIN = re.compile(
    r"(?<![0-9a-z])[a-z]*(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:[a-z]\d{0,2})?(?![0-9a-z])"
)
_NAME_PARTS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:[-_./]|年)(?P<m>\d{1,2})(?:[-_./]|月)(?P<d>\d{1,2})(?!\d)|"
    r"(?<!\d)(?P<y2>(?:19|20)\d\d)(?P<m2>\d\d)/(?P<d2>\d\d)(?!\d)"
)
_NAME_YEAR = re.compile(r"(?<![0-9a-z])((?:19|20)\d\d)年?(?=/)")
_NAME_SHORT = re.compile(
    r"(?<![0-9a-z])(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![0-9a-z])|"
    r"(?<!\d)(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)


def issue_date(lines: Sequence[Line], name: str, given: dt.date | None) -> IssueDate:
    """The day of the issue that a page is of; ``IssueDate()`` where it cannot be told.

    ``name`` is the source's name, folders among it; ``given`` is the day that a person named.
    """
    if given is not None:
        return IssueDate(given, "given")
    whole = normalise("\n".join(line.text for line in lines))  # one call: it is the costly part
    texts = [text.strip() for text in whole.split("\n")]
    said = clues(texts)
    if printed := _folio(texts, said):
        return IssueDate(printed, "text")
    worked_out = infer(said)
    if named := _from_name(normalise(name), worked_out):
        return IssueDate(named, "filename")
    if bare := _bare(texts):
        return IssueDate(bare, "text")
    return IssueDate(worked_out, "text", inferred=True) if worked_out else IssueDate()


def _folio(texts: Sequence[str], said: Clues) -> dt.date | None:
    """The date that most of the page's folios bear, the first of them at a tie."""
    found: Counter[dt.date] = Counter()
    for text in texts:
        if len(text) > _LONGEST or "。" in text or not _FOLIO.search(text):
            continue
        if day := _full_date(text) or _short_date(text, said):
            found[day] += 1
    return found.most_common(1)[0][0] if found else None


def _full_date(text: str) -> dt.date | None:
    match = _FULL.search(text) or _NUMERIC.search(text)
    if not match:
        return None
    return date_of(_number(match["y"]), (_number(match["m"]), _number(match["d"])))


def _short_date(text: str, said: Clues) -> dt.date | None:
    """A folio without a year: the weekday, the year of the sixty-year cycle and the page tell it."""
    match, week, cycle = _SHORT.search(text), _WEEKDAY.search(text), _CYCLE.search(text)
    if not match or not (week or cycle):
        return None
    day = (int(match["m"]), int(match["d"]))
    weekday = weekday_of(week[1]) if week else None
    if cycle:
        return _in_cycle(cycle, day, weekday)
    year = year_of(said, day, weekday)
    return date_of(year, day) if year else None


def _in_cycle(cycle: re.Match[str], day: tuple[int, int], weekday: int | None) -> dt.date | None:
    """The one day of 1900 to 2099 in this year of the cycle; it begins at the lunar new year."""
    stems, branches = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
    fits = []
    for year in range(1900, 2100):
        lunar = year - (day < (2, 4))
        mark = stems[(lunar - 4) % 10] + branches[(lunar - 4) % 12]
        that = date_of(year, day)
        if mark == cycle[1] + cycle[2] and that and weekday in (None, that.weekday()):
            fits.append(that)
    return fits[0] if len(fits) == 1 else None


def _from_name(name: str, worked_out: dt.date | None) -> dt.date | None:
    """The last full date of a name; or a month and day whose year a folder or the page itself tells."""
    for match in reversed([*_NAME_PARTS.finditer(name), *_NAME_PLAIN.finditer(name)]):
        year, month, day = (next(filter(None, match.group(*keys))) for keys in _keys(match))
        if found := date_of(int(year), (int(month), int(day))):
            return found
    short = list(_NAME_SHORT.finditer(name))
    if not short:
        return None
    where = (int(short[-1]["m"] or short[-1]["m2"]), int(short[-1]["d"] or short[-1]["d2"]))
    if years := _NAME_YEAR.findall(name):
        return date_of(int(years[-1]), where)
    here = date_of(worked_out.year, where) if worked_out else None
    return here if here and worked_out and abs((here - worked_out).days) <= 3 else None


def _keys(match: re.Match[str]) -> list[tuple[str, str]]:
    twice = "y2" in match.re.groupindex
    return [(key, f"{key}2" if twice else key) for key in ("y", "m", "d")]


def _bare(texts: Sequence[str]) -> dt.date | None:
    """A line at the page's top or end that is a full date and little more."""
    for text in [*texts[:_EDGE], *texts[_EDGE:][-_EDGE:]]:
        if len(text) <= _BARE and "。" not in text and (day := _full_date(text)):
            return day
    return None


def _number(text: str) -> int:
    """Digits, Arabic or Chinese (二〇二三, 十二, 二十八, 廿六)."""
    if text.isdecimal():
        return int(text)
    digits = {char: max(0, at - 2) for at, char in enumerate(_DIGITS)}
    if not any(char in _TEN for char in text):
        return int("".join(str(digits[char]) for char in text))
    total = 0
    for char in text:
        total = max(1, total) * 10 if char == "十" else total + (_TEN.get(char) or digits[char])
    return total
