"""What deploy/backup and deploy/restore have in common: options, messages, and how they end."""

import argparse
import os
import re
import signal
import sys
import time
from pathlib import Path

from compose import system_of_compose
from databases import database_of
from fault import BackupError
from place import place_of_folder

ROOT = Path(__file__).resolve().parent.parent.parent
BEGAN = time.monotonic()


def say(text: str):
    # The archive may go to the standard output.
    print(f"[{time.monotonic() - BEGAN:3.0f}s] {text}", file=sys.stderr, flush=True)


def parser_of(program: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"deploy/{program}", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=ROOT / "data", metavar="FOLDER", help="the folder of ./run --data (default: data)"
    )
    parser.add_argument(
        "--config",
        type=Path,
        default=ROOT / "config" / "trainingzip.toml",
        metavar="FILE",
        help="the settings of the servers; variables TRAININGZIP_API_... count as for them",
    )
    parser.add_argument(
        "--compose", action="store_true", help="the service of deploy/compose.yaml; its database must run"
    )
    return parser


def system_of(arguments):
    """Where the system keeps its data, and its database."""
    if arguments.compose:
        return system_of_compose(ROOT / "deploy", os.environ)
    place = place_of_folder(arguments.config, os.environ, arguments.data)
    return place, database_of(place.database_url)


def version() -> str:
    return re.search(r"^project\(trainingzip VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)[1]


def run(action):
    """Runs a command; a signal ends it as an error does, so that nothing is left behind."""

    def stop(number, _frame):
        raise BackupError(f"stopped by {signal.Signals(number).name}")

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        action()
    except (BackupError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
