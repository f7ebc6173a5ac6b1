"""How many bytes of videos each address was sent lately, and who has had enough. NGINX tells of each answer by a datagram in
the form of syslog, and looks whether a file with the name of the address exists."""

import collections
import re
import shutil
import socket
import threading
import time
from pathlib import Path

SOCKET = "budget.sock"
OVER_BUDGET = "over-budget"
# The window moves in so many steps.
STEPS = 60
LINE = re.compile(rb"budget: ([0-9a-f.:]+) ([0-9]+)$")


class Budget:
    def __init__(self, folder: Path, budget_bytes: int, window_seconds: int):
        self._budget_bytes = budget_bytes
        self._step_seconds = window_seconds / STEPS
        # By step of time: address -> bytes. The sums are kept beside.
        self._steps = collections.OrderedDict()
        self._sums = collections.Counter()
        self._over = set()
        self._folder = folder / OVER_BUDGET
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        path = folder / SOCKET
        if "," in str(path):
            raise OSError(f"NGINX cannot take a comma in {path}")
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        # A socket of datagrams holds few of them, so somebody has to read all the time.
        self._lock = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while message := self._socket.recv(512):
            if found := LINE.search(message.strip()):
                self.add(found[1].decode(), int(found[2]), time.monotonic())

    def add(self, address: str, count: int, now: float):
        with self._lock:
            self._steps.setdefault(int(now / self._step_seconds), collections.Counter())[address] += count
            self._sums[address] += count
            if self._sums[address] > self._budget_bytes and address not in self._over:
                self._over.add(address)
                (self._folder / address).touch()

    def forget(self, now: float):
        """Lets in again who was sent less since then. Call often."""
        with self._lock:
            self._forget(now)

    def _forget(self, now):
        oldest = int(now / self._step_seconds) - STEPS
        while self._steps and next(iter(self._steps)) <= oldest:
            _, counts = self._steps.popitem(last=False)
            self._sums.subtract(counts)
            for address in counts:
                if self._sums[address] <= 0:
                    del self._sums[address]
        for address in [one for one in self._over if self._sums[one] <= self._budget_bytes]:
            self._over.remove(address)
            (self._folder / address).unlink(missing_ok=True)

    def close(self):
        # Ends the thread: an empty message, since nobody sends one otherwise.
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as last:
            last.sendto(b"", self._socket.getsockname())
