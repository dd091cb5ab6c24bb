"""The methods of the Bot API: parameters -> result, or Telegram's own refusal."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.telegram_server.faults import ApiError
from tests.telegram_server.judge import Parsed, Unparsable, parse, units
from tests.telegram_server.world import ChatState, Shown, World

__all__ = ["call"]

Params = dict[str, Any]
_ANSWERED_TEXT = 200
_CALLBACK_BYTES = 64
_LABEL = 26  # a longer label is cut on a telephone


def call(world: World, method: str, params: Params) -> Any:
    """Carry out a method."""
    known = _METHODS.get(method.lower())
    if known is None:
        raise ApiError(404, "Not Found")
    return known(world, params)


def _number(params: Params, name: str) -> int:
    try:
        return int(params[name])
    except (KeyError, TypeError, ValueError):
        raise ApiError(400, f"Bad Request: {name} is empty or wrong") from None


def _json(params: Params, name: str) -> Any:
    value = params.get(name)
    return json.loads(value) if isinstance(value, str) else value


def _parsed(world: World, params: Params, name: str, most: int) -> Parsed:
    raw = str(params.get(name, ""))
    if len(raw.encode()) > 32768:
        raise ApiError(400, "Bad Request: text is too long")
    if params.get("parse_mode") == "HTML":
        try:
            text, entities = parse(raw)
        except Unparsable as error:
            raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
    else:
        text, entities = raw.strip(), []
    if units(text) > most:
        raise ApiError(400, "Bad Request: message is too long")
    if len(entities) > 100:
        world.violations.append(f"{len(entities)} entities in one message")
    return text, entities


def _markup(world: World, params: Params) -> tuple[list[list[dict[str, Any]]], bool]:
    markup = _json(params, "reply_markup") or {}
    rows = markup.get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        data = button.get("callback_data")
        if data is not None and not 0 < len(data.encode()) <= _CALLBACK_BYTES:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
        if data is None and "url" not in button:
            raise ApiError(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if not button.get("text"):
            raise ApiError(400, "Bad Request: inline keyboard button text is empty")
        if len(button["text"]) > 2 * _LABEL:
            world.violations.append(f"a label of {len(button['text'])} characters")
    return rows, bool(markup.get("force_reply"))


def _previews(world: World, params: Params, entities: list[dict[str, Any]]) -> None:
    options = _json(params, "link_preview_options") or {}
    if not options.get("is_disabled"):
        world.violations.append("a message without link previews disabled")
    del entities


def _thread(chat: ChatState, params: Params) -> int | None:
    if "message_thread_id" not in params:
        return None
    thread = _number(params, "message_thread_id")
    if not chat.forum or thread not in chat.topics:
        raise ApiError(400, "Bad Request: message thread not found")
    return thread


def _reply(chat: ChatState, params: Params) -> int | None:
    reply = _json(params, "reply_parameters")
    if not reply:
        return None
    target = chat.messages.get(int(reply["message_id"]))
    if target is None or target.gone:
        if reply.get("allow_sending_without_reply"):
            return None
        raise ApiError(400, "Bad Request: message to be replied not found")
    return target.id


def _message(world: World, chat: ChatState, shown: Shown) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": shown.id,
        "date": 1700000000,
        "chat": chat.json(),
        "from": world.bot,
    }
    if shown.document is None:
        message["text"] = shown.text
    if shown.thread is not None:
        message |= {"message_thread_id": shown.thread, "is_topic_message": True}
    if shown.buttons:
        message["reply_markup"] = {"inline_keyboard": shown.buttons}
    return message


def _send_message(world: World, params: Params) -> Any:
    chat = world.chat_for_sending(_number(params, "chat_id"))
    text, entities = _parsed(world, params, "text", 4096)
    if not text:
        raise ApiError(400, "Bad Request: message text is empty")
    rows, asks = _markup(world, params)
    thread, reply = _thread(chat, params), _reply(chat, params)
    world.count(chat)
    _previews(world, params, entities)
    silent = str(params.get("disable_notification", "")).lower() == "true"
    shown = Shown(
        chat.id, 0, text, str(params["text"]), entities, rows, reply, thread, silent, asks
    )
    world.put(chat, shown)
    world.news(chat, shown)
    return _message(world, chat, shown)


def _own(world: World, params: Params, what: str) -> tuple[ChatState, Shown]:
    chat = world.chat_for_sending(_number(params, "chat_id"))
    shown = chat.messages.get(_number(params, "message_id"))
    if shown is None or shown.gone:
        raise ApiError(400, f"Bad Request: message to {what} not found")
    if not shown.mine:
        raise ApiError(
            400, f"Bad Request: message can't be {what}ed".replace("deleteed", "deleted")
        )
    return chat, shown


_SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


def _edit_text(world: World, params: Params) -> Any:
    chat, shown = _own(world, params, "edit")
    text, entities = _parsed(world, params, "text", 4096)
    if not text:
        raise ApiError(400, "Bad Request: message text is empty")
    rows, _ = _markup(world, params)
    if (text, entities, rows) == (shown.text, shown.entities, shown.buttons):
        raise ApiError(400, _SAME)
    world.count(chat)
    _previews(world, params, entities)
    shown.text, shown.entities, shown.buttons = text, entities, rows
    shown.html = str(params["text"])
    shown.edits += 1
    world.news(chat, shown)
    return _message(world, chat, shown)


def _edit_markup(world: World, params: Params) -> Any:
    chat, shown = _own(world, params, "edit")
    rows, _ = _markup(world, params)
    if rows == shown.buttons:
        raise ApiError(400, _SAME)
    world.count(chat)
    shown.buttons = rows
    shown.edits += 1
    world.news(chat, shown)
    return _message(world, chat, shown)


def _delete(world: World, params: Params) -> Any:
    chat, shown = _own(world, params, "delete")
    shown.gone = True
    world.news(chat, shown)
    return True


def _answer_press(world: World, params: Params) -> Any:
    number = str(params.get("callback_query_id", ""))
    if number not in world.presses or world.presses[number] is not None:
        raise ApiError(
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        )
    if units(str(params.get("text", ""))) > _ANSWERED_TEXT:
        raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
    world.presses[number] = params
    world.said.set()
    return True


def _send_document(world: World, params: Params) -> Any:
    chat = world.chat_for_sending(_number(params, "chat_id"))
    name, content = params["document"]
    text, entities = _parsed(world, params, "caption", 1024)
    thread = _thread(chat, params)
    world.count(chat)
    shown = Shown(chat.id, 0, text, entities=entities, thread=thread, document=(name, content))
    world.put(chat, shown)
    world.news(chat, shown)
    document = {"file_id": f"sent{shown.id}", "file_unique_id": f"u{shown.id}", "file_name": name}
    return _message(world, chat, shown) | {"document": document}


def _get_file(world: World, params: Params) -> Any:
    number = str(params.get("file_id", ""))
    if number not in world.files:
        raise ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    size = len(world.files[number])
    if size > 20 << 20:
        raise ApiError(400, "Bad Request: file is too big")
    return {
        "file_id": number,
        "file_unique_id": f"u{number}",
        "file_size": size,
        "file_path": f"documents/{number}",
    }


def _scope(world: World, params: Params) -> str:
    scope = _json(params, "scope") or {"type": "default"}
    if scope["type"] == "chat" and int(scope["chat_id"]) not in world.chats:
        raise ApiError(400, "Bad Request: chat not found")
    return json.dumps([scope, params.get("language_code") or ""], sort_keys=True)


def _set_commands(world: World, params: Params) -> Any:
    commands = _json(params, "commands") or []
    for command in commands:
        name, about = command["command"], command["description"]
        if not re.fullmatch(r"[a-z0-9_]{1,32}", name) or not 1 <= len(about) <= 256:
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
    world.commands[_scope(world, params)] = commands
    return True


def _describe(world: World, params: Params, name: str, most: int) -> Any:
    text = str(params.get(name, ""))
    if units(text) > most:
        raise ApiError(400, f"Bad Request: {name} is too long")
    world.descriptions[f"{name}:{params.get('language_code') or ''}"] = text
    return True


def _described(world: World, params: Params, name: str) -> Any:
    return {name: world.descriptions.get(f"{name}:{params.get('language_code') or ''}", "")}


def _action(world: World, params: Params) -> Any:
    world.chat_for_sending(_number(params, "chat_id"))
    return True


def _leave(world: World, params: Params) -> Any:
    world.chat_for_sending(_number(params, "chat_id")).status = "left"
    return True


def _get_chat(world: World, params: Params) -> Any:
    """A person is a chat once they have written to the bot."""
    user = world.users.get(_number(params, "chat_id"))
    if user is None or not user.started:
        raise ApiError(400, "Bad Request: chat not found")
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        "id": user.id,
        "type": "private",
        "first_name": user.name,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


_METHODS: dict[str, Callable[[World, Params], Any]] = {
    "getme": lambda world, _: world.bot,
    "sendmessage": _send_message,
    "editmessagetext": _edit_text,
    "editmessagereplymarkup": _edit_markup,
    "deletemessage": _delete,
    "answercallbackquery": _answer_press,
    "senddocument": _send_document,
    "getchat": _get_chat,
    "getfile": _get_file,
    "sendchataction": _action,
    "leavechat": _leave,
    "setmycommands": _set_commands,
    "getmycommands": lambda world, params: world.commands.get(_scope(world, params), []),
    "setmydescription": lambda world, params: _describe(world, params, "description", 512),
    "getmydescription": lambda world, params: _described(world, params, "description"),
    "setmyshortdescription": lambda world, params: _describe(
        world, params, "short_description", 120
    ),
    "getmyshortdescription": lambda world, params: _described(world, params, "short_description"),
}
