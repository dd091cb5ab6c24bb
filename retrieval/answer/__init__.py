"""Hits -> Answer: spans, lists, evidence, and the decision to say "not found"."""
