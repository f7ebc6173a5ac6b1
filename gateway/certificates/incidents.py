"""Reports of faults on their way to the API server (POST /internal/incidents), in the form of libs/incident/incident.h.

Until the API server has taken one it waits in a folder, so neither a restart nor an API server that is away loses it.
"""

import hashlib
import http.client
import json
import platform
import secrets
import time
import urllib.error
import urllib.request
from pathlib import Path

MOST_WAITING = 100
LONGEST_TEXT_BYTES = 32 * 1024
REFUSED = (400, 413)


class Incidents:
    def __init__(self, folder: Path, api_url: str, service_token: Path, log):
        self._folder = folder
        self._url = f"{api_url}/internal/incidents"
        self._service_token = service_token
        self._log = log

    def report(self, place: str, kind: str, sentence: str, detail: str, now: float | None = None):
        """kind: the same word for the same fault. Nothing secret may be in the texts."""
        time_ms = int((time.time() if now is None else now) * 1000)
        incident = {
            "id": secrets.token_hex(16),
            "fingerprint": hashlib.sha256(f"{place}\n{kind}".encode()).hexdigest()[:32],
            "server": "gateway",
            "kind": "exception",
            "type": kind,
            "message": _sendable(sentence),
            "stackTrace": _sendable(detail),
            "place": place,
            "host": platform.node(),
            "system": _system(),
            "time": time_ms,
            "count": 1,
        }
        of_requests = (
            "requestId",
            "method",
            "url",
            "parameters",
            "headers",
            "body",
            "user",
            "clientAddress",
            "userAgent",
        )
        incident.update((name, "") for name in of_requests)
        self._folder.mkdir(parents=True, exist_ok=True)
        for oldest in self._waiting()[: -MOST_WAITING + 1]:
            self._log("error", "incident_dropped", file=oldest.name)
            oldest.unlink(missing_ok=True)
        file = self._folder / f"{time_ms:015d}-{incident['id']}.json"
        new = file.with_name(file.name + ".part")
        new.write_text(json.dumps(incident))
        new.replace(file)

    def deliver(self):
        """Call now and then. What cannot be brought now stays."""
        for file in self._waiting():
            try:
                status = self._send(file.read_bytes())
            except (OSError, http.client.HTTPException):
                return
            if status in REFUSED:
                self._log("error", "incident_refused", file=file.name, status=status)
            elif status >= 300:
                return
            file.unlink(missing_ok=True)

    def _waiting(self):
        return sorted(self._folder.glob("*.json"))

    def _send(self, body: bytes) -> int:
        # The token may be made after us.
        token = self._service_token.read_text().strip()
        request = urllib.request.Request(
            self._url, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}, method="POST"
        )
        # No proxy of the environment stands between our servers.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code


def _sendable(text: str) -> str:
    """Without control characters, of bounded length."""
    text = "".join("?" if (ord(one) < 0x20 and one not in "\n\t") or ord(one) == 0x7F else one for one in text)
    return text.encode("utf-8", "replace")[:LONGEST_TEXT_BYTES].decode("utf-8", "ignore")


def _system() -> str:
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    return ", ".join(part for part in (name, f"{platform.system()} {platform.release()}") if part)
