"""Keeps the certificate of the gateway new, as section [certificates] of the configuration says.

    python3 gateway/certificates --config config/trainingzip.toml

runs until it is stopped. Without names in the configuration it has nothing to do, says so and ends.
"""

import argparse
import json
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from certificates.incidents import Incidents
from certificates.own import prepare_certificate
from certificates.pair import PairError
from certificates.renewal import REPORTED_FAILURES, Renewal
from certificates.settings import Settings, own_names
from trainingzip_gateway.settings import SettingsError

FAILED, DONE = 1, 0


def log(level, event, **details):
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = {"time": now, "level": level, "server": "certificates", "event": event, **details}
    print(json.dumps(line, ensure_ascii=False), flush=True)


def parse_arguments():
    parser = argparse.ArgumentParser(prog="certificates", description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--config", type=Path, required=True, help="config/trainingzip.toml")
    parser.add_argument("--own", action="store_true", help="make one of our own where there is none, then end")
    parser.add_argument("--once", action="store_true", help="one attempt where a certificate is needed, then end")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    try:
        settings = Settings.load(arguments.config, os.environ)
        if arguments.own:
            prepare_certificate(
                settings.folder, own_names(arguments.config, os.environ), keep_issued=bool(settings.host_names)
            )
            return DONE
    except (SettingsError, PairError, OSError) as error:
        print(f"error: {error}", file=sys.stderr, flush=True)
        return FAILED
    if not settings.host_names:
        log("info", "no_host_names")
        return DONE
    incidents = Incidents(settings.incident_folder, settings.incident_api_url, settings.service_token, log)
    renewal = Renewal(settings, incidents, log, 1 if arguments.once else REPORTED_FAILURES)
    stopped = threading.Event()

    def stop(_number, _frame):
        stopped.set()
        renewal.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    log("info", "started", names=" ".join(settings.host_names), authority=settings.authority)
    while not stopped.is_set():
        renewal.step(time.time())
        incidents.deliver()
        if arguments.once:
            return FAILED if renewal.reason(time.time()) else DONE
        stopped.wait(settings.check_seconds)
    log("info", "stopped")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
