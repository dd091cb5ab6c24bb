"""What was typed -> which of the choices it means: "2", "第二个", "the second", "都要"."""

import re

__all__ = ["ALL", "ordinal"]

ALL = 0
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
_CHINESE = re.compile(
    r"^(?:第|选|选择|我选|我问的是)*([一二两三四五六七八九十]|\d{1,2})(?:个|场|次|条|项|号|篇|件)?(?:吧|呢|的)?$"
)
_ENGLISH = re.compile(
    r"^(?:the |number |no\.? ?|option )*(?:(\d{1,2})(?:st|nd|rd|th)?|([a-z]+))(?: one)?$"
)
_ALL = re.compile(r"^(?:都要|全部|都|全都要|两个都要|all|both|all of them|both of them)$")
_LAST = re.compile(r"^(?:最后(?:一个|一场)?|(?:the )?last(?: one)?)$")


def ordinal(words: str, count: int) -> int | None:
    """Return the number of the choice meant, from 1; ``ALL`` for all; ``None`` if it is something else."""
    words = words.strip().strip("。.!！?？").lower()
    if _ALL.match(words):
        return ALL
    if _LAST.match(words):
        return count
    number = _number(words)
    return number if number and number <= count else None


def _number(words: str) -> int | None:
    if match := _CHINESE.match(words):
        return _DIGITS.get(match[1]) or int(match[1])
    match = _ENGLISH.match(words)
    if match is None:
        return None
    if match[1]:
        return int(match[1])
    for names in (_WORDS, _CARDINALS):
        if match[2] in names:
            return names.index(match[2]) + 1
    return None
