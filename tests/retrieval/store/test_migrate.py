from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

import retrieval.store.people_tables
import retrieval.store.tables  # noqa: F401 - the tables must be known
from retrieval.errors import NewerStore
from retrieval.store import migrate
from retrieval.store.database import Database
from retrieval.store.store import Store
from tests.retrieval.store.samples import page


def test_head_is_the_newest_script() -> None:
    scripts = ScriptDirectory.from_config(migrate.configuration())
    assert scripts.get_heads() == [migrate.HEAD]


def test_migrated_tables_are_the_models(store: Store) -> None:
    with store.database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_down_and_up_again(store: Store) -> None:
    migrate.downgrade(store.database, "base")
    with store.database.read() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    store.open()
    with store.database.read() as connection:
        assert migrate.revision(connection) == migrate.HEAD
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_opening_again_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "_run", None)  # Alembic is not even asked
    store.open()


def test_database_of_a_newer_version(store: Store) -> None:
    with store.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerStore, match=r"newer version of wenbao \(revision 9999"):
        store.open()
    with store.database.read() as connection:
        assert migrate.revision(connection) == "9999"


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, url: str) -> None:
    database = Database(url, tmp_path)
    with database.write() as connection:
        connection.execute(text("CREATE TABLE note (other INTEGER)"))  # in the migration's way
    with pytest.raises(Exception, match="note"):
        migrate.upgrade(database)
    with database.read() as connection:
        assert migrate.revision(connection) is None
        assert inspect(connection).get_table_names() == ["note"]
    database.close()


def test_what_an_older_version_stored_stays(store: Store) -> None:
    """From the first version: its sources answer as before, and know neither folder nor sketches."""
    with store.draft() as draft:
        page("a.txt").put(draft)
        draft.activate()
    migrate.downgrade(store.database, "0001")
    store.open()
    assert store.snapshot().assembled("a.txt") == page("a.txt").assembled
    with store.draft() as draft:
        assert draft.origins() == {}
        numbers, _ = draft.sketches().keys()
        assert len(numbers) == 0
