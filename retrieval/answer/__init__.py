"""Hits -> Answer: spans, lists, evidence, and the decision to say "not found"."""

from retrieval.answer.answering import answer
from retrieval.answer.candidates import Candidate
from retrieval.answer.choosing import SpanRanker
from retrieval.answer.reranking import rerank
from retrieval.answer.verifying import verify

__all__ = ["Candidate", "SpanRanker", "answer", "rerank", "verify"]
