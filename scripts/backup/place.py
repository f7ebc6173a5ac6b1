"""Where one system keeps what a backup holds: its database, its storage and its keys."""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "serve"))
from settings import here, shared_setting

from fault import BackupError

# Settings of section [api] that name a key. The JWK set is made of the signing keys, but another server may start first.
KEYS = ("signing_key", "account_key", "service_token", "first_admin_password_file", "jwks")
# Those that everybody may read.
PUBLIC_KEYS = ("jwks",)


@dataclass(frozen=True)
class Place:
    database_url: str
    storage: Path
    keys: dict[str, Path]
    lock: Path | None = None  # Held by whoever works with the folder, as ./run does.


def place_of_folder(config: Path, environment, data: Path) -> Place:
    """What the servers see who are started with this configuration, environment and data folder."""
    data = data.resolve()

    def setting(key):
        value = here(shared_setting(config, environment, "api", key), data, data, {})
        # A server takes other relative paths from its working folder, which is not ours.
        if key != "database_url" and not Path(value).is_absolute():
            raise BackupError(f"{key} of section [api] is {value}: give it as an absolute path")
        return value

    try:
        storage = Path(setting("storage_root"))
        keys = {key: Path(setting(key)) for key in KEYS}
        return Place(setting("database_url"), storage, keys, data / "lock")
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise BackupError(f"{config} cannot be used: {error}") from error
