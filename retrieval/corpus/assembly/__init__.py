"""Lines of a page -> articles: forms, labels, blocks, heads, tails, paragraphs, in this order."""

from retrieval.corpus.assembly.assemble import assemble

__all__ = ["assemble"]
