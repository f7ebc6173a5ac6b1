"""What is remembered of the demo training, so that it is made once and never again."""

import json
import os
from pathlib import Path


def _write(path: Path, content, mode):
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as stream:
        stream.write(json.dumps(content, indent=1) + "\n")
    new.replace(path)


class Record:
    """secrets/demo.json of the data folder, with the account and its password; and gateway/demo.json, which everybody may read.

    `state` is "making", "ready", "failed" (tried again at the next start) or "removed" (never made again). `trainingId` is
    there as soon as there is a training.
    """

    def __init__(self, data: Path, credit):
        self._path = self.path_in(data)
        self._public_path = data / "gateway" / "demo.json"
        self._credit = credit
        self.content = json.loads(self._path.read_text()) if self._path.exists() else {}

    @staticmethod
    def path_in(data: Path) -> Path:
        return data / "secrets" / "demo.json"

    @property
    def state(self):
        return self.content.get("state")

    @property
    def training(self):
        return self.content.get("trainingId")

    def change(self, **content):
        self.content.update(content)
        _write(self._path, self.content, 0o600)
        self.publish()

    def publish(self):
        public = {"state": self.state, "credit": self._credit}
        if self.training:
            public["trainingId"] = self.training
        _write(self._public_path, public, 0o644)
