"""What English questions ask for: forms of asking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.asking_english import asked_in_english
from retrieval.records import Kind


@pytest.mark.parametrize(
    ("question", "kind", "mode"),
    [
        ("What is the ferry that sank off Lisse called?", Kind.TEXT, "named"),
        ("What is the name of the ferry?", Kind.TEXT, "named"),
        ("What do locals call the statue?", Kind.TEXT, "named"),
        ("What was the name of the welder?", Kind.PEOPLE, "what"),
        ("What is the company that was sold called?", Kind.ORGANISATION, "named"),
        ("Name the two winners.", Kind.PEOPLE, "what"),
        ("List the villages that were flooded", Kind.PLACE, "what"),
        ("What was the main cause of the crash?", Kind.TEXT, "why"),
        ("What prompted the strike?", Kind.TEXT, "why"),
        ("On which night was the shop robbed?", Kind.DATE, ""),
        ("What is the title of Shen's new book?", Kind.TITLE, "what"),
        ("What is the novel by Shen called?", Kind.TITLE, "named"),
        ("Who is Shen Yan?", Kind.POST, "whois"),
        ("What was Shen Yan's previous post?", Kind.POST, "post"),
        ("What did the mayor do before?", Kind.POST, "post"),
        ("At which complex was the plaque unveiled?", Kind.PLACE, ""),
        ("Which fishermen were saved?", Kind.PEOPLE, ""),
        ("What nickname did the crew give the boat?", Kind.TEXT, "named"),
        ("What is the slogan of the fair?", Kind.TITLE, "what"),
        ("Which expert found out why the fish died?", Kind.PEOPLE, ""),
    ],
)
def test_the_form_tells_the_kind(question: str, kind: Kind, mode: str) -> None:
    asked = asked_in_english(question)
    assert (asked.kind, asked.mode) == (kind, mode)


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("What does a kilo of eggs cost?", "money"),
        ("What was the cargo worth?", "money"),
        ("What is the monthly rent of the shop?", "money"),
        ("What did the statue weigh?", "weight"),
        ("How much damage did the storm do?", "money"),
        ("How much must the firm pay?", "money"),
        ("What did the oil price fall to?", "money"),
        ("At what age did he die?", "age"),
        ("What fraction of the tea is left?", "share"),
        ("For how long was the port shut?", "time"),
        ("How long was the port closed?", "time"),
        ("How long is the new bridge?", "length"),
        ("How old is the boat?", "time"),
        ("How old is the driver?", "age"),
        ("What is the daily limit for residents?", None),
    ],
)
def test_a_number_may_be_asked_for_without_how(question: str, measure: str) -> None:
    asked = asked_in_english(question)
    assert (asked.kind, asked.measure) == (Kind.NUMBER, measure)


def test_the_words_between_what_and_cost_are_not_the_question_word() -> None:
    start, end = asked_in_english("What does a kilo of eggs cost?").span
    assert (start, end) == (0, 4)


def test_commands_say_how_many() -> None:
    asked = asked_in_english("Name the ten best rangers of the county")
    assert (asked.plural, asked.count) == (True, 10)


@given(st.text(alphabet="what is the name of call list two boats cost?' ", max_size=80))
def test_any_words_are_classified(text: str) -> None:
    asked = asked_in_english(text)
    assert 0 <= asked.span[0] <= asked.span[1] <= len(text)
