"""question (and the questions before it) -> Query: what is asked for, of whom, when, and the clauses to search for."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from retrieval.language.dates import find_dates
from retrieval.language.normalise import normalise
from retrieval.language.numbers import find_numbers
from retrieval.query.absent import absent_names, slipped_names
from retrieval.query.agenda import article_words, with_agenda
from retrieval.query.asked import Asked
from retrieval.query.asking_chinese import asked_in_chinese, joined_verbs
from retrieval.query.asking_english import asked_in_english
from retrieval.query.clauses import (
    common_words,
    counted_words,
    date_clauses,
    exact_clauses,
    overrun,
    word_clauses,
)
from retrieval.query.followup import Reading, read_in_context
from retrieval.query.names import of_kind
from retrieval.query.tools import QueryTools
from retrieval.query.understand_english import in_english
from retrieval.query.unheard import unheard_in_chinese
from retrieval.records import Clause, DateMention, Grain, Kind, Name, NameKind, Query, Span

__all__ = ["understand"]

_LONGEST = 500  # characters of a question that are read
_DATES = 6  # dates of a question that are looked for
_AGAIN = re.compile(r"([^\d]{1,9}?)\1{4,}")  # the same again and again says it once
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_QUOTED = re.compile(r"[“\"「《『‘]([^“”\"「」《》『』‘’]{2,40})[”\"」》』’]")
_INHERITED = 0.5  # the weight of a clause that comes from an earlier question


def understand(question: str, context: Sequence[str], tools: QueryTools) -> Query:
    """Understand a question; it never fails: what holds no word gives a query without clauses."""
    asked_text = _clean(question)
    reading = read_in_context(asked_text, [_clean(before) for before in context], tools)
    language = _language(reading.text or asked_text)
    text = reading.text if language == "en" else joined_verbs(normalise(reading.text))
    asked = asked_in_english(text) if language == "en" else asked_in_chinese(text)
    said = tuple(d for d in find_dates(text, tools.anchor()) if _says_day(d, text))
    dates = (said or _bare_days(text))[:_DATES]
    query = _query(asked_text, text, language, asked, dates)
    query = _with_names(query, text, dates, tools)
    return with_agenda(_with_context(query, reading, tools))


def _says_day(date: DateMention, text: str) -> bool:
    """False for a feast, and for 后日 of 完工后日供水."""
    if date.text == "后日" and re.match(r"[供产均处用出发生]", text[date.span[1] :]):
        return False
    return bool(_COUNTED.search(date.text.lower()))


# A feast names an occasion as often as a day: "春节茶话会" asks for no day.
_COUNTED = re.compile(
    r"\d|[年月日号周旬]|星期|礼拜|季度|[昨今明前][天日晚]|去年|\b(?:today|yesterday|tomorrow|last|this|next|week|month|year|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)"
)
_BARE_DAY = re.compile(
    r"(?<![\d第.])(?P<day>[12]?\d|3[01])[号日](?![线楼院馆厅机舱井坑文])|\bthe (?P<day_en>\d{1,2})(?:st|nd|rd|th)\b(?! [a-z])"
)


def _bare_days(text: str) -> tuple[DateMention, ...]:
    """Days said without a month: 24号, the 7th."""
    return tuple(
        DateMention(m.span(), m[0], Grain.DAY, None, None, day=int(m["day"] or m["day_en"]))
        for m in _BARE_DAY.finditer(text)
    )


def _clean(question: str) -> str:
    """The first 500 characters without what cannot be read: controls, direction marks, lone surrogates."""
    kept = [
        " " if char.isspace() else char
        for char in question[:_LONGEST]
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    ]
    plain = re.sub(r" {2,}", " ", _TAG.sub(" ", "".join(kept))).strip()
    return _AGAIN.sub(r"\1", plain)


def _language(text: str) -> Literal["zh", "en"]:
    han = len(re.findall(r"[㐀-鿿]", text))
    latin = len(re.findall(r"[A-Za-z]+", text))
    return "en" if latin > han else "zh"


def _query(
    question: str,
    text: str,
    language: Literal["zh", "en"],
    asked: Asked,
    dates: tuple[DateMention, ...],
) -> Query:
    return Query(
        question=question,
        language=language,
        kind=asked.kind,
        clauses=(),
        dates=dates,
        roles=asked.roles,
        phrases=tuple(normalise(quoted) for quoted in _QUOTED.findall(text)),
        measure=asked.measure,
        unit=asked.unit,
        plural=asked.plural,
        focus=asked.focus,
        details={
            "read": text,
            "mode": asked.mode,
            "left": asked.left,
            "right": asked.right,
            "wh": f"{asked.span[0]},{asked.span[1]}",
            "count": str(asked.count or ""),
            **asked.details,
        },
    )


def _with_names(
    query: Query, text: str, dates: tuple[DateMention, ...], tools: QueryTools
) -> Query:
    """Add the names and the clauses."""
    if query.language == "en":
        return in_english(query, text, dates, _taken(query, text, dates), tools)
    names = [name for name in tools.names.find(text) if not _common(name, tools)]
    slips = slipped_names(text, names, tools)
    names += slips
    taken = _taken(query, text, dates)
    asking = _asking(query, text)
    said = [*taken, asking]
    numbers = [n for n in find_numbers(text) if not any(_meets(n.span, span) for span in said)]
    tokens = tools.analyzer.tokens(text)
    borders = [n.span[1] for n in names if len(n.text) > 2 and overrun(n.span[1], tokens)]
    borders += [asking[1] + len(query.focus)] if query.focus else []
    words, terms = word_clauses(
        text,
        [*taken, *counted_words(text), asking],
        tools.analyzer,
        tools.synonyms,
        borders,
        tools.stands,
    )
    exact = exact_clauses(names, query.phrases, numbers, tools.analyzer)
    return replace(
        query,
        clauses=(*words, *exact, *date_clauses(dates)),
        people=of_kind(names, NameKind.PERSON),
        places=(*of_kind(names, NameKind.PLACE), *of_kind(names, NameKind.ORGANISATION)),
        terms=terms,
        details={
            **query.details,
            "numbers": " ".join(number.text for number in numbers),
            "focus": " ".join(tools.nouns(query.focus)) if query.focus else "",
            "absent": "|".join(
                dict.fromkeys(
                    name
                    for name in (
                        *absent_names(text, names, tools),
                        *unheard_in_chinese(text, [*taken, *(n.span for n in names)], tools),
                    )
                    if not _POINTS.match(name) and not _asked_noun(query, text, name)
                )
            ),
            "read_name": "、".join(name.text for name in slips),
        },
    )


def _asking(query: Query, text: str) -> Span:
    """The span of the question word, without the noun that it stands with."""
    start, end = (int(place) for place in query.details["wh"].split(","))
    if query.kind in {Kind.NUMBER, Kind.ARTICLES}:  # 多少人受益: its span may hold what is told
        asks = _HOW_MANY.match(text, start) if query.kind is Kind.NUMBER else None
        return start, asks.end() if asks else start
    if start and text[start - 1] in _BEFORE_ASKING:
        start -= 1
    noun = text.find(query.focus, start, end) if query.focus else -1
    return start, noun if noun >= 0 else end


def _asked_noun(query: Query, text: str, name: str) -> bool:
    """True for the noun asked for and what joins it: 河里 of 翻到哪条河里."""
    start = int(query.details["wh"].split(",")[0])
    place = text.find(query.focus or " ", start)
    return place >= 0 and text.startswith(name, place) and len(name) <= len(query.focus or "") + 1


_POINTS = re.compile(r"[哪那这某]|几[个座条家]|什么|多少")  # 哪座山, 那座桥: no names
_HOW_MANY = re.compile(r"多[少大高长远重深宽久快厚]|百分之几|第几|几")
_BEFORE_ASKING = "到至从在于"  # 防火期到什么时候: no word ends in them there


def _taken(query: Query, text: str, dates: Sequence[DateMention]) -> list[Span]:
    """Spans whose words are not searched for: dates, and the words by which articles are asked for."""
    words = article_words(text) if query.kind is Kind.ARTICLES else []
    return [*(date.span for date in dates), *words]


def _common(name: Name, tools: QueryTools) -> bool:
    """True for a word that a tagger once took for a place: 起火, 地震."""
    if name.kind is NameKind.PERSON:
        return False
    plain = normalise(name.text)
    return plain in tools.synonyms.groups or plain in common_words()


def _with_context(query: Query, reading: Reading, tools: QueryTools) -> Query:
    """Add what is inherited, at less weight; ``read_as`` says how the question was read."""
    if not reading.inherited:
        return replace(query, read_as=reading.read_as)
    before = understand(reading.inherited, (), tools)
    light = tuple(Clause(c.alternatives, c.weight * _INHERITED) for c in before.clauses)
    return replace(
        query,
        clauses=query.clauses + light,
        dates=query.dates or before.dates,
        people=tuple(dict.fromkeys(query.people + before.people)),
        places=tuple(dict.fromkeys(query.places + before.places)),
        terms=tuple(dict.fromkeys(query.terms + before.terms)),
        phrases=query.phrases + before.phrases,
        read_as=reading.read_as,
        details={**query.details, "inherited": before.details["read"]},
    )


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
