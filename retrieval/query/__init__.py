"""question -> Query: what is asked for, of whom, when; English to the corpus's terms; follow-ups."""

from retrieval.query.names import NameBook
from retrieval.query.synonyms import Synonyms
from retrieval.query.tools import QueryTools, Translator
from retrieval.query.understand import understand

__all__ = ["NameBook", "QueryTools", "Synonyms", "Translator", "understand"]
