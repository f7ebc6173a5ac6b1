"""A section of config/trainingzip.toml, [gateway] above all, with the environment laid over it, as the servers read theirs."""

import ipaddress
import os
import re
import tomllib
from pathlib import Path

SECTION = "gateway"


class SettingsError(Exception):
    """A sentence for the person who runs the gateway."""


def _variable(section, key):
    return f"TRAININGZIP_{section.upper()}_{key.upper()}"


def _plain_text(text):
    # What would end a quoted word of NGINX, or begin a variable in it.
    if re.search(r'["$\\\n;]', text):
        raise ValueError('may not hold one of " $ \\ ;')
    return text


def _path(text):
    if not text:
        raise ValueError("is empty")
    return Path(os.path.abspath(_plain_text(text)))


def _optional_path(text):
    return _path(text) if text else None


def _words(pattern, what):
    def read(text):
        words = text.split()
        for word in words:
            if not re.fullmatch(pattern, word):
                raise ValueError(f"'{word}' is not {what}")
        return words

    return read


def _addresses(text):
    words = text.split()
    if not words:
        raise ValueError("names no address")
    for word in words:
        ipaddress.ip_address(word.strip("[]"))
    return words


def _networks(text):
    for word in text.split():
        ipaddress.ip_network(word, strict=False)
    return text.split()


def _copies(text):
    words = _words(r"(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):[0-9]{1,5}", "a name or an address with a port")(text)
    if not words:
        raise ValueError("names no copy")
    return words


def _origins(text):
    return _words(r"\*|[a-z0-9+.-]+://[a-z0-9.:_\[\]-]+", "an origin like https://example.org")(text)


def _host_names(text):
    return _words(r"[a-z0-9._-]{1,253}|\[[0-9a-f:.]+\]", "a host name without a port")(text.lower())


class Whole:
    def __init__(self, least, most):
        self.least = least
        self.most = most

    def __call__(self, value):
        if not self.least <= value <= self.most:
            raise ValueError(f"is not in {self.least}..{self.most}")
        return value


_PORT, _OPTIONAL_PORT = Whole(1, 65535), Whole(0, 65535)
_SECONDS, _OPTIONAL_SECONDS = Whole(1, 400 * 24 * 3600), Whole(0, 400 * 24 * 3600)
_COUNT, _OPTIONAL_COUNT = Whole(1, 1_000_000), Whole(0, 1_000_000)
_BYTES, _OPTIONAL_BYTES = Whole(1, 1 << 50), Whole(0, 1 << 50)

