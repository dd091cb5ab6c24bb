"""Chinese lunar calendar -> the day in ours, for the years 1940 to 2060; and the feasts of both calendars.

A year is six hexadecimal digits: days from 20 January to its new year (bits 17 up), its leap month
(bits 13 to 16, 0 for none), and a bit for each month that has 30 days (bit 0 is the first month; a
leap month follows the month it repeats). The lengths are those of the Purple Mountain calendar.
"""

import datetime as dt

__all__ = ["LUNAR_FEASTS", "SOLAR_FEASTS", "feast", "lunar_day", "lunar_month"]

_FIRST = 1940
_TABLE = (
    "26052b 0eca5b 340aad 20056a 0a9b55 300ba4 1a0b49 045a93 2a0a95 12f52d 380536 220aad "
    "0eb5aa 3205b2 1c0da5 087d4a 2e0d4a 170a95 3a0a97 260556 10cab5 340ad5 2006d2 0a8ea5 "
    "300ea5 1a064a 026c97 280a9b 14f55a 38056a 220b69 0eb752 340b52 1c0b25 06964b 2c0a4b "
    "1714ab 3a02ad 24056d 10cb69 360da9 200d92 0a9d25 300d25 1b5a4d 3e0a56 2802b6 12c5b5 "
    "3806d5 220ea9 0ebe92 340e92 1e0d26 066a56 2a0a57 1714d6 3c035a 2406d5 10b6c9 360749 "
    "200693 08952b 2e052b 180a5b 04555a 28056a 12fb55 3a0ba4 240b49 0cba93 320a95 1c052d "
    "068aad 2a0ab5 1735aa 3c05d2 260da5 10dd4a 360d4a 200c95 0a952e 2e0556 180ab5 0455b2 "
    "2a06d2 12cea5 380725 22064b 0cac97 300cab 1c055a 066ad6 2c0b69 177752 3c0b52 260b25 "
    "10da4b 340a4b 1e04ab 08a55b 2e05ad 180b6a 045b52 2a0d92 14fd25 380d25 220a55 0cb4ad "
    "3204b6 1a05b5 066daa 2c0ec9 191e92 3c0e92 260d26 10ca56 340a57 1e0556 0886d5 2e0755 "
    "1a0749 "
)
_YEARS = _TABLE.split()

LUNAR_FEASTS = {
    "春节": (1, 1),
    "大年初一": (1, 1),
    "元宵": (1, 15),
    "元宵节": (1, 15),
    "端午": (5, 5),
    "端午节": (5, 5),
    "七夕": (7, 7),
    "七夕节": (7, 7),
    "中元节": (7, 15),
    "中秋": (8, 15),
    "中秋节": (8, 15),
    "重阳": (9, 9),
    "重阳节": (9, 9),
    "腊八节": (12, 8),
    "除夕": (12, 30),
    "大年三十": (12, 30),
    "spring festival": (1, 1),
    "chinese new year": (1, 1),
    "lunar new year": (1, 1),
    "lantern festival": (1, 15),
    "dragon boat festival": (5, 5),
    "mid-autumn festival": (8, 15),
    "double ninth festival": (9, 9),
}
SOLAR_FEASTS = {
    "元旦": (1, 1),
    "元旦节": (1, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "三八妇女节": (3, 8),
    "植树节": (3, 12),
    "清明": (4, 4),
    "清明节": (4, 4),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "五一节": (5, 1),
    "五一劳动节": (5, 1),
    "青年节": (5, 4),
    "五四青年节": (5, 4),
    "儿童节": (6, 1),
    "六一儿童节": (6, 1),
    "建党节": (7, 1),
    "七一": (7, 1),
    "建军节": (8, 1),
    "八一建军节": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "国庆节": (10, 1),
    "十一国庆节": (10, 1),
    "圣诞": (12, 25),
    "圣诞节": (12, 25),
    "平安夜": (12, 24),
    "new year's day": (1, 1),
    "women's day": (3, 8),
    "arbor day": (3, 12),
    "may day": (5, 1),
    "labour day": (5, 1),
    "labor day": (5, 1),
    "children's day": (6, 1),
    "army day": (8, 1),
    "teachers' day": (9, 10),
    "national day": (10, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
}


def _months(year: int) -> tuple[dt.date, int, list[int]] | None:
    """New year's day, leap month and month lengths of a lunar year; ``None`` outside the table."""
    if not _FIRST <= year < _FIRST + len(_YEARS):
        return None
    code = int(_YEARS[year - _FIRST], 16)
    leap = code >> 13 & 15
    count = 13 if leap else 12
    new_year = dt.date(year, 1, 20) + dt.timedelta(days=code >> 17)
    return new_year, leap, [29 + (code >> index & 1) for index in range(count)]


def lunar_month(year: int, month: int) -> tuple[dt.date, dt.date] | None:
    """First and last day of a lunar month; ``None`` outside the table."""
    found = _months(year)
    if found is None or not 1 <= month <= 12:
        return None
    new_year, leap, lengths = found
    index = month - 1 + (1 if leap and month > leap else 0)
    first = new_year + dt.timedelta(days=sum(lengths[:index]))
    return first, first + dt.timedelta(days=lengths[index] - 1)


def lunar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day of a lunar date; the 30th of a month of 29 days is its last day."""
    found = lunar_month(year, month)
    if found is None or not 1 <= day <= 30:
        return None
    return min(found[0] + dt.timedelta(days=day - 1), found[1])


def feast(name: str, year: int) -> dt.date | None:
    """The day of a feast in a year of ours (a lunar feast in the lunar year that begins in it)."""
    if name in LUNAR_FEASTS:
        lunar_year = year - 1 if LUNAR_FEASTS[name][0] == 12 else year
        return lunar_day(lunar_year, *LUNAR_FEASTS[name])
    month, day = SOLAR_FEASTS[name]
    if name.startswith("清明"):  # 4 or 5 April: the Sun's longitude 15 degrees, good for 1900-2099
        day = int((year % 100) * 0.2422 + (5.59 if year < 2000 else 4.81)) - year % 100 // 4
    return dt.date(year, month, day)
