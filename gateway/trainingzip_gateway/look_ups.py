"""Looks the names of copies up again and again, in a thread: a name server may keep one waiting."""

import threading

from .copies import look_up


class LookUps:
    def __init__(self, configured: dict[str, list[str]], first: dict[str, list[str]], pause_seconds: int):
        """configured: the copies of each server as the settings name them; first: their addresses now."""
        self._configured = configured
        self._found = first
        self._pause_seconds = pause_seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def found(self) -> dict[str, list[str]]:
        return self._found

    def stop(self):
        """Returns at once; a look-up under way is left to itself."""
        self._ended.set()

    def _run(self):
        while not self._ended.wait(self._pause_seconds):
            before = self._found
            self._found = {name: look_up(copies, before[name]) for name, copies in self._configured.items()}
