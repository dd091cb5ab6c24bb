"""Rows that the paper counts behind them, crossings of two roads, distances from a place, stories that name somebody."""

import pytest

from retrieval.records import Kind, NameKind, Status
from tests.retrieval.answer import paper
from tests.retrieval.answer.paper import Shelf, article, ask

_PLACES = ("青原县", "河阳市", "望江路", "学宫路", "南陂镇")


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    names = {**paper.NAMES, **dict.fromkeys(_PLACES, NameKind.PLACE), "顾长汀": NameKind.PERSON}
    monkeypatch.setattr(paper, "NAMES", names)
    return Shelf(
        [
            article(
                "A1",
                "青原县上演大型歌舞《山水谣》",
                (
                    "6月3日,大型歌舞《山水谣》在青原县上演。",
                    "这部歌舞表现苗、侗、布依三个民族的婚俗,由枫林、石塘、杨湾三个镇的村民排演。",
                ),
                "2021-06-03",
            ),
            article(
                "A2",
                "河阳市望江路两车相撞",
                (
                    "6月8日晚8时许,河阳市望江路与学宫路十字路口发生两车相撞事故,3人受伤。",
                    "事故现场离消防站2公里,距河阳市火车站14公里,距南陂镇36公里。救援车辆开了5公里绕行。",
                ),
                "2021-06-08",
                10,
            ),
            article(
                "A3",
                "顾长汀到青原县调研",
                ("6月9日,顾长汀到青原县调研林业。", "他走访了两个林场。"),
                "2021-06-09",
                20,
            ),
            article(
                "A4",
                "书画展在河阳市开幕",
                ("6月10日,书画展在河阳市开幕,展出作品百余件。", "顾长汀等参观了展览。"),
                "2021-06-10",
                30,
            ),
        ]
    )


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("歌舞《山水谣》表现的是哪三个民族？", ("苗", "侗", "布依")),
        ("《山水谣》由哪三个镇的村民排演？", ("枫林", "石塘", "杨湾")),
    ],
)
def test_a_row_that_is_counted_behind_it_is_the_list(
    shelf: Shelf, question: str, items: tuple[str, ...]
) -> None:
    assert ask(question, shelf=shelf).items == items


def test_a_crossing_is_named_by_both_its_roads(shelf: Shelf) -> None:
    found = ask("6月8日晚两车相撞是在哪个路口？", shelf=shelf)
    assert found.items[0].endswith("望江路与学宫路十字路口")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("相撞的事故现场离消防站多远？", "2公里"),
        ("相撞的事故现场距火车站有多少公里？", "14公里"),
        ("相撞的事故现场离南陂镇有多远？", "36公里"),
    ],
)
def test_a_distance_is_told_from_the_place_asked_for(
    shelf: Shelf, question: str, said: str
) -> None:
    assert ask(question, shelf=shelf).items == (said,)


@pytest.mark.parametrize(
    "question", ["哪几篇里提到了顾长汀？", "报上登了顾长汀的哪几条？", "写到顾长汀的有几篇？"]
)
def test_stories_that_name_somebody_only_in_passing_are_found_too(
    shelf: Shelf, question: str
) -> None:
    found = ask(question, shelf=shelf)
    assert found.kind is Kind.ARTICLES
    assert {citation.article_id for citation in found.citations} == {"A3", "A4"}


@pytest.mark.parametrize(
    ("question", "word"), [("顾长汀去了青原县吧？", "是"), ("书画展在河阳市开幕了吧?", "是")]
)
def test_a_guess_that_asks_to_be_confirmed_is_of_yes_and_no(
    shelf: Shelf, question: str, word: str
) -> None:
    found = ask(question, shelf=shelf)
    assert found.status is Status.ANSWERED
    assert (found.answer or "").startswith(word)
