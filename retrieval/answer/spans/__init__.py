"""Question, best sentences -> a short span of them with the probability that it is the answer, by trained trees."""

from retrieval.answer.spans.ranker import Spans, open_spans

__all__ = ["Spans", "open_spans"]
