"""Telegram's updates in the words of the conversation; what does not concern us is nothing."""

from typing import Any

import pytest
from telegram import Update, User

from bot.conversation.talk import Arrival, ChatKind, Incoming
from bot.telegram.incoming import incoming_of

ME = User(7, "Wenbao", is_bot=True, username="wenbao_bot")
LI = {"id": 1, "is_bot": False, "first_name": "李", "last_name": "明", "language_code": "zh-hans"}
GROUP = {"id": -5, "type": "supergroup", "title": "群", "is_forum": True}
PRIVATE = {"id": 1, "type": "private", "first_name": "李"}


def _of(kind: str, **fields: Any) -> Incoming | None:
    body = {"message_id": 3, "date": 1709700000, "chat": PRIVATE, "from": LI, **fields}
    update = Update.de_json({"update_id": 1, kind: body}, None)
    return incoming_of(update, ME)


def _message(**fields: Any) -> Incoming:
    incoming = _of("message", **fields)
    assert incoming is not None
    return incoming


@pytest.mark.parametrize(
    "fields",
    [
        {"from": {"id": 9, "is_bot": True, "first_name": "别的机器人"}, "text": "/ask x"},
        {"via_bot": {"id": 9, "is_bot": True, "first_name": "b"}, "text": "x"},
        {"chat": {"id": -6, "type": "channel", "title": "频道"}, "text": "x"},
        {"new_chat_title": "新名字"},
        {"new_chat_members": [LI]},
        {"pinned_message": {"message_id": 1, "date": 0, "chat": PRIVATE}},
        {"forum_topic_created": {"name": "话题", "icon_color": 1}},
        {"from": None, "text": "x"},
    ],
    ids=["a bot", "via a bot", "channel", "title", "members", "pinned", "topic", "nobody"],
)
def test_nothing_for_us(fields: dict[str, Any]) -> None:
    """Bots, channels and what Telegram itself says."""
    assert _of("message", **fields) is None


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post"])
def test_channels_do_not_concern_us(kind: str) -> None:
    """The bot answers people."""
    assert _of(kind, chat={"id": -6, "type": "channel", "title": "频道"}, text="x") is None


def test_text() -> None:
    """Who, where, when."""
    incoming = _message(text="谁参加了？")
    assert (incoming.who.name, incoming.who.language_code) == ("李 明", "zh-hans")
    assert incoming.where.kind is ChatKind.PRIVATE
    assert incoming.at.tzinfo is not None
    assert not incoming.mentioned


def test_topic_is_kept_and_its_first_message_is_no_reply() -> None:
    """In a topic every message is a reply to the one that opened it."""
    opened = {
        "message_id": 2,
        "date": 0,
        "chat": GROUP,
        "from": LI,
        "forum_topic_created": {"name": "x", "icon_color": 1},
    }
    incoming = _message(
        chat=GROUP, text="x", message_thread_id=2, is_topic_message=True, reply_to_message=opened
    )
    assert incoming.where.thread == 2
    assert incoming.reply_to is None


def test_thread_of_replies_is_no_topic() -> None:
    """A thread number without a topic (replies in a group) is not a place to send to."""
    assert _message(chat=GROUP, text="x", message_thread_id=2).where.thread is None


def test_caption_is_text_and_a_bare_photo_is_unreadable() -> None:
    """Words under a picture are a question; a picture alone cannot be read."""
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    assert _message(photo=photo, caption="谁参加了？").text == "谁参加了？"
    assert not _message(photo=photo, caption="谁参加了？").unreadable
    assert _message(photo=photo).unreadable
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 1}
    assert _message(voice=voice).unreadable


@pytest.mark.parametrize(
    ("text", "entity", "mentioned"),
    [
        ("😀 @Wenbao_Bot 谁", {"type": "mention", "offset": 3, "length": 11}, True),
        ("😀 @wenbao_bot2 谁", {"type": "mention", "offset": 3, "length": 12}, False),
        ("问报 谁", {"type": "text_mention", "offset": 0, "length": 2, "user": {"id": 7, "is_bot": True, "first_name": "W"}}, True),
        ("李明 谁", {"type": "text_mention", "offset": 0, "length": 2, "user": LI}, False),
    ],
)  # fmt: skip
def test_mentions(text: str, entity: dict[str, Any], mentioned: bool) -> None:  # noqa: FBT001
    """By name in any case, by number; offsets count UTF-16 units."""
    assert _message(chat=GROUP, text=text, entities=[entity]).mentioned is mentioned


def test_document_without_a_name() -> None:
    """A file may come without name and size."""
    document = _message(document={"file_id": "d", "file_unique_id": "d"}).document
    assert document is not None
    assert (document.name, document.size) == ("file", 0)


def test_edit_and_migration() -> None:
    """An edit is an edit; both messages of a migration name the old and the new number."""
    edited = _of("edited_message", text="x", edit_date=1709700001)
    assert edited is not None
    assert edited.arrival is Arrival.EDIT
    for chat, field in ((-5, {"migrate_to_chat_id": -100}), (-100, {"migrate_from_chat_id": -5})):
        moved = _message(chat={"id": chat, "type": "group", "title": "群"}, **field)
        assert (moved.arrival, moved.where.chat, moved.moved_to) == (Arrival.MIGRATION, -5, -100)


def test_administrator_who_hides() -> None:
    """Telegram's own bot speaks for administrators of a group who hide their names."""
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    assert _message(chat=GROUP, text="/ask x", **{"from": anonymous}).text == "/ask x"


def test_press_on_a_message_that_is_not_accessible() -> None:
    """Old messages come without their content; the press still has its chat."""
    body = {
        "id": "9",
        "from": LI,
        "chat_instance": "1",
        "data": "q",
        "message": {"message_id": 3, "date": 0, "chat": GROUP},
    }
    incoming = incoming_of(Update.de_json({"update_id": 1, "callback_query": body}, None), ME)
    assert incoming is not None
    assert incoming.press is not None
    assert (incoming.where.chat, incoming.where.kind) == (-5, ChatKind.GROUP)


def test_press_without_a_message() -> None:
    """A button of an inline result: not ours."""
    body = {"id": "9", "from": LI, "chat_instance": "1", "data": "q", "inline_message_id": "i"}
    assert incoming_of(Update.de_json({"update_id": 1, "callback_query": body}, None), ME) is None
