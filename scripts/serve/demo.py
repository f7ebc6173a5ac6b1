"""Makes the demo training beside the servers, when all is ready, so that nobody waits for it."""

import json
import sys
from pathlib import Path

from helper_program import HelperProgram

PROGRAM = Path(__file__).parents[1] / "demo"


class MakeDemo:
    def __init__(self, data: Path, ports: dict[str, int], folder: Path, mirrors: list[str], is_new: bool):
        """ports: of the servers by name; folder: for the clip; mirrors: where it is looked for first; is_new: whether the data
        folder is used for the first time. One that was used before without a demo gets none."""
        self._record = data / "secrets" / "demo.json"
        self._log = data / "logs" / "demo.log"
        command = [sys.executable, PROGRAM, "--data", data, "--folder", folder]
        for name in ("api", "upload"):
            command += [f"--{name}", f"http://127.0.0.1:{ports[name]}"]
        for mirror in mirrors:
            command += ["--mirror", mirror]
        self._program = HelperProgram(command, self._log)
        self._is_new = is_new
        self._is_over = False
        self._was = None

    def _content(self):
        try:
            return json.loads(self._record.read_text())
        except (OSError, ValueError):
            return {}

    def watch(self, say):
        """Call often, once the servers are ready."""
        if self._is_over:
            return
        if not self._program.has_started():
            self._is_over = not (self._is_new or self._record.exists())
            if not self._is_over:
                self._was = self._content().get("state")
                self._program.start()
            return
        if self._program.is_running():
            return
        self._is_over = True
        state = self._content().get("state")
        if state == "ready" and self._was != "ready":
            say("the demo training is ready")
        elif state not in ("ready", "removed"):
            say(f"there is no demo training: {self._log}")

    def stop(self):
        self._program.stop()
