"""A file sent by an administrator -> its split shown -> stored and loaded, or dropped."""

import json
import re
import secrets
from pathlib import Path, PurePath

from bot.conversation.html import Block, Run, clip, render, visible
from bot.conversation.loading import load
from bot.conversation.ports import SplitPreview
from bot.conversation.talk import Button, Desk, Document, Edit, Outgoing, Say
from bot.conversation.talk import Run as Work
from bot.conversation.texts import Language, T, label
from bot.conversation.turn import Turn, block
from retrieval.errors import WenbaoError

__all__ = ["drop", "file_name", "receive", "store"]

SUFFIXES = {".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".zip", ".jsonl"}
_HEADLINES_SHOWN = 30


def file_name(name: str) -> str:
    """Return a file name from outside as one that is safe to write: no folders, no hidden files."""
    bare = PurePath(visible(name).replace("\\", "/").replace("\n", " ")).name
    bare = re.sub(r"^[.\s]+|\s+$", "", bare)
    stem, dot, suffix = bare.rpartition(".")
    return f"{stem[:60]}{dot}{suffix[:10]}" if stem else (bare[:60] or "file.txt")


def receive(turn: Turn) -> list[Outgoing]:
    """Take a file: check its kind and size, fetch it, show how it would be split."""
    document = turn.incoming.document
    if document is None:
        return []
    if PurePath(document.name.lower()).suffix not in SUFFIXES:
        return turn.tell(T.UPLOAD_KIND, kinds=" ".join(sorted(SUFFIXES)))
    if document.size > turn.tools.options.upload_bytes:
        limit = str(turn.tools.options.upload_bytes // 2**20)
        return turn.tell(T.UPLOAD_TOO_BIG, limit=limit, name=clip(document.name, 60))
    number = secrets.token_hex(4)
    said = turn.says(
        [block(T.UPLOAD_FETCHING, turn.language, name=clip(document.name, 60))],
        tag=f"up:{number}",
    )
    path = turn.tools.options.uploads / number / file_name(document.name)
    return [
        *said,
        Work(f"upload {number}", lambda desk: _fetch(turn, document, path, number, desk)),
    ]


def store(turn: Turn, number: str) -> list[Outgoing]:
    """Load a file that was shown."""
    path = _kept(turn, number)
    if path is None:
        return turn.toast(T.GONE, alert=True)
    if turn.tools.loads.tag is None:
        turn.tools.people.put_note(f"upload:{number}", None)
    return load(turn, [path])


def drop(turn: Turn, number: str) -> list[Outgoing]:
    """Throw a file away."""
    path = _kept(turn, number)
    if path is None:
        return turn.toast(T.GONE, alert=True)
    turn.tools.people.put_note(f"upload:{number}", None)
    path.unlink(missing_ok=True)
    return [*turn.toast(), *turn.edits([block(T.UPLOAD_DROPPED, turn.language, name=path.name)])]


def _kept(turn: Turn, number: str) -> Path | None:
    note = turn.tools.people.notes(f"upload:{number}").get(f"upload:{number}")
    return Path(json.loads(note)) if note else None


def _fetch(turn: Turn, document: Document, path: Path, number: str, desk: Desk) -> None:
    language = turn.language
    try:
        content = desk.download(document)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        shown = turn.tools.assistant.preview(path, path.name)
    except (WenbaoError, OSError) as error:
        path.unlink(missing_ok=True)
        name = clip(document.name, 60)
        failed = block(T.UPLOAD_FAILED, language, name=name, reason=str(error))
        _show(turn, number, [failed], (), desk)
        return
    turn.tools.people.put_note(f"upload:{number}", json.dumps(str(path)))
    buttons = (
        Button(label(T.STORE_AND_LOAD, language), f"up:{number}:l", style="good"),
        Button(label(T.DROP, language), f"up:{number}:x", style="danger"),
    )
    _show(turn, number, _preview(shown, path.name, len(content), language), buttons, desk)


def _show(
    turn: Turn, number: str, blocks: list[Block], buttons: tuple[Button, ...], desk: Desk
) -> None:
    pages = render(blocks)
    keyboard = (buttons,) if buttons else ()
    sent = turn.tools.people.messages(f"up:{number}")
    for at, page in enumerate(pages, 1):
        below = keyboard if at == len(pages) else ()
        if at == 1 and sent:
            desk.emit(Edit(sent[0].chat, sent[0].message, page, below))
        else:
            desk.emit(Say(turn.chat, page, below))


def _preview(shown: SplitPreview, name: str, size: int, language: Language) -> list[Block]:
    blocks = [
        block(
            T.UPLOAD_PREVIEW,
            language,
            name=name,
            size=f"{size / 1024:.1f}",
            encoding=shown.encoding or "–",
            articles=str(len(shown.headlines)),
            furniture=str(shown.furniture),
        )
    ]
    for at, headline in enumerate(shown.headlines[:_HEADLINES_SHOWN], 1):
        blocks.append(Block((Run(f"{at}. {clip(headline, 80)}"),)))
    if len(shown.headlines) > _HEADLINES_SHOWN:
        blocks.append(Block((Run("…"),)))
    if shown.duplicate_of:
        blocks.append(block(T.UPLOAD_DUPLICATE, language, name=shown.duplicate_of))
    blocks += [Block((Run(f"⚠ {warning.message}"),)) for warning in shown.warnings[:10]]
    blocks.append(block(T.UPLOAD_NOT_YET, language, gap=True))
    return blocks
