"""Looks for models that are missing again and again, so that nobody has to start anything anew when they come."""

import json
import time
from pathlib import Path

from helper_program import HelperProgram

FIRST_SECONDS = 60
LONGEST_SECONDS = 900


class FetchModels:
    def __init__(self, command: list[str], folder: Path, log: Path, first_seconds=FIRST_SECONDS):
        """command: prepares the models in the folder and writes state.json there (scripts/models.py); empty where nobody is
        to look again."""
        self._command = command
        self._state_file = folder / "state.json"
        self._log = log
        self._pause = first_seconds
        self._program = None
        # Without a state nobody has looked yet.
        self._looks = bool(self.missing()) or not self._state_file.exists()
        self._next = time.monotonic() + (first_seconds if self._state_file.exists() else 0)

    def _state(self):
        try:
            return json.loads(self._state_file.read_text())
        except (OSError, ValueError):
            return {"missing": [], "standIn": False, "lookedIn": []}

    def missing(self):
        """Paths of the real networks that are not there."""
        return [file["path"] for file in self._state()["missing"]]

    def warning(self):
        """Lines for the person who started the servers; none when nothing is missing."""
        missing = self.missing()
        if not missing:
            return []
        stand_in = self._state()["standIn"]
        return [
            "Stand-in networks: less exact." if stand_in else "Waiting for models: videos are taken, and wait.",
            f"    missing: {', '.join(missing)}",
            "    To bring the real ones, in another terminal: ./run --models-from FOLDER|URL",
        ]

    def watch(self, say):
        """Call often."""
        if self._looks and self._state_file.exists() and not self.missing():
            self._looks = False
            say("the real networks are there; they are used from now on")
        if self._program is not None:
            if self._program.is_running():
                return
            self._program = None
            self._pause = min(2 * self._pause, LONGEST_SECONDS)
            self._next = time.monotonic() + self._pause
        if not self._looks or not self._command or time.monotonic() < self._next:
            return
        self._program = HelperProgram(self._command, self._log)
        self._program.start()

    def stop(self):
        if self._program is not None:
            self._program.stop()
