"""Questions, choices, follow-ups, edits: what is asked of the assistant, and what is shown."""

import datetime as dt

from bot.conversation.talk import Delete, Edit, Say, Toast, Where, Who
from retrieval.store.people_records import QuestionState
from tests.bot.conversation.assistant import VISIT
from tests.bot.conversation.house import GROUP, House

LI = Who(7, "李明", None, "zh-hans")
MEETING = "3月5日的会议谁参加了？"


def test_answer_comes_first_with_its_number(house: House) -> None:
    """The first line is the answer."""
    house.say(house.approve(LI), MEETING)
    assert house.last(7).text.splitlines()[0] == "贺兰舟、闻人静、宋知微 [1]"


def test_question_is_kept_before_it_is_answered(house: House) -> None:
    """What the assistant is asked, the store holds already."""
    house.say(house.approve(LI), MEETING)
    (asked,) = house.people.questions()
    assert (asked.text, asked.state, asked.status) == (MEETING, QuestionState.ANSWERED, "answered")
    assert asked.release == 1


def test_choice_by_button_edits_the_card(house: House) -> None:
    """Pressing a number turns the choices into the answer, in the same message."""
    house.say(house.approve(LI), "3月5日有什么活动？")
    card = house.last(7)
    toast, edit = house.press(LI, card, "2")
    assert isinstance(toast, Toast)
    assert isinstance(edit, Edit)
    assert edit.message == card.number
    assert "苏映川" in (edit.html or "")


def test_choice_by_words(house: House) -> None:
    """Typing which one is meant answers it."""
    house.approve(LI)
    for words in ("2", "第二个", "the second", "最后一个"):
        house.say(LI, "3月5日有什么活动？")
        house.say(LI, words)
        assert house.assistant.asked[-1][2] == "a2", words
        assert VISIT in house.last(7).text


def test_all_choices(house: House) -> None:
    """Typing or pressing "all" answers for each of them."""
    house.say(house.approve(LI), "3月5日有什么活动？")
    house.say(LI, "都要")
    assert [asked[2] for asked in house.assistant.asked[-2:]] == ["a1", "a2"]
    house.say(LI, "3月5日有什么活动？")
    house.press(LI, house.last(7), "都要")
    assert "苏映川" in house.last(7).text
    assert "贺兰舟" in house.last(7).text


def test_follow_up_gets_the_context_and_can_be_undone(house: House) -> None:
    """Within half an hour the question before is context; the reading is shown, a button drops it."""
    house.say(house.approve(LI), MEETING)
    house.say(LI, "那6日呢？")
    assert house.assistant.asked[-1][1] == (MEETING,)
    card = house.last(7)
    assert card.text.startswith("理解为：")
    house.press(LI, card, "不是这个意思")
    assert house.assistant.asked[-1] == ("那6日呢？", (), None)
    assert "理解为" not in house.last(7).text


def test_no_context_after_half_an_hour(house: House) -> None:
    """Later, a question stands alone."""
    house.say(house.approve(LI), MEETING)
    house.now += dt.timedelta(minutes=31)
    house.say(LI, "那6日呢？")
    assert house.assistant.asked[-1][1] == ()


def test_reply_to_an_old_answer_is_a_follow_up_of_it(house: House) -> None:
    """A reply leans on the message replied to, however old, and not on the latest."""
    house.say(house.approve(LI), MEETING)
    old = house.last(7)
    house.now += dt.timedelta(days=9)
    house.say(LI, "油菜怎么样？")
    house.say(LI, "那6日呢？", reply_to=house.reply_to(old))
    assert house.assistant.asked[-1][1] == (MEETING,)


def test_new_forgets_the_context(house: House) -> None:
    """/new: the next question stands alone."""
    house.say(house.approve(LI), MEETING)
    house.say(LI, "/new")
    house.say(LI, "那6日呢？")
    assert house.assistant.asked[-1][1] == ()


def test_not_found_says_what_was_looked_for_and_where(house: House) -> None:
    """The words, the range, the size; buttons to search any date and to report the gap."""
    house.say(house.approve(LI), "3月9日下雪了吗？")
    card = house.last(7)
    assert "我查的是：3月9日 + 会议" in card.text
    assert "2024年3月1日至2024年3月6日，3 篇" in card.text
    house.press(LI, card, "不限日期")
    assert house.assistant.asked[-1][0] == "下雪了吗？"


