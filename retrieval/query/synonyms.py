"""Words of questions -> words of newspapers: "死了" is asked, "遇难" is printed. Groups of words, a line each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files

from retrieval.language.normalise import normalise

__all__ = ["Synonyms"]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Word -> the words that may stand for it, itself first."""

    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Synonyms":
        """Read groups: words apart by white space; ``a > b c`` gives b and c for a, not a for b."""
        groups: dict[str, tuple[str, ...]] = {}
        for line in lines:
            left, arrow, right = normalise(line.split("#")[0]).partition(">")
            words = (left + " " + right).split()
            for word in left.split() if arrow else words:
                groups[word] = tuple(dict.fromkeys([word, *groups.get(word, ()), *words]))
        return cls(groups)

    @classmethod
    def shipped(cls) -> "Synonyms":
        """Those of ``config/lexicon/cues.txt``."""
        return cls.of((files("config") / "lexicon" / "cues.txt").read_text("utf8").splitlines())

    @classmethod
    def nouns(cls) -> "Synonyms":
        """Those of ``config/lexicon/cues_nouns.txt``: what an answer to "which N" may end with."""
        text = (files("config") / "lexicon" / "cues_nouns.txt").read_text("utf8")
        return cls.of(text.splitlines())

    def __call__(self, word: str) -> tuple[str, ...]:
        """Give the word and what may stand for it."""
        return self.groups.get(word, (word,))
