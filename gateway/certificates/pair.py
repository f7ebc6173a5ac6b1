"""A certificate with its key, as PEM: whose it is, how long it lasts, and whether it can be used."""

import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

PEM_END = "-----END CERTIFICATE-----"


class PairError(Exception):
    """A sentence for the operator."""


def openssl(*arguments, text="") -> str:
    """Standard output. Throws PairError with what openssl says."""
    try:
        done = subprocess.run(
            ["openssl", *map(str, arguments)], input=text, capture_output=True, text=True, check=False, timeout=30)  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PairError(f"openssl: {error}") from error
    if done.returncode != 0:
        raise PairError((done.stderr or done.stdout).strip()[:2000])
    return done.stdout


class Pair:
    """chain: the certificate of the server first, then those that signed it."""

    def __init__(self, chain: str, key: str):
        self.chain = chain
        self.key = key

    @staticmethod
    def read(chain: Path, key: Path) -> "Pair":
        """Throws OSError, PairError."""
        try:
            return Pair(chain.read_text(), key.read_text())
        except UnicodeDecodeError as error:
            raise PairError(f"{chain} or its key is not PEM") from error

    def lifetime(self) -> tuple[datetime, datetime]:
        """From when until when the certificate of the server is valid. Throws PairError."""
        text = openssl("x509", "-noout", "-startdate", "-enddate", "-dateopt", "iso_8601", text=self.chain)
        dates = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        begin, end = (
            datetime.strptime(dates[name], "%Y-%m-%d %H:%M:%SZ").replace(tzinfo=UTC)
            for name in ("notBefore", "notAfter")
        )
        return begin, end

    def check(self, names):
        """Throws PairError unless the key is that of the certificate, the certificate holds now for each of the names, and
        the certificates that come with it have signed it."""
        if openssl("x509", "-noout", "-pubkey", text=self.chain) != openssl("pkey", "-pubout", text=self.key):
            raise PairError("the key is not that of the certificate")
        leaf, _, signers = self.chain.partition(PEM_END)
        leaf += PEM_END + "\n"
        with tempfile.TemporaryDirectory() as folder:
            trusted = Path(folder) / "trusted"
            # One that comes alone was signed by a root, which clients have.
            trusted.write_text(signers if "BEGIN CERTIFICATE" in signers else leaf)
            for name in names:
                openssl("verify", "-partial_chain", "-no-CApath", "-no-CAstore", "-purpose", "sslserver",
                        "-verify_hostname", name, "-trusted", trusted, text=leaf)  # fmt: skip
