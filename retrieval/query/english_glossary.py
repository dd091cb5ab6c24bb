"""Glossary file -> stemmed English phrase: Chinese words of the trade.

A line is ``English phrase | another <TAB> 中文|另一`` ; # begins a comment. The first words are the likeliest.
"""

import logging
from pathlib import Path

from retrieval.query.english_words import content, stem, words_of

__all__ = ["read_glossary"]

_log = logging.getLogger(__name__)


def read_glossary(path: Path | None) -> dict[str, tuple[str, ...]]:
    """Read a glossary (a file, or the folder of ``glossary.tsv``); no file is an empty glossary."""
    if path is not None and path.is_dir():
        path = path / "glossary.tsv"
    if path is None or not path.is_file():
        return {}
    table: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        english, tab, chinese = text.partition("\t")
        if not tab:
            _log.warning("glossary line %d has no tab", number)
            continue
        words = [word.strip() for word in chinese.split("|") if word.strip()]
        for phrase in english.split("|"):
            key = " ".join(stem(word) for word, _ in words_of(phrase) if content(word))
            if key:
                table.setdefault(key, []).extend(words)
    return {key: tuple(dict.fromkeys(words)) for key, words in table.items()}
