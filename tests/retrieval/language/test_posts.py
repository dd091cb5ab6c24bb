"""Posts as printed, their units, and when two wordings mean one post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.posts import parse_post, posts_in, same_post
from retrieval.records import Name, NameKind


def held(text: str, *names: str) -> list[tuple[str, str, str | None]]:
    found, at = [], 0
    for word in names:
        at = text.index(word, at)
        found.append(Name(NameKind.PERSON, word, (at, at + len(word))))
        at += len(word)
    return [(h.person.text, h.post.text, h.post.unit) for h in posts_in(text, found)]


@pytest.mark.parametrize(
    ("text", "person", "posts"),
    [
        ("5月18日,县委书记沈知远到会。", "沈知远", [("县委书记", "县委")]),
        (
            "省政协副主席、农工党某省委主委沈知远一行来云岭",
            "沈知远",
            [("省政协副主席", "省政协"), ("农工党某省委主委", "农工党某省委")],
        ),
        ("县委常委、常务副县长沈知远参加", "沈知远", [("县委常委", "县委"), ("常务副县长", None)]),
        ("国务委员兼国防部长沈知远", "沈知远", [("国务委员", None), ("国防部长", "国防部")]),
        ("柳湾乡水利员 沈知远说", "沈知远", [("柳湾乡水利员", "柳湾乡")]),
        ("沈知远教授说", "沈知远", [("教授", None)]),
        ("沈知远(白塔镇镇长)", "沈知远", [("白塔镇镇长", "白塔镇")]),
        (
            "沈知远,男,1990年生,任云岭县水利局局长。",
            "沈知远",
            [("云岭县水利局局长", "云岭县水利局")],
        ),
        ("会议选举沈知远为云岭县政协主席。", "沈知远", [("云岭县政协主席", "云岭县政协")]),
        ("在中心小学教师沈知远家中", "沈知远", [("中心小学教师", "中心小学")]),
        (
            "国际和平与裁军委员会会长沈知远",
            "沈知远",
            [("国际和平与裁军委员会会长", "国际和平与裁军委员会")],
        ),
        ("昨天来了许多群众,沈知远说", "沈知远", []),
        ("重点企业、项目沈知远", "沈知远", []),
    ],
)
def test_posts_of_a_name(text: str, person: str, posts: list[tuple[str, str | None]]) -> None:
    assert held(text, person) == [(person, post, unit) for post, unit in posts]


def test_a_list_shares_the_post_before_it() -> None:
    text = "县人大常委会副主任谢士平、方水标、胡长木参加。"
    post = ("县人大常委会副主任", "县人大常委会")
    assert held(text, "谢士平", "方水标", "胡长木") == [
        ("谢士平", *post),
        ("方水标", *post),
        ("胡长木", *post),
    ]


def test_one_president_at_a_time() -> None:
    assert held("总统沈知远和陆明河发表声明", "沈知远", "陆明河") == [("沈知远", "总统", None)]


def test_a_post_of_ones_own_comes_first() -> None:
    text = "县委副书记谢士平、白塔镇镇长方水标参加。"
    assert held(text, "谢士平", "方水标") == [
        ("谢士平", "县委副书记", "县委"),
        ("方水标", "白塔镇镇长", "白塔镇"),
    ]


def test_a_post_does_not_reach_over_a_clause() -> None:
    assert held("县委书记谢士平讲话,方水标参加。", "谢士平", "方水标") == [
        ("谢士平", "县委书记", "县委")
    ]


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("县人大常委会主任是谁?", ("县人大常委会", "主任")),
        ("白塔镇镇长是谁", ("白塔镇", "镇长")),
        ("谁是县委书记", ("县委", "书记")),
        ("縣長叫什麼名字", (None, "县长")),
        ("常务副县长", (None, "常务副县长")),
        ("会议在哪里召开?", None),
        ("受伤的老人多少岁", None),
        ("", None),
    ],
)
def test_parse_post(question: str, read: tuple[str | None, str] | None) -> None:
    assert parse_post(question) == read


@pytest.mark.parametrize(
    ("asked", "printed", "same"),
    [
        ("县委书记", "云岭县委书记", True),
        ("云岭县委书记", "县委书记", True),
        ("县委书记", "县委副书记", False),
        ("县长", "副县长", False),
        ("副县长", "常务副县长", True),
        ("常务副县长", "副县长", False),
        ("主席", "副主席", False),
        ("白塔镇镇长", "柳湾镇镇长", False),
        ("省委书记", "省纪委书记", False),
        ("县人大主任", "云岭县人大常委会主任", True),
        ("云岭大学校长", "云岭师范大学校长", False),
        ("国防部部长", "国防部长", True),
        ("县长", "原县长", False),
        ("班长", "校长", False),
    ],
)
def test_same_post(asked: str, printed: str, same: bool) -> None:  # noqa: FBT001
    assert same_post(asked, printed) is same


@given(st.text("县委副书记长、和(), 张三任局主席兼在教授", max_size=60))
def test_spans_are_exact(text: str) -> None:
    names = [
        Name(NameKind.PERSON, "张三", (at, at + 2))
        for at in range(len(text) - 1)
        if text[at : at + 2] == "张三"
    ]
    for held_post in posts_in(text, names):
        start, end = held_post.post.span
        assert text[start:end] == held_post.post.text
        assert held_post.post.text.endswith(held_post.post.rank)
        if held_post.post.unit is not None:
            assert held_post.post.text.startswith(held_post.post.unit)
    parse_post(text)
