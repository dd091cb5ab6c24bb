"""Administrators load: by /reload, by sending a file, by a watched folder; one message shows the progress.

Questions go on over the old release meanwhile. What is running is noted in the store, so that after
a crash its message can say that it was interrupted.
"""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.conversation.html import Block, Run, clip, render
from bot.conversation.ports import LoadOutcome, LoadStep
from bot.conversation.selfcheck import probes
from bot.conversation.talk import Button, Desk, Edit, Keyboard, Outgoing, Say
from bot.conversation.talk import Run as Work
from bot.conversation.texts import Language, T, label
from bot.conversation.turn import Tools, Turn, block
from retrieval.errors import Busy, WenbaoError
from retrieval.records import Notice

__all__ = [
    "cancel",
    "interrupted_loads",
    "leave_it",
    "load",
    "reload",
    "start_load",
    "switch_anyway",
    "unattended",
]

EVERY = 2.0  # seconds between two edits of the progress
_WARNINGS_SHOWN = 20


def reload(turn: Turn) -> list[Outgoing]:
    """Read the configured folders again."""
    return load(turn, ())


def load(turn: Turn, paths: Sequence[Path], *, force: bool = False) -> list[Outgoing]:
    """Start a load, told in the chat where it was asked for; a second one is told of the first."""
    loads = turn.tools.loads
    tag = loads.begin()
    if tag is None:
        share = f"{loads.step.share:.0%}"
        if turn.incoming.press is not None:
            return turn.toast(T.LOAD_RUNNING, alert=True, share=share)
        return turn.tell(T.LOAD_RUNNING, share=share)
    blocks = _progress(turn.tools, loads.step, turn.language)
    said = turn.says(blocks, _stop_button(tag, turn.language), tag=f"l:{tag}")
    return [*turn.toast(), *said, start_load(turn.tools, tag, paths, force=force)]


def unattended(tools: Tools, paths: Sequence[Path]) -> list[Outgoing]:
    """Load what changed in a watched folder; every administrator sees it."""
    loads = tools.loads
    tag = loads.begin()
    if tag is None:
        return []
    out: list[Outgoing] = []
    for admin in tools.admin_ids():
        language = tools.language_for(admin)
        page = render([block(T.FOLDER_CHANGED, language), *_progress(tools, loads.step, language)])
        out.append(Say(admin, page[0], _stop_button(tag, language), silent=True, tag=f"l:{tag}"))
    return [*out, start_load(tools, tag, paths)]


def start_load(tools: Tools, tag: str, paths: Sequence[Path], *, force: bool = False) -> Work:
    """Return the work of a load whose place is taken."""
    tools.people.put_note(f"load:{tag}", "running")

    def work(desk: Desk) -> None:
        try:
            _work(tools, tag, paths, desk, force=force)
        finally:
            tools.loads.end()
            tools.people.put_note(f"load:{tag}", None)

    return Work(f"load {tag}", work)


def cancel(turn: Turn, tag: str) -> list[Outgoing]:
    """Stop a load at its next border; the release that answers stays."""
    loads = turn.tools.loads
    if loads.tag != tag:
        return turn.toast(T.GONE, alert=True)
    loads.cancelled.set()
    return turn.toast(T.CANCELLING)


def interrupted_loads(tools: Tools) -> list[Outgoing]:
    """Say of every load that ran when the program ended that it was interrupted."""
    out: list[Outgoing] = []
    for key in tools.people.notes("load:"):
        tag = key.removeprefix("load:")
        tools.people.put_note(key, None)
        out += _everywhere(tools, tag, lambda lang: [block(T.LOAD_INTERRUPTED, lang)])
    return out


def _work(tools: Tools, tag: str, paths: Sequence[Path], desk: Desk, *, force: bool) -> None:
    loads = tools.loads

    def cancelled() -> bool:
        return loads.cancelled.is_set() or desk.stopping

    before = tools.assistant.counts().release
    questions = [] if force or not before else probes(tools)
    try:
        outcome = tools.assistant.load(
            paths, _reporter(tools, tag, desk), cancelled, probes=questions
        )
    except Busy:
        edits = _everywhere(tools, tag, lambda lang: [block(T.LOAD_BUSY, lang)])
    except WenbaoError as error:
        reason = str(error)
        edits = _everywhere(tools, tag, lambda lang: [block(T.LOAD_FAILED, lang, reason=reason)])
    else:
        if outcome.lost:
            tools.people.put_note(f"refused:{tag}", json.dumps([str(path) for path in paths]))
        edits = _outcome_edits(tools, tag, outcome, before)
    for edit in edits:
        desk.emit(edit)


def _reporter(tools: Tools, tag: str, desk: Desk) -> Callable[[LoadStep], None]:
    """Return what takes the steps of a load and shows one of them every two seconds."""
    last = time.monotonic()

    def progress(step: LoadStep) -> None:
        nonlocal last
        tools.loads.step = step
        if time.monotonic() - last < EVERY:
            return
        last = time.monotonic()
        for edit in _everywhere(tools, tag, lambda lang: _progress(tools, step, lang), stop=True):
            desk.emit(edit)

    return progress


