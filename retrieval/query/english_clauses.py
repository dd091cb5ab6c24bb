"""Translations of an English phrase -> a clause of those that the corpus has, and of what newspapers print for them."""

from collections.abc import Callable, Iterable, Sequence

from retrieval.language.analyzer import Analyzer
from retrieval.query.english_pieces import all_held
from retrieval.query.english_weights import Bag, Weights, pairs
from retrieval.records import Clause

__all__ = ["Clauses"]

_MOST = 12  # alternatives kept a clause
_FAINT = 0.1  # a word of a long gloss is no translation: 合 is "one-tenth of a sheng"
_KEPT = 20_000  # translations whose terms are remembered
_WIDENED = 3  # the likeliest translations, for which synonyms are looked up
_AKIN = 0.5  # factor of a synonym of a translation


class Clauses:
    """Makes the clauses of one release; the same few thousand translations come again and again."""

    def __init__(
        self,
        present: Callable[[Iterable[str]], set[str]],
        weigh: Weights,
        akin: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        """Take the index's test of terms, the weights of the release, and the synonyms of a word, itself first."""
        self._present = present
        self._weigh = weigh
        self._akin = akin
        self._bags: dict[str, Bag] = {}
        self._asked: dict[str, bool] = {}

    def bag(self, text: str, analyzer: Analyzer) -> Bag:
        """The terms of a translation."""
        bag = self._bags.get(text)
        if bag is None:
            if len(self._bags) > _KEPT:
                self._bags.clear()
            bag = self._bags[text] = tuple(analyzer.terms(text))
        return bag

    def held(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that the corpus has; asked of the index once each."""
        terms = set(terms)
        unknown = {term for term in terms if term not in self._asked}
        if unknown:
            if len(self._asked) > 10 * _KEPT:
                self._asked.clear()
                unknown = terms
            held = self._present(unknown)
            self._asked.update((term, term in held) for term in unknown)
        return {term for term in terms if self._asked[term]}

    def clause(
        self, found: Sequence[tuple[str, float]], analyzer: Analyzer, weight: float = 1.0
    ) -> Clause | None:
        """The translations, with how likely each is, that the corpus holds, each as its terms."""
        bags: dict[Bag, float] = {}
        for text, likely in sorted([*found, *self._printed_for(found)], key=lambda item: -item[1]):
            if likely < _FAINT:
                break
            bags.setdefault(self.bag(text, analyzer), likely)
        held = self.held([term for bag in bags for term in pairs(bag)])
        kept = [(bag, likely) for bag, likely in bags.items() if bag and all_held(bag, held)]
        kept = kept[:_MOST]
        if not kept:
            return None
        return Clause(tuple(bag for bag, _ in kept), weight, self._weigh(kept))

    def _printed_for(self, found: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
        """What newspapers print for the likeliest translations: 记者招待会 for 新闻发布会."""
        if self._akin is None:
            return []
        best = sorted(found, key=lambda item: -item[1])[:_WIDENED]
        return [(o, likely * _AKIN) for text, likely in best for o in self._akin(text)[1:]]
