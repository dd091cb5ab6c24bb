"""Words of an English question -> names of the corpus spelt in pinyin, or runs of its characters that read so.

Gui Liqing, Liqing Gui, Gui Li-qing, GUI Liqing and Guiliqing are one key. What no known name fits is built from
the pairs of neighbouring characters that the index holds, syllable by syllable.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

from retrieval.language.analyzer import BIGRAM
from retrieval.language.names_lexicon import common_surnames
from retrieval.language.pinyin import characters, fold, pinyin_keys, readings, segment
from retrieval.query.english_words import STOP, Word

__all__ = ["Named", "Pinyin", "chinese_name"]

_MOST = 6  # words of one name
_CHAINS = 12  # runs kept for a spelling


class Named(NamedTuple):
    """Names that a stretch of words may spell: ``first`` and ``last`` are indexes of the words, half-open."""

    first: int
    last: int
    names: tuple[str, ...]


class Pinyin:
    """The names of one release by their spellings."""

    def __init__(self, names: Iterable[str], present: Callable[[Iterable[str]], set[str]]) -> None:
        """Spell the names (165,000 characters a second); ``present`` is the index's test of terms."""
        self._present = present
        self._index: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            for key in pinyin_keys(name):
                self._index.setdefault(key, []).append(name)

    def find(self, words: Sequence[Word]) -> list[Named]:
        """Known names among the words, in order, the longest stretch first."""
        found: list[Named] = []
        start = 0
        while start < len(words):
            for length in range(min(_MOST, len(words) - start), 0, -1):
                part = [word for word, _ in words[start : start + length]]
                names = self._index.get(fold(" ".join(part))) if _may_be_name(part) else None
                if names:
                    found.append(Named(start, start + length, tuple(names)))
                    start += length - 1
                    break
            start += 1
        return found

    def runs(self, part: Sequence[str]) -> list[str]:
        """Runs of two to five characters of the corpus that the words spell, the shortest spelling first."""
        letters = fold(" ".join(part))
        spellings = [way for way in segment(letters) if len(way) >= 2]
        if len(part) > 1:
            spellings += [
                way for way in segment(fold(" ".join((*part[1:], part[0])))) if len(way) >= 2
            ]
        runs: list[str] = []
        for way in spellings[:4]:
            runs += self._chain(way)
        return list(dict.fromkeys(runs))[:_CHAINS]

    def characters(self, word: str) -> list[str]:
        """The characters that a word of one syllable spells; before a kind of place it may be one: Min River is 岷江."""
        return list(characters().get(fold(word), "")) if word[0].isupper() else []

    def somebody(self, word: str) -> list[str]:
        """Whom the paper names by a surname alone, spelt by the word: Xu is 胥某, 徐女士."""
        if not word[0].isupper():
            return []
        families = [name for name in common_surnames() if len(name) == 1]
        spelt = [name for name in families if fold(word) in readings(name)]
        return [name + end for name in spelt for end in _SOMEBODY] + [f"姓{n}" for n in spelt]

    def _chain(self, way: Sequence[str]) -> list[str]:
        """The runs of characters read ``way`` in which every two neighbours stand together in the corpus."""
        table = characters()
        runs = [""]
        for first, second in pairwise(way):
            pairs = [one + other for one, other in product(table[first], table[second])]
            held = self._present(BIGRAM + pair for pair in pairs)
            kept = [pair for pair in pairs if BIGRAM + pair in held]
            if runs == [""]:
                runs = kept
            else:
                ends: dict[str, list[str]] = {}
                for pair in kept:
                    ends.setdefault(pair[0], []).append(pair[1])
                runs = [run + char for run in runs for char in ends.get(run[-1], ())]
            runs = runs[:200]
            if not runs:
                return []
        return runs


def _may_be_name(part: Sequence[str]) -> bool:
    """True for words that are no common English ones: capitals, or none that says nothing."""
    if any(not word[0].isalpha() for word in part):
        return False
    return all(word[0].isupper() or word.lower() not in STOP for word in part)


def chinese_name(surname: str, given: str) -> bool:
    """True for two words that spell a Chinese name in pinyin: no foreign name sounds like it."""
    if fold(surname) not in _surnames():
        return False
    return any(len(way) <= _GIVEN for way in segment(fold(given)))


_SOMEBODY = ("某", "先生", "女士", "氏", "家")
_GIVEN = 2  # syllables of a given name


@cache
def _surnames() -> frozenset[str]:
    return frozenset(
        sound for name in common_surnames() for sound in readings(name[0]) if len(name) == 1
    )
