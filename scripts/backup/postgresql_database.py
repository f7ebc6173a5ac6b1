"""The database on a server of PostgreSQL, through its own programs."""

import contextlib
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

from contents import Contents, contents_of
from fault import BackupError

FIELD = "\x1f"
END_OF_ANSWER = "\x1c"
# What our migrations have made; extensions stay, for their functions may belong to somebody else.
DROP_ALL = """
SET client_min_messages = warning;
DO $$ DECLARE name TEXT; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', name);
    END LOOP;
    FOR name IN SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
        EXECUTE 'DROP ROUTINE IF EXISTS ' || name || ' CASCADE';
    END LOOP;
END $$;
"""


def without_password(url: str) -> tuple[str, str | None]:
    """The address and the password of it: command lines are open to everybody on a machine."""
    found = re.match(r"^(postgres(?:ql)?://[^:/@?]*):([^@/]*)(@.*)$", url)
    return (found[1] + found[3], unquote(found[2])) if found else (url, None)


class PostgresqlDatabase:
    kind = "postgresql"
    member = "database.dump"

    def __init__(self, url: str, prefix: tuple[str, ...] = (), folder: Path | None = None):
        """prefix: what to put before each command, to run it in a container; folder: where such a command is run."""
        self.url, password = without_password(url)
        self.prefix = prefix
        self.folder = folder
        self.environment = {**os.environ, **({"PGPASSWORD": password} if password is not None else {})}

    def command(self, program: str, *options: str) -> list[str]:
        return [*self.prefix, program, *options]

    def start(self, program, *options, **streams):
        try:
            return subprocess.Popen(self.command(program, *options), env=self.environment, cwd=self.folder, **streams)
        except FileNotFoundError as error:
            raise BackupError(f"{error.filename} is not installed (Debian: postgresql-client)") from error

    def psql(self, *options, **streams):
        return self.start(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--no-align",
            "--tuples-only",
            f"--field-separator={FIELD}",
            "--set=ON_ERROR_STOP=1",
            f"--dbname={self.url}",
            *options,
            stdin=subprocess.PIPE,
            **streams,
        )

    def ask(self, statement: str) -> list[list[str]]:
        process = self.psql(stdout=subprocess.PIPE, text=True, encoding="utf-8")
        output, _ = process.communicate(statement)
        if process.returncode != 0:
            raise BackupError("PostgreSQL cannot be asked, see above")
        return [line.split(FIELD) for line in output.splitlines()]

    def copy(self, target: Path) -> Contents:
        """One moment of the database, while others read and write: what is asked and what is dumped share a snapshot."""
        session = self.psql(stdout=subprocess.PIPE, text=True, encoding="utf-8")

        def ask(statement):
            session.stdin.write(f"{statement};\n\\echo {END_OF_ANSWER}\n")
            session.stdin.flush()
            rows = []
            for line in session.stdout:
                line = line.rstrip("\n")
                if line == END_OF_ANSWER:
                    return rows
                rows.append(line.split(FIELD))
            raise BackupError("PostgreSQL cannot be asked, see above")

        try:
            ask("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            [[snapshot]] = ask("SELECT pg_export_snapshot()")
            contents = contents_of(ask)
            with target.open("wb") as output:
                dump = self.start(
                    "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--dbname={self.url}", stdout=output
                )
                if dump.wait() != 0:
                    raise BackupError("pg_dump failed, see above")
            return contents
        except BrokenPipeError as error:
            raise BackupError("PostgreSQL cannot be asked, see above") from error
        finally:
            with contextlib.suppress(BrokenPipeError):
                session.stdin.close()
            session.stdout.close()
            session.wait()

    def contents_of_copy(self, copy: Path) -> None:
        """None: what a dump says is known when it is restored. Whether it can be read is seen here."""
        with copy.open("rb") as dump:
            listing = self.start("pg_restore", "--list", stdin=dump, stdout=subprocess.DEVNULL)
            if listing.wait() != 0:
                raise BackupError("the database in the backup cannot be read, see above")

    def is_empty(self) -> bool:
        return self.ask("SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema();") == [["0"]]

    def require_unused(self):
        """Nobody else is connected to it."""
        others = (
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend';"
        )
        if self.ask(others) != [["0"]]:
            raise BackupError("the database is in use: stop the servers first")

    def restore(self, copy: Path):
        """Puts the copy in place of all that the database has, or changes nothing."""
        with copy.open("rb") as dump:
            # Comments on extensions may be changed by their owner alone.
            script = self.start(
                "pg_restore",
                "--no-owner",
                "--no-privileges",
                "--no-comments",
                "--file=-",
                stdin=dump,
                stdout=subprocess.PIPE,
            )
            session = self.psql("--single-transaction", "--file=-", stdout=subprocess.DEVNULL)
            try:
                session.stdin.write(DROP_ALL.encode())
                while piece := script.stdout.read(1 << 20):
                    session.stdin.write(piece)
                script.stdout.close()
                if script.wait() != 0:
                    # What has no end must not be committed.
                    session.stdin.write(b"\nDO $$ BEGIN RAISE 'pg_restore failed'; END $$;\n")
                session.stdin.close()
            except BrokenPipeError:
                script.kill()
                script.wait()
            if session.wait() != 0 or script.returncode != 0:
                raise BackupError("PostgreSQL did not take the copy, see above; the database is as it was")
