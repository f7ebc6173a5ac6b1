"""Puts every model of models/manifest.toml into a folder, each checked against its sha256.

A file comes from the first place that has it: the folder itself, a mirror, its upstream address, or, for a
derived file, our converter run on the files it is made from.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

DOWNLOAD_DEADLINE_SECONDS = 60


class ModelError(Exception):
    """A sentence for the person who runs the setup."""


def sha256_of(path):
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class ModelFolder:
    def __init__(self, manifest, folder, converters, mirrors):
        self.files = {entry["path"]: entry for entry in manifest["file"]}
        self.folder = folder
        self.converters = converters
        self.mirrors = mirrors
        # A file that we converted ourselves has the bytes that this machine's library writes; the sum is kept
        # so that damage is found later.
        self.converted_path = folder / "converted.json"
        self.converted = json.loads(self.converted_path.read_text()) if self.converted_path.exists() else {}

    def prepare(self):
        for path, entry in self.files.items():
            if entry.get("used", False):
                self.obtain(path)

    def obtain(self, path):
        """Makes sure that the file is in the folder and returns where."""
        if path not in self.files:
            raise ModelError(f"models/manifest.toml has no file {path}")
        entry = self.files[path]
        target = self.folder / path
        if target.exists() and sha256_of(target) in (entry["sha256"], self.converted.get(path)):
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (self.from_mirror(entry, target) or self.from_upstream(entry, target)):
            self.from_converter(entry, target)
        return target

    def from_mirror(self, entry, target):
        for mirror in self.mirrors:
            candidate = mirror / entry["path"]
            if candidate.is_file():
                if sha256_of(candidate) == entry["sha256"]:
                    self.place(target, lambda new: shutil.copyfile(candidate, new))
                    print(f"  {entry['path']}: from {mirror.name}", flush=True)
                    return True
                print(f"  {candidate} is not the file we know (sha256 differs)", file=sys.stderr)
        return False

    def from_upstream(self, entry, target):
        if "address" not in entry:
            return False

        def download(new):
            request = urllib.request.Request(entry["address"], headers={"User-Agent": "training.zip"})
            with urllib.request.urlopen(request, timeout=DOWNLOAD_DEADLINE_SECONDS) as answer, new.open("wb") as out:
                shutil.copyfileobj(answer, out)
            if sha256_of(new) != entry["sha256"]:
                raise ModelError(f"{entry['address']} is not the file we know (sha256 differs)")

        print(f"  {entry['path']}: from {entry['address']}", flush=True)
        try:
            self.place(target, download)
        except (urllib.error.URLError, TimeoutError) as error:
            raise ModelError(
                f"cannot fetch {entry['address']} ({error}). Put the file into a folder under the name "
                f"{entry['path']} and set TRAININGZIP_MODEL_MIRROR to that folder."
            ) from error
        return True

    def from_converter(self, entry, target):
        if "converter" not in entry:
            raise ModelError(f"models/manifest.toml gives neither an address nor a converter for {entry['path']}")
        sources = [self.obtain(path) for path in entry["from"]]
        print(f"  {entry['path']}: converting", flush=True)

        def convert(new):
            command = [sys.executable, self.converters / entry["converter"], *entry.get("options", []), *sources, new]
            if subprocess.run(command, check=False).returncode != 0:
                raise ModelError(f"{entry['converter']} could not make {entry['path']}")

        self.place(target, convert)
        self.converted[entry["path"]] = sha256_of(target)
        self.converted_path.write_text(json.dumps(self.converted, indent=1) + "\n")

    @staticmethod
    def place(target, write):
        """Writes beside the target and moves it there when it is whole."""
        new = target.with_name(target.name + ".new")
        try:
            write(new)
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--converters", type=Path, required=True)
    parser.add_argument("--mirror", action="append", default=[], help="a folder; empty means none")
    arguments = parser.parse_args()
    manifest = tomllib.loads(arguments.manifest.read_text())
    arguments.folder.mkdir(parents=True, exist_ok=True)
    mirrors = [Path(mirror) for mirror in arguments.mirror if mirror]
    try:
        ModelFolder(manifest, arguments.folder, arguments.converters, mirrors).prepare()
    except ModelError as error:
        print(f"models: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
