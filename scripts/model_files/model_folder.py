"""The folder with the models."""

import hashlib
import json
import subprocess
import sys


class NotThere(Exception):
    """A sentence: why a file is not to be had."""


def sha256_of(path):
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def has_sum(entry):
    """Whether the manifest knows what the bytes are, if only in part."""
    return "sha256" in entry or "sha256_prefix" in entry


def is_known(entry, sha256):
    return sha256 == entry.get("sha256") or ("sha256_prefix" in entry and sha256.startswith(entry["sha256_prefix"]))


class ModelFolder:
    def __init__(self, manifest, folder, converters, places):
        """places: where files may come from, in the order in which they are asked. Each has fetch(entry, new), which
        writes the file or throws NotThere, and a name."""
        self.files = {entry["path"]: entry for entry in manifest["file"]}
        self.folder = folder
        self.converters = converters
        self.places = places
        # A file that we converted ourselves may have the bytes that this machine's library writes; the sum is kept so
        # that damage is found later.
        self.converted_path = folder / "converted.json"
        self.converted = json.loads(self.converted_path.read_text()) if self.converted_path.exists() else {}
        # By path, the reasons: what is to be brought, for itself or for others to be made of.
        self.absent = {}

    def prepare(self, set_name):
        """Obtains the files of a set. Returns those that are not to be had, each with the reasons."""
        missing = {}
        for path, entry in self.files.items():
            if entry.get("set") != set_name:
                continue
            try:
                self.obtain(path)
            except NotThere as error:
                missing[path] = str(error).split("\n")
        return missing

    def obtain(self, path):
        """Makes sure that the file is in the folder and returns where. Throws NotThere, one reason a line."""
        if path not in self.files:
            raise NotThere(f"models/manifest.toml has no file {path}")
        entry = self.files[path]
        target = self.folder / path
        if target.exists():
            sha256 = sha256_of(target)
            if is_known(entry, sha256) or sha256 == self.converted.get(path):
                return target
        reasons = []
        # What cannot be told from another file is made here, never fetched.
        for place in self.places if has_sum(entry) else []:
            try:
                self.place(target, lambda new, place=place: self.fetch(place, entry, new))
                print(f"  {path}: from {place.name}", flush=True)
                return target
            except NotThere as error:
                reasons += [str(error)] if str(error) else []
        if "converter" not in entry:
            self.absent[path] = reasons or ["models/manifest.toml says neither where it is nor how it is made"]
            raise NotThere("\n".join(self.absent[path]))
        try:
            self.convert(entry, target)
        except NotThere as error:
            raise NotThere("\n".join(dict.fromkeys([*reasons, *str(error).split("\n")]))) from error
        return target

    @staticmethod
    def fetch(place, entry, new):
        place.fetch(entry, new)
        if not is_known(entry, sha256_of(new)):
            raise NotThere(f"{place.name} has another file under this name (sha256 differs)")

    def convert(self, entry, target):
        sources = [self.obtain(path) for path in entry["from"]]
        print(f"  {entry['path']}: converting", flush=True)

        def write(new):
            command = [sys.executable, self.converters / entry["converter"], *entry.get("options", []), *sources, new]
            if subprocess.run(command, check=False).returncode != 0:
                raise NotThere(f"{entry['converter']} could not make it")

        self.place(target, write)
        self.converted[entry["path"]] = sha256_of(target)
        self.converted_path.write_text(json.dumps(self.converted, indent=1) + "\n")

    def place(self, target, write):
        """Writes beside the target and moves it there when it is whole. Leaves no empty folder."""
        new = target.with_name(target.name + ".new")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(new)
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)
            for folder in target.parents:
                if folder == self.folder or any(folder.iterdir()):
                    break
                folder.rmdir()
