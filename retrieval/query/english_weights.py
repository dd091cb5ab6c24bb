"""Translations of one phrase -> the factors that they are weighed with in a search, so that together they are one term."""

import math
from collections.abc import Callable, Sequence

from retrieval.language.analyzer import BIGRAM
from retrieval.records import LENGTH

__all__ = ["Bag", "Weights", "pairs"]

_DOUBT = 0.5  # exponent of a translation's weight

Bag = tuple[str, ...]


class Weights:
    """The factors of one release's translations."""

    def __init__(self, frequency: Callable[[str], int] | None = None, passages: int = 0) -> None:
        """Take how many passages hold a term, of how many; without, likelihood and length alone count."""
        self._frequency = frequency
        self._passages = passages

    def __call__(self, kept: Sequence[tuple[Bag, float]]) -> tuple[float, ...]:
        """Factors of the alternatives: their likelihood, their length, and the idf of all of them as one term.

        The last is Pirkola's structured query (SIGIR 1998): a rare synonym counts no more than the whole
        set of them, so that an odd translation does not win by being odd.
        """
        whole = 0.0
        counts = [self._count(bag) for bag, _ in kept]
        if self._frequency is not None:
            whole = self._idf(
                min(self._passages, sum(n * w for n, (_, w) in zip(counts, kept, strict=True)))
            )
        factors = []
        for count, (bag, weight) in zip(counts, kept, strict=True):
            factor = weight**_DOUBT / len(bag) ** LENGTH
            if whole:
                factor *= min(1.0, whole / self._idf(count))
            factors.append(factor)
        return tuple(factors)

    def _count(self, bag: Bag) -> int:
        if self._frequency is None:
            return 0
        return min(self._frequency(term) for term in pairs(bag))

    def _idf(self, count: float) -> float:
        return math.log(1 + (self._passages - count + 0.5) / (count + 0.5))


def pairs(bag: Bag) -> Bag:
    """The pairs of neighbours of a word, which the index holds however it was cut; else its terms."""
    return tuple(term for term in bag if term.startswith(BIGRAM)) or bag
