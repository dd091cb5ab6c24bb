"""Hits -> Answer: spans, lists, evidence, and the decision to say "not found"."""

from retrieval.answer.answering import SpanRanker, answer
from retrieval.answer.candidates import Candidate
from retrieval.answer.reranking import rerank
from retrieval.answer.verifying import verify

__all__ = ["Candidate", "SpanRanker", "answer", "rerank", "verify"]
