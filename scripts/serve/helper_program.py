"""A program that runs beside the servers for a while and writes into a log of its own."""

import subprocess
from pathlib import Path

STOP_SECONDS = 5


class HelperProgram:
    def __init__(self, command: list, log: Path):
        self._command = command
        self._log = log
        self._child = None

    def start(self):
        with self._log.open("ab") as output:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)  # fmt: skip

    def has_started(self):
        return self._child is not None

    def is_running(self):
        return self._child is not None and self._child.poll() is None

    def stop(self):
        """Waits until it has ended, and kills it if it takes too long."""
        if not self.is_running():
            return
        self._child.terminate()
        try:
            self._child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
