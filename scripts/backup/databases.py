"""The database that a setting names."""

from fault import BackupError
from postgresql_database import PostgresqlDatabase
from sqlite_database import SqliteDatabase

KINDS = {kind.kind: kind for kind in (SqliteDatabase, PostgresqlDatabase)}


def database_of(url: str):
    if url.startswith("sqlite:"):
        return SqliteDatabase(url)
    if url.startswith(("postgresql://", "postgres://")):
        return PostgresqlDatabase(url)
    raise BackupError('database_url must start with "sqlite:" or "postgresql://"')
