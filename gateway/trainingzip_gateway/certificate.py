"""Which certificate NGINX shows, and when it has changed."""

import subprocess
from pathlib import Path

from .settings import SettingsError


def existing_certificate(settings: dict) -> tuple[Path, Path]:
    """Certificate and key of the settings or, while one of them does not exist, a stand-in that no browser trusts: without
    one nobody could ask the authority for a real one."""
    given = settings["certificate"], settings["certificate_key"]
    if all(file.exists() for file in given):
        return given
    stand_in = settings["folder"] / "stand-in.crt", settings["folder"] / "stand-in.key"
    if not all(file.exists() for file in stand_in):
        _make(*stand_in)
    return stand_in


def stamp(files) -> list:
    """Another value for other files, wherever symbolic links lead."""
    found = []
    for file in files:
        try:
            status = file.stat()
            found.append((str(file), status.st_ino, status.st_mtime_ns, status.st_size))
        except OSError:
            found.append((str(file), None))
    return found


def _make(certificate, key):
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
               "-subj", "/CN=Training.zip without a certificate", "-keyout", key, "-out", certificate]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SettingsError(f"there is no certificate, and openssl cannot make a stand-in: {error}") from error
    key.chmod(0o600)
