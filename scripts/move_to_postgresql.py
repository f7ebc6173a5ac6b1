#!/usr/bin/python3
"""Copies a database of Training.zip from SQLite to PostgreSQL.

    python3 scripts/move_to_postgresql.py data/database.sqlite postgresql://USER:PASSWORD@HOST/trainingzip

The servers must be stopped. The PostgreSQL database must have its tables, made by servers of the same version that
were started on it once, and no account in it. All is copied in one transaction: after a failure it is as it was. SQLite
is only read. Needs psql.
"""

import argparse
import sqlite3
import subprocess
import sys
from pathlib import Path

# What PostgreSQL makes of other tables, by triggers on trainings; SQLite has virtual tables for it.
DERIVED = {"training_search"}
VERSIONS = "schema_versions"
SEPARATOR = "\x1f"


class MoveError(Exception):
    """A sentence for the person who moves the database."""


def psql(url, **options):
    command = [
        "psql",
        "--no-psqlrc",
        "--quiet",
        "--no-align",
        "--tuples-only",
        f"--field-separator={SEPARATOR}",
        "--set=ON_ERROR_STOP=1",
        f"--dbname={url}",
    ]
    return subprocess.Popen(command, stdin=subprocess.PIPE, text=True, encoding="utf-8", **options)


def ask(url, statement):
    """The rows of the answer, as lists of text."""
    process = psql(url, stdout=subprocess.PIPE)
    output, _ = process.communicate(statement)
    if process.returncode != 0:
        raise MoveError("PostgreSQL cannot be asked, see above")
    return [line.split(SEPARATOR) for line in output.splitlines()]


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def tables_of_sqlite(source):
    """{table: columns}, each table after those that its rows point to."""
    names = [
        row[1]
        for row in source.execute("PRAGMA table_list")
        if row[0] == "main" and row[2] == "table" and not row[1].startswith("sqlite_")
    ]
    needed = {
        name: {row[2] for row in source.execute(f"PRAGMA foreign_key_list({quoted(name)})")} - {name} for name in names
    }
    ordered = []
    while needed:
        free = sorted(name for name, others in needed.items() if not others & needed.keys())
        ordered += free
        for name in free:
            del needed[name]
    return {name: [row[1] for row in source.execute(f"PRAGMA table_info({quoted(name)})")] for name in ordered}


def tables_of_postgresql(url):
    tables = {}
    for table, column in ask(
        url,
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position",
    ):
        tables.setdefault(table, []).append(column)
    return {table: columns for table, columns in tables.items() if table not in DERIVED}


def require_fit(source, url, tables):
    """Both have the same schema, and nobody uses the new one yet."""
    found = tables_of_postgresql(url)
    if VERSIONS not in found:
        raise MoveError("the PostgreSQL database has no tables: start the servers on it once, and stop them")
    versions = [
        source.execute(f"SELECT MAX(version) FROM {VERSIONS}").fetchone()[0],
        int(ask(url, f"SELECT MAX(version) FROM {VERSIONS}")[0][0]),
    ]
    if versions[0] != versions[1]:
        raise MoveError(
            f"SQLite has schema version {versions[0]}, PostgreSQL {versions[1]}: "
            "start servers of the same version on both once, and stop them"
        )
    different = {
        name for name in tables.keys() | found.keys() if sorted(tables.get(name, [])) != sorted(found.get(name, []))
    }
    if different:
        raise MoveError("the two databases differ in " + ", ".join(sorted(different)))
    if ask(url, "SELECT 1 FROM users LIMIT 1"):
        raise MoveError("the PostgreSQL database has accounts already")


def field(value):
    """One value in the text format of COPY."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, str):
        for plain, written in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
            value = value.replace(plain, written)
        return value
    return repr(value)


def script(source, tables):
    """What psql has to run, piece by piece."""
    copied = [name for name in tables if name != VERSIONS]
    yield "BEGIN;\n"
    # Their work is in the rows that are copied.
    for name in copied:
        yield f"ALTER TABLE {quoted(name)} DISABLE TRIGGER USER;\n"
    for name in reversed(copied):
        yield f"DELETE FROM {quoted(name)};\n"
    for name in copied:
        columns = ", ".join(map(quoted, tables[name]))
        yield f"COPY {quoted(name)} ({columns}) FROM STDIN;\n"
        for row in source.execute(f"SELECT {columns} FROM {quoted(name)}"):
            yield "\t".join(map(field, row)) + "\n"
        yield "\\.\n"
    # No id is used again, not even that of a row which is gone.
    for name, last in source.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0").fetchall():
        yield f"DO $$ BEGIN PERFORM setval(pg_get_serial_sequence('{name}', 'id'), {last}); END $$;\n"
    for name in copied:
        yield f"ALTER TABLE {quoted(name)} ENABLE TRIGGER USER;\n"
    yield "UPDATE trainings SET title = title;\n"
    yield "COMMIT;\nANALYZE;\n"


def move(file, url):
    if not file.is_file():
        raise MoveError(f"{file} does not exist")
    source = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    source.execute("BEGIN")
    tables = tables_of_sqlite(source)
    if VERSIONS not in tables:
        raise MoveError(f"{file} is no database of Training.zip")
    require_fit(source, url, tables)
    process = psql(url)
    try:
        for piece in script(source, tables):
            process.stdin.write(piece)
        process.stdin.close()
    except BrokenPipeError:
        pass
    if process.wait() != 0:
        raise MoveError("nothing was copied, see above")
    for name in tables:
        rows = source.execute(f"SELECT COUNT(*) FROM {quoted(name)}").fetchone()[0]
        print(f"{name}: {rows}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sqlite", type=Path, metavar="FILE", help="the SQLite file, data/database.sqlite")
    parser.add_argument("postgresql", metavar="URL", help="as in database_url")
    arguments = parser.parse_args()
    try:
        move(arguments.sqlite, arguments.postgresql)
    except (MoveError, sqlite3.Error) as error:
        sys.exit(f"not moved: {error}")


if __name__ == "__main__":
    main()
