"""All that people read, by key and language: the keys here, the words in texts_zh and texts_en.

A text may hold <b>, <i>, <u>, <code> of ours, and {names} that are filled in as text, never markup.
"""

import re
from enum import Enum, auto
from typing import Literal

from bot.conversation.html import plain

__all__ = ["LANGUAGES", "Language", "T", "label", "language_of", "text"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class T(Enum):
    """The keys."""

    # cards
    READ_AS = auto()
    LATE = auto()
    INCOMPLETE = auto()
    ANOTHER_EVENT = auto()
    POSSIBLY = auto()
    ARTICLES_FOUND = auto()
    NO_HEADLINE = auto()
    NO_DATE = auto()
    PLACE = auto()
    CHOICE = auto()
    ALL_OF_THEM = auto()
    OTHERS = auto()
    NOT_FOUND = auto()
    LOOKED_FOR = auto()
    RANGE = auto()
    NEAREST = auto()
    ANY_DATE = auto()
    REPORT_GAP = auto()
    NOT_MEANT = auto()
    # reader
    CLOSE = auto()
    REPAIRED = auto()
    JOINED_BY_MACHINE = auto()
    ARTICLE_GONE = auto()
    # asking
    TYPE_QUESTION = auto()
    TOO_FAST = auto()
    NOTHING_LOADED = auto()
    SEARCH_AWAY = auto()
    FAILED = auto()
    GONE = auto()
    TEXT_ONLY = auto()
    UNKNOWN_COMMAND = auto()
    MAYBE_ANSWERED = auto()
    ASK_AGAIN = auto()
    # feedback
    THANKS = auto()
    WRONG = auto()
    NOT_ALL = auto()
    WRONG_SOURCE = auto()
    OTHER_REASON = auto()
    TELL_REASON = auto()
    GAP_TOLD = auto()
    GAP_FOR_ADMIN = auto()
    # a person's own matters
    GREETING = auto()
    HELP = auto()
    HELP_ADMIN = auto()
    HELP_STRANGER = auto()
    HELP_GROUP = auto()
    WHICH_LANGUAGE = auto()
    LANGUAGE_SET = auto()
    PRIVACY = auto()
    NEW = auto()
    FORGET_ASK = auto()
    FORGET_YES = auto()
    FORGOTTEN = auto()
    CANCEL = auto()
    # being let in
    NO_ADMIN_YET = auto()
    REQUEST_SENT = auto()
    REQUEST_WAITS = auto()
    REQUESTS_FULL = auto()
    DENIED = auto()
    LET_IN = auto()
    NOT_ADMIN = auto()
    PRIVATE_ONLY = auto()
    NOT_SERVED = auto()
    INVITE = auto()
    INVITE_USED = auto()
    REQUEST_OF_PERSON = auto()
    REQUEST_OF_GROUP = auto()
    APPROVE = auto()
    DENY = auto()
    BLOCK = auto()
    DECIDED_APPROVED = auto()
    DECIDED_DENIED = auto()
    DECIDED_BLOCKED = auto()
    DECIDED_ALREADY = auto()
    USERS = auto()
    USER = auto()
    SETTINGS_ADMIN = auto()
    IS_UNKNOWN = auto()
    IS_PENDING = auto()
    IS_APPROVED = auto()
    IS_ADMIN = auto()
    IS_DENIED = auto()
    IS_BLOCKED = auto()
    # groups
    GROUP_WELCOME = auto()
    MENTION_WORKS = auto()
    MENTION_LOST = auto()
    NOW_ADMIN = auto()
    GROUP_WAITS = auto()
    GROUP_DENIED = auto()
    # loading
    FIRST_LOAD = auto()
    LOADING = auto()
    OLD_ONE_ANSWERS = auto()
    LOAD_RUNNING = auto()
    LOAD_BUSY = auto()
    LOAD_FAILED = auto()
    LOAD_INTERRUPTED = auto()
    LOAD_CANCELLED = auto()
    LOAD_REFUSED = auto()
    LOAD_UNCHANGED = auto()
    LOADED = auto()
    SELF_CHECK = auto()
    WARNINGS = auto()
    CANCELLING = auto()
    SWITCH_ANYWAY = auto()
    LEAVE_IT = auto()
    FOLDER_CHANGED = auto()
    RELEASES = auto()
    NO_RELEASE = auto()
    ROLL_BACK_TO = auto()
    ROLL_BACK_ASK = auto()
    ROLLED_BACK = auto()
    UPLOAD_KIND = auto()
    UPLOAD_TOO_BIG = auto()
    UPLOAD_FETCHING = auto()
    UPLOAD_FAILED = auto()
    UPLOAD_PREVIEW = auto()
    UPLOAD_DUPLICATE = auto()
    UPLOAD_NOT_YET = auto()
    UPLOAD_DROPPED = auto()
    STORE_AND_LOAD = auto()
    DROP = auto()
    # reports
    STATS = auto()
    UNANSWERED = auto()
    NO_QUESTIONS = auto()
    NOTHING_FOUND = auto()
    ATTENDANCE_USAGE = auto()
    TIMELINE_USAGE = auto()
    QUOTE_USAGE = auto()
    QUOTE_EXACT = auto()
    QUOTE_NEAR = auto()
    QUOTE_ABSENT = auto()
    # the menu of commands, and the bot's own description
    ABOUT_ASK = auto()
    ABOUT_HELP = auto()
    ABOUT_NEW = auto()
    ABOUT_ATTENDANCE = auto()
    ABOUT_TIMELINE = auto()
    ABOUT_QUOTE = auto()
    ABOUT_LANG = auto()
    ABOUT_PRIVACY = auto()
    ABOUT_FORGET = auto()
    ABOUT_RELOAD = auto()
    ABOUT_RELEASES = auto()
    ABOUT_ROLLBACK = auto()
    ABOUT_USERS = auto()
    ABOUT_INVITE = auto()
    ABOUT_STATS = auto()
    ABOUT_EXPORT = auto()
    DESCRIPTION = auto()
    SHORT_DESCRIPTION = auto()


def text(key: T, language: Language) -> str:
    """Return a text of ours, unfilled."""
    from bot.conversation.texts_en import EN
    from bot.conversation.texts_zh import ZH

    return (ZH if language == "zh" else EN)[key]


def label(key: T, language: Language, **values: str) -> str:
    """Return a text of ours filled and without markup: for buttons, toasts and menus."""
    template = plain(text(key, language))
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), template)


def language_of(chosen: str | None, code: str | None, words: str = "") -> Language:
    """Return a person's language: the chosen one, their application's, else that of their words."""
    if chosen in LANGUAGES:
        return "zh" if chosen == "zh" else "en"
    if code:
        return "zh" if code.lower().startswith("zh") else "en"
    return "en" if words and not any("\u4e00" <= c <= "\u9fff" for c in words) else "zh"
