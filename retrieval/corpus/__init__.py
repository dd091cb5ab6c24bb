"""Files -> pages -> articles -> passages."""

from retrieval.corpus.continuation import join_continued
from retrieval.corpus.duplicates import Kept, KnownSketches, Twins, sketch
from retrieval.corpus.issue_date import issue_date
from retrieval.corpus.pages import page_of, pages_of
from retrieval.corpus.passages import cut
from retrieval.corpus.readers import Limits, SourceProblem, Unchanged, read
from retrieval.corpus.ready import ready

__all__ = [
    "Kept",
    "KnownSketches",
    "Limits",
    "SourceProblem",
    "Twins",
    "Unchanged",
    "cut",
    "issue_date",
    "join_continued",
    "page_of",
    "pages_of",
    "read",
    "ready",
    "sketch",
]
