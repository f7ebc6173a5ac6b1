"""The file that a backup is: a tar archive of a database, keys and stored files, and as its last member the manifest with
the size and the SHA-256 of each of them. One that was cut off has no manifest."""

import hashlib
import io
import json
import os
import re
import tarfile
from pathlib import Path

from fault import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20
LARGEST_MANIFEST = 1 << 30
# Each part as in a key of the storage: nothing that leaves the folder, nothing that is hidden.
NAME = re.compile(r"^(database\.(sqlite|dump)|keys/[a-z_]+|storage/trainings(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+)$")


class HashingReader:
    def __init__(self, stream):
        self.stream = stream
        self.sum = hashlib.sha256()

    def read(self, size=-1):
        piece = self.stream.read(size)
        self.sum.update(piece)
        return piece


class ArchiveWriter:
    def __init__(self, stream):
        """stream: to be written from its beginning to its end, as a pipe is."""
        self.tar = tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT, bufsize=PIECE)
        self.files = {}

    def add_file(self, name: str, path: Path):
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            self.add(name, stream, status.st_size, status.st_mtime, status.st_mode & 0o777)

    def add_text(self, name: str, text: str, modified: float):
        content = text.encode()
        self.add(name, io.BytesIO(content), len(content), modified)

    def add(self, name, stream, size, modified, mode=0o600):
        assert NAME.match(name), name
        reader = HashingReader(stream)
        self.tar.addfile(self.header(name, size, modified, mode), reader)
        self.files[name] = {"bytes": size, "sha256": reader.sum.hexdigest()}

    def header(self, name, size, modified, mode=0o600):
        header = tarfile.TarInfo(name)
        header.size, header.mtime, header.mode = size, modified, mode
        return header

    def close(self, facts: dict, modified: float):
        """facts: what the manifest says besides the files."""
        manifest = json.dumps({"format": FORMAT, **facts, "files": self.files}, indent=1).encode()
        self.tar.addfile(self.header(MANIFEST, len(manifest), int(modified)), io.BytesIO(manifest))
        self.tar.close()


def read_archive(stream, target: Path | None) -> dict:
    """Checks each file against the manifest, and returns it. The files lie below target then, if there is one; they are
    worth nothing when this throws BackupError, for an archive that is not whole or not ours."""
    found = {}
    manifest = None
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=PIECE) as tar:
            for member in tar:
                if manifest is not None:
                    raise BackupError("the archive goes on after its manifest")
                if (
                    not member.isreg()
                    or member.name in found
                    or not (member.name == MANIFEST or NAME.match(member.name))
                ):
                    raise BackupError(f"the archive is not a backup of Training.zip: it has {member.name!r}")
                content = tar.extractfile(member)
                if member.name == MANIFEST:
                    manifest = read_manifest(content, member.size)
                else:
                    found[member.name] = keep(content, member, target)
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"the archive cannot be read: {error}") from error
    if manifest is None:
        raise BackupError("the archive is not whole: it has no manifest")
    for name in sorted(found.keys() | manifest["files"].keys()):
        if found.get(name) != manifest["files"].get(name):
            raise BackupError(f"the archive is damaged: {name} is not what the manifest says")
    return manifest


def read_manifest(content, size: int) -> dict:
    try:
        if size > LARGEST_MANIFEST:
            raise ValueError("too large")
        manifest = json.loads(content.read())
        if manifest["format"] != FORMAT:
            raise BackupError(f"the archive has format {manifest['format']}; this version reads {FORMAT}")
        if not isinstance(manifest["files"], dict) or not isinstance(manifest["database"], str):
            raise ValueError("wrong types")
        return manifest
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError(f"the manifest of the archive cannot be read: {error}") from error


def keep(content, member, target: Path | None) -> dict:
    total = hashlib.sha256()
    size = 0
    output = None
    if target:
        path = target / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        output = open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))
    try:
        while piece := content.read(PIECE):
            total.update(piece)
            size += len(piece)
            if output:
                output.write(piece)
    finally:
        if output:
            output.close()
    if output:
        os.utime(path, (member.mtime, member.mtime))
        path.chmod(member.mode & 0o777)
    return {"bytes": size, "sha256": total.hexdigest()}
