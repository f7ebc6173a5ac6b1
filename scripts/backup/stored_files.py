"""The files of a storage as they were at one moment, while servers write and remove others."""

import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from fault import BackupError

# What cannot be a key of the storage (libs/storage/video_storage.h) is left alone by the servers.
BACKUP_FOLDER = ".backup"
RESTORE_FOLDER = ".restore"
TRAININGS = "trainings"


@contextmanager
def working_folder(storage: Path, name: str):
    """An empty folder inside the storage, of nobody else, removed at the end; what a run that was killed has left is
    removed, too."""
    folder = storage / name
    folder.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BackupError(f"another backup or restore works with {storage}") from error
        clear(folder)
        yield folder
    finally:
        clear(folder)
        folder.rmdir()
        os.close(descriptor)


def clear(folder: Path):
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


class StoredFiles:
    """Holds on to files by a second name. The servers put a file in place whole, never change it, and only remove its
    name: what was gathered once stays as it was."""

    def __init__(self, storage: Path, folder: Path):
        self.storage = storage
        self.folder = folder

    def gather(self):
        """Takes what is there now and was not there, or was another file, the last time."""
        for path, folders, names in os.walk(self.storage / TRAININGS):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                source = Path(path, name)
                # The marks beside the uploads are made anew, see Contents.marks().
                is_in_upload = len(source.relative_to(self.storage).parts) == 4
                if is_in_upload and not name.startswith("."):
                    self.take(source, self.folder / source.relative_to(self.storage))

    def take(self, source: Path, target: Path):
        try:
            found = source.stat()
            try:
                known = target.stat()
                if (known.st_ino, known.st_size, known.st_mtime_ns) == (found.st_ino, found.st_size, found.st_mtime_ns):
                    return
                target.unlink()
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source, target)
            except FileNotFoundError:
                return
            except OSError:
                # A file system without second names, or too many of them.
                shutil.copy2(source, target)
        except FileNotFoundError:
            # Removed meanwhile.
            target.unlink(missing_ok=True)

    def missing(self, names) -> list[str]:
        return [name for name in names if not (self.folder / name).is_file()]

    def belonging_to(self, uploads) -> list[str]:
        """What these uploads have."""
        return sorted(
            f"{upload.folder()}/{entry.name}"
            for upload in uploads
            if (self.folder / upload.folder()).is_dir()
            for entry in (self.folder / upload.folder()).iterdir()
        )
