"""The certificate that is made on this machine: once, and again when a name is missing or the end is near."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .folder import CertificateFolder
from .pair import Pair, PairError, openssl

DAYS_VALID = 397  # what browsers accept at most
RENEW_BEFORE = timedelta(days=14)
ACME = "acme "


def prepare_certificate(path: Path, names: list[str], keep_issued=False):
    """Sees to a pair in the folder for DNS names and IP addresses. One without our file `names` is somebody's own and stays as
    it is; keep_issued: so does one that a certificate authority has issued (renewal.py)."""
    folder = CertificateFolder(path)
    wanted = "\n".join(names) + "\n"
    pair = folder.pair()
    if pair is not None:
        made_for = folder.made_for()
        if made_for is None or (keep_issued and made_for.startswith(ACME)):
            return
        if made_for == wanted and _lasts(pair):
            return
    folder.put_in(_make(names), wanted)


def _lasts(pair: Pair):
    try:
        return pair.lifetime()[1] > datetime.now(UTC) + RENEW_BEFORE
    except PairError:
        return False


def _make(names) -> Pair:
    alternatives = ",".join(f"{'IP' if _is_address(name) else 'DNS'}:{name}" for name in names)
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = Path(folder) / "server.crt", Path(folder) / "server.key"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", key, "-out", certificate, "-days", DAYS_VALID, "-subj", "/CN=Training.zip",
                "-addext", f"subjectAltName={alternatives}", "-addext", "extendedKeyUsage=serverAuth",
                "-addext", "keyUsage=critical,digitalSignature")  # fmt: skip
        return Pair.read(certificate, key)


def _is_address(name):
    return ":" in name or name.replace(".", "").isdigit()
