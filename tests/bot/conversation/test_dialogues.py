"""Whole dialogues in both languages, kept as dialogues/*.md and read as a diff.

``UPDATE_DIALOGUES=1 pytest tests/bot/conversation/test_dialogues.py`` writes them anew.
"""

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.talk import (
    Attach,
    ChatKind,
    Delete,
    Edit,
    Leave,
    Membership,
    Outgoing,
    Run,
    Say,
    Toast,
    Where,
    Who,
)
from retrieval.store.people_records import Person, Standing
from tests.bot.conversation.house import House

FOLDER = Path(__file__).parent / "dialogues"
GROUP = Where(-100, ChatKind.GROUP, "采编群")
JOINED = Membership(present=True, admin=False, was_present=False, was_admin=False)


class Script:
    """A dialogue as it is written down."""

    def __init__(self, house: House, language: str) -> None:
        self.house = house
        self.zh = language == "zh"
        code = "zh-hans" if self.zh else "en"
        self.admin = Who(42, "王安", "wang", code)
        self.li = Who(7, "李明", "liming", code)
        self.su = Who(8, "Su", None, code)
        self.lines: list[str] = []
        house.people.save_person(Person(42, "王安", "wang", code[:2]))
        house.on_outgoing = self._note

    def title(self, words: str) -> None:
        """Begin a part."""
        self.lines.append(f"\n## {words}\n")

    def say(self, who: Who, zh: str, en: str, where: Where | None = None, **more: object) -> None:
        """Somebody writes."""
        text = zh if self.zh else en
        self._person(who, where, text)
        self.house.say(who, text, where, **more)

    def press(self, who: Who, zh: str, en: str, where: Where | None = None) -> None:
        """Somebody presses a button of the newest message."""
        chat = where.chat if where else who.id
        label = zh if self.zh else en
        line = max(
            (x for x in self.house.lines.values() if x.chat == chat and x.buttons),
            key=lambda x: x.number,
        )
        self._person(who, where, f"⟨{line.button(label).label}⟩")
        self.house.press(who, line, label, where)

    def text(self) -> str:
        """Return the dialogue."""
        return "\n".join(self.lines).strip() + "\n"

    def _person(self, who: Who, where: Where | None, text: str) -> None:
        place = f" ({where.title})" if where else ""
        self.lines.append(f"**{who.name}{place}:** {text}\n")

    def _note(self, item: Outgoing) -> None:
        match item:
            case Say():
                kind = " ↩" if item.reply_to else ""
                self._shown(f"→ {self._name(item.chat)}{kind}", item.html, item)
            case Edit():
                self._shown(f"✎ {self._name(item.chat)}", item.html or "(buttons)", item)
            case Toast():
                if item.text:
                    self.lines.append(f"> ({'box' if item.alert else 'toast'}) {item.text}\n")
            case Attach():
                self.lines.append(f"> 📎 {item.name}\n")
            case Delete():
                self.lines.append("> ✕\n")
            case Run() | Leave():
                pass

    def _shown(self, head: str, html: str, item: Say | Edit) -> None:
        self.lines.append(f"> {head}")
        self.lines += [f"> {line}" for line in html.splitlines()]
        for row in item.buttons:
            self.lines.append("> " + " ".join(f"[{b.label}{' ↗' if b.url else ''}]" for b in row))
        self.lines.append("")

    def _name(self, chat: int) -> str:
        return {42: "王安", 7: "李明", 8: "Su", -100: "采编群"}.get(chat, str(chat))


def first_day(s: Script) -> None:
    """From an empty house to the first answer."""
    options = replace(s.house.options, admins=frozenset())
    s.house = House(s.house.people, s.house.assistant, options, on_outgoing=s.house.on_outgoing)
    s.house.assistant.loaded = False
    s.title("No administrator yet")
    s.say(s.admin, "/start", "/start")
    link = s.house.conversation.first_invite() or ""
    s.title("The link of the window in which it runs")
    s.say(s.admin, f"/start {link.split('start=')[1]}", f"/start {link.split('start=')[1]}")
    s.title("A first file")
    s.lines.append("**王安:** 📎 青溪报0306.txt\n")
    s.house.upload(s.admin, "青溪报0306.txt", "县人大常委会召开询问会\n苏映川调研".encode())
    s.press(s.admin, "收录", "Store and load")
    s.title("A first question")
    s.say(s.admin, "/start", "/start")
    s.press(s.admin, "会议", "meeting")


