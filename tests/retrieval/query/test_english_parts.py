"""The parts of an English question: numbers, kinds of nouns, what stands near the question word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.asking_english import asked_in_english
from retrieval.query.english_focus import focused
from retrieval.query.english_glossary import phrasal
from retrieval.query.english_kinds import english_kind, people_nouns
from retrieval.query.english_names import chinese_name
from retrieval.query.english_numbers import numerals
from retrieval.query.english_sounds import Sounds
from retrieval.records import Clause, Kind


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("a 4.7 magnitude quake", 4.7, "4.7"),
        ("250,000 people", 250_000.0, "25万"),
        ("two hundred thousand trees", 200_000.0, "二十万"),
        ("a 3.2-billion-yuan plan", 3_200_000_000.0, "32亿"),
        ("twenty-five villages", 25.0, "二十五"),
        ("the 8th games", 8.0, "第八"),
        ("the twelfth session", 12.0, "第12"),
        ("10,500 mu", 10_500.0, "一万零五百"),
        ("105 wells", 105.0, "一百零五"),
    ],
)
def test_a_number_is_looked_for_as_it_is_printed(text: str, value: float, form: str) -> None:
    (found,) = numerals(text)
    assert found.value == value
    assert form in found.forms


@pytest.mark.parametrize("text", ["two drivers", "the G60 road", "on March 4th", "10-11-12"])
def test_small_words_codes_and_days_are_no_numerals(text: str) -> None:
    assert all(found.value not in {2, 60} for found in numerals(text))


@given(st.integers(1, 10**12 - 1))
def test_every_whole_number_has_a_form_in_digits(value: int) -> None:
    (found,) = numerals(f"about {value} of them")
    assert str(value) in found.forms
    assert len(set(found.forms)) == len(found.forms)


@pytest.mark.parametrize(
    ("question", "kind", "number"),
    [
        ("Which county vice-chairman went to the scene?", Kind.PEOPLE, "one"),
        ("Which two provincial leaders gave instructions?", Kind.PEOPLE, "many"),
        ("Which embassy counsellors were there?", Kind.PEOPLE, "many"),
        ("What is the name of the hotel where it happened?", Kind.PLACE, "one"),
        ("What are the names of the two drivers?", Kind.PEOPLE, "many"),
        ("Which hotel, once a school, was hit?", Kind.PLACE, "one"),
        ("Which team beat the visitors?", Kind.ORGANISATION, "one"),
        ("What did the president say?", Kind.TEXT, "one"),
        ("What kind of tree was planted?", Kind.TEXT, "one"),
        ("What dates will the minister be in town?", Kind.DATE, "one"),
        ("Where did the composite index close?", Kind.NUMBER, "one"),
        ("Where did the bus close its doors?", Kind.PLACE, "one"),
        ("The mayor of which city spoke?", Kind.PLACE, "one"),
        ("Which reporter wrote the story about the dam?", Kind.PEOPLE, "one"),
        ("Which 9-dan players lost?", Kind.PEOPLE, "many"),
        ("On which days was the forum held?", Kind.DATE, "one"),
    ],
)
def test_the_noun_behind_which_tells_the_kind(question: str, kind: Kind, number: str) -> None:
    asked = asked_in_english(question)
    assert (asked.kind, "many" if asked.plural else "one") == (kind, number)


def test_who_is_counted_is_people() -> None:
    assert asked_in_english("How many trapped miners were saved?").measure == "people"
    assert asked_in_english("How many tents were sent?").measure is None
    assert people_nouns("young policewomen")
    assert not people_nouns("fire engines")


def test_a_noun_is_known_in_the_plural_and_behind_an_adjective() -> None:
    assert english_kind("deputy heads") is Kind.PEOPLE
    assert english_kind("companies") is Kind.ORGANISATION
    assert english_kind("zebra") is Kind.TEXT


def test_what_is_asked_weighs_more_than_what_leads_away() -> None:
    text = "How many miners were rescued from the Baishi mine?"
    places = {"miners": (9, 15), "rescued": (21, 28), "Baishi": (38, 44), "mine": (45, 49)}
    spelt = [(Clause(((word,),)), place) for word, place in places.items()]
    miners, rescued, baishi, mine = (clause.focal for clause in focused(text, "0,8", spelt))
    assert miners == 4.0
    assert miners > rescued > baishi > mine > 1.0


def test_the_verb_that_did_leaves_to_the_end_is_near() -> None:
    text = "What did the old teacher write for the county?"
    spelt = [
        (Clause((("teacher",),)), (17, 24)),
        (Clause((("write",),)), (25, 30)),
        (Clause((("county",),)), (39, 45)),
    ]
    teacher, write, county = (clause.focal for clause in focused(text, "0,4", spelt))
    assert write == 4.0 >= teacher > county


def test_without_a_question_word_all_are_alike() -> None:
    assert [c.focal for c in focused("bridge", "0,0", [(Clause((("桥",),)), (0, 6))])] == [1.0]


def test_what_begins_a_longer_name_sounds_like_it() -> None:
    assert Sounds(["科尔马州", "科尔马市政府"]).like("Kolma") == ["科尔马"]
    assert Sounds(["科尔马", "科尔马州"]).like("Kolma") == ["科尔马"]


@pytest.mark.parametrize(
    ("phrase", "key"),
    [("put out", "put out"), ("Setting off", "set off"), ("out of", ""), ("fire engine", "")],
)
def test_a_particle_makes_a_key_of_its_own(phrase: str, key: str) -> None:
    assert phrasal(phrase.split()) == key


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("By how much did the index drop?", None),
        ("How much did exports rise last year?", None),
        ("How much a day does it cost to rent a boat?", "money"),
        ("How much did the bridge cost?", "money"),
    ],
)
def test_a_change_may_be_a_sum_or_a_share(question: str, measure: str | None) -> None:
    assert asked_in_english(question).measure == measure


def test_several_days_are_a_span() -> None:
    assert asked_in_english("On which days was the forum held?").mode == "days"
    assert asked_in_english("On which day was the forum held?").mode == "day"


def test_two_words_are_one_foreign_name() -> None:
    """Palmer may be anything; with Stephen before it one name of the paper sounds like it."""
    sounds = Sounds(["斯蒂芬·帕尔默", "约翰·帕尔默", "石塘镇"])
    assert sounds.both("Stephen", "Palmer", ("斯蒂芬",)) == ["斯蒂芬·帕尔默"]
    assert sounds.both("Stephen", "Brown") == []


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("Ted", "Larkin", "泰德—拉金"),
        ("Max", "Weber", "马克斯－韦伯"),
        ("Rita", "Collins", "丽塔·科林斯"),
    ],
)
def test_the_parts_of_a_name_may_be_joined_by_any_line(one: str, other: str, name: str) -> None:
    """A first part may be short where the last one fits."""
    assert Sounds([name, "石塘镇"]).both(one, other) == [name]


@pytest.mark.parametrize(
    ("surname", "given", "chinese"),
    [
        ("Zeng", "Xianzi", True),
        ("Ou", "Yang", True),
        ("Palmer", "Brown", False),
        ("Wu", "Brown", False),
    ],
)
def test_a_name_in_pinyin_is_no_foreign_one(surname: str, given: str, *, chinese: bool) -> None:
    assert chinese_name(surname, given) is chinese
