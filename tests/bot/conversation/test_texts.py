"""Every text in both languages: none missing, the same places to fill, within Telegram's limits."""

import itertools
import re

import pytest

from bot.conversation.commands import COMMANDS
from bot.conversation.texts import LANGUAGES, Language, T, label, language_of, text
from tests.telegram_server.judge import parse, units

PLACES = re.compile(r"\{(\w+)\}")
SAME = {T.WHICH_LANGUAGE}
BUTTONS = [
    T.ALL_OF_THEM,
    T.ANY_DATE,
    T.REPORT_GAP,
    T.NOT_MEANT,
    T.CLOSE,
    T.ASK_AGAIN,
    T.FORGET_YES,
    T.SWITCH_ANYWAY,
]
TOASTS = [
    T.GONE,
    T.NOT_SERVED,
    T.THANKS,
    T.GAP_TOLD,
    T.TOO_FAST,
    T.SETTINGS_ADMIN,
    T.CANCELLING,
    T.ARTICLE_GONE,
]


@pytest.mark.parametrize(("key", "language"), list(itertools.product(T, LANGUAGES)))
def test_text_parses(key: T, language: Language) -> None:
    """Telegram's parser accepts it, and something is shown."""
    shown, _ = parse(text(key, language).replace("&", "&amp;"))
    assert shown


@pytest.mark.parametrize("key", list(T))
def test_languages_say_the_same(key: T) -> None:
    """The same places to fill, and really another language."""
    zh, en = text(key, "zh"), text(key, "en")
    assert sorted(set(PLACES.findall(zh))) == sorted(set(PLACES.findall(en)))
    assert (zh == en) is (key in SAME)
    if key not in SAME | {T.ABOUT_LANG, T.INCOMPLETE}:
        assert not re.search("[\u4e00-\u9fff]", en), en


@pytest.mark.parametrize("language", LANGUAGES)
def test_limits(language: Language) -> None:
    """Toasts, labels, menus and descriptions fit."""
    assert all(units(label(key, language)) <= 200 for key in TOASTS)
    assert all(len(label(key, language)) <= 26 for key in BUTTONS)
    assert all(1 <= len(label(c.about, language)) <= 256 for c in COMMANDS.values())
    assert units(label(T.DESCRIPTION, language)) <= 512
    assert units(label(T.SHORT_DESCRIPTION, language)) <= 120


def test_language_of() -> None:
    """The chosen one, then the application's, then that of the words."""
    assert language_of("en", "zh-hans") == "en"
    assert language_of(None, "zh-TW") == "zh"
    assert language_of(None, "de") == "en"
    assert language_of(None, None, "谁参加了") == "zh"
    assert language_of(None, None, "who attended") == "en"
