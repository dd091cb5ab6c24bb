"""Lines and name of a page -> the day of its issue, and how it is known; never a silent guess."""

import datetime as dt
import re
from collections.abc import Sequence

from retrieval.records import IssueDate, Line

__all__ = ["issue_date"]

_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年]?(\d{1,2})[-_.月]?(\d{1,2})(?!\d)")


def issue_date(lines: Sequence[Line], name: str, given: dt.date | None) -> IssueDate:
    """The day given, else that of the folio, else that in the file's name; else unknown."""
    if given is not None:
        return IssueDate(given, "given")
    for line in lines:
        match = _FULL.search(line.text)
        if match and len(line.text.strip()) <= 40 and (day := _date(*match.groups())):
            return IssueDate(day, "text")
    match = _NAME.search(name)
    if match and (day := _date(*match.groups())):
        return IssueDate(day, "filename")
    return IssueDate()


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
