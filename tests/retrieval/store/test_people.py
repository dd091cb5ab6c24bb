import datetime as dt
import traceback
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.conversation import ports
from retrieval.errors import StoreError
from retrieval.store.columns import table
from retrieval.store.people import People
from retrieval.store.people_records import (
    AccessRequest,
    Asked,
    Feedback,
    Invite,
    Person,
    QuestionState,
    Room,
    SentMessage,
    Standing,
    TakenUpdate,
)
from retrieval.store.people_tables import InviteTable, UpdateTable
from retrieval.store.store import Store

NOON = dt.datetime(2031, 3, 1, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
BIG = -1_002_345_678_901  # a supergroup's id does not fit into 32 bits


@pytest.fixture
def people(store: Store) -> People:
    return People(store.database)


def asked(message: int = 5, **others: object) -> Asked:
    plain = Asked(0, BIG, None, 7, message, "谁去了白塔渠？", NOON)
    return replace(plain, **others)  # type: ignore[arg-type]


def answered(people: People, message: int = 5, **others: object) -> Asked:
    """A question that was kept and answered."""
    question = asked(message, **others)
    kept = replace(question, id=people.add_question(question), state=QuestionState.ANSWERED)
    people.save_question(kept)
    return kept


def test_it_is_what_the_conversation_wants(people: People) -> None:
    conversation: ports.People = people
    assert conversation.person(7) is None


def test_persons(people: People) -> None:
    person = Person(7, "陆远山 🌊", "lu", "zh", Standing.APPROVED, reachable=False, seen=NOON)
    people.save_person(person)
    assert people.person(7) == person
    people.save_person(replace(person, language="en"))
    people.save_person(Person(3, "白小溪"))
    assert [one.language for one in people.persons()] == [None, "en"]
    assert [one.id for one in people.persons(Standing.APPROVED)] == [7]
    assert people.persons(Standing.BLOCKED) == []


def test_rooms(people: People) -> None:
    room = Room(BIG, "编辑部", Standing.PENDING, "zh", admin=True, present=False, told=True)
    people.save_room(room)
    people.save_room(Room(-5, "印刷厂"))
    assert people.room(BIG) == room
    assert people.room(1) is None
    assert [one.id for one in people.rooms()] == [BIG, -5]
    assert [one.id for one in people.rooms(Standing.PENDING)] == [BIG]


def test_times_keep_their_zone(people: People) -> None:
    there = dt.datetime(2031, 3, 1, 20, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    people.save_person(Person(7, "某", seen=there))
    person = people.person(7)
    assert person is not None
    assert person.seen == NOON
    with pytest.raises(StatementError, match="without a zone"):
        people.save_person(Person(8, "某", seen=NOON.replace(tzinfo=None)))


def test_a_group_becomes_a_supergroup(people: People) -> None:
    """Its questions follow, but no message of the new group is taken for one of the old."""
    people.save_room(Room(-5, "编辑部", Standing.APPROVED, told=True))
    people.save_room(Room(BIG, ""))  # the bot was told of the new one first
    people.add_request(AccessRequest("K", 7, -5, NOON))
    people.take_updates([TakenUpdate(1, -5, "{}", NOON)])
    old = answered(people, message=5, chat=-5)
    people.remember_message(SentMessage("q:1", -5, 6))
    for _ in range(2):
        people.move_room(-5, BIG)
        people.move_room(BIG, BIG)
    assert people.rooms() == [Room(BIG, "编辑部", Standing.APPROVED, told=True)]
    assert [request.code for request in people.requests(room=BIG)] == ["K"]
    assert people.open_updates()[0].chat == BIG
    assert people.message_tag(BIG, 6) is None
    assert people.question_at(BIG, 5) is None
    last = people.last_question(BIG, None, 7)
    assert last is not None
    assert last.id == old.id
    assert people.add_question(asked(message=5)) != old.id


def test_a_request_is_decided_once(people: People) -> None:
    people.save_person(Person(7, "某", standing=Standing.PENDING))
    people.add_request(AccessRequest("K7-Q4M", 7, None, NOON))
    assert people.decide_request("K7-Q4M", Standing.APPROVED, by=1)
    assert not people.decide_request("K7-Q4M", Standing.BLOCKED, by=2)
    assert not people.decide_request("other", Standing.BLOCKED, by=2)
    assert people.request("K7-Q4M") == AccessRequest(
        "K7-Q4M", 7, None, NOON, Standing.APPROVED, decided_by=1
    )
    assert people.persons(Standing.APPROVED) == [Person(7, "某", standing=Standing.APPROVED)]
    assert people.request("other") is None


def test_a_request_for_a_group(people: People) -> None:
    people.save_person(Person(7, "某"))
    people.save_room(Room(BIG, "编辑部", Standing.PENDING))
    people.add_request(AccessRequest("G", 7, BIG, NOON))
    assert people.decide_request("G", Standing.APPROVED, by=1)
    room, person = people.room(BIG), people.person(7)
    assert room is not None
    assert person is not None
    assert (room.standing, person.standing) == (Standing.APPROVED, Standing.UNKNOWN)


def test_a_request_of_somebody_never_met(people: People) -> None:
    people.add_request(AccessRequest("K", 7, None, NOON))
    assert people.decide_request("K", Standing.DENIED, by=1)
    assert people.person(7) == Person(7, "", standing=Standing.DENIED)


def test_requests_newest_first(people: People) -> None:
    for number in range(4):
        room = BIG if number == 2 else None
        people.add_request(AccessRequest(str(number), number % 2, room, NOON + number * MINUTE))
    assert [request.code for request in people.requests()] == ["3", "2", "1", "0"]
    assert [request.code for request in people.requests(person=0)] == ["2", "0"]
    assert [request.code for request in people.requests(person=0, room=BIG)] == ["2"]


def test_an_invite_is_used_once(people: People, store: Store) -> None:
    people.add_invite(Invite("one-time", 0, NOON, admin=True))
    (kept,) = people.invites()
    assert (kept.made_by, kept.admin) == (0, True)
    assert people.use_invite("other", 7) is None
    assert people.use_invite("one-time", 7) == Invite("one-time", 0, NOON, admin=True, used_by=7)
    assert people.use_invite("one-time", 8) is None
    assert people.invites() == []
    with store.database.read() as connection:
        row = connection.execute(select(table(InviteTable))).one()
    assert "one-time" not in str(row)  # who reads the database cannot use it


def test_questions(people: People) -> None:
    question = asked(
        context=("先前的问题", "\x00"),
        thread=9,
        language="en",
        payload='{"hits": [1]}',
        answer="陆远山",
        status="answered",
        release=3,
        milliseconds=4.25,
    )
    number = people.add_question(question)
    assert people.question(number) == replace(question, id=number)
    assert people.question_at(BIG, 5) == replace(question, id=number)
    assert people.question_at(BIG, 6) is None
    assert people.question(number + 1) is None


def test_the_same_message_is_one_question(people: People) -> None:
    number = people.add_question(asked())
    assert people.add_question(asked(text="改过的问题")) == number
    assert people.add_question(asked(chat=5)) != number
    assert [one.text for one in people.questions()] == ["谁去了白塔渠？"] * 2


def test_text_that_no_database_keeps(people: People) -> None:
    number = people.add_question(asked(text="谁\x00去\ud83d了？"))
    question = people.question(number)
    assert question is not None
    assert question.text == "谁\ufffd去\ufffd了？"


def test_last_question_of_a_person_in_a_topic(people: People) -> None:
    first = answered(people, 1)
    second = answered(people, 2, at=NOON + MINUTE)
    answered(people, 3, at=NOON + 2 * MINUTE, thread=9)
    answered(people, 4, at=NOON + 2 * MINUTE, person=8)
    answered(people, 5, at=NOON + 2 * MINUTE, chat=1)
    people.add_question(asked(6, at=NOON + 3 * MINUTE))  # taken, not answered
    assert people.last_question(BIG, None, 7) == second
    people.close_context(BIG, None, 7)
    assert people.last_question(BIG, None, 7) is None
    assert people.last_question(BIG, 9, 7) is not None
    assert people.last_question(BIG, None, 8) is not None
    closed = people.question(first.id)
    assert closed is not None
    assert closed.state is QuestionState.CLOSED


def test_an_error_says_nothing_of_what_was_written(people: People) -> None:
    """Neither its message nor its traceback, which goes into the log."""
    secret = "秘" + "密"
    with pytest.raises(StoreError) as caught:
        people.save_question(asked(text=secret, id=people.add_question(asked()), form=None))
    assert secret not in "".join(traceback.format_exception(caught.value))
    assert "form" in str(caught.value)


def test_asked_since(people: People) -> None:
    for number in range(4):
        people.add_question(asked(number, at=NOON + number * MINUTE))
    assert people.asked_since(7, NOON + 2 * MINUTE) == 2
    assert people.asked_since(7, NOON) == 4
    assert people.asked_since(8, NOON) == 0


def test_questions_in_the_order_of_time(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where they are read in several goes, and many are of one moment."""
    monkeypatch.setattr("retrieval.store.people.questions.STEP", 3)
    for number in range(11):
        people.add_question(asked(number, at=NOON + (number % 2) * MINUTE))
    order = [question.message for question in people.questions()]
    assert order == [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9]
    later = [question.message for question in people.questions(NOON + MINUTE)]
    assert later == [1, 3, 5, 7, 9]


def test_feedback(people: People) -> None:
    number = people.add_question(asked())
    people.add_feedback(Feedback(number, 7, "up", None, NOON))
    people.add_feedback(Feedback(number, 7, "other", "答错了", NOON + MINUTE))
    people.add_feedback(Feedback(number, 8, "up", None, NOON))
    people.add_feedback(Feedback(number + 1, 8, "up", None, NOON))  # of no question
    assert [(one.person, one.verdict, one.words) for one in people.feedback()] == [
        (8, "up", None),
        (7, "other", "答错了"),
    ]
    assert [one.person for one in people.feedback(NOON + MINUTE)] == [7]


def test_forget(people: People) -> None:
    """All that a person wrote goes, the standing stays; what others wrote stays too."""
    people.save_person(Person(7, "某", "lu", "en", Standing.BLOCKED, seen=NOON))
    mine, other = answered(people, 1), answered(people, 2, person=8)
    for question in (mine, other):
        people.remember_message(SentMessage(f"q:{question.id}", BIG, 50 + question.id))
        people.add_feedback(Feedback(question.id, 7, "down", None, NOON))
        people.add_feedback(Feedback(question.id, 8, "up", None, NOON))
    assert people.forget(7) == 1
    assert people.person(7) == Person(7, "", standing=Standing.BLOCKED)
    assert list(people.questions()) == [other]
    assert [(one.question, one.person) for one in people.feedback()] == [(other.id, 8)]
    assert people.messages(f"q:{mine.id}") == []
    assert people.messages(f"q:{other.id}") != []
    assert people.forget(7) == 0
    people.save_question(mine)  # an answer that comes too late brings nothing back
    assert people.question(mine.id) is None


def test_questions_older_than_a_moment_go(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.store.people.questions.STEP", 2)
    for number in range(7):
        question = answered(people, number, at=NOON + number * MINUTE)
        people.remember_message(SentMessage(f"q:{question.id}", BIG, 50 + number))
        people.add_feedback(Feedback(question.id, 7, "up", None, NOON))
    assert people.forget_before(NOON + 5 * MINUTE) == 5
    assert [question.message for question in people.questions()] == [5, 6]
    assert len(list(people.feedback())) == 2
    assert people.message_tag(BIG, 54) is None
    assert people.message_tag(BIG, 55) is not None
    assert people.forget_before(NOON + 5 * MINUTE) == 0


def test_messages(people: People) -> None:
    for tag, message in (("q:1", 9), ("q:1", 8), ("q:1", 9), ("r:K", 9)):
        people.remember_message(SentMessage(tag, BIG, message))
    assert [sent.message for sent in people.messages("q:1")] == [9, 8]
    assert people.message_tag(BIG, 8) == "q:1"
    assert people.message_tag(BIG, 9) == "r:K"  # what it shows now
    assert people.message_tag(1, 9) is None


def update(number: int, **others: object) -> TakenUpdate:
    return replace(TakenUpdate(number, BIG, '{"n": "谁"}', NOON), **others)  # type: ignore[arg-type]


def test_updates_are_taken_once(people: People) -> None:
    assert people.take_updates([update(2), update(1)]) == [1, 2]
    assert people.take_updates([update(2), update(3)]) == [3]
    assert people.take_updates([]) == []
    people.finish_update(2)
    assert people.take_updates([update(2)]) == []  # answered: not again
    assert [one.id for one in people.open_updates()] == [1, 3]
    people.sending_update(3)
    assert people.open_updates() == [update(1), update(3, sending=True)]


def test_updates_left_open_are_taken_over(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken in hand a minute ago, by anybody; not what is at work now, nor what is done."""
    clock = [NOON]
    monkeypatch.setattr("retrieval.store.people.updates.now", lambda: clock[0])
    people.take_updates([update(2), update(1), update(3)])
    people.finish_update(3)
    clock[0] += MINUTE
    people.take_updates([update(4)])
    people.sending_update(2)
    assert people.claim_updates(NOON) == [update(1), update(2, sending=True)]
    assert people.claim_updates(NOON) == []
    assert [one.id for one in people.claim_updates(NOON + MINUTE)] == [1, 2, 4]


def test_many_updates_at_once(people: People) -> None:
    many = [update(number) for number in range(1, 1001)]
    assert people.take_updates(many) == list(range(1, 1001))
    assert people.take_updates(many) == []


def test_a_finished_update_keeps_nothing_of_what_was_written(
    people: People, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And after a day it is gone; an open one stays, however old."""
    people.take_updates([update(1), update(2)])
    people.finish_update(1)
    columns = table(UpdateTable).c
    with store.database.read() as connection:
        rows = connection.execute(select(columns.id, columns.payload).order_by(columns.id)).all()
    assert [tuple(row) for row in rows] == [(1, ""), (2, '{"n": "谁"}')]
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1, minutes=1)
    monkeypatch.setattr("retrieval.store.people.updates.now", lambda: tomorrow)
    assert people.take_updates([update(1), update(2)]) == [1]


def test_notes(people: People) -> None:
    for key, value in (
        ("job:2", "b"),
        ("job:1", "a"),
        ("jobs", "c"),
        ("JOB:3", "d"),
        ("j_b", "e"),
    ):
        people.put_note(key, value)
    people.put_note("job:1", "a2")
    assert people.notes("job:") == {"job:1": "a2", "job:2": "b"}
    people.put_note("job:1", None)
    people.put_note("job:1", None)
    assert people.notes("job:") == {"job:2": "b"}
    assert people.notes("j_") == {"j_b": "e"}
    assert people.notes("%") == {}