def being_let_in(s: Script) -> None:
    """A stranger, a request, a decision."""
    s.title("A stranger asks")
    s.say(s.li, "3月5日的会议谁参加了？", "who attended the Mar 5 meeting?")
    s.say(s.li, "/help", "/help")
    s.title("An administrator approves")
    s.press(s.admin, "批准", "Approve")
    s.say(s.li, "3月5日的会议谁参加了？", "who attended the Mar 5 meeting?")
    s.title("What is kept, and that it goes")
    s.say(s.li, "/privacy", "/privacy")
    s.say(s.li, "/forget", "/forget")
    s.press(s.li, "删除", "Delete")
    s.title("People")
    s.say(s.admin, "/users", "/users")
    s.press(s.admin, "7", "7")
    s.press(s.admin, "拒绝", "Deny")
    s.say(s.li, "3月5日的会议谁参加了？", "who attended the Mar 5 meeting?")


def private(s: Script) -> None:
    """Questions, choices, follow-ups, articles, feedback."""
    s.house.approve(s.li)
    s.title("Greeting")
    s.say(s.li, "/start", "/start")
    s.say(s.li, "/help", "/help")
    s.title("A question, its article")
    s.say(s.li, "3月5日的会议谁参加了？", "who attended the Mar 5 meeting?")
    s.press(s.li, "📄 1", "📄 1")
    s.press(s.li, "关闭", "Close")
    s.press(s.li, "👎", "👎")
    s.press(s.li, "其他", "Something else")
    asking = s.house.last(7)
    s.say(s.li, "少了一个人", "one person is missing", reply_to=s.house.reply_to(asking))
    s.title("A follow-up, read wrongly")
    s.say(s.li, "那6日呢？", "and on the 6th?")
    s.press(s.li, "不是这个意思", "not what I meant")
    s.title("Two events")
    s.say(s.li, "3月5日有什么活动？", "which events were on Mar 5?")
    s.press(s.li, "2", "2")
    s.say(s.li, "3月5日有什么活动？", "which events were on Mar 5?")
    s.say(s.li, "第一个", "the first")


def reading(s: Script) -> None:
    """A long article, nothing found, lists to look up."""
    s.house.approve(s.li)
    s.title("A long article")
    s.say(s.li, "油菜", "油菜")
    s.press(s.li, "📄 1", "📄 1")
    s.press(s.li, "▶", "▶")
    s.title("Not found")
    s.say(s.li, "/new", "/new")
    s.say(s.li, "3月9日下雪了吗？", "did it snow on Mar 9?")
    s.press(s.li, "缺这篇", "missing article")
    s.title("Looking up")
    s.say(s.li, "/attendance 贺兰舟", "/attendance 贺兰舟")
    s.say(s.li, "/timeline 苏映川", "/timeline 苏映川")
    s.say(s.li, "/quote 粮食安全专题询问", "/quote 粮食安全专题询问")
    s.say(s.li, "/quote 天上掉馅饼", "/quote 天上掉馅饼")
    s.say(s.li, "/lang", "/lang")
    s.press(s.li, "English", "中文")


def away(s: Script) -> None:
    """The search engine does not answer: this is never said to be "not found"."""
    s.house.approve(s.li)
    s.say(s.li, "3月5日有什么活动？", "which events were on Mar 5?")
    s.house.assistant.away = True
    s.title("A question, a choice, a quote, while nothing can be searched")
    s.press(s.li, "2", "2")
    s.say(s.li, "3月5日的会议谁参加了？", "who attended the Mar 5 meeting?")
    s.say(s.li, "/quote 粮食安全专题询问", "/quote 粮食安全专题询问")
    s.title("What is printed can be read all the same")
    s.say(s.li, "/attendance 贺兰舟", "/attendance 贺兰舟")
    s.title("It answers again")
    s.house.assistant.away = False
    s.say(s.li, "3月9日下雪了吗？", "did it snow on Mar 9?")
    away = next(line for line in s.house.lines.values() if "ag:" in str(line.buttons))
    s.house.press(s.li, away, "再答一次" if s.zh else "Answer again")


