"""Who is served: every command and button, with every role, in every kind of chat."""

import itertools
import random
from dataclasses import replace

import pytest

from bot.conversation.access import Right
from bot.conversation.commands import COMMANDS
from bot.conversation.html import plain
from bot.conversation.presses import PRESSES
from bot.conversation.talk import (
    Arrival,
    Attach,
    ChatKind,
    Document,
    Edit,
    Incoming,
    Outgoing,
    Press,
    ReplyTo,
    Run,
    Say,
    Toast,
    Where,
    Who,
)
from bot.conversation.texts import T, label
from retrieval.store.people_records import AccessRequest, Person, Room, Standing
from tests.bot.conversation.assistant import CORPUS_WORDS
from tests.bot.conversation.house import ADMIN, GROUP, House

PERSON = Who(7, "李明", None, "zh-hans")
ROLES = [
    Standing.UNKNOWN,
    Standing.PENDING,
    Standing.APPROVED,
    Standing.ADMIN,
    Standing.DENIED,
    Standing.BLOCKED,
]
PLACES = {
    "private": Where(7),
    "approved group": GROUP,
    "unapproved group": Where(-200, ChatKind.GROUP, "别的群"),
    "topic": Where(-100, ChatKind.GROUP, "采编群", 5),
}
REFUSALS = {
    T.NOT_ADMIN,
    T.PRIVATE_ONLY,
    T.DENIED,
    T.REQUEST_SENT,
    T.REQUEST_WAITS,
    T.GROUP_WAITS,
    T.NOT_SERVED,
}


def _settle(house: House, role: Standing) -> None:
    house.people.save_person(Person(7, "李明", standing=role))
    house.people.save_room(Room(-100, "采编群", Standing.APPROVED))
    if house.people.request("AB-CDE") is None:
        house.people.add_request(AccessRequest("AB-CDE", 7, None, house.now))


def _granted(role: Standing, place: str, right: Right) -> bool:
    """What the rules say, written down a second time."""
    if role is Standing.BLOCKED:
        return False
    if place == "private":
        if right is Right.OPEN:
            return True
        return role is Standing.ADMIN or (right is Right.ASK and role is Standing.APPROVED)
    if place == "unapproved group" or role is Standing.DENIED:
        return False
    return right is not Right.ADMIN


def _served(house: House, incoming: Incoming, right: Right) -> bool:
    return house.conversation.tools.may(incoming, right).granted


