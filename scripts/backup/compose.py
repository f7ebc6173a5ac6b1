"""The system that deploy/compose.yaml makes: folders of the host, and a database inside of a container."""

import shutil
import subprocess
from pathlib import Path

from fault import BackupError
from place import Place
from postgresql_database import PostgresqlDatabase

# Below the data folder, as deploy/compose.yaml lays them out.
KEYS = {
    "signing_key": "secrets/signing_key.pem",
    "account_key": "secrets/account_key",
    "service_token": "secrets/service/token",
    "first_admin_password_file": "secrets/first_admin_password",
    "jwks": "public/jwks.json",
}
# The password lies where only the database can read it.
INSIDE = ("exec", "-T", "database", "sh", "-c", 'PGPASSWORD="$(cat "$POSTGRES_PASSWORD_FILE")" exec "$@"', "sh")
URL = "postgresql://trainingzip@127.0.0.1/trainingzip"


def program() -> list[str]:
    """docker compose, or what distributions had before it."""
    if (
        shutil.which("docker")
        and subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0
    ):
        return ["docker", "compose"]
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    raise BackupError("neither docker compose nor docker-compose is installed")


def data_folder(folder: Path, environment) -> Path:
    """TRAININGZIP_DATA, as compose reads it."""
    value = environment.get("TRAININGZIP_DATA")
    file = folder / ".env"
    if not value and file.exists():
        for line in file.read_text().splitlines():
            name, _, text = line.partition("=")
            if name.strip() == "TRAININGZIP_DATA":
                value = text.strip().strip("\"'")
    return (folder / (value or "./data")).resolve()


def system_of_compose(folder: Path, environment):
    """folder: that of compose.yaml and .env, in which compose must be called. The container of the database must run."""
    data = data_folder(folder, environment)
    if not data.is_dir():
        raise BackupError(f"there is no data folder {data}: start the service once")
    place = Place(URL, data / "storage", {name: data / path for name, path in KEYS.items()})
    return place, PostgresqlDatabase(URL, (*program(), *INSIDE), folder)
