"""An English question's clauses: what is a name of the paper, and what only has a capital."""

from collections.abc import Iterable
from dataclasses import replace

from retrieval.language.analyzer import Analyzer
from retrieval.query import understand
from retrieval.query.tools import QueryTools
from retrieval.records import Clause, Query, Span
from tests.retrieval.answer.paper import tools


class _Words:
    """A translator that knows these words alone."""

    def __init__(self, words: dict[str, tuple[str, float]]) -> None:
        self.words = words

    def clauses(self, question: str, analyzer: Analyzer) -> tuple[Clause, ...]:
        return tuple(clause for clause, _ in self.phrases(question, analyzer))

    def phrases(self, question: str, analyzer: Analyzer) -> list[tuple[Clause, Span]]:
        found = []
        for word, (chinese, weight) in self.words.items():
            start = question.find(word)
            if start >= 0:
                bags = tuple(tuple(analyzer.terms(one)) for one in chinese.split("|"))
                found.append((Clause(bags, weight), (start, start + len(word))))
        return sorted(found, key=lambda one: one[1])

    def people(self, question: str) -> list[str]:
        del question
        return []

    def translations(self, word: str) -> tuple[str, ...]:
        return (self.words[word][0],) if word in self.words else ()


def _tools(words: dict[str, tuple[str, float]]) -> QueryTools:
    return replace(tools(), translator=_Words(words))


def _read(question: str, words: dict[str, tuple[str, float]]) -> Query:
    return understand(question, (), _tools(words))


def _weights(clauses: Iterable[Clause]) -> dict[str, float]:
    return {clause.alternatives[0][0]: clause.weight for clause in clauses}


def test_a_capital_alone_makes_no_name() -> None:
    """Shitang is a town of the paper, Tour is no name: an article may lack it."""
    words = {"Shitang": ("石塘镇", 1.3), "Tour": ("旅游", 1.3)}
    weights = _weights(_read("Who came to Shitang for the Tour?", words).clauses)
    assert weights["石塘"] == 1.3
    assert weights["旅游"] < 1.2


def test_a_name_that_is_unlikely_makes_no_name() -> None:
    """What is most likely meant tells: 北, not the town far down among its translations."""
    weights = _weights(_read("Is it in the North?", {"North": ("北方|北部|石塘镇", 1.3)}).clauses)
    assert weights["北方"] < 1.2
