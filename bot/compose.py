"""Settings -> an engine: the composition root that every face shares."""

import argparse
import os
from pathlib import Path

from config.settings import LEXICON, SearchSettings, Settings, SettingsProblem, load_settings
from retrieval.corpus import Limits
from retrieval.engine import Engine, EngineOptions
from retrieval.errors import SettingsError
from retrieval.loading import Recipe
from retrieval.search import Scoring
from retrieval.search.engines import EngineChoice

__all__ = ["engine_of", "limits_of", "open_engine", "recipe_of", "settings_of", "word_list"]


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings of a call: defaults, file, environment, options.

    Raises:
        SettingsError: a setting is misspelt or does not fit.
    """
    try:
        return load_settings(
            os.environ,
            data=getattr(arguments, "data", None),
            file=getattr(arguments, "config", None),
        )
    except SettingsProblem as problem:
        raise SettingsError(str(problem)) from problem


def engine_of(settings: Settings) -> Engine:
    """The engine over the settings' data folder, opened: migrated, and recovered from what was cut off."""
    load, search = settings.load, settings.search
    options = EngineOptions(
        data=settings.data,
        url=settings.store.url,
        recipe=recipe_of(settings),
        lexicon=LEXICON,
        limits=limits_of(settings),
        scoring=Scoring(k1=search.k1, b=search.b),
        search=_choice(search),
        keep_releases=settings.store.keep_releases,
        workers=load.workers,
        hits=settings.answer.hits,
        threshold=settings.answer.threshold,
    )
    return Engine(options)


def limits_of(settings: Settings) -> Limits:
    """What a file may hold at most, by the settings of ``[load]``."""
    load = settings.load
    return Limits(
        file_bytes=load.max_file_mb * 1_000_000,
        unpacked_bytes=load.max_unpacked_mb * 1_000_000,
        files=load.max_files,
    )


def _choice(search: SearchSettings) -> EngineChoice:
    return EngineChoice(
        search.engine,
        search.candidates,
        search.qdrant_url,
        search.timeout_s,
        search.qdrant_api_key.get_secret_value(),
        search.qdrant_replicas,
    )


def recipe_of(settings: Settings) -> Recipe:
    """How text is cut and tagged, with the admin's word lists; jieba's cache stands in the data folder."""
    return Recipe(
        words=word_list(LEXICON / "words.txt"),
        stop=word_list(LEXICON / "stopwords.txt"),
        tagger=settings.load.tagger,
        cache=settings.data / "cache",
    )


def open_engine(arguments: argparse.Namespace) -> Engine:
    """The engine that a call asks for."""
    return engine_of(settings_of(arguments))


def word_list(path: Path) -> tuple[str, ...]:
    """The words of a lexicon file, parted by white space; ``#`` begins a comment; a missing file is an empty list."""
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf8").splitlines()
    return tuple(word for line in lines for word in line.partition("#")[0].split())
