"""The folder from which the gateway takes its certificate.

    server.crt, server.key, names    links into active/
    active                           a link to one folder of pairs/
    pairs/<time>-<n>/                server.crt, server.key, names

Changing the one link `active` changes certificate and key together, so whoever reads them at any moment, also after a
crash, finds two that belong together. `names` says what the pair was made for; a pair without it is somebody's own.
"""

import os
import secrets
import shutil
import time
from pathlib import Path

from .pair import Pair, PairError

FILES = ("server.crt", "server.key", "names")
KEPT_PAIRS = 3


class CertificateFolder:
    def __init__(self, path: Path):
        self.path = path

    @property
    def certificate(self) -> Path:
        return self.path / "server.crt"

    @property
    def key(self) -> Path:
        return self.path / "server.key"

    def made_for(self) -> str | None:
        """None where the pair is somebody's own."""
        try:
            return (self.path / "names").read_text()
        except FileNotFoundError:
            return None

    def pair(self) -> Pair | None:
        """None where there is no pair that can be read."""
        try:
            return Pair.read(self.certificate, self.key)
        except (FileNotFoundError, PairError):
            return None

    def put_in(self, pair: Pair, made_for: str):
        """The pair takes the place of what is there. Throws OSError, and then what was there is there."""
        self.path.mkdir(parents=True, exist_ok=True)
        fresh = self._new_folder("")
        _write(fresh / "server.crt", pair.chain, 0o644)
        _write(fresh / "server.key", pair.key, 0o600)
        _write(fresh / "names", made_for, 0o644)
        self._take_over_files()
        self._point_active_to(fresh)
        self._link_files()
        self._remove_old_pairs(fresh)

    def _new_folder(self, kind: str) -> Path:
        folder = self.path / "pairs" / f"{kind}{time.time_ns():020d}-{secrets.token_hex(2)}"
        folder.mkdir(parents=True, mode=0o700)
        return folder

    def _take_over_files(self):
        """Files in the place of our links become a pair of their own, which is kept, since nobody else may have them."""
        if not any(self._is_foreign(name) for name in FILES[:2]):
            return
        if not (self.certificate.exists() and self.key.exists()):
            return
        kept = self._new_folder("replaced-" if self.made_for() is None else "")
        for name in FILES:
            if (self.path / name).exists():
                shutil.copy(self.path / name, kept / name)
        (kept / "server.key").chmod(0o600)
        # In this order what is read stays the same at every step.
        self._point_active_to(kept)
        self._link_files()

    def _link_files(self):
        for name in FILES:
            _link(f"active/{name}", self.path / name)

    def _is_foreign(self, name):
        file = self.path / name
        return file.exists() and not (file.is_symlink() and os.readlink(file) == f"active/{name}")

    def _point_active_to(self, folder: Path):
        _sync(folder)
        _link(f"pairs/{folder.name}", self.path / "active")
        _sync(self.path)

    def _remove_old_pairs(self, fresh: Path):
        ours = sorted(folder for folder in fresh.parent.iterdir() if folder.name[0].isdigit())
        for folder in ours[:-KEPT_PAIRS]:
            if folder != fresh:
                shutil.rmtree(folder, ignore_errors=True)


def _write(file: Path, text: str, mode: int):
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path):
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _link(target: str, link: Path):
    if link.is_symlink() and os.readlink(link) == target:
        return
    temporary = link.with_name(f".{link.name}.{secrets.token_hex(4)}")
    temporary.symlink_to(target)
    temporary.replace(link)
