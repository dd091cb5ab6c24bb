"""Glossary file -> stemmed English phrase: Chinese words of the trade.

A line is ``English phrase | another <TAB> 中文|另一`` ; # begins a comment. The first words are the likeliest.
A verb with a particle (put out) has a key of its own; other phrases are known by their content words.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from retrieval.query.english_words import base, content, stem, words_of

__all__ = ["NAME", "phrasal", "read_glossary"]

NAME = "^"  # before the key of a name

_SMALL = "up out off on in down over away into back through for from by to with along after against at about around of as"
_PARTICLES = frozenset(_SMALL.split())

_log = logging.getLogger(__name__)


def phrasal(words: Sequence[str]) -> str:
    """The key of a verb with its particle (put out, set off), which the particle makes another verb; else empty."""
    particles = [word.lower() in _PARTICLES for word in words]
    if len(words) < 2 or particles[0] or not all(particles[1:]):
        return ""
    return " ".join([stem(base(words[0])), *(word.lower() for word in words[1:])])


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
            key = _key(phrase.strip())
            if key:
                table.setdefault(key, []).extend(words)
    return {key: tuple(dict.fromkeys(words)) for key, words in table.items()}


def _key(phrase: str) -> str:
    parts = [word for word, _ in words_of(phrase)]
    key = phrasal(parts) or " ".join(stem(word) for word in parts if content(word))
    return NAME + key if key and phrase[0].isupper() else key
