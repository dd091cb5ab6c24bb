"""The date and date-range specs of Microsoft's Recognizers-Text (MIT) -> how many a reader gets right.

Read from ``$WENBAO_EVALS/dates/recognizers.jsonl``; nothing of it is kept in the project. A parse is right if its days are the
spec's past or future reading (a range's end may be meant in or out: the specs mix both). An extraction is right if exactly
the spec's texts are found.
"""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Case", "cases", "jionlp_days", "jionlp_texts", "our_days", "our_texts", "right"]

Days = tuple[dt.date, dt.date]


class Case(NamedTuple):
    """An input with the texts to find, and for a parser's spec the days that are right."""

    spec: str
    text: str
    anchor: dt.date
    expected: tuple[str, ...]
    days: tuple[Days, ...]


def cases(folder: Path) -> list[Case]:
    """The cases of date and date range, extractors and parsers."""
    found = []
    for line in (folder / "dates" / "recognizers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        anchor = dt.date.fromisoformat((row["ref"] or "2016-11-07")[:10])
        texts = tuple(result["text"] for result in row["results"])
        days = tuple(day for result in row["results"] for day in _readings(result["value"]))
        found.append(Case(row["spec"], row["input"], anchor, texts, days))
    return found


def _readings(value: dict[str, Any] | None) -> list[Days]:
    readings = []
    for name in ("PastResolution", "FutureResolution"):
        parts = list(((value or {}).get(name) or {}).values())
        if not parts or parts[0] < "0002" or not all(len(part) == 10 for part in parts):
            continue
        first, last = dt.date.fromisoformat(parts[0]), dt.date.fromisoformat(parts[-1])
        readings.append((first, last))
        if len(parts) == 2:
            readings.append((first, last - dt.timedelta(days=1)))
    return readings


def right(
    case: Case, days: Callable[[Case], Days | None], texts: Callable[[Case], list[str]]
) -> bool:
    """Is the case right, by days for a parser's spec and by texts for an extractor's?"""
    if case.spec.endswith("Parser"):
        got = days(case)
        return got in case.days if case.days else got is None
    return [_plain(text) for text in texts(case)] == [_plain(text) for text in case.expected]


def _plain(text: str) -> str:
    return text.replace("，", ",")


def our_days(case: Case) -> Days | None:
    """The days of the first date that ``find_dates`` finds in the whole input."""
    from retrieval.language.dates import find_dates

    found = find_dates(case.text, case.anchor)
    return (found[0].first, found[0].last) if found and found[0].first and found[0].last else None


def our_texts(case: Case) -> list[str]:
    """The texts that ``find_dates`` finds."""
    from retrieval.language.dates import find_dates

    return [found.text for found in find_dates(case.text, case.anchor)]


def jionlp_days(case: Case) -> Days | None:
    """The days of jionlp's parser, which is given the very text to parse."""
    import jionlp

    try:
        parsed = jionlp.parse_time(
            case.expected[0], time_base=dt.datetime.combine(case.anchor, dt.time())
        )
        ends = [str(part)[:10] for part in parsed["time"]]
        return dt.date.fromisoformat(ends[0]), dt.date.fromisoformat(ends[1])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None


def jionlp_texts(case: Case) -> list[str]:
    """The texts that jionlp's extractor finds."""
    import jionlp

    found = jionlp.ner.extract_time(
        case.text, time_base=dt.datetime.combine(case.anchor, dt.time())
    )
    return [part["text"] for part in found]
