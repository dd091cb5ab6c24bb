"""Alembic's scripts; run by ``retrieval.store.migrate``."""
