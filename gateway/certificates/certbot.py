"""Asks an ACME server (RFC 8555) for a certificate, through Certbot and the folder that the gateway shows on port 80."""

import os
import re
import signal
import subprocess
from datetime import UTC, datetime

from .pair import Pair, PairError

LINEAGE = "trainingzip"
HOUR = 3600


class AcmeError(Exception):
    """kind: a short word for programs, like "dns" or "rateLimited"; the text is for the operator. held_until: seconds since
    1970 before which the authority will not hear us, 0 where it has not said so."""

    def __init__(self, kind: str, text: str, held_until: float = 0):
        super().__init__(text)
        self.kind = kind
        self.held_until = held_until


class Certbot:
    def __init__(self, settings):
        self._settings = settings
        self._child = None
        # An account belongs to one authority, and so do the certificates that Certbot renews.
        self._folder = settings.acme_folder / re.sub(r"[^a-z0-9.-]+", "-", settings.authority.split("://")[-1].lower())

    def obtain(self) -> Pair:
        """Throws AcmeError."""
        output = self._run(self._command())
        live = self._folder / "config" / "live" / LINEAGE
        try:
            return Pair.read(live / "fullchain.pem", live / "privkey.pem")
        except (OSError, PairError) as error:
            raise AcmeError("certbot", f"Certbot left no certificate: {error}\n{output}") from error

    def stop(self):
        """From a signal handler, too."""
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)

    def _command(self):
        settings = self._settings
        command = [
            "certbot", "certonly", "--non-interactive", "--agree-tos", "--no-eff-email", "--no-directory-hooks",
            "--authenticator", "webroot", "--webroot-path", settings.webroot, "--preferred-challenges", "http",
            "--server", settings.authority, "--cert-name", LINEAGE, "--key-type", "ecdsa",
            "--elliptic-curve", "secp256r1", "--force-renewal", "--renew-with-new-domains",
            "--config-dir", self._folder / "config", "--work-dir", self._folder / "work",
            "--logs-dir", self._folder / "logs", "--max-log-backups", "20",
        ]  # fmt: skip
        command += ["--email", settings.email] if settings.email else ["--register-unsafely-without-email"]
        for name in settings.host_names:
            command += ["--domain", name]
        return [str(word) for word in command]

    def _run(self, command) -> str:
        # Of the account that runs us no setting of Certbot counts.
        environment = {
            **os.environ,
            "HOME": str(self._folder),
            "XDG_CONFIG_HOME": str(self._folder),
            "LC_ALL": "C.UTF-8",
        }
        if self._settings.authority_file:
            environment["REQUESTS_CA_BUNDLE"] = str(self._settings.authority_file)
        try:
            self._settings.webroot.mkdir(parents=True, exist_ok=True)
            self._folder.mkdir(parents=True, exist_ok=True)
            with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  text=True, errors="replace", env=environment, start_new_session=True) as self._child:  # fmt: skip
                output = self._wait()
                code = self._child.returncode
        except OSError as error:
            # Also where it is not installed.
            raise AcmeError("certbot", f"Certbot cannot be started: {error}") from error
        finally:
            self._child = None
        if code != 0:
            raise failure(output.replace(self._settings.email or "\0", "[masked]"), code)
        return output

    def _wait(self) -> str:
        try:
            return self._child.communicate(timeout=self._settings.attempt_seconds)[0]
        except subprocess.TimeoutExpired as error:
            os.killpg(self._child.pid, signal.SIGKILL)
            output = self._child.communicate()[0]
            raise AcmeError("certbot", f"no answer within {self._settings.attempt_seconds:g} s\n{output}") from error


def failure(output: str, code: int) -> AcmeError:
    """What Certbot's output says of why there is no certificate."""
    text = output.strip()[-4000:] or f"certbot ended with exit code {code}"
    if re.search(
        r"rateLimited|too many (certificates|failed authorizations|new orders|requests|registrations)", output, re.I
    ):
        return AcmeError("rateLimited", text, _told_time(output))
    kind = re.search(r"^\s*Type:\s*(\w+)", output, re.M) or re.search(r"urn:ietf:params:acme:error:(\w+)", output)
    return AcmeError(kind[1] if kind else "certbot", text)


def _told_time(output: str) -> float:
    """Boulder writes "retry after 2026-12-01 10:00:00 UTC"; else an hour, which is the shortest of its windows."""
    told = re.search(r"retry after (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)", output, re.I)
    if not told:
        return datetime.now(UTC).timestamp() + HOUR
    return datetime.strptime(f"{told[1]} {told[2]}", "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC).timestamp()
