"""The conversation in a terminal: lines typed -> Incoming, Outgoing -> lines shown.

The person at the terminal can read the data folder, so they are an administrator. Buttons are shown
with their names ([b1] …) and are pressed by typing the name; `/file PATH` sends a file.
"""

import itertools
import os
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TextIO

from bot.conversation.conversation import Conversation
from bot.conversation.talk import (
    Arrival,
    Attach,
    Button,
    Delete,
    Document,
    Edit,
    Incoming,
    Keyboard,
    Leave,
    Outgoing,
    Press,
    Run,
    Say,
    Toast,
    Where,
    Who,
)
from bot.conversation.turn import Tools
from retrieval.errors import SourceError

__all__ = ["TERMINAL", "Console", "plain"]

TERMINAL = 1  # the id of the person and the chat; no Telegram account has it
PROMPT = "› "
_STYLES = {"b": "1", "u": "4", "i": "3"}


class Console:
    """A private chat with one person, in a terminal."""

    stopping = False

    def __init__(self, tools: Tools, language: str | None = None) -> None:
        """``tools`` with TERMINAL among its administrators; ``language`` is "zh" or "en", else the environment's."""
        self._conversation = Conversation(tools)
        self._clock = tools.clock
        code = language or (os.environ.get("LC_ALL") or os.environ.get("LANG") or "en")[:2]
        self._who = Who(TERMINAL, "terminal", language_code=code)
        self._numbers = itertools.count(int(self._clock().timestamp() * 1000))
        self._buttons: dict[str, tuple[int, str]] = {}
        self._out: TextIO = sys.stdout

    def run(self, lines: TextIO, out: TextIO) -> int:
        """Talk until the input ends or says /quit; 0."""
        self._out = out
        self._turn("/start")
        for line in self._typed(lines):
            if line in {"/quit", "/exit"}:
                break
            self._turn(line)
        return 0

    def _typed(self, lines: TextIO) -> Iterator[str]:
        while True:
            if lines.isatty():
                self._out.write(PROMPT)
                self._out.flush()
            line = lines.readline()
            if not line:
                return
            if line.strip():
                yield line.strip()

    def _turn(self, line: str) -> None:
        if line in self._buttons:
            message, data = self._buttons[line]
            incoming = self._incoming(Arrival.PRESS, message, press=Press("terminal", data))
        elif line.startswith("/file "):
            path = Path(line.removeprefix("/file ").strip())
            size = path.stat().st_size if path.is_file() else 0
            document = Document(path.name, size, str(path))
            incoming = self._incoming(Arrival.MESSAGE, next(self._numbers), document=document)
        else:
            incoming = self._incoming(Arrival.MESSAGE, next(self._numbers), text=line)
        for outgoing in self._conversation.handle(incoming):
            self.emit(outgoing)

    def _incoming(
        self,
        arrival: Arrival,
        message: int,
        *,
        text: str = "",
        press: Press | None = None,
        document: Document | None = None,
    ) -> Incoming:
        where, now = Where(TERMINAL), self._clock()
        return Incoming(
            arrival, self._who, where, message, now, text, document=document, press=press
        )

    # --- talk.Desk ---------------------------------------------------------------------------

    def emit(self, outgoing: Outgoing) -> None:
        """Show something."""
        match outgoing:
            case Say():
                number = next(self._numbers)
                self._conversation.sent(outgoing, number)
                self._show(number, outgoing.html, outgoing.buttons)
            case Edit():
                self._show(outgoing.message, outgoing.html or "", outgoing.buttons)
            case Toast():
                if outgoing.text or outgoing.url:
                    self._write(f"({outgoing.text or outgoing.url})")
            case Attach():
                Path(outgoing.name).write_bytes(outgoing.content)
                self._write(f"→ {Path(outgoing.name).resolve()}")
            case Run():
                outgoing.work(self)
            case Delete() | Leave():
                pass

    def download(self, document: Document) -> bytes:
        """The bytes of a file named with /file."""
        try:
            return Path(document.file_id).read_bytes()
        except OSError as error:
            raise SourceError(
                f"{document.file_id}: cannot be opened ({error.strerror})"
            ) from error

    def _show(self, message: int, html: str, buttons: Keyboard) -> None:
        text = plain(html, styled=self._out.isatty())
        names = [self._name(message, button) for button in itertools.chain.from_iterable(buttons)]
        self._write("\n".join(part for part in (text, "  ".join(names)) if part))

    def _name(self, message: int, button: Button) -> str:
        if button.data is None:
            return f"{button.label}: {button.url}"
        name = f"b{len(self._buttons) + 1}"
        self._buttons[name] = (message, button.data)
        return f"[{name}] {button.label}"

    def _write(self, text: str) -> None:
        self._out.write(text + "\n\n")
        self._out.flush()


def plain(html: str, *, styled: bool = False) -> str:
    """A message's HTML as plain text: quotes behind a bar; bold and underlined where the terminal can."""
    parser = _Plain(styled=styled)
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).strip()


class _Plain(HTMLParser):
    def __init__(self, *, styled: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._styled = styled
        self._quoting = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "blockquote":
            self._quoting = True
            self.parts.append("\n│ " if self.parts and not self.parts[-1].endswith("\n") else "│ ")
        elif self._styled and tag in _STYLES:
            self.parts.append(f"\x1b[{_STYLES[tag]}m")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._quoting = False
            self.parts.append("\n")
        elif self._styled and tag in _STYLES:
            self.parts.append("\x1b[0m")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", "\n│ ") if self._quoting else data)
