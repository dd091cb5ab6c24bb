"""Why something happened: the clause that says so, not the one that shares the most words."""

import pytest

from retrieval.records import Status
from tests.retrieval.answer.paper import Shelf, article, ask

_SHELF = Shelf(
    [
        article(
            "R1",
            "柳树沟粮仓起火 两人受伤",
            (
                "本报讯 4月2日23时许,柳树沟粮仓发生火灾,火势很快蔓延,造成两人受伤、三万斤稻谷被毁。",
                "经消防部门初步调查,起火原因为电线老化短路。",
            ),
            "2021-04-03",
        ),
        article(
            "R2",
            "白果渡停航三天",
            (
                "本报讯 4月6日起,白果渡停航三天,过江的村民绕行老石桥。",
                "据了解,连日大雨,上游水位涨了两米,导致渡船无法靠岸。",
            ),
            "2021-04-06",
            10,
        ),
        article(
            "R3",
            "荷塘集市换了地方",
            ("本报讯 4月8日,荷塘集市搬到河东新街,摊位一个不少。",),
            "2021-04-08",
            20,
        ),
    ]
)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("柳树沟粮仓起火的原因是什么？", "起火原因为电线老化短路"),
        ("柳树沟粮仓怎么起火的？", "起火原因为电线老化短路"),
        ("柳树沟粮仓为什么起火", "起火原因为电线老化短路"),
        ("白果渡为什么停航？", "上游水位涨了两米,导致渡船无法靠岸"),
    ],
)
def test_the_clause_that_gives_the_reason_is_the_answer(question: str, clause: str) -> None:
    found = ask(question, shelf=_SHELF)
    assert found.status is Status.ANSWERED
    assert found.answer == clause
    assert clause in found.citations[0].quote


def test_what_an_event_led_to_is_no_reason_unless_it_is_asked_for() -> None:
    assert "受伤" not in (ask("柳树沟粮仓为什么起火", shelf=_SHELF).answer or "")


def test_a_story_that_does_not_say_why_is_less_sure() -> None:
    told, silent = ask("白果渡为什么停航？", shelf=_SHELF), ask("荷塘集市为什么搬？", shelf=_SHELF)
    assert silent.confidence < told.confidence


def test_what_was_ruled_out_is_no_reason() -> None:
    text = (
        "本报讯 4月10日,梨花坞仓库起火。",
        "经查,排除了烟头引燃的可能,起火系充电器短路所致。",
    )
    shelf = Shelf([article("R4", "梨花坞仓库起火", text, "2021-04-10")])
    assert ask("梨花坞仓库怎么烧起来的？", shelf=shelf).answer == "起火系充电器短路所致"
