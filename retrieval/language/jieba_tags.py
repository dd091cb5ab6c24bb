"""A word -> its part of speech in jieba's dictionary, looked up where it stands: nothing is loaded."""

import mmap
from functools import cache, lru_cache
from importlib.resources import as_file, files

__all__ = ["count_of", "tag_of"]

_MIXED = 1 << 12  # bytes at the beginning that hold Latin letters in any order
_NEAR = 1 << 13  # bytes around a place that are looked through


@cache
def _dictionary() -> mmap.mmap:
    """The dictionary of jieba: a line a word, with its count and its tag."""
    with as_file(files("jieba") / "dict.txt") as path, path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def tag_of(word: str) -> str | None:
    """The part of speech (n, v, ns, nr ...) of a word; ``None`` where the dictionary has it not."""
    line = _line(word)
    return line[2] if line else None


def count_of(word: str) -> int:
    """How often the dictionary's texts had a word; 0 where the dictionary has it not."""
    line = _line(word)
    return int(line[1]) if line else 0


@lru_cache(maxsize=4096)
def _line(word: str) -> list[str] | None:
    """The word, its count, its tag."""
    lines = _dictionary()
    line = f"\n{word} ".encode()
    place = _place(lines, line[1:-1])
    at = lines.find(line, 0, _MIXED)
    if at < 0:
        at = lines.find(line, max(0, place - _NEAR), place + _NEAR)
    if at < 0:
        return None
    return lines[at + 1 : lines.find(b"\n", at + 1)].decode().split()


def _place(lines: mmap.mmap, word: bytes) -> int:
    """About where a word stands, or would stand: the lines are sorted, but for the first ones and some neighbours."""
    first, last = 0, len(lines)
    while last - first > _NEAR:
        middle = (first + last) // 2
        start = lines.find(b"\n", middle) + 1
        if lines[start : lines.find(b" ", start)] < word:
            first = middle
        else:
            last = middle
    return first
