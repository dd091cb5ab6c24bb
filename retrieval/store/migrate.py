"""The database's tables -> those of this version of wenbao, by Alembic, in one transaction.

Runs by itself at every start. Where nothing is to be done it is one look at one row, and Alembic
is not even loaded.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from retrieval.errors import NewerStore
from retrieval.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["HEAD", "configuration", "downgrade", "revision", "upgrade"]

HEAD = "0002"  # the newest revision; a test holds it against the scripts
SCRIPTS = Path(__file__).parent / "migrations"
KEY = 7_233_412  # advisory lock of PostgreSQL: several workers may start at once


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; ``None`` for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(database: Database, to: str = HEAD) -> None:
    """Bring the database up to a revision. Raises ``NewerStore``, ``StoreError``."""
    with database.read() as connection:
        at = revision(connection)
    if at != to:
        _run(database, to, up=True)


def downgrade(database: Database, to: str) -> None:
    """Take the database down to an older revision, or to nothing ("base")."""
    _run(database, to, up=False)


def configuration() -> "Config":
    """Alembic's settings; no file is needed."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


def _run(database: Database, to: str, *, up: bool) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = configuration()
    with database.write() as connection:
        if not database.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": KEY})
        at = revision(connection)
        known = {
            script.revision for script in ScriptDirectory.from_config(config).walk_revisions()
        }
        if at is not None and at not in known:
            raise NewerStore(
                f"{database.label}: written by a newer version of wenbao (revision {at}, this one "
                f"knows up to {HEAD}); update wenbao, or name another data folder"
            )
        config.attributes["connection"] = connection
        if up and at != to:
            command.upgrade(config, to)
        elif not up:
            command.downgrade(config, to)
