"""The attendance table: by person, days and words; CSV that no spreadsheet runs."""

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.attendance import attendance, safe_cell
from retrieval.records import Article, Attendance, Event, Facts, Mention, Name, NameKind, Role
from tests.retrieval.archive.library import ListLibrary, article

TEXT = "5月18日,县里召开水库安全会议。沈知远、陆明河参加。"


def event(of: Article, title: str, day: dt.date | None, *people: str) -> Facts:
    text = of.paragraphs[0].text
    there = tuple(
        Attendance(
            person,
            "县长",
            (Role.ATTENDED,),
            0,
            (text.index(person), text.index(person) + len(person)),
            (text.index(person), len(text)),
        )
        for person in people
    )
    whole = Event(of.id, 0, title, "meeting", day, day, None, there, True, 0, (0, len(text)))  # noqa: FBT003
    return Facts(of.id, events=(whole,))


@pytest.fixture
def library() -> ListLibrary:
    may = article("may", "水库安全会议召开", TEXT)
    june = article("june", "粮食会议召开", "沈知远参加粮食会议。", date=dt.date(2031, 6, 2))
    vague = article("vague", "近日开会", "近日,陆明河参加防汛会议。", date=dt.date(2031, 5, 30))
    return ListLibrary(
        [may, june, vague],
        [
            event(may, "水库安全会议", dt.date(2031, 5, 18), "沈知远", "陆明河"),
            event(june, "粮食会议", dt.date(2031, 6, 1), "沈知远"),
            event(vague, "防汛会议", None, "陆明河"),
        ],
    )


def found(library: ListLibrary, **wanted: object) -> list[tuple[str, str]]:
    table = attendance(library, **wanted)  # type: ignore[arg-type]
    return [(row.event, row.person) for row in table]


def test_of_a_person(library: ListLibrary) -> None:
    assert found(library, person="沈知远") == [("水库安全会议", "沈知远"), ("粮食会议", "沈知远")]


def test_of_days(library: ListLibrary) -> None:
    assert found(library, first=dt.date(2031, 5, 18), last=dt.date(2031, 5, 18)) == [
        ("水库安全会议", "沈知远"),
        ("水库安全会议", "陆明河"),
    ]


def test_an_event_of_no_day_counts_for_its_article(library: ListLibrary) -> None:
    assert ("防汛会议", "陆明河") in found(
        library, first=dt.date(2031, 5, 25), last=dt.date(2031, 5, 31)
    )
    assert found(library, person="陆明河", last=dt.date(2031, 5, 18)) == [
        ("水库安全会议", "陆明河")
    ]


def test_of_words(library: ListLibrary) -> None:
    assert found(library, words="水库 会议") == [
        ("水库安全会议", "沈知远"),
        ("水库安全会议", "陆明河"),
    ]
    assert found(library, words="水库 粮食") == []


def test_of_everything(library: ListLibrary) -> None:
    assert len(found(library)) == 4


def test_of_an_undated_corpus() -> None:
    one = article("one", "开会", TEXT, date=None)
    facts = event(one, "水库安全会议", None, "沈知远")
    library = ListLibrary([one], [facts])
    assert found(library, person="沈知远") == [("水库安全会议", "沈知远")]
    assert found(library, person="沈知远", first=dt.date(2031, 1, 1)) == []


def test_rows_cite_the_sentence(library: ListLibrary) -> None:
    row = next(iter(attendance(library, person="陆明河")))
    assert row.citation.quote == "沈知远、陆明河参加。"
    assert [row.citation.quote[s:e] for s, e in row.citation.spans] == ["陆明河"]
    assert row.citation.lines == (3,)


def test_csv(library: ListLibrary) -> None:
    table = attendance(library, person="沈知远")
    read = list(csv.reader(io.StringIO(table.csv())))
    assert tuple(read[0]) == table.HEADER
    assert [tuple(row) for row in read[1:]] == table.rows()


def test_csv_holds_no_formula(library: ListLibrary) -> None:
    table = attendance(library, person="沈知远")
    bad = replace(table, entries=tuple(replace(row, event="=HYPERLINK(1)") for row in table))
    assert "'=HYPERLINK(1)" in bad.csv()


@given(st.text(max_size=20))
def test_a_safe_cell_begins_no_formula(text: str) -> None:
    assert not safe_cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe_cell(text).endswith(text)


def test_traditional_spelling() -> None:
    one = article("one", "開會", "5月18日,縣裡開會。張偉華參加。")
    library = ListLibrary(
        [one],
        [
            replace(
                event(one, "會議", dt.date(2031, 5, 18), "張偉華"),
                mentions=(Mention(Name(NameKind.PERSON, "張偉華", (12, 15)), 0),),
            )
        ],
    )
    assert found(library, person="张伟华") == [("會議", "張偉華")]
