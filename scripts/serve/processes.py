"""Child processes that are started again when they die, and stopped in order."""

import ctypes
import http.client
import os
import signal
import subprocess
import time
from pathlib import Path

from backoff import LONGEST_SECONDS, Backoff

LARGEST_LOG_BYTES = 16 * 1024 * 1024
PR_SET_PDEATHSIG = 1


def _die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Process:
    """One program with its log file. Not running until start()."""

    def __init__(self, name, command, log: Path, environment, port=None, port_file: Path | None = None,
                 stop_signal=signal.SIGTERM, longest_backoff=LONGEST_SECONDS):  # fmt: skip
        """port_file: what the program writes once it listens; it need not remove it."""
        self.name = name
        self.command = [str(word) for word in command]
        self.log = log
        self.environment = environment
        self.port = port
        self.port_file = port_file
        self.stop_signal = stop_signal
        self.child = None
        self.deaths = 0
        self._backoff = Backoff(longest_backoff)
        self._started = 0.0
        self._restart_at = None

    def start(self):
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG_BYTES:
            self.log.replace(self.log.with_name(self.log.name + ".1"))
        if self.port_file:
            self.port_file.unlink(missing_ok=True)
        with self.log.open("ab") as output:
            # Its own process group: Ctrl-C reaches us alone, and we stop the processes in order. Not its own session: the
            # scheduler shares the processor among sessions first (sched(7), autogroup), so that one of low priority would
            # still take a whole share.
            self.child = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=self.environment,
                process_group=0, preexec_fn=_die_with_parent)  # fmt: skip
        self._started = time.monotonic()
        self._restart_at = None

    def watch(self, say):
        """Call often: notices a death and starts the process again after a pause."""
        now = time.monotonic()
        if self._restart_at is not None:
            if now >= self._restart_at:
                say(f"starting {self.name} again")
                self.start()
            return
        code = self.child.poll()
        if code is None:
            return
        self.deaths += 1
        had_started = self.port_file is not None and self.port_file.exists()
        pause = self._backoff.pause(now, now - self._started, had_started)
        say(f"{self.name} has ended ({describe_exit(code)}); again in {pause:g} s. Its log: {self.log}")
        self._restart_at = now + pause

    def is_running(self):
        return self.child is not None and self.child.poll() is None

    def ask_to_stop(self):
        if self.is_running():
            self.child.send_signal(self.stop_signal)

    def wait(self, deadline):
        """Waits until the deadline (monotonic seconds), then kills. Returns whether the process ended by itself."""
        if self.child is None:
            return True
        try:
            self.child.wait(max(0.0, deadline - time.monotonic()))
            return True
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()
            return False

    def unready_reason(self):
        """Empty when GET /readyz answers 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            body = answer.read(500).decode(errors="replace").strip()
            return "" if answer.status == 200 else body or f"status {answer.status}"
        except OSError as error:
            return error.strerror or str(error)
        except http.client.HTTPException as error:
            return repr(error)
        finally:
            connection.close()

    def last_log_lines(self, count=20):
        if not self.log.exists():
            return ""
        with self.log.open("rb") as stream:
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - 16384))
            lines = stream.read().decode(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-count:])


def describe_exit(code):
    if code >= 0:
        return f"exit code {code}"
    return f"killed by {signal.Signals(-code).name}"
