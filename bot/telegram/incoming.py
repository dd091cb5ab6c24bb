"""A Telegram update -> ``Incoming``; ``None`` for what does not concern us.

Entities count UTF-16 units, so mentions are read through the library's ``parse_entities``.
"""

import datetime as dt

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberUpdated,
    Message,
    MessageEntity,
    Update,
    User,
)
from telegram.constants import ChatType

from bot.conversation.talk import (
    Arrival,
    ChatKind,
    Document,
    Incoming,
    Membership,
    Press,
    ReplyTo,
    Where,
    Who,
)

__all__ = ["incoming_of"]

_ANONYMOUS_ADMIN = 1087968824  # Telegram's @GroupAnonymousBot speaks for administrators who hide
_PRESENT = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED}


def incoming_of(update: Update, me: User) -> Incoming | None:
    """Return what happened, in the words of the conversation."""
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.edited_message is not None:
        return _message(update.edited_message, me, Arrival.EDIT)
    if update.message is not None:
        return _message(update.message, me, Arrival.MESSAGE)
    return None


def _message(message: Message, me: User, arrival: Arrival) -> Incoming | None:
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        return _migration(message)
    user = message.from_user
    if user is None or message.chat.type == ChatType.CHANNEL or message.via_bot is not None:
        return None
    if user.is_bot and user.id != _ANONYMOUS_ADMIN:
        return None
    text = message.text or message.caption or ""
    document = message.document if message.animation is None else None
    unreadable = not text and document is None and message.effective_attachment is not None
    if not text and document is None and not unreadable:
        return None  # a service message
    return Incoming(
        arrival,
        _who(user),
        _where(message),
        message.message_id,
        message.date,
        text=text,
        mentioned=_mentions(message, me),
        reply_to=_reply(message, me),
        document=Document(document.file_name or "file", document.file_size or 0, document.file_id)
        if document
        else None,
        unreadable=unreadable,
    )


def _press(query: CallbackQuery) -> Incoming | None:
    if query.message is None:
        return None
    message = query.message
    where = (
        _where(message)
        if isinstance(message, Message)
        else Where(message.chat.id, _kind(message.chat.type), message.chat.title or "")
    )
    return Incoming(
        Arrival.PRESS,
        _who(query.from_user),
        where,
        message.message_id,
        dt.datetime.now(dt.UTC),
        press=Press(query.id, query.data or ""),
    )


def _membership(change: ChatMemberUpdated) -> Incoming | None:
    if change.chat.type == ChatType.CHANNEL:
        return None
    old, new = change.old_chat_member.status, change.new_chat_member.status
    admins = {ChatMember.ADMINISTRATOR, ChatMember.OWNER}
    return Incoming(
        Arrival.MEMBERSHIP,
        _who(change.from_user),
        Where(change.chat.id, _kind(change.chat.type), change.chat.title or ""),
        0,
        change.date,
        membership=Membership(new in _PRESENT, new in admins, old in _PRESENT, old in admins),
    )


def _migration(message: Message) -> Incoming:
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    return Incoming(
        Arrival.MIGRATION,
        Who(0, ""),
        Where(old, ChatKind.GROUP, message.chat.title or ""),
        message.message_id,
        message.date,
        moved_to=new,
    )


def _who(user: User) -> Who:
    return Who(user.id, user.full_name, user.username, user.language_code)


def _where(message: Message) -> Where:
    thread = message.message_thread_id if message.is_topic_message else None
    return Where(message.chat.id, _kind(message.chat.type), message.chat.title or "", thread)


def _kind(kind: str) -> ChatKind:
    return ChatKind.PRIVATE if kind == ChatType.PRIVATE else ChatKind.GROUP


def _reply(message: Message, me: User) -> ReplyTo | None:
    to = message.reply_to_message
    if to is None or to.forum_topic_created is not None:
        return None  # in a topic, every message is a reply to the topic's first
    ours = to.from_user is not None and to.from_user.id == me.id
    return ReplyTo(to.message_id, ours, to.text or to.caption or "")


def _mentions(message: Message, me: User) -> bool:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    entities = message.parse_entities(kinds) if message.text else {}
    if message.caption:
        entities = message.parse_caption_entities(kinds)
    wanted = f"@{me.username}".lower()
    return any(
        entity.user.id == me.id if entity.user is not None else words.lower() == wanted
        for entity, words in entities.items()
    )