def group(s: Script) -> None:
    """A group adds the bot, asks, follows up."""
    s.house.approve(s.li)
    s.title("Somebody without a right adds the bot")
    s.house.membership(s.su, GROUP, JOINED)
    s.say(s.su, "/ask 3月5日的会议谁参加了？", "/ask who attended the Mar 5 meeting?", GROUP)
    s.title("An administrator approves the group")
    s.press(s.admin, "批准", "Approve")
    s.title("A question, a follow-up by somebody else")
    s.say(s.su, "你们看比赛了吗", "did you see the match?", GROUP)
    s.say(
        s.su,
        "/ask@wenbao_bot 3月5日的会议谁参加了？",
        "/ask@wenbao_bot who attended the Mar 5 meeting?",
        GROUP,
    )
    s.say(
        s.li, "那6日呢？", "and on the 6th?", GROUP, reply_to=s.house.reply_to(s.house.last(-100))
    )
    s.say(s.su, "/ask", "/ask", GROUP)
    s.title("The whole article opens in private")
    s.say(s.li, "/start a_1_1", "/start a_1_1")
    s.title("The bot becomes an administrator of the group")
    s.house.membership(s.admin, GROUP, replace(JOINED, admin=True, was_present=True))
    s.say(s.su, "@wenbao_bot 油菜", "@wenbao_bot 油菜", GROUP, mentioned=True)
    s.title("What only works in private")
    s.say(s.admin, "/reload", "/reload", GROUP)


def admin(s: Script) -> None:
    """Loading, refusing, rolling back, statistics."""
    s.house.approve(s.li)
    s.house.say(s.li, "3月9日下雪了吗？" if s.zh else "did it snow on Mar 9?")
    s.lines.clear()
    s.title("Reload")
    s.say(s.admin, "/reload", "/reload")
    s.say(s.admin, "/releases", "/releases")
    s.say(s.admin, "/rollback 1", "/rollback 1")
    s.press(s.admin, "回退到 1", "Roll back to 1")
    s.say(s.admin, "/rollback 77", "/rollback 77")
    s.title("The self-check refuses, the administrator insists")
    s.house.assistant.lose = ("3月5日的会议谁参加了？",)
    s.say(s.admin, "/reload", "/reload")
    s.press(s.admin, "仍要启用", "Switch anyway")
    s.title("Files")
    for name, content in (("图.png", b"x"), ("空.txt", b" "), ("报<1>.txt", "甲\n乙".encode())):
        s.lines.append(f"**王安:** 📎 {name}\n")
        s.house.upload(s.admin, name, content)
    s.press(s.admin, "丢弃", "Drop")
    s.title("How it went")
    s.say(s.admin, "/stats", "/stats")
    s.say(s.admin, "/export", "/export")
    s.say(s.admin, "/invite", "/invite")
    s.title("Not for others")
    s.say(s.li, "/reload", "/reload")
    s.lines.append("**李明:** 📎 报.txt\n")
    s.house.upload(s.li, "报.txt", "甲".encode())


SCRIPTS: list[Callable[[Script], None]] = [
    first_day,
    being_let_in,
    private,
    reading,
    away,
    group,
    admin,
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.__name__)
def test_dialogue(
    house: House, script: Callable[[Script], None], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialogue is the one that was read and approved."""
    counter = iter(range(1, 999))
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _=None: f"token-{next(counter)}")
    monkeypatch.setattr(secrets, "token_hex", lambda _=None: f"{next(counter):08x}")
    monkeypatch.setattr(secrets, "choice", lambda letters: letters[next(counter) % len(letters)])
    written = Script(house, language)
    script(written)
    path = FOLDER / f"{script.__name__}.{language}.md"
    if os.environ.get("UPDATE_DIALOGUES"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(written.text(), encoding="utf-8")
    assert written.text() == path.read_text(encoding="utf-8")


def test_nothing_untranslated() -> None:
    """An English dialogue holds no Chinese but what is quoted from the paper or typed by people."""
    ours = re.compile("理解为|没有找到|收录|版本|管理员|批准|原文|载入|您")
    for path in FOLDER.glob("*.en.md"):
        shown = [
            line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(">")
        ]
        found = [line for line in shown if ours.search(line)]
        # /lang turns English into Chinese at the end of its dialogue
        assert not [line for line in found if "好的，以后用中文" not in line], (path.name, found)


def test_standing_is_what_the_store_says(house: House) -> None:
    """The dialogues start from an unknown person."""
    assert house.people.persons(Standing.APPROVED) == []
