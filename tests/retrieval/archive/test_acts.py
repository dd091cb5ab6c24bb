"""What people did at an event, clause by clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.acts import acts_in
from retrieval.records import Name, NameKind, Role

A, B, C = "沈知远", "陆明河", "顾青禾"


def named(text: str) -> list[Name]:
    found = [
        Name(NameKind.PERSON, word, (at, at + 3))
        for word in (A, B, C)
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    return sorted(found, key=lambda name: name.span)


def roles(text: str) -> set[tuple[str, Role]]:
    return {(act.name.text, act.role) for act in acts_in(text, named(text)) if not act.weak}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"县委书记{A}主持会议并讲话。", {(A, Role.CHAIRED), (A, Role.SPOKE)}),
        (
            f"{A}主持会议,{B}、{C}参加。",
            {(A, Role.CHAIRED), (B, Role.ATTENDED), (C, Role.ATTENDED)},
        ),
        (f"副县长{A},县人大常委会副主任{B}、{C}参加。", {(n, Role.ATTENDED) for n in (A, B, C)}),
        (f"省督导组副组长{A}、市联络组组长{B}到会指导。", {(A, Role.GUIDED), (B, Role.GUIDED)}),
        (
            f"{A}在县委书记{B}等陪同下,深入白塔镇调研。",
            {(A, Role.VISITED), (B, Role.ACCOMPANIED)},
        ),
        (f"{A}陪同{B}走访了企业。", {(A, Role.ACCOMPANIED), (B, Role.VISITED)}),
        (f"{A}会见了来访的商会会长{B}。", {(A, Role.RECEIVED), (B, Role.ATTENDED)}),
        (f"{A}、{B}等参加了会见。", {(A, Role.ATTENDED), (B, Role.ATTENDED)}),
        (f"局长{A};商会会长{B}等会见时在座。", {(A, Role.ATTENDED), (B, Role.ATTENDED)}),
        (f"会议由{A}主持。", {(A, Role.CHAIRED)}),
        (f"参加会议的还有{A}、{B}。", {(A, Role.ATTENDED), (B, Role.ATTENDED)}),
        (f"{A}与商会会长{B}签署了协议。", {(A, Role.SIGNED), (B, Role.SIGNED)}),
        (f"{A}随后为基地授牌。", {(A, Role.ATTENDED)}),
        # nobody's act
        (f"深入学习{A}总书记重要讲话精神。", set()),
        (f"纪念{A}将军百年诞辰,近万名群众参加了仪式。", set()),
        (f"{A}因病未参加会议。", set()),
        (f"{A}1945年参加革命,去年退休。", set()),
        (f"本报讯(记者 {A} {B})5月18日,县里召开会议。", set()),
        (f"本报讯(记者 {A})县委书记{B}出席会议。", {(B, Role.ATTENDED)}),
        (f"记者{A}从县里获悉,会议召开。", set()),
        (f"来自各乡镇的代表参加了会议,{A}的事迹感人。", set()),
    ],
)
def test_roles(text: str, expected: set[tuple[str, Role]]) -> None:
    assert roles(text) == expected


def test_what_was_said_is_no_act() -> None:
    text = f"{A}指出,去年{B}访问了柳湾乡,成果很多。"
    assert [(act.name.text, act.weak) for act in acts_in(text, named(text))] == [(A, True)]


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        (f"{A}、{B}等参加。", True),
        (f"{A}、{B}参加。", False),
        (f"{A}、{B}等2人参加。", False),
        (f"{A}、{B}等三位同志参加。", True),
        (f"{A}、{B}和县委常委、县法检两长参加。", True),
        (f"{A}与企业负责人参加座谈。", False),
    ],
)
def test_open_lists(text: str, opened: bool) -> None:  # noqa: FBT001
    acts = acts_in(text, named(text))
    assert acts
    assert {act.open for act in acts} == {opened}


def test_evidence_holds_name_and_verb() -> None:
    text = f"会议召开。县委书记{A},县长{B}参加,其他人没有来。"
    for act in acts_in(text, named(text)):
        evidence = text[act.evidence[0] : act.evidence[1]]
        assert act.name.text in evidence
        assert "参加" in evidence


@given(st.text(f"{A}{B}参加主持会见陪同在由和、,。;等未的调研讲话记者()", max_size=80))
def test_never_fails(text: str) -> None:
    for act in acts_in(text, named(text)):
        assert 0 <= act.evidence[0] <= act.name.span[0]
        assert act.name.span[0] < act.evidence[1] <= len(text)
