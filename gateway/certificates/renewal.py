"""Keeps a certificate of a certificate authority in the folder of the gateway."""

import re
import time
from datetime import UTC, datetime

from .attempts import Attempts
from .certbot import AcmeError, Certbot
from .folder import CertificateFolder
from .own import ACME
from .pair import PairError

PLACE = "certificate"
# One failure may be a gateway that is about to start, or a moment without a network.
REPORTED_FAILURES = 2
# Of a fault that lasts, one report a day.
REPORT_AGAIN_SECONDS = 24 * 3600


class Renewal:
    def __init__(self, settings, incidents, log, reported_failures=REPORTED_FAILURES):
        """reported_failures: how many in a row are worth a report."""
        self._settings = settings
        self._incidents = incidents
        self._log = log
        self._folder = CertificateFolder(settings.folder)
        self._made_for = f"{ACME}{settings.authority}\n" + "\n".join(settings.host_names) + "\n"
        self._certbot = Certbot(settings)
        settings.acme_folder.mkdir(parents=True, exist_ok=True)
        self._attempts = Attempts(
            settings.acme_folder / "attempts.json", self._made_for, settings.retry_seconds, settings.longest_retry_seconds,
            limits_issues=bool(re.match(r"https://acme-v\d+\.api\.letsencrypt\.org/", settings.authority)))  # fmt: skip
        self._reported_failures = reported_failures
        self._reported = {}
        self._told_wait = 0.0
        self._stopped = False

    def reason(self, now: float) -> str:
        """Why a certificate is needed; empty while the one that is there will do."""
        pair = self._folder.pair()
        if pair is None:
            return "there is none"
        if self._folder.made_for() != self._made_for:
            return "the one that is there is another's, or for other names"
        try:
            begin, end = (moment.timestamp() for moment in pair.lifetime())
            pair.check(self._settings.host_names if now < end else ())
        except PairError as error:
            return f"the one that is there cannot be used: {error}"
        # Authorities recommend the last third, whatever the lifetime.
        return "" if now < end - (end - begin) / 3 else "the one that is there ends soon or has ended"

    def step(self, now: float):
        """Call now and then: asks for a certificate when one is needed and may be asked for."""
        reason = self.reason(now)
        if not reason:
            return
        next_at = self._attempts.next_at(now)
        if next_at > now:
            # Waits for the same time are told once.
            if abs(next_at - self._told_wait) > 1:
                self._told_wait = next_at
                self._log("info", "certificate_postponed", reason=reason, next_attempt_at=_utc(next_at))
            return
        self._attempt(reason, now)

    def stop(self):
        """From a signal handler. An attempt that is broken off so is no fault."""
        self._stopped = True
        self._certbot.stop()

    def _attempt(self, reason: str, now: float):
        self._log("info", "certificate_requested", names=" ".join(self._settings.host_names), reason=reason)
        self._attempts.begin(now)
        try:
            pair = self._certbot.obtain()
            self._attempts.issued(now)
            pair.check(self._settings.host_names)
            self._folder.put_in(pair, self._made_for)
        except AcmeError as error:
            self._failed(error.kind, str(error), error.held_until)
        except (PairError, OSError) as error:
            self._failed("unusable", f"the new certificate was not taken: {error}")
        else:
            self._attempts.succeeded()
            self._reported.clear()
            self._log("info", "certificate_obtained", expires_at=_utc(pair.lifetime()[1].timestamp()))

    def _failed(self, kind, text, held_until=0.0):
        if self._stopped:
            return
        # An attempt may take minutes; the pause comes after it.
        now = time.time()
        self._attempts.failed(now, held_until)
        self._log(
            "error", "certificate_failed", error=kind, reason=text, next_attempt_at=_utc(self._attempts.next_at(now))
        )
        if self._attempts.failures < self._reported_failures:
            return
        if now - self._reported.get(kind, -REPORT_AGAIN_SECONDS) < REPORT_AGAIN_SECONDS:
            return
        self._reported[kind] = now
        sentence = f"No certificate for {', '.join(self._settings.host_names)} ({kind}). {self._what_remains()}"
        self._incidents.report(PLACE, f"CertificateError: {kind}", sentence, text, now)

    def _what_remains(self) -> str:
        try:
            pair = self._folder.pair()
            return (
                f"The one in use ends at {_utc(pair.lifetime()[1].timestamp())}." if pair else "There is none in use."
            )
        except PairError:
            return "The one in use cannot be read."


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
