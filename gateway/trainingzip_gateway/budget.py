"""How many bytes of videos each address was sent lately, and who has had enough. NGINX notes each answer in a file, and looks
whether another one exists that has the name of the address."""

import collections
import os
import re
import shutil
from pathlib import Path

NOTES = "sent-bytes"
OVER_BUDGET = "over-budget"
# The window moves in so many steps.
STEPS = 60
LARGEST_NOTES_BYTES = 1 << 20
# The address becomes the name of a file.
LINE = re.compile(rb"([0-9a-f.:]+) ([0-9]+)")


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
        # NGINX goes on writing to the same file, at its end.
        self._notes = open(folder / NOTES, "a+b", buffering=0)
        self._notes.truncate(0)
        self._notes.seek(0)
        self._rest = b""

    def update(self, now: float):
        """Reads what was noted since, and changes who is over the budget. Call often."""
        for address, count in self._read():
            self._add(address, count, now)
        self._forget(now)

    def close(self):
        self._notes.close()

    def _read(self):
        """[(address, bytes)] of whole lines."""
        *lines, self._rest = (self._rest + self._notes.read()).split(b"\n")
        if os.fstat(self._notes.fileno()).st_size > LARGEST_NOTES_BYTES:
            # What came just now is lost: some bytes of many.
            self._notes.truncate(0)
            self._notes.seek(0)
            self._rest = b""
        found = (LINE.fullmatch(line) for line in lines)
        return [(match[1].decode(), int(match[2])) for match in found if match]

    def _add(self, address, count, now):
        self._steps.setdefault(int(now / self._step_seconds), collections.Counter())[address] += count
        self._sums[address] += count
        if self._sums[address] > self._budget_bytes and address not in self._over:
            self._over.add(address)
            (self._folder / address).touch()

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
