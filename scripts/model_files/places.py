"""Where model files come from: mirrors, upstream, packages of the npm registry."""

import hashlib
import http.client
import shutil
import subprocess
import tarfile
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from model_folder import NotThere

CONNECT_SECONDS = 15
NPM_SECONDS = 600


def is_address(text):
    return text.startswith(("http://", "https://"))


class Download:
    """Fetches over HTTP. A host that could not be reached is not asked again."""

    def __init__(self):
        self.unreachable = {}

    def fetch(self, address, new):
        host = urllib.parse.urlsplit(address).netloc
        if host in self.unreachable:
            raise NotThere(self.unreachable[host])
        request = urllib.request.Request(address, headers={"User-Agent": "training.zip"})
        try:
            with urllib.request.urlopen(request, timeout=CONNECT_SECONDS) as answer, new.open("wb") as out:
                shutil.copyfileobj(answer, out)
        except urllib.error.HTTPError as error:
            raise NotThere(f"{address}: status {error.code}") from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            why = getattr(error, "reason", error)
            self.unreachable[host] = f"{host} cannot be reached ({why})"
            raise NotThere(self.unreachable[host]) from error


class Mirror:
    """A folder or an address that holds the files under their paths."""

    def __init__(self, text):
        self.name = text
        self.download = Download() if is_address(text) else None

    def fetch(self, entry, new):
        if self.download:
            self.download.fetch(f"{self.name.rstrip('/')}/{urllib.parse.quote(entry['path'])}", new)
            return
        file = Path(self.name) / entry["path"]
        try:
            shutil.copyfile(file, new)
        except OSError as error:
            raise NotThere(f"not in {self.name}" if not file.exists() else f"{file}: {error.strerror}") from error


class Upstream:
    name = "its upstream"

    def __init__(self):
        self.download = Download()

    def fetch(self, entry, new):
        if "address" not in entry:
            raise NotThere
        self.download.fetch(entry["address"], new)


class NpmPackages:
    """Single files of pinned packages; no script of a package is ever run."""

    name = "the npm registry"

    def __init__(self, list_file):
        """list_file: lines NAME VERSION SHA256 (of the archive)."""
        lines = [line.split() for line in list_file.read_text().splitlines() if line.strip() and line[0] != "#"]
        self.known = {name: (version, sha256) for name, version, sha256 in lines}
        self.archives = {}  # by name: the archive, or why there is none
        self.scratch = tempfile.TemporaryDirectory(prefix="trainingzip-models-")

    def fetch(self, entry, new):
        if "package" not in entry:
            raise NotThere
        name = entry["package"]
        if name not in self.archives:
            try:
                self.archives[name] = self.pack(name)
            except NotThere as error:
                self.archives[name] = error
        archive = self.archives[name]
        if isinstance(archive, NotThere):
            raise NotThere(str(archive))
        with tarfile.open(archive) as files:
            try:
                member = files.extractfile(entry["member"])
            except KeyError as error:
                raise NotThere(f"{name} has no {entry['member']}") from error
            with member, new.open("wb") as out:
                shutil.copyfileobj(member, out)

    def pack(self, name):
        if name not in self.known:
            raise NotThere(f"scripts/npm_packages.txt does not name {name}")
        version, sha256 = self.known[name]
        print(f"  {name}@{version}: from the npm registry", flush=True)
        folder = Path(tempfile.mkdtemp(dir=self.scratch.name))
        command = ["npm", "pack", "--ignore-scripts", "--loglevel=error", f"{name}@{version}"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=NPM_SECONDS)
        except (OSError, subprocess.SubprocessError) as error:
            why = (getattr(error, "stderr", None) or str(error)).strip().splitlines()[0]
            raise NotThere(f"the npm registry does not give {name}@{version} ({why})") from error
        (archive,) = folder.glob("*.tgz")
        with archive.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                raise NotThere(f"{name}@{version} is not the archive we know (sha256 differs)")
        return archive
