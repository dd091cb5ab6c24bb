"""English questions on an invented paper, through the glossary alone."""

from dataclasses import replace
from functools import cache

from config.settings import LEXICON
from retrieval.answer import answer, rerank, verify
from retrieval.query import understand
from retrieval.query.english import Bilingual
from retrieval.query.english_dictionary import build
from retrieval.records import Answer, NameKind
from tests.retrieval.answer.paper import Shelf, tools

__all__ = ["ask_in_english"]


@cache
def _translator(shelf: Shelf) -> Bilingual:
    names = [name for kind in NameKind for name in shelf.names(kind)]
    bridge = Bilingual(LEXICON, shelf.terms_present, lambda: names)
    bridge._dictionary = build([])
    return bridge


def ask_in_english(question: str, shelf: Shelf) -> Answer:
    """The whole way of a question."""
    query = understand(question, (), replace(tools(shelf), translator=_translator(shelf)))
    hits = rerank(query, shelf.search(query.clauses), shelf)
    return verify(answer(query, hits, shelf), shelf)