def _is_refusal(text: str) -> bool:
    return any(text.startswith(label(key, "zh").split("{")[0]) for key in REFUSALS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("place", PLACES)
def test_every_command(house: House, role: Standing, place: str) -> None:
    """Each command is carried out where the rules grant it, and refused everywhere else."""
    _settle(house, role)
    for command in COMMANDS.values():
        before = len(house.assistant.loads)
        out = house.say(PERSON, f"/{command.name}", PLACES[place])
        granted = _granted(role, place, command.right)
        assert _served(house, house.incoming(PERSON, PLACES[place]), command.right) is granted
        said = [item for item in out if isinstance(item, Say) and item.chat == PLACES[place].chat]
        if not granted:
            assert all(_is_refusal(plain(item.html)) for item in said), command.name
            assert not [item for item in out if isinstance(item, Run | Attach)]
            assert len(house.assistant.loads) == before


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("place", PLACES)
def test_every_button(house: House, role: Standing, place: str) -> None:
    """A press that is not granted gets one answer, to itself, and changes nothing."""
    _settle(house, Standing.APPROVED)
    house.say(PERSON, "/ask 3月5日的会议谁参加了？", PLACES["private"])
    (asked,) = house.people.questions()
    _settle(house, role)
    tails = [
        f"{asked.id}",
        f"{asked.id}:1",
        f"{asked.id}:1:1",
        f"{asked.id}:up",
        "AB-CDE:y",
        "7:y",
        "1:y",
        "x:l",
        "",
    ]
    for key, tail in itertools.product(PRESSES, tails):
        if _granted(role, place, PRESSES[key].right):
            continue
        out = house.press_data(PERSON, 3, f"{key}:{tail}", PLACES[place])
        (toast,) = out
        assert isinstance(toast, Toast)
        assert toast.text == label(T.NOT_SERVED, "zh")
    assert house.people.request("AB-CDE") == replace(
        house.people.request("AB-CDE") or AccessRequest("", 0, None, house.now),
        standing=Standing.PENDING,
    )


def test_revoked_at_once_in_pending_buttons_too(house: House) -> None:
    """A right that is taken away is gone from the very next press."""
    house.say(house.approve(PERSON), "3月5日的会议谁参加了？")
    card = house.last(7)
    house.people.save_person(Person(7, "李明", standing=Standing.DENIED))
    (toast,) = house.press(PERSON, card, "📄 1")
    assert isinstance(toast, Toast)
    assert toast.text == label(T.NOT_SERVED, "zh")


def test_button_of_another_chat_is_refused(house: House) -> None:
    """Data that names somebody else's question changes nothing."""
    house.say(house.approve(PERSON), "3月5日有什么活动？")
    (asked,) = house.people.questions()
    other = house.approve(Who(8, "赵", None, "zh"))
    for key in ("c", "m", "n", "d", "f", "g", "ag"):
        (toast,) = house.press_data(other, 5, f"{key}:{asked.id}:1")
        assert isinstance(toast, Toast)
        assert toast.alert


def test_first_press_decides(house: House) -> None:
    """Two administrators: the second is told who was first, and both cards show the outcome."""
    second = Who(43, "孙立", None, "zh")
    house.people.save_person(Person(43, "孙立", standing=Standing.ADMIN))
    house.people.save_person(Person(42, "王安"))
    house.say(PERSON, "你好")
    mine, theirs = house.last(42), house.last(43)
    data = mine.button("批准").data or ""
    house.press(ADMIN, mine, "批准")
    assert "已由 王安 批准" in mine.text
    assert "已由 王安 批准" in theirs.text
    assert not theirs.buttons
    (toast,) = house.press_data(second, theirs.number, data.replace(":y", ":b"))
    assert isinstance(toast, Toast)
    assert "王安" in toast.text
    assert house.last(7).text.startswith("您可以使用了")
    house.say(PERSON, "3月5日的会议谁参加了？")
    assert "贺兰舟" in house.last(7).text


def test_request_is_made_once(house: House) -> None:
    """Asking again names the request that waits; a denied person is not announced again that day."""
    house.say(PERSON, "你好")
    again = house.say(PERSON, "/start")
    assert [item.chat for item in again if isinstance(item, Say)] == [7]
    house.press(ADMIN, house.last(42), "拒绝")
    denied = house.say(PERSON, "/start")
    assert [item.chat for item in denied if isinstance(item, Say)] == [7]


def test_requests_are_capped(house: House) -> None:
    """A crowd at the door does not flood the administrators."""
    for number in range(100, 115):
        house.say(Who(number, "某人"), "hello")
    told = [item for item in house.seen if isinstance(item, Say) and item.chat == 42]
    assert len(told) == house.options.pending


def test_invite_works_once(house: House) -> None:
    """The first who opens the link is in, the second is not."""
    house.say(ADMIN, "/invite")
    token = house.last(42).text.split("start=")[1].strip()
    house.say(PERSON, f"/start {token}")
    assert house.conversation.tools.may(house.incoming(PERSON), Right.ASK).granted
    house.say(Who(8, "赵"), f"/start {token}")
    assert not house.conversation.tools.may(house.incoming(Who(8, "赵")), Right.ASK).granted


def test_invite_of_an_administrator(house: House) -> None:
    """/invite admin makes one."""
    house.say(ADMIN, "/invite admin")
    house.say(PERSON, f"/start {house.last(42).text.split('start=')[1].strip()}")
    assert house.conversation.tools.may(house.incoming(PERSON), Right.ADMIN).granted


def test_users_are_found_and_told(house: House) -> None:
    """/users finds by name; who is let in there is told, who is shut out is not."""
    house.people.save_person(Person(7, "李明", standing=Standing.DENIED))
    house.people.save_person(Person(8, "赵", standing=Standing.APPROVED))
    house.say(ADMIN, "/users 李")
    card = house.last(42)
    assert [button.label for row in card.buttons for button in row] == ["李明 · 已拒绝"]
    house.press(ADMIN, card, "李明")
    house.press(ADMIN, card, "批准")
    assert house.last(7).text.startswith("您可以使用了")
    out = house.press(ADMIN, card, "拉黑")
    assert not [item for item in out if isinstance(item, Say)]


def test_first_administrator(house: House) -> None:
    """Without an administrator, the bot says how one is made; the link of the start makes one, once."""
    bare = House(house.people, options=replace(house.options, admins=frozenset()))
    bare.say(PERSON, "/start")
    assert "WENBAO_ADMINS=7" in bare.last(7).text
    link = bare.conversation.first_invite()
    assert link is not None
    other = bare.conversation.first_invite() or ""
    bare.assistant.loaded = False
    bare.say(PERSON, f"/start {link.split('start=')[1]}")
    assert "还没有收录任何报纸" in bare.last(7).text
    assert bare.conversation.first_invite() is None
    assert bare.conversation.tools.may(bare.incoming(PERSON), Right.ADMIN).granted
    bare.say(Who(8, "赵"), f"/start {other.split('start=')[1]}")
    assert not bare.conversation.tools.may(bare.incoming(Who(8, "赵")), Right.ASK).granted


def _strangers_update(house: House, rng: random.Random) -> Incoming:
    """Anything that somebody without a right might send."""
    who = Who(rng.choice([7, 8, 9, 10]), "某人", None, rng.choice(["zh", "en", None]))
    where = rng.choice(
        [Where(who.id), Where(-200, ChatKind.GROUP, "别的群", rng.choice([None, 5]))]
    )
    words = rng.choice(
        [
            "3月5日的会议谁参加了？",
            "油菜怎么样",
            "第二个",
            "那6日呢",
            "who attended the meeting",
            "都要",
            "explode",
            "",
        ]
    )
    command = rng.choice(
        ["", *(f"/{name} " for name in COMMANDS), *(f"/{name}@wenbao_bot " for name in COMMANDS)]
    )
    text = command + rng.choice(
        [words, f"a_{rng.randint(1, 3)}_1", "i_guess", "1", "苏映川", "x" * 5000]
    )
    base = house.incoming(who, where, text=text, mentioned=rng.random() < 0.5)
    kind = rng.random()
    if kind < 0.4:
        data = f"{rng.choice(list(PRESSES))}:{rng.choice(['1', '2', 'zh', 'y', '-1', '9' * 30])}:{rng.choice(['1', '0', 'y', 'up', ''])}:1"
        return replace(
            base,
            arrival=Arrival.PRESS,
            press=Press(str(rng.random()), data),
            message=rng.randint(1, 50),
        )
    if kind < 0.5:
        return replace(base, arrival=Arrival.EDIT, message=rng.randint(1, 50))
    if kind < 0.6:
        return replace(base, document=Document("青溪.txt", 9, "f"))
    if kind < 0.8:
        return replace(base, reply_to=ReplyTo(rng.randint(1, 50), ours=True, text="你好"))
    return base


def _shown(item: Outgoing) -> str:
    match item:
        case Say() | Edit():
            return (item.html or "") + " ".join(b.label for row in item.buttons for b in row)
        case Toast():
            return item.text
        case Attach():
            return item.name + item.content.decode()
        case _:
            return ""


def test_strangers_get_no_word_of_the_corpus(house: House) -> None:
    """1,200 generated updates by a stranger, a denied, a blocked and a waiting person, and by groups."""
    li = house.approve(Who(77, "李明", None, "zh"))
    house.say(li, "3月5日有什么活动？")  # there is something to leak
    house.say(li, "油菜怎么样？")
    for number, standing in ((8, Standing.DENIED), (9, Standing.BLOCKED), (10, Standing.PENDING)):
        house.people.save_person(Person(number, "某人", standing=standing))
    rng = random.Random(20240305)  # noqa: S311 - a fixed seed, on purpose
    asked = len(house.assistant.asked)
    for _ in range(1200):
        for item in house.handle(_strangers_update(house, rng)):
            if getattr(item, "chat", 0) == 42:
                continue  # an administrator is told who asks
            shown = _shown(item)
            assert not [word for word in CORPUS_WORDS if word in shown], shown
            assert not isinstance(item, Run)
    assert len(house.assistant.asked) == asked
    assert not house.assistant.loads
