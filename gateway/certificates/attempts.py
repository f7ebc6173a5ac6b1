"""When a certificate may be asked for again.

Let's Encrypt (https://letsencrypt.org/docs/rate-limits/) takes five failed validations of a name within an hour, and issues
a certificate for the same names five times within a week. Both are kept to with one to spare, also over restarts.
"""

import json
from pathlib import Path

HOUR = 3600
WEEK = 7 * 24 * HOUR
TRIED_WITHIN_HOUR = 4
ISSUED_WITHIN_WEEK = 4


class Attempts:
    """Kept in a file. Times are seconds since 1970."""

    def __init__(self, file: Path, what: str, first_pause: float, longest_pause: float, limits_issues: bool):
        """what: names and authority that it is about; others begin anew. limits_issues: whether the authority counts how
        often it issues."""
        self._file = file
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._limits_issues = limits_issues
        self._state = {"what": what, "tried": [], "issued": [], "failures": 0, "notBefore": 0, "heldUntil": 0}
        try:
            state = json.loads(file.read_text())
            if state["what"] == what and state.keys() == self._state.keys():
                self._state = state
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
        # Somebody who starts this again has perhaps mended what was wrong.
        self._state["notBefore"] = 0

    @property
    def failures(self) -> int:
        """In a row."""
        return self._state["failures"]

    def next_at(self, now: float) -> float:
        """When the next attempt may begin; not later than now where it may begin at once."""
        # A clock that was set back must not hold us up for ever.
        tried = sorted(time for time in self._state["tried"] if now - HOUR < time <= now)
        issued = sorted(time for time in self._state["issued"] if now - WEEK < time <= now)
        earliest = [min(self._state["notBefore"], now + self._longest_pause), min(self._state["heldUntil"], now + WEEK)]
        if len(tried) >= TRIED_WITHIN_HOUR:
            earliest.append(tried[-TRIED_WITHIN_HOUR] + HOUR)
        if self._limits_issues and len(issued) >= ISSUED_WITHIN_WEEK:
            earliest.append(issued[-ISSUED_WITHIN_WEEK] + WEEK)
        return max(earliest)

    def begin(self, now: float):
        """Before the attempt, so that one in which we die counts."""
        self._state["tried"] = [time for time in self._state["tried"] if now - HOUR < time <= now] + [now]
        self._save()

    def issued(self, now: float):
        """The authority has issued a certificate."""
        self._state["issued"] = [time for time in self._state["issued"] if now - WEEK < time <= now] + [now]
        self._state["tried"] = self._state["tried"][:-1]
        self._save()

    def succeeded(self):
        self._state.update(failures=0, notBefore=0, heldUntil=0)
        self._save()

    def failed(self, now: float, held_until: float = 0):
        """held_until: what the authority said, 0 where it said nothing."""
        pause = min(self._first_pause * 2 ** min(self._state["failures"], 20), self._longest_pause)
        self._state.update(failures=self._state["failures"] + 1, notBefore=now + pause, heldUntil=held_until)
        self._save()

    def _save(self):
        new = self._file.with_name(self._file.name + ".new")
        new.write_text(json.dumps(self._state) + "\n")
        new.replace(self._file)
