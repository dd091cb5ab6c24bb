"""Text -> tokens -> terms: the one function for passages and questions.

Han runs go to the cutter in search mode and are given as character bigrams too; the rest is cut by our
own rule (a run of letters and digits with the marks that join them). Stop words are left out, and so are
the bigrams that are one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from retrieval.language.cutter import Maker, open_cutter
from retrieval.language.normalise import normalise
from retrieval.records import Token

__all__ = ["BIGRAM", "Analyzer", "Recipe", "bigrams"]

# the characters of jieba's dictionary; jieba and rjieba part on all others, so those stand alone
_CUT = "\u4e00-\u9fd5"
_ALONE = "\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
_RUN = re.compile(rf"(?P<han>[{_CUT}{_ALONE}]+)|[a-z0-9]+(?:[.\-+_/%][a-z0-9]+)*")
_PART = re.compile(rf"[{_CUT}]+|[{_ALONE}]")
_ODD = re.compile(f"[{_ALONE}]")
BIGRAM = "\u2060"  # marks a bigram's term, so that it never meets a word's


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an analyzer is made from; another process makes the same one of it."""

    words: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    hmm: bool = True
    maker: Maker = "fastest"


class Analyzer:
    """Cuts text into tokens and terms. Making it loads the cutter's dictionary (see ``open_cutter``)."""

    def __init__(
        self,
        *,
        words: Iterable[str] = (),
        stop: Iterable[str] = (),
        cache: Path | None = None,  # noqa: ARG002  # of no use any more: no cache is written
        hmm: bool = True,
        maker: Maker = "fastest",
    ) -> None:
        """Make an analyzer with the admin's ``words`` and ``stop`` words."""
        self.recipe = Recipe(
            tuple(normalise(word) for word in words),
            tuple(normalise(word) for word in stop),
            hmm,
            maker,
        )
        self._cutter = open_cutter(self.recipe.words, hmm=hmm, maker=maker)
        self.maker = self._cutter.maker
        self._stop = frozenset(self.recipe.stop)
        self._skip = self._stop.union(BIGRAM + word for word in self._stop)

    @classmethod
    def of(cls, recipe: Recipe) -> "Analyzer":
        """Make the analyzer of a recipe."""
        return cls(words=recipe.words, stop=recipe.stop, hmm=recipe.hmm, maker=recipe.maker)

    def tokens(self, text: str) -> list[Token]:
        """Words with their spans in ``text``, in order; overlapping where a word stands in a word."""
        return [token for token in self._tokens(normalise(text)) if token.term not in self._stop]

    def terms(self, text: str) -> list[str]:
        """Terms as they are indexed: the words in order, then each Han run's character bigrams."""
        plain = normalise(text)
        cut = self._cutter.words if _ODD.search(plain) is None else self._parts
        words: list[str] = []
        pairs: list[str] = []
        for match in _RUN.finditer(plain):
            run = match[0]
            if match.lastgroup is None or len(run) == 1:
                words.append(run)
            else:
                words += cut(run)
                pairs += bigrams(run)
        words += pairs
        skip = self._skip
        return [term for term in words if term not in skip]

    def _parts(self, run: str) -> list[str]:
        """The words of a run that may hold characters which stand alone."""
        return [word for part in _PART.findall(run) for word in self._cutter.words(part)]

    def _tokens(self, plain: str) -> Iterator[Token]:
        for match in _RUN.finditer(plain):
            start = match.start()
            if match["han"] is None:
                yield Token(match[0], match.span())
                continue
            for part in _PART.finditer(match[0]):
                at = start + part.start()
                for word, first, last in self._cutter.spans(part[0]):
                    yield Token(word, (at + first, at + last))


def bigrams(run: str) -> list[str]:
    """Terms of the pairs of neighbours in a run of Han characters."""
    return [BIGRAM + first + second for first, second in pairwise(run)]
