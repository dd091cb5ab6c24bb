"""Two stretches of text -> how well the second goes on where the first stops.

What is known of words (how frequent, what part of speech) and of which part of speech follows which
comes with jieba; nothing is learned from the pages. Loading takes about half a second, at first use.
"""

import ast
import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Continuity", "Juncture", "continuity"]

_WINDOW = 8  # characters looked at on either side of a break
_LONGEST = 5  # characters of a word
_UNKNOWN = 3.0  # occurrences that a character outside the dictionary is taken to have
_SELDOM = -16.8  # log probability below which a word says nothing of its characters
_RAREST = -14.0  # log probability of a character that no word has
_KEPT = 8192  # junctures remembered
_CONTENT = frozenset("navijlst")  # first letters of the tags of words that carry meaning
_DETERMINERS = frozenset("各每该本此几两全")  # 各乡镇 is about 乡镇
_FLOOR = -12.0  # log probability of what the tables do not know


@dataclass(frozen=True, slots=True)
class Juncture:
    """Evidence at a break. All are natural logarithms of ratios; above zero speaks for going on.

    ``bridge``: a cut of the text with a word across the break, against the best cut without.
    ``syntax``: the second's first word after the first's last word, against that word opening a sentence.
    ``last`` and ``first``: jieba's tags of the words on either side.
    """

    bridge: float
    syntax: float
    last: str
    first: str


class Continuity:
    """Word and part-of-speech statistics of general Chinese.

    ``weight(term)`` is how telling a term of two or three characters is: 0 for the commonest, towards 1
    the rarer. Its frequency is the word's, or what its characters would give by chance if that is more.
    """

    weight: Callable[[str], float]

    def __init__(self) -> None:
        """Read the dictionary and the transition table that come with jieba."""
        start, trans = _table("prob_start"), _table("prob_trans")
        self._words = _dictionary()
        self._unknown = min(log for log, _ in self._words.values()) + math.log(_UNKNOWN)
        self._logs = _with_beginnings(self._words)
        self._juncture = lru_cache(maxsize=_KEPT)(self._compare)
        self._characters = _characters(self._words)
        self.weight = lru_cache(maxsize=_KEPT * 16)(self._weigh)  # asked millions of times
        self._start = _by_tag(start)
        self._next = {
            tag: _by_tag(trans.get(("E", tag), {}) or trans.get(("S", tag), {}))
            for tag in {key[1] for key in trans}
        }

    def juncture(self, left: str, right: str) -> Juncture:
        """Compare going on with starting anew where ``left`` ends and ``right`` begins."""
        return self._juncture(left[-_WINDOW:] or " ", right[:_WINDOW] or " ")

    def _compare(self, before: str, after: str) -> Juncture:
        score_left, words_left = self._cut(before)
        score_right, words_right = self._cut(after)
        bridge = self._across(before, after) - score_left - score_right
        last, first = self._tag(words_left[-1]), self._tag(words_right[0])
        follows = self._next.get(last, {})
        syntax = follows.get(first, _FLOOR) - self._start.get(first, _FLOOR)
        return Juncture(_bounded(bridge), _bounded(syntax), last, first)

    def content_words(self, text: str) -> list[str]:
        """The words of a text that say what it is about; runs of unknown characters as pairs."""
        found: list[str] = []
        loose = ""
        for word in self._cut(text)[1]:
            if len(word) == 1:
                loose = loose + word if word.isalpha() else ""
                if len(loose) > 1:
                    found.append(loose[-2:])
                continue
            loose = ""
            if self._tag(word)[0] in _CONTENT:
                found.append(word[1:] if len(word) > 2 and word[0] in _DETERMINERS else word)
        return found

    def tag_of_first(self, text: str) -> str:
        """Jieba's tag of the first word of a text; its first 8 characters decide."""
        return self._tag(self._cut(text[:_WINDOW])[1][0]) if text else "x"

    def _weigh(self, term: str) -> float:
        word = self._words[term][0] if term in self._words else -math.inf
        chance = math.fsum(self._characters.get(char, _RAREST) for char in term)
        return min(1.0, max(0.0, (max(word, chance) + 5.0) / -12.0))

    def _log(self, word: str) -> float:
        known = self._words.get(word)
        if known:
            return known[0]
        return self._unknown if len(word) == 1 else -math.inf

    def _cut(self, text: str) -> tuple[float, list[str]]:
        """The most probable words of a short text, with their log probability.

        A single character goes before longer words that are as likely, an earlier start before a later.
        """
        log_of, unknown, size = self._logs.get, self._unknown, len(text)
        scores, backs = [-math.inf] * (size + 1), [0] * (size + 1)
        scores[0] = 0.0
        for start, char in enumerate(text):
            score = scores[start]
            single = score + log_of(char, unknown)
            if single >= scores[start + 1]:
                scores[start + 1], backs[start + 1] = single, start
            for end in range(start + 2, min(start + _LONGEST, size) + 1):
                log = log_of(text[start:end])
                if log is None:  # neither a word nor the beginning of one
                    break
                if score + log > scores[end]:
                    scores[end], backs[end] = score + log, start
        words, end = list[str](), size
        while end:
            words.append(text[backs[end] : end])
            end = backs[end]
        return scores[size], words[::-1]

    def _across(self, before: str, after: str) -> float:
        """Log probability of the best cut that has a word over the break."""
        best = -math.inf
        for left in range(1, min(_LONGEST, len(before) + 1)):
            for right in range(1, min(_LONGEST - left + 1, len(after) + 1)):
                word = self._log(before[-left:] + after[:right])
                if word > -math.inf:
                    rest = self._cut(before[:-left])[0] + self._cut(after[right:])[0]
                    best = max(best, word + rest)
        return best

    def _tag(self, word: str) -> str:
        known = self._words.get(word)
        if known:
            return known[1]
        if word.isdigit():
            return "m"
        return "eng" if word.isalpha() and word.isascii() else "n" if word.isalpha() else "x"


