"""Who is listed together, and which words belong to whom."""

import pytest

from retrieval.answer.doers import doers_of
from retrieval.answer.groups import groups_of
from retrieval.records import Name, NameKind


def _names(text: str, *people: str) -> list[Name]:
    return [Name(NameKind.PERSON, p, (text.index(p), text.index(p) + len(p))) for p in people]


def test_people_with_their_posts_are_one_group() -> None:
    text = "县长方砚舟、副县长阮青禾和县水利局局长陆见山到场。"
    (group,) = groups_of(text, _names(text, "方砚舟", "阮青禾", "陆见山"))
    assert [m.before for m in group.members] == ["县长", "副县长", "县水利局局长"]
    assert group.complete


def test_a_verb_between_parts_two_groups() -> None:
    text = "方砚舟、阮青禾两位棋手过关,而陆见山和葛兰因分别被严若水淘汰。"
    groups = groups_of(text, _names(text, "方砚舟", "阮青禾", "陆见山", "葛兰因", "严若水"))
    assert [[n.text for n in g.names] for g in groups] == [
        ["方砚舟", "阮青禾"],
        ["陆见山", "葛兰因"],
        ["严若水"],
    ]


def test_a_rank_behind_a_name_is_its_own_and_what_closes_a_list_is_said_of_all() -> None:
    text = "方砚舟九段和阮青禾四段对局,陆见山、葛兰因等5位专家讲解。"
    first, second = groups_of(text, _names(text, "方砚舟", "阮青禾", "陆见山", "葛兰因"))
    assert first.members[0].behind == "九段"
    assert first.members[1].behind.startswith("四段")
    assert all("5位专家" in m.said for m in second.members)
    assert not second.complete


def test_a_post_is_shared_by_those_listed_barely() -> None:
    text = "方砚舟、阮青禾任副总指挥。"
    (group,) = groups_of(text, _names(text, "方砚舟", "阮青禾"))
    assert [m.behind for m in group.members] == ["任副总指挥", "任副总指挥"]


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("方砚舟战胜阮青禾,从而获得挑战权。", "获得", ["方砚舟"]),
        ("方砚舟对阮青禾表示感谢。", "表示", ["方砚舟"]),
        ("方砚舟当选主任阮青禾当选县长。", "当选县", ["阮青禾"]),
        ("方砚舟讲了话。会议决定修桥。", "决定", []),
    ],
)
def test_of_whom_a_verb_is_said(text: str, verb: str, who: list[str]) -> None:
    names = _names(text, *(p for p in ("方砚舟", "阮青禾") if p in text))
    at = text.index(verb)
    starts = doers_of(text, names, (at, at + len(verb)))
    assert [n.text for n in names if n.span[0] in starts] == who
