"""Lines -> what they are about, and how much two texts have in common.

Everything is counted in pairs of characters, each weighed by how seldom general Chinese has it;
no word list and no page other than the two texts compared plays a part.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.corpus.assembly.forms import Form
from retrieval.language.continuity import continuity

__all__ = ["Topic", "closer", "kinship", "likelier", "overlap", "pairs_of"]

_SMOOTH = 60.0  # pairs of general Chinese that each text is thinned with (Dirichlet smoothing)
_REACH = 400  # characters of a line
_HEADLINE = 90  # characters of a line that ``overlap`` looks at


def pairs_of(forms: Iterable[Form]) -> frozenset[str]:
    """The pairs of several lines."""
    return frozenset[str]().union(*(form.pairs for form in forms))


def overlap(form: Form, others: Sequence[Form]) -> float:
    """Share of a line's pairs that stand in other lines too (0 to 1)."""
    if form.size > _HEADLINE:
        return 0.0
    theirs = pairs_of(others)
    weigh = continuity().weight
    whole = math.fsum(map(weigh, form.pairs))
    return math.fsum(map(weigh, form.pairs & theirs)) / (whole + 0.01)


def kinship(mine: frozenset[str], other: frozenset[str]) -> float:
    """Share of a text's pairs that another text has too (0 to 1)."""
    weigh = continuity().weight
    whole = math.fsum(map(weigh, mine))
    return math.fsum(map(weigh, mine & other)) / (whole + 1.0)


def closer(mine: frozenset[str], upper: frozenset[str], lower: frozenset[str]) -> float:
    """How much more of a text is found in ``lower`` than in ``upper`` (-1 to 1)."""
    weigh = continuity().weight
    only_lower = math.fsum(weigh(pair) ** 2 for pair in mine & lower - upper)
    only_upper = math.fsum(weigh(pair) ** 2 for pair in mine & upper - lower)
    return (only_lower - only_upper) / (only_lower + only_upper + 1.0)


@dataclass(frozen=True, slots=True)
class Topic:
    """How often each word, or each character, stands in a text."""

    counts: Counter[str]
    size: int

    @classmethod
    def of_words(cls, forms: Iterable[Form]) -> "Topic":
        """Count the content words of some lines."""
        return _topic(tuple(words_of(form.plain[:_REACH]) for form in forms))

    @classmethod
    def of_characters(cls, forms: Iterable[Form]) -> "Topic":
        """Count the letters and Han characters of some lines."""
        return _topic(tuple(letters_of(form.plain[:_REACH]) for form in forms))

    def log_probability(self, pair: str) -> float:
        """Logarithm of the chance that the text's next pair is this one."""
        return math.log((self.counts.get(pair, 0) + _expected(pair)) / (self.size + _SMOOTH))


@lru_cache(maxsize=100_000)
def _expected(pair: str) -> float:
    """How often a pair stands in the general Chinese that a text is thinned with."""
    return _SMOOTH * math.exp(-5.0 - 12.0 * continuity().weight(pair))


def likelier(mine: frozenset[str], upper: Topic, lower: Topic) -> float:
    """Mean logarithm of how much likelier each pair of a text is in ``lower`` than in ``upper``.

    Multinomial naive Bayes with Dirichlet smoothing (Zhai and Lafferty 2004).
    """
    known = [pair for pair in mine if pair in lower.counts or pair in upper.counts]
    neither = math.log(
        (upper.size + _SMOOTH) / (lower.size + _SMOOTH)
    )  # for a pair in none of them
    gains = [lower.log_probability(pair) - upper.log_probability(pair) for pair in known]
    gains.append(neither * (len(mine) - len(known)))
    return math.fsum(gains) / (len(mine) + 5.0)


@lru_cache(maxsize=256)
def _topic(lines: tuple[tuple[str, ...], ...]) -> Topic:
    """What lines of words are about; the lines of a story are asked for again and again."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(line)
    return Topic(counts, counts.total())


@lru_cache(maxsize=1024)
def letters_of(text: str) -> tuple[str, ...]:
    """The letters and Han characters of a text."""
    return tuple(filter(str.isalpha, text))


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """The content words of a text."""
    return tuple(continuity().content_words(text))
