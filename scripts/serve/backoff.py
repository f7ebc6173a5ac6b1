"""How long a process that died stays away."""

QUICK_SECONDS = 0.05
FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30
WELL_AFTER_SECONDS = 60
# A start costs the time of loading a model; so many in a minute are what a few bad jobs lead to.
QUICK_DEATHS_A_MINUTE = 20


class Backoff:
    """A process that could not start, or that dies again and again, is started after a growing pause: what keeps it
    from working may go away. One that worked, and died of something that it met, is needed at once."""

    def __init__(self, longest=LONGEST_SECONDS):
        self._longest = longest
        self._growing = FIRST_SECONDS
        self._deaths = []

    def pause(self, now, lived, had_started):
        """Seconds until the next start. `now` and `lived` in seconds; `had_started`: whether it took requests."""
        self._deaths = [*(death for death in self._deaths if death > now - 60), now]
        if lived > WELL_AFTER_SECONDS:
            self._growing = FIRST_SECONDS
        if had_started and len(self._deaths) <= QUICK_DEATHS_A_MINUTE:
            self._growing = FIRST_SECONDS
            return QUICK_SECONDS
        pause = min(self._growing, self._longest)
        self._growing = min(self._growing * 2, self._longest)
        return pause
