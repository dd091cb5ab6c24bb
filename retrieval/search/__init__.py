"""Query -> hits: the one BM25 scorer, and the engines that bring it candidates.

Reading order: ``scorer`` (the formula), ``segment`` and ``index`` (the embedded engine), ``building`` and
``updating`` (how an index is made), ``candidates`` (other engines).
"""

from retrieval.search.building import IndexItem
from retrieval.search.index import Index
from retrieval.search.scorer import Scoring
from retrieval.search.updating import build, update

__all__ = ["Index", "IndexItem", "Scoring", "build", "update"]
