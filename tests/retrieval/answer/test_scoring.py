"""Which sentence of a story is read first: the one with the words beside the question word and something of the type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.fitting import holds_type
from retrieval.answer.pool import Pool
from retrieval.answer.scoring import Ranked, rank_units
from retrieval.query import understand
from retrieval.records import HEAD, Kind
from tests.retrieval.answer.paper import Shelf, article, tools

_SHELF = Shelf(
    [
        article(
            "S1",
            "渡口大桥建成通车",
            (
                "本报讯 5月9日,渡口大桥建成通车,大桥的建成结束了渡口靠船过河的历史。",
                "据介绍,大桥由县交通局承建,全长640米,投资8000万元。",
                "工程于2019年3月动工,桥面宽12米,白鹭村村民袁小棠第一个走上桥面。",
            ),
            "2021-05-09",
        ),
        article(
            "S2", "渡口集市开张", ("5月10日,渡口集市开张,大桥上人来人往。",), "2021-05-10", 10
        ),
    ]
)


def ranked(question: str) -> Ranked:
    query = understand(question, (), tools(_SHELF))
    return rank_units(query, Pool.of(_SHELF.search(query.clauses), _SHELF))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("渡口大桥全长多少米？", "全长640米"),
        ("渡口大桥什么时候动工的？", "2019年3月动工"),
        ("谁第一个走上渡口大桥的桥面？", "袁小棠"),
        ("渡口大桥是哪个单位承建的？", "县交通局承建"),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, words: str) -> None:
    assert words in ranked(question).units[0].unit.text


def test_a_head_line_stands_behind_the_sentence_that_tells_the_same() -> None:
    assert ranked("渡口大桥建成通车了吗").units[0].unit.paragraph != HEAD


@pytest.mark.parametrize(
    ("question", "paragraph", "fit"),
    [
        ("大桥投资多少钱？", 1, 1.0),
        ("大桥投资多少钱？", 2, 0.5),  # a figure, but no money
        ("大桥什么时候动工的？", 1, 0.0),
        ("大桥什么时候动工的？", 2, 1.0),
        ("谁走上大桥？", 0, 0.0),
        ("谁走上大桥？", 2, 1.0),
        ("大桥上读了什么书？", 0, 0.0),
        ("大桥为什么好？", 0, 1.0),  # no form of its own
    ],
)
def test_what_is_of_the_type_asked_for(question: str, paragraph: int, fit: float) -> None:
    query = understand(question, (), tools(_SHELF))
    (story,) = (
        s for s in Pool.of(_SHELF.search(query.clauses), _SHELF).stories if s.article.id == "S1"
    )
    unit = next(u for u in story.units if u.paragraph == paragraph)
    assert holds_type(query, story, unit) == fit


@given(st.text("渡口大桥建成动工投资谁什么时候多少钱米?", min_size=2, max_size=20))
def test_scores_stand_in_order_and_never_fall_below_zero(question: str) -> None:
    query = understand(question, (), tools(_SHELF))
    units = rank_units(query, Pool.of(_SHELF.search(query.clauses), _SHELF)).units
    scores = [scored.score for scored in units]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= 0 for score in scores)


def test_kinds_are_read_as_the_table_says() -> None:
    assert understand("谁走上大桥？", (), tools(_SHELF)).kind is Kind.PEOPLE
