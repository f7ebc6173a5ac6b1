"""The gateway of this household: gateway/ with the settings that ./run gives it."""

import sys
from pathlib import Path

from settings import gateway_environment

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "gateway"))
from trainingzip_gateway.settings import SettingsError, load_settings

__all__ = ["SettingsError", "gateway_command", "gateway_environment", "load_settings"]


def gateway_command(root: Path, config: Path):
    return [sys.executable, root / "gateway", "serve", "--config", config]
