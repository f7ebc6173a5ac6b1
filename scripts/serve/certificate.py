"""The certificate of the gateway: made once, and again when a name is missing or the end is near."""

import subprocess
from pathlib import Path

DAYS_VALID = 397  # what browsers accept at most
RENEW_BEFORE_SECONDS = 14 * 24 * 3600


def prepare_certificate(folder: Path, names: list[str]):
    """Makes server.crt and server.key for DNS names and IP addresses. A pair without our file `names` is somebody's own
    and stays as it is."""
    certificate, key, ours = folder / "server.crt", folder / "server.key", folder / "names"
    wanted = "\n".join(names) + "\n"
    if certificate.exists() and key.exists():
        if not ours.exists():
            return
        if ours.read_text() == wanted and _is_valid_for(certificate, RENEW_BEFORE_SECONDS):
            return
    folder.mkdir(parents=True, exist_ok=True)
    alternatives = ",".join(f"{'IP' if _is_address(name) else 'DNS'}:{name}" for name in names)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", key, "-out", certificate, "-days", str(DAYS_VALID), "-subj", "/CN=Training.zip",
         "-addext", f"subjectAltName={alternatives}", "-addext", "extendedKeyUsage=serverAuth",
         "-addext", "keyUsage=critical,digitalSignature"],
        check=True, capture_output=True)  # fmt: skip
    key.chmod(0o600)
    ours.write_text(wanted)


def _is_address(name):
    return ":" in name or name.replace(".", "").isdigit()


def _is_valid_for(certificate, seconds):
    check = ["openssl", "x509", "-in", certificate, "-noout", "-checkend", str(seconds)]
    return subprocess.run(check, capture_output=True, check=False).returncode == 0
