"""The gateway of these servers: gateway/ with the settings that ./run gives it."""

import sys
from pathlib import Path

from settings import gateway_environment

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "gateway"))
from certificates.own import prepare_certificate
from certificates.settings import Settings as CertificateSettings
from trainingzip_gateway.nginx import PROCESS_ID_FILE, takes_signals
from trainingzip_gateway.settings import SettingsError, load_settings

__all__ = [
    "PROCESS_ID_FILE", "CertificateSettings", "SettingsError", "certificates_command", "gateway_command", "gateway_environment",
    "load_settings", "prepare_certificate", "takes_signals",
]  # fmt: skip


def gateway_command(root: Path, config: Path):
    return [sys.executable, root / "gateway", "serve", "--config", config]


def certificates_command(root: Path, config: Path):
    return [sys.executable, root / "gateway" / "certificates", "--config", config]
