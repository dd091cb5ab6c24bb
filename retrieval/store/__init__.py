"""SQLModel tables, migrations, releases."""
