"""Files of every kind -> SourceText: one reader a format, chosen by content."""

from retrieval.corpus.readers.limits import Limits, SourceProblem, Unchanged
from retrieval.corpus.readers.reading import read

__all__ = ["Limits", "SourceProblem", "Unchanged", "read"]
