"""Hits -> Answer: spans, lists, evidence, and the decision to say "not found"."""

from retrieval.answer.answering import SentenceOrder, SpanRanker, answer
from retrieval.answer.candidates import Candidate
from retrieval.answer.reranking import rerank
from retrieval.answer.verifying import verify

__all__ = ["Candidate", "SentenceOrder", "SpanRanker", "answer", "rerank", "verify"]
