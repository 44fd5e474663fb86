"""The one SQLite file: open, lock, transaction, migrations, backup, check."""