# How each key is read: a function of a text, a range of whole numbers, or bool.
KEYS = {
    "address": _addresses,
    "port": _PORT,
    "public_port": _OPTIONAL_PORT,
    "http_port": _OPTIONAL_PORT,
    "webroot": _optional_path,
    "host_names": _host_names,
    "allowed_origins": _origins,
    "certificate": _path,
    "certificate_key": _path,
    "tls_protocols": _words(r"TLSv1\.[23]", "TLSv1.2 or TLSv1.3"),
    "tls_ciphers": _plain_text,
    "strict_transport_security_seconds": _OPTIONAL_SECONDS,
    "page": _path,
    "models": _path,
    "folder": _path,
    "access_log": _path,
    "error_log": _path,
    "workers": _OPTIONAL_COUNT,
    "worker_connections": _COUNT,
    "worker_shutdown_timeout_seconds": _SECONDS,
    "stop_timeout_seconds": _SECONDS,
    "api": _copies,
    "upload": _copies,
    "streaming": _copies,
    "resolve_seconds": _SECONDS,
    "slow_start_seconds": _OPTIONAL_SECONDS,
    "copy_failures": _COUNT,
    "copy_pause_seconds": _SECONDS,
    "copy_connections": _COUNT,
    "copy_idle_seconds": _SECONDS,
    "connect_timeout_seconds": _SECONDS,
    "send_timeout_seconds": _SECONDS,
    "answer_timeout_seconds": _SECONDS,
    "video_send_timeout_seconds": _SECONDS,
    "video_answer_timeout_seconds": _SECONDS,
    "preview_timeout_seconds": _SECONDS,
    "head_timeout_seconds": _SECONDS,
    "client_timeout_seconds": _SECONDS,
    "idle_timeout_seconds": _SECONDS,
    "trusted_proxies": _networks,
    "trusted_proxy_header": lambda text: _words(r"[A-Za-z][A-Za-z0-9-]*", "the name of a header")(text)[0],
    "operators": _networks,
    "requests_per_second": _COUNT,
    "requests_burst": _COUNT,
    "account_requests_per_second": _COUNT,
    "account_requests_burst": _COUNT,
    "sign_ins_per_second": _COUNT,
    "sign_ins_burst": _COUNT,
    "connections_per_address": _COUNT,
    "uploads_per_address": _COUNT,
    "videos_per_address": _COUNT,
    "video_budget_bytes": _OPTIONAL_BYTES,
    "video_budget_seconds": _SECONDS,
    "body_limit_bytes": _BYTES,
    "picture_limit_bytes": _BYTES,
    "video_limit_bytes": _OPTIONAL_BYTES,
    "cache": bool,
    "list_cache_seconds": _OPTIONAL_SECONDS,
    "pose_cache_seconds": _OPTIONAL_SECONDS,
    "picture_cache_seconds": _OPTIONAL_SECONDS,
    "document_cache_seconds": _OPTIONAL_SECONDS,
    "video_cache_seconds": _OPTIONAL_SECONDS,
    "cache_folder": _path,
    "cache_bytes": _BYTES,
    "video_cache_bytes": _BYTES,
    "cache_idle_seconds": _SECONDS,
}


def load_settings(config: Path, environment, section=SECTION, keys=None) -> dict:
    """Every key of the section with its value; paths are absolute. keys: how each is read, those of [gateway] where nothing is
    said. Raises SettingsError where a key or a variable is unknown or missing, or a value is none of its kind."""
    keys = KEYS if keys is None else keys
    try:
        sections = tomllib.loads(config.read_text())
    except OSError as error:
        raise SettingsError(f"cannot read '{config}': {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{config}: {error}") from error
    own = sections.get(section)
    if not isinstance(own, dict):
        raise SettingsError(f"the section [{section}] is missing")
    unknown = sorted(own.keys() - keys.keys())
    prefix = _variable(section, "")
    known_variables = {_variable(section, key) for key in keys}
    unknown += sorted(name for name in environment if name.startswith(prefix) and name not in known_variables)
    if unknown:
        raise SettingsError(f"[{section}] has settings that do not exist: {', '.join(unknown)}")
    return {key: _read(section, key, kind, sections, environment) for key, kind in keys.items()}


def _read(section, key, kind, sections, environment):
    if key not in sections[section]:
        raise SettingsError(f"[{section}] lacks the key '{key}'")
    value = sections[section][key]
    if _variable(section, key) in environment:
        value = environment[_variable(section, key)]
    elif isinstance(value, str) and (named := re.fullmatch(r"\[(\w+)\]", value)):
        section = named[1]
        value = environment.get(_variable(section, key), sections.get(section, {}).get(key))
    try:
        return _convert(kind, value)
    except ValueError as error:
        raise SettingsError(f"[{section}] {key}: {error}") from error


def _convert(kind, value):
    if kind is bool:
        if value in (True, "true"):
            return True
        if value in (False, "false"):
            return False
        raise ValueError(f"'{value}' must be true or false")
    if isinstance(kind, Whole):
        if isinstance(value, bool) or not re.fullmatch(r"[0-9]+", str(value)):
            raise ValueError(f"'{value}' must be a whole number")
        return kind(int(value))
    if not isinstance(value, str):
        raise ValueError(f"'{value}' must be a text in quotes")
    return kind(value)
