"""Restores a backup into a system that does not work meanwhile."""

import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from archive import read_archive
from databases import KINDS
from fault import BackupError
from place import PUBLIC_KEYS, Place
from stored_files import RESTORE_FOLDER, TRAININGS, working_folder


@contextmanager
def nobody_works(place: Place, database):
    """Throws BackupError where servers have the data; those of ./run cannot start until the end of this."""
    lock = None
    try:
        if place.lock and place.lock.exists():
            lock = place.lock.open("a")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BackupError(f"a ./run works with {place.lock.parent}: stop it first") from error
        database.require_unused()
        yield
    finally:
        if lock:
            lock.close()


def occupied(place: Place, database) -> list[str]:
    """What is there already, in words."""
    found = [] if database.is_empty() else ["the database"]
    trainings = place.storage / TRAININGS
    if trainings.is_dir() and any(trainings.iterdir()):
        found.append(f"files in {trainings}")
    # A token and a set of public keys are made by whatever starts first.
    found += [f"the key {place.keys[name]}" for name in ("signing_key", "account_key") if place.keys[name].exists()]
    return found


def owner_above(path: Path) -> tuple[int, int]:
    """Who has the nearest folder that exists."""
    while not path.exists():
        path = path.parent
    status = path.stat()
    return status.st_uid, status.st_gid


def make_folder(folder: Path):
    """With its parents, for the owner of what is above them."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    uid, gid = owner_above(folder)
    folder.mkdir(mode=0o700)
    give(folder, uid, gid)


def give(path: Path, uid: int, gid: int):
    if os.geteuid() == 0:
        os.chown(path, uid, gid, follow_symlinks=False)


def put_key(source: Path, target: Path, mode: int):
    make_folder(target.parent)
    uid, gid = owner_above(target)
    new = target.with_name(target.name + ".new")
    shutil.copyfile(source, new)
    new.chmod(mode)
    give(new, uid, gid)
    new.replace(target)


def put_files(source: Path, storage: Path):
    """Moves the folder of all trainings to its place."""
    source.mkdir(exist_ok=True)
    uid, gid = owner_above(storage)
    give(source, uid, gid)
    source.chmod(0o750)
    for path, folders, names in os.walk(source):
        for name in [*folders, *names]:
            give(Path(path, name), uid, gid)
        for name in folders:
            Path(path, name).chmod(0o750)
    if (storage / TRAININGS).exists():
        shutil.rmtree(storage / TRAININGS)
    source.rename(storage / TRAININGS)


def restore(place: Place, database, stream, replace: bool, say):
    with nobody_works(place, database):
        found = occupied(place, database)
        if found and not replace:
            raise BackupError("there is something already: " + ", ".join(found) + ". --replace removes it")
        make_folder(place.storage)
        with working_folder(place.storage, RESTORE_FOLDER) as folder:
            manifest = read_archive(stream, folder)
            require_kind(manifest, database.kind)
            say(f"the backup of {manifest['created']} is whole: {len(manifest['files'])} files")
            if not (folder / database.member).is_file():
                raise BackupError("the backup has no database")
            database.contents_of_copy(folder / database.member)
            database.restore(folder / database.member)
            say("the database is restored")
            (folder / "storage").mkdir(exist_ok=True)
            put_files(folder / "storage" / TRAININGS, place.storage)
            for name, target in place.keys.items():
                if (folder / "keys" / name).is_file():
                    put_key(folder / "keys" / name, target, 0o644 if name in PUBLIC_KEYS else 0o600)
    return manifest


def require_kind(manifest, kind: str):
    if manifest["database"] not in KINDS:
        raise BackupError(f"the backup has a database of a kind that is not known: {manifest['database']}")
    if manifest["database"] != kind:
        raise BackupError(
            f"the backup is of {manifest['database']}, and database_url names {kind}; docs/backup.md tells how "
            "to move from SQLite to PostgreSQL once it is restored"
        )


def check(stream) -> dict:
    """Whether an archive is whole, without a system to restore it into."""
    manifest = read_archive(stream, None)
    kind = KINDS.get(manifest["database"])
    if kind is None or kind.member not in manifest["files"]:
        raise BackupError("the backup has no database")
    return manifest
