"""The noun asked for, and the verbs that only stand where it would."""

import pytest

from retrieval.query.asking_chinese import asked_in_chinese
from retrieval.records import Kind, Role


@pytest.mark.parametrize(
    ("question", "kind", "focus"),
    [
        ("总队从哪几个支队大队调人增援?", Kind.ORGANISATION, "支队大队"),
        ("育秧厂是哪两家一块儿建的?", Kind.ORGANISATION, None),
        ("伤员送去的医院有哪些点了名?", Kind.ORGANISATION, "医院"),
        ("县里从哪些乡镇抽人?", Kind.PLACE, "乡镇"),
        ("学校来了哪些老师?", Kind.PEOPLE, "老师"),
        ("哪几位发言人到场?", Kind.PEOPLE, None),
    ],
)
def test_the_noun_ends_before_the_verb(question: str, kind: Kind, focus: str | None) -> None:
    asked = asked_in_chinese(question)
    assert asked.kind is kind
    assert focus is None or asked.focus == focus
    assert asked.plural


def test_which_one_is_the_head_asks_for_a_person() -> None:
    asked = asked_in_chinese("商会换届,新会长是哪个?")
    assert (asked.kind, asked.mode) == (Kind.PEOPLE, "whois")
    assert asked_in_chinese("最大的水库是哪个?").kind is not Kind.PEOPLE


def test_points_are_not_hours() -> None:
    assert asked_in_chinese("会上提了哪几点要求?").kind is Kind.TEXT
    assert asked_in_chinese("几点开会?").mode == "clock"


def test_who_sat_beside_was_with_them() -> None:
    assert asked_in_chinese("县长见客商时谁在座?").roles == (Role.ACCOMPANIED,)
