"""Section [certificates] of config/trainingzip.toml."""

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path

from trainingzip_gateway.settings import Whole, load_settings

SECTION = "certificates"
LETS_ENCRYPT_STAGING = "https://acme-staging-v02.api.letsencrypt.org/directory"
MOST_NAMES = 100  # in one certificate of Let's Encrypt
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST_NAME = re.compile(rf"(?=.{{4,253}}$)({LABEL}\.)+(?=[a-z])[a-z0-9-]{{1,62}}[a-z0-9]")
# Top-level domains of local networks, which no authority confirms.
LOCAL = ("local", "localhost", "internal", "lan", "home", "invalid", "onion")


@dataclass(frozen=True)
class Settings:
    """The keys of the section; no host_names: no certificate is asked for."""

    host_names: tuple[str, ...]
    email: str
    staging: bool
    directory: str
    authority_file: str
    folder: Path
    acme_folder: Path
    webroot: Path
    check_seconds: int
    attempt_seconds: int
    retry_seconds: int
    longest_retry_seconds: int
    incident_folder: Path
    incident_api_url: str
    service_token: Path

    @staticmethod
    def load(config: Path, environment) -> "Settings":
        """Raises SettingsError as load_settings() does."""
        return Settings(**load_settings(config, environment, SECTION, _KEYS))

    @property
    def authority(self) -> str:
        """The address that is asked."""
        return LETS_ENCRYPT_STAGING if self.staging else self.directory


def own_names(config: Path, environment) -> list[str]:
    """Names and addresses for a certificate of our own: those under which the gateway is reached."""
    given = load_settings(config, environment)["host_names"]
    return list(dict.fromkeys(["localhost", "127.0.0.1", "::1", *(name.strip("[]") for name in given)]))


def public_names(text: str) -> tuple[str, ...]:
    """Names apart by blanks or commas. Raises ValueError for one that no certificate authority can confirm."""
    names = [name.rstrip(".") for name in re.split(r"[\s,]+", text.lower()) if name]
    for name in names:
        if _is_address(name) or name.split(".")[-1] in LOCAL or not HOST_NAME.fullmatch(name):
            raise ValueError(f"'{name}' is not a public host name like training.example")
    if len(names) > MOST_NAMES:
        raise ValueError(f"has {len(names)} names, and a certificate takes {MOST_NAMES}")
    return tuple(dict.fromkeys(names))


def _is_address(text):
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True


def _email(text):
    if text and not re.fullmatch(r"[^\s@,-][^\s@,]*@[^\s@,]+", text):
        raise ValueError(f"'{text}' is not one address")
    return text


def _directory(text):
    if not re.fullmatch(r"https://[^\s]+", text):
        raise ValueError(f"'{text}' is not an https address")
    return text


def _path(text):
    if not text:
        raise ValueError("is empty")
    return Path(os.path.abspath(text))


_SECONDS = Whole(1, 400 * 24 * 3600)

_KEYS = {
    "host_names": public_names,
    "email": _email,
    "staging": bool,
    "directory": _directory,
    "authority_file": lambda text: os.path.abspath(text) if text else "",
    "folder": _path,
    "acme_folder": _path,
    "webroot": _path,
    "check_seconds": _SECONDS,
    "attempt_seconds": _SECONDS,
    "retry_seconds": _SECONDS,
    "longest_retry_seconds": _SECONDS,
    "incident_folder": _path,
    "incident_api_url": str,
    "service_token": _path,
}
