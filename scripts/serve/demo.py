"""Makes the demo training beside the servers, when all is ready, so that nobody waits for it."""

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).parents[1] / "demo"


class MakeDemo:
    def __init__(self, data: Path, ports: dict[str, int], folder: Path, mirrors: list[str], is_new: bool):
        """ports: of the servers by name; folder: for the clip; mirrors: where it is looked for first; is_new: whether the data
        folder is used for the first time. One that was used before without a demo gets none."""
        self._record = data / "secrets" / "demo.json"
        self._log = data / "logs" / "demo.log"
        self._command = [sys.executable, PROGRAM, "--data", data, "--folder", folder]
        for name in ("api", "upload"):
            self._command += [f"--{name}", f"http://127.0.0.1:{ports[name]}"]
        for mirror in mirrors:
            self._command += ["--mirror", mirror]
        self._is_new = is_new
        self._child = None
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
        if self._child is None:
            self._is_over = not (self._is_new or self._record.exists())
            if not self._is_over:
                self._was = self._content().get("state")
                self._start()
            return
        if self._child.poll() is None:
            return
        self._is_over = True
        state = self._content().get("state")
        if state == "ready" and self._was != "ready":
            say("the demo training is ready")
        elif state not in ("ready", "removed"):
            say(f"there is no demo training: {self._log}")

    def _start(self):
        with self._log.open("ab") as output:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)  # fmt: skip

    def stop(self):
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(5)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
