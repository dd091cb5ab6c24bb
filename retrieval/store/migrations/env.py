"""Alembic's entry: runs the scripts over the connection that ``migrate`` hands in."""

from alembic import context
from sqlmodel import SQLModel

import retrieval.store.people_tables
import retrieval.store.tables  # noqa: F401 - the tables must be known

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
