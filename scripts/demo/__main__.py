"""Makes the demo training of a data folder, by the API and through the same servers as anybody's: once. What was begun and not
ended goes on where it stopped; what somebody has deleted does not come back. Ends with 0 whatever comes of it: a service
without a demo is a whole service. What happened is in the lines of JSON that it prints (docs/logs.md)."""

import argparse
import contextlib
import json
import secrets
import signal
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "model_files"))
from model_folder import ModelFolder
from places import Mirror, Upstream
from record import Record
from service import Refused, Service

HERE = Path(__file__).parent
LONGEST_SECONDS = 3600
PAUSE_SECONDS = 1
# An access token is good for 10 minutes.
SIGN_IN_SECONDS = 300


class Log:
    """The form of the servers' logs."""

    def info(self, event, **fields):
        self._write("info", event, fields)

    def warning(self, event, **fields):
        self._write("warning", event, fields)

    @staticmethod
    def _write(level, event, fields):
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"time": now, "level": level, "server": "demo", "event": event, **fields}
        print(json.dumps(line, ensure_ascii=False), flush=True)


class Demo:
    def __init__(self, description, record: Record, service: Service, folder: Path, mirrors, log: Log):
        self._description = description
        self._record = record
        self._service = service
        self._clips = ModelFolder(description, folder, folder, [*mirrors, Upstream()])
        self._log = log
        self._signed_in = -SIGN_IN_SECONDS

    def make(self):
        if self._record.state in ("ready", "removed"):
            self._record.publish()
            return
        self._record.change(state="making")
        clip = self._obtain_clip()
        if clip is None:
            self._record.change(state="failed")
            return
        try:
            self._make_with(clip)
        except Refused as refused:
            self._record.change(state="failed")
            self._log.warning("demo_failed", reason=str(refused))
        with contextlib.suppress(Refused):
            self._service.sign_out()

    def _obtain_clip(self):
        path = self._description["file"][0]["path"]
        missing = self._clips.prepare("demo")
        for reasons in missing.values():
            self._log.warning("demo_clip_missing", path=path, reason="; ".join(reasons))
        return None if missing else self._clips.folder / path

    def _make_with(self, clip):
        self._sign_in()
        if not self._record.training:
            training = self._service.create_training(self._description["training"])
            self._record.change(trainingId=training)
        training = self._record.training
        progress = self._service.progress(training)
        if progress and progress["state"] in ("CREATED", "UPLOADING"):
            self._service.send_video(training, clip.name, clip.read_bytes())
            self._log.info("demo_sent", training_id=training)
        elif progress and progress["state"] == "FAILED":
            self._service.retry(training)
        self._wait_for(training)

    def _wait_for(self, training):
        deadline = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < deadline:
            self._sign_in()
            progress = self._service.progress(training)
            if progress is None:
                self._record.change(state="removed")
                self._log.info("demo_removed", training_id=training)
                return
            if progress["state"] == "READY":
                self._record.change(state="ready")
                self._log.info("demo_ready", training_id=training)
                return
            if progress["state"] == "FAILED":
                raise Refused((progress.get("failure") or {}).get("message", "the video could not be processed"))
            time.sleep(PAUSE_SECONDS)
        raise Refused(f"it was not ready within {LONGEST_SECONDS} s")

    def _sign_in(self):
        now = time.monotonic()
        if now - self._signed_in < SIGN_IN_SECONDS:
            return
        account = self._record.content.get("account")
        if account and self._record.content.get("hasAccount"):
            self._service.sign_in(account)
        else:
            self._sign_up(account or {**self._description["account"], "password": secrets.token_urlsafe(32)})
        self._signed_in = now

    def _sign_up(self, account):
        # Remembered first: whoever is stopped in between can still sign in.
        self._record.change(account=account)
        try:
            self._service.sign_up(account)
        except Refused as refused:
            if refused.code not in ("0001", "0007"):
                raise
            self._service.sign_in(account)
        self._record.change(hasAccount=True)


def parse_arguments():
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder of the servers")
    parser.add_argument("--address", help="of the service, such as https://training.example")
    parser.add_argument("--api", help="of the API server, in place of --address")
    parser.add_argument("--upload", help="of the upload server, likewise")
    parser.add_argument("--folder", type=Path, default=HERE.parents[1] / ".deps" / "media", help="for the clip")
    parser.add_argument("--mirror", action="append", default=[], help="a folder or an address to look in first")
    parser.add_argument("--description", type=Path, default=HERE / "demo.toml", help="another demo than ours")
    arguments = parser.parse_args()
    if arguments.address:
        arguments.api = arguments.address.rstrip("/") + "/api"
        arguments.upload = arguments.api + "/upload"
    if not (arguments.api and arguments.upload):
        parser.error("needs --address, or --api and --upload")
    return arguments


def main():
    arguments = parse_arguments()
    # Whoever stops us finds a record of how far it came.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    description = tomllib.loads(arguments.description.read_text())
    log = Log()
    try:
        record = Record(arguments.data, description["credit"])
        arguments.folder.mkdir(parents=True, exist_ok=True)
        mirrors = [Mirror(text) for text in dict.fromkeys(arguments.mirror) if text]
        service = Service(arguments.api, arguments.upload)
        Demo(description, record, service, arguments.folder, mirrors, log).make()
    except (OSError, ValueError) as error:
        log.warning("demo_failed", reason=str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