def _bounded(value: float) -> float:
    return max(-10.0, min(10.0, value))


def _by_tag(table: dict[tuple[str, str], float]) -> dict[str, float]:
    """Log probabilities of states (position in a word, tag) -> of tags that a word begins with."""
    tags: dict[str, float] = {}
    for (position, tag), value in table.items():
        if position in "BS" and value > -1e50:
            tags[tag] = math.log(math.exp(tags[tag]) + math.exp(value)) if tag in tags else value
    return tags


def _table(name: str) -> dict[Any, Any]:
    """A table of ``jieba.posseg``, read without the package's 7 MB of other tables."""
    path = files("jieba").joinpath("posseg", f"{name}.py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign):
            table: dict[Any, Any] = ast.literal_eval(node.value)
            return table
    raise LookupError(name)


def _dictionary() -> dict[str, tuple[float, str]]:
    """Word -> its log probability and tag."""
    text = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    rows = [row.split(" ") for row in text.splitlines()]
    log_total = math.log(sum(int(row[1]) + 1 for row in rows))
    log = cache(lambda count: math.log(int(count) + 1) - log_total)
    return {word: (log(count), tag) for word, count, tag in rows if len(word) <= _LONGEST}


def _with_beginnings(words: dict[str, tuple[float, str]]) -> dict[str, float]:
    """Word -> log probability; what only begins words has minus infinity, so that a search can stop early."""
    logs = {word: log for word, (log, _) in words.items()}
    for word in words:
        for size in range(2, len(word)):
            logs.setdefault(word[:size], -math.inf)
    return logs


def _characters(words: dict[str, tuple[float, str]]) -> dict[str, float]:
    """Log probability of each character in running text, from the words of one and two characters."""
    counts: defaultdict[str, float] = defaultdict(float)
    for word, (log, _) in words.items():
        if len(word) < 3 and log > _SELDOM:
            share = math.exp(log)
            for char in word:
                counts[char] += share
    total = math.log(math.fsum(counts.values()))
    return {char: math.log(count) - total for char, count in counts.items()}


@cache
def continuity() -> Continuity:
    """The one instance, loaded at first use."""
    return Continuity()
