"""Alembic's scripts; run by ``retrieval.store.migrate``. A new one: ``python -m retrieval.store.migrations "What it does"``."""
