"""The database as a file of SQLite."""

import shutil
import sqlite3
from pathlib import Path

from contents import Contents, contents_of
from fault import BackupError

PATIENCE_SECONDS = 30


class SqliteDatabase:
    kind = "sqlite"
    member = "database.sqlite"

    def __init__(self, url: str):
        self.file = Path(url.removeprefix("sqlite:").removeprefix("//"))
        if not self.file.is_absolute():
            raise BackupError(f"the file of the database must be an absolute path, not {self.file}")

    def copy(self, target: Path) -> Contents:
        """One moment of the database, while others read and write."""
        if not self.file.exists():
            raise BackupError(f"there is no database {self.file}")
        target.unlink(missing_ok=True)
        try:
            source = sqlite3.connect(f"{self.file.as_uri()}?mode=rw", uri=True, timeout=PATIENCE_SECONDS)
            copy = sqlite3.connect(target)
            try:
                # In one step: in several, each writer would have it begin anew.
                source.backup(copy, pages=-1)
                # By itself in one file, readable where nothing can be written beside it.
                copy.execute("PRAGMA journal_mode = DELETE")
                return contents_of(lambda statement: copy.execute(statement).fetchall())
            finally:
                copy.close()
                source.close()
        except sqlite3.Error as error:
            raise BackupError(f"{self.file} cannot be copied: {error}") from error

    def contents_of_copy(self, copy: Path) -> Contents:
        try:
            connection = sqlite3.connect(f"{copy.as_uri()}?immutable=1", uri=True)
            try:
                problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                if problem != "ok":
                    raise BackupError(f"the database in the backup is damaged: {problem}")
                return contents_of(lambda statement: connection.execute(statement).fetchall())
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise BackupError(f"the database in the backup cannot be read: {error}") from error

    def is_empty(self) -> bool:
        return not self.file.exists()

    def require_unused(self):
        """Nobody else has it open."""
        if not self.file.exists():
            return
        connection = sqlite3.connect(f"{self.file.as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            # What is no database any more may be replaced.
            if "locked" in str(error):
                raise BackupError(f"{self.file} is in use: stop the servers first") from error
        finally:
            connection.close()

    def restore(self, copy: Path):
        """Puts the copy in its place, whatever was there."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        new = self.file.with_name(self.file.name + ".new")
        shutil.move(copy, new)
        for ending in ("-wal", "-shm", "-journal"):
            self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
        new.replace(self.file)
