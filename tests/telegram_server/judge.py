"""HTML -> text and entities, by Telegram's own parser (TDLib, package tdjson); a plain one without it."""

import functools
import html
import importlib
import json
import re
from collections.abc import Callable
from typing import Any

__all__ = ["Parsed", "Unparsable", "have_tdlib", "parse", "units"]

Parsed = tuple[str, list[dict[str, Any]]]
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164]"
)


class Unparsable(Exception):
    """The text cannot be parsed; the words are Telegram's."""


def units(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@functools.cache
def _execute() -> Callable[[dict[str, Any]], Any] | None:
    try:
        tdjson = importlib.import_module("tdjson")
    except ImportError:
        return None

    def execute(request: dict[str, Any]) -> Any:
        return json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"null")

    execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
    return execute


def have_tdlib() -> bool:
    """Tell whether TDLib's parser is here."""
    return _execute() is not None


def parse(text: str) -> Parsed:
    """Return the text that people see and its entities; raise ``Unparsable``."""
    execute = _execute()
    if execute is None:
        return _trimmed(html.unescape(re.sub(r"<[^>]*>", "", text)), [])
    mode = {"@type": "textParseModeHTML"}
    got = execute({"@type": "parseTextEntities", "text": text, "parse_mode": mode})
    if got["@type"] == "error":
        raise Unparsable(got["message"])
    entities = [
        {
            "type": e["type"]["@type"].removeprefix("textEntityType"),
            "offset": e["offset"],
            "length": e["length"],
        }
        | ({"url": e["type"]["url"]} if "url" in e["type"] else {})
        for e in got["entities"]
    ]
    return _trimmed(got["text"], entities)


def _trimmed(text: str, entities: list[dict[str, Any]]) -> Parsed:
    """Trim white space at both ends, as the server does; a text of nothing visible is empty."""
    if not _INVISIBLE.sub("", text).strip():
        return "", []
    shown = text.strip()
    return shown, entities
