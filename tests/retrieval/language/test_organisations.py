"""Places and organisations drawn out to the word that ends them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.organisations import extended
from retrieval.records import Name, NameKind


@pytest.mark.parametrize(
    ("text", "seen", "whole", "kind"),
    [
        ("云岭数字经济产业园开工", "云岭", "云岭数字经济产业园", NameKind.PLACE),
        ("白塔镇中心小学的学生", "白塔镇", "白塔镇中心小学", NameKind.ORGANISATION),
        ("云岭铁路分局职工", "云岭铁路", "云岭铁路分局", NameKind.ORGANISATION),
        ("云岭在公司开会", "云岭", "云岭", NameKind.PLACE),
        ("云岭召开公司会议", "云岭", "云岭", NameKind.PLACE),
        ("云岭公司,开业", "云岭公司", "云岭公司", NameKind.PLACE),
    ],
)
def test_extended(text: str, seen: str, whole: str, kind: NameKind) -> None:
    names = [Name(NameKind.PLACE, seen, (0, len(seen)))]
    assert [(n.text, n.kind, n.span) for n in extended(text, names)] == [
        (whole, kind, (0, len(whole)))
    ]


def test_parts_become_one() -> None:
    text = "云岭石门山塘"
    names = [Name(NameKind.PLACE, "云岭", (0, 2)), Name(NameKind.PLACE, "石门", (2, 4))]
    assert [n.text for n in extended(text, names)] == ["云岭石门山塘"]


def test_a_district_keeps_its_name() -> None:
    text = "双溪乡石门山塘"
    names = [Name(NameKind.PLACE, "双溪乡", (0, 3))]
    assert extended(text, names) == names


def test_people_are_not_swallowed() -> None:
    text = "云岭沈知远公司"
    names = [Name(NameKind.PLACE, "云岭", (0, 2)), Name(NameKind.PERSON, "沈知远", (2, 5))]
    assert extended(text, names) == names


@given(st.text("云岭县公司小学产业园的在,、", max_size=40), st.integers(0, 38), st.integers(1, 4))
def test_spans_are_exact(text: str, start: int, size: int) -> None:
    if start + size > len(text):
        return
    names = [Name(NameKind.PLACE, text[start : start + size], (start, start + size))]
    (found,) = extended(text, names)
    assert found.span[0] == start
    assert found.span[1] >= start + size
    assert text[found.span[0] : found.span[1]] == found.text
