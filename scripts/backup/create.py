"""Makes a backup while the servers work."""

import shutil
import time
from pathlib import Path

from archive import ArchiveWriter
from contents import Contents
from fault import BackupError
from place import Place
from stored_files import BACKUP_FOLDER, StoredFiles, working_folder

TRIES = 5


def gather(database, files: StoredFiles, copy: Path) -> tuple[Contents, list[str]]:
    """A copy of the database, and files that fit it; the names of those that the storage has lost.

    Files are gathered before and after the copy of the database is made. What a training of the copy needs was there at
    that moment, so it was put in place before the second time, and removed after the first. Only what came and went
    between the two is missed; then a newer copy does not ask for it.
    """
    missing_before = None
    for _ in range(TRIES):
        files.gather()
        contents = database.copy(copy)
        files.gather()
        missing = files.missing(contents.needed())
        if not missing or missing == missing_before:
            return contents, missing
        missing_before = missing
    return contents, missing


def create(place: Place, database, stream, version: str, say) -> list[str]:
    """Writes a backup into the stream; the names of files that trainings lack, in the storage and so in the backup."""
    if not place.storage.is_dir():
        raise BackupError(f"there is no storage {place.storage}")
    now = time.time()
    with working_folder(place.storage, BACKUP_FOLDER) as folder:
        copy = folder / database.member
        files = StoredFiles(place.storage, folder / "files")
        files.folder.mkdir()
        contents, missing = gather(database, files, copy)
        say("the database is copied, and its files are held")
        writer = ArchiveWriter(stream)
        writer.add_file(database.member, copy)
        for name, path in place.keys.items():
            if path.is_file():
                writer.add_file(f"keys/{name}", path)
        for name in files.belonging_to(contents.kept()):
            writer.add_file(f"storage/{name}", files.folder / name)
        for name, text in contents.marks().items():
            writer.add_text(f"storage/{name}", text, now)
        writer.close(
            {
                "version": version,
                "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)),
                "database": database.kind,
                "schema": contents.schema,
                "trainings": len(contents.trainings),
                "missing": missing,
            },
            now,
        )
        shutil.rmtree(files.folder)
    return missing