def test_gap_is_told_to_the_administrators_once(house: House) -> None:
    """The second press on the button bothers nobody."""
    house.say(house.approve(LI), "下雪了吗？")
    first = house.press(LI, house.last(7), "缺这篇")
    assert [said.chat for said in first if isinstance(said, Say)] == [42]
    second = house.press(LI, house.last(7), "缺这篇")
    assert not [said for said in second if isinstance(said, Say)]


def test_edited_question_is_answered_in_place(house: House) -> None:
    """The card changes where it stands; an edit that changes nothing is let be."""
    from bot.conversation.talk import Arrival

    question = house.incoming(house.approve(LI), text=MEETING)
    house.handle(question)
    card = house.last(7)
    from dataclasses import replace

    changed = replace(question, arrival=Arrival.EDIT, text="油菜怎么样？")
    (edit,) = house.handle(changed)
    assert isinstance(edit, Edit)
    assert edit.message == card.number
    assert house.handle(changed) == []


def test_shorter_answer_after_an_edit_takes_the_rest_away(house: House) -> None:
    """Where the old answer had two messages and the new one has one, the second goes."""
    from dataclasses import replace

    from bot.conversation.talk import Arrival
    from retrieval.store.people_records import SentMessage

    question = house.incoming(house.approve(LI), text=MEETING)
    house.handle(question)
    (asked,) = house.people.questions()
    house.people.remember_message(SentMessage(f"q:{asked.id}", 7, 999))
    house.lines[7, 999] = house.last(7)
    out = house.handle(replace(question, arrival=Arrival.EDIT, text="油菜怎么样？"))
    assert [type(item) for item in out] == [Edit, Delete]


def test_same_message_again_is_the_same_question(house: House) -> None:
    """An update that is handled twice (after a crash) asks once, and without itself as context."""
    question = house.incoming(house.approve(LI), text="那6日呢？")
    house.handle(question)
    house.handle(question)
    assert len(list(house.people.questions())) == 1
    assert house.assistant.asked[-1][1] == ()


def test_late_answer_says_so(house: House) -> None:
    """A question that waited while the bot was away is answered with a word."""
    question = house.incoming(house.approve(LI), text=MEETING)
    house.now += dt.timedelta(minutes=11)
    house.handle(question)
    assert house.last(7).text.startswith("刚刚恢复服务")


def test_too_many_questions(house: House) -> None:
    """Over the limit a person is told once, and otherwise not answered; others are."""
    house.approve(LI)
    other = house.approve(Who(8, "赵", None, "zh"))
    for _ in range(15):
        house.now -= dt.timedelta(seconds=19)
        house.say(LI, MEETING)
    assert len(house.assistant.asked) == 10
    assert house.last(7).text.startswith("您问得有点快")
    house.say(other, MEETING)
    assert len(house.assistant.asked) == 11


def test_engine_away_is_not_not_found(house: House) -> None:
    """ "Cannot search now" is said as such."""
    house.assistant.away = True
    house.say(house.approve(LI), MEETING)
    assert "查不了" in house.last(7).text
    assert next(iter(house.people.questions())).state is QuestionState.FAILED


def test_nothing_loaded(house: House) -> None:
    """An empty corpus is said as such, and how to fill it."""
    house.assistant.loaded = False
    house.say(house.approve(LI), MEETING)
    assert "还没有收录" in house.last(7).text


def test_contexts_of_topics_are_apart(house: House) -> None:
    """A topic, a group, a private chat: each has its own context."""
    from retrieval.store.people_records import Room, Standing

    house.people.save_room(Room(-100, "群", Standing.APPROVED))
    one, two = Where(-100, GROUP.kind, "群", 5), Where(-100, GROUP.kind, "群", 9)
    house.say(LI, f"/ask {MEETING}", one)
    house.say(LI, "/ask 那6日呢？", two)
    house.say(LI, "/ask 那6日呢？", one)
    assert [asked[1] for asked in house.assistant.asked] == [(), (), (MEETING,)]


def test_interrupted_answer_can_be_asked_again(house: House) -> None:
    """Where the answer may not have arrived, a button answers again."""
    question = house.incoming(house.approve(LI), text=MEETING)
    house.handle(question)
    for said in house.conversation.interrupted(question):
        house.emit(said)
    notice = house.last(7)
    house.press(LI, notice, "再答一次")
    assert "贺兰舟" in house.last(7).text