def _everywhere(
    tools: Tools, tag: str, blocks: Callable[[Language], list[Block]], *, stop: bool = False
) -> list[Outgoing]:
    """Change every message that shows a load, each in the language of its reader."""
    out: list[Outgoing] = []
    for sent in tools.people.messages(f"l:{tag}"):
        language = tools.language_for(sent.chat)
        buttons = _stop_button(tag, language) if stop else ()
        out.append(Edit(sent.chat, sent.message, render(blocks(language))[0], buttons))
    return out


def _outcome_edits(tools: Tools, tag: str, outcome: LoadOutcome, before: int) -> list[Outgoing]:
    out: list[Outgoing] = []
    for sent in tools.people.messages(f"l:{tag}"):
        language = tools.language_for(sent.chat)
        buttons = _outcome_buttons(tag, outcome, before, language)
        first, *rest = render(_outcome_blocks(outcome, language))
        out.append(Edit(sent.chat, sent.message, first, buttons))
        out += [Say(sent.chat, page, silent=True) for page in rest]
    return out


def _outcome_blocks(outcome: LoadOutcome, language: Language) -> list[Block]:
    key = T.LOADED if outcome.activated else T.LOAD_UNCHANGED
    if outcome.lost:
        key = T.LOAD_REFUSED
    elif outcome.cancelled:
        key = T.LOAD_CANCELLED
    counts = outcome.counts
    blocks = [
        block(
            key,
            language,
            release=str(outcome.release),
            articles=str(counts.articles),
            passages=str(counts.passages),
            added=str(outcome.added),
            changed=str(outcome.changed),
            removed=str(outcome.removed),
            seconds=f"{outcome.seconds:.1f}",
            lost=str(len(outcome.lost)),
            checked=str(outcome.checked),
        )
    ]
    if outcome.checked and not outcome.lost:
        blocks.append(block(T.SELF_CHECK, language, checked=str(outcome.checked)))
    blocks += [Block((Run(f"• {question}"),)) for question in outcome.lost]
    if outcome.warnings:
        blocks.append(_warnings(outcome.warnings, language))
    return blocks


def _warnings(warnings: Sequence[Notice], language: Language) -> Block:
    said = [label(T.WARNINGS, language, number=str(len(warnings)))]
    for warning in warnings[:_WARNINGS_SHOWN]:
        lines = f":{warning.lines[0]}" if warning.lines else ""
        said.append(f"{warning.source}{lines} {warning.message}")
    if len(warnings) > _WARNINGS_SHOWN:
        said.append("…")
    return Block((Run("\n".join(said)),), quote=True, gap=True)


def _outcome_buttons(tag: str, outcome: LoadOutcome, before: int, language: Language) -> Keyboard:
    if outcome.lost:
        anyway = Button(label(T.SWITCH_ANYWAY, language), f"lf:{tag}", style="danger")
        return ((anyway, Button(label(T.LEAVE_IT, language), f"lx:{tag}")),)
    if outcome.activated and before:
        back = label(T.ROLL_BACK_TO, language, release=str(before))
        return ((Button(back, f"rb:{before}", style="danger"),),)
    return ()


def _stop_button(tag: str, language: Language) -> Keyboard:
    return ((Button(label(T.CANCEL, language), f"lc:{tag}"),),)


def _progress(tools: Tools, step: LoadStep, language: Language) -> list[Block]:
    done = round(max(0.0, min(1.0, step.share)) * 10)
    release = tools.assistant.counts().release
    blocks = [
        block(
            T.LOADING,
            language,
            bar="▓" * done + "░" * (10 - done),
            share=f"{step.share:.0%}",
            source=clip(step.source or "…", 60),
            added=str(step.added),
            changed=str(step.changed),
            removed=str(step.removed),
            doubtful=str(step.doubtful),
        )
    ]
    if release:
        blocks.append(block(T.OLD_ONE_ANSWERS, language, release=str(release)))
    return blocks


def switch_anyway(turn: Turn, tag: str) -> list[Outgoing]:
    """Load again what the self-check refused, and switch whatever it says."""
    paths = _refused(turn, tag)
    return turn.toast(T.GONE, alert=True) if paths is None else load(turn, paths, force=True)


def leave_it(turn: Turn, tag: str) -> list[Outgoing]:
    """Keep the old release, as the self-check advises."""
    if _refused(turn, tag) is None:
        return turn.toast(T.GONE, alert=True)
    release = str(turn.tools.assistant.counts().release)
    return [*turn.toast(), *turn.edits([block(T.OLD_ONE_ANSWERS, turn.language, release=release)])]


def _refused(turn: Turn, tag: str) -> list[Path] | None:
    """Return the paths that were refused, once."""
    key = f"refused:{tag}"
    note = turn.tools.people.notes(key).get(key)
    if note is None:
        return None
    turn.tools.people.put_note(key, None)
    return [Path(path) for path in json.loads(note)]
