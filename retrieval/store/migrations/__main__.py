"""What the models say and the scripts do not yet -> a new script, to be read and finished by hand."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from retrieval.store import migrate
from retrieval.store.database import Database


def main(what: str) -> None:
    """Write the script ``versions/NNNN_what.py`` that follows the newest."""
    number = f"{int(migrate.HEAD) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        database = Database("", Path(folder))
        migrate.upgrade(database)
        config = migrate.configuration()
        with database.write() as connection:
            config.attributes["connection"] = connection
            command.revision(config, what, autogenerate=True, rev_id=number)
        database.close()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "change")
