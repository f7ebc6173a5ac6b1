"""NGINX as a child process: configured, started, told of a new configuration, stopped."""

import contextlib
import ctypes
import os
import signal
import subprocess
from pathlib import Path

from .settings import SettingsError

PR_SET_PDEATHSIG = 1
LAST_SECONDS = 2
PROCESS_ID_FILE = "nginx.pid"


def _die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def takes_signals(folder: Path) -> bool:
    """Whether the NGINX of the folder takes signals, and requests: before that a signal would end it. It writes its process
    id then. While it checks a configuration, before it starts, the file is there, empty, and gone again."""
    try:
        return (folder / PROCESS_ID_FILE).read_text().strip() != ""
    except FileNotFoundError:
        return False


class Nginx:
    def __init__(self, folder: Path):
        """folder: of the configuration, nginx.conf."""
        self.folder = folder
        self.child = None
        # Times in answers are UTC.
        self._environment = {**os.environ, "TZ": "UTC"}

    def configure(self, text: str):
        """Checks the configuration and puts it in place, whole. Raises SettingsError and leaves the present one where NGINX
        does not take it."""
        new = self.folder / "nginx.conf.new"
        new.write_text(text)
        check = subprocess.run(self._command(new, "-t", "-q"), capture_output=True, text=True, check=False,
                               env=self._environment)  # fmt: skip
        if check.returncode != 0:
            raise SettingsError(f"NGINX does not take {new}:\n{check.stderr.strip()}")
        new.replace(self.folder / "nginx.conf")

    def start(self):
        self._process_id().unlink(missing_ok=True)
        self.child = subprocess.Popen(self._command(self.folder / "nginx.conf"), stdin=subprocess.DEVNULL,
                                      env=self._environment, process_group=0,
                                      preexec_fn=_die_with_parent)  # fmt: skip

    def takes_signals(self) -> bool:
        return takes_signals(self.folder)

    def reload(self):
        """New workers take what comes from now on; the old ones finish what they have."""
        self.child.send_signal(signal.SIGHUP)

    def has_ended(self) -> bool:
        """Whether it ended by itself; what is left of its workers ends then too, since they would keep the ports."""
        if self.child.poll() is None:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        return True

    def stop(self, timeout_seconds: float) -> bool:
        """Lets requests finish for so long. Returns whether all did."""
        if self.child is None or self.child.poll() is not None:
            return True
        self.child.send_signal(signal.SIGQUIT)
        try:
            self.child.wait(timeout_seconds)
            return True
        except subprocess.TimeoutExpired:
            self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(LAST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()
        return False

    def _process_id(self):
        return self.folder / PROCESS_ID_FILE

    def _command(self, configuration, *options):
        return ["nginx", "-e", "stderr", "-p", str(self.folder), "-c", str(configuration), *options]
