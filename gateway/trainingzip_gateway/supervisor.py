"""Runs NGINX, and gives it a new configuration when names of copies have other addresses or the certificate has changed."""

import json
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from .budget import Budget
from .certificate import existing_certificate, stamp
from .copies import Copies, look_up
from .look_ups import LookUps
from .nginx import Nginx
from .render import SERVERS, render
from .settings import SettingsError, load_settings

TICK_SECONDS = 0.2


def say(level, event, **fields):
    time_now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = {"time": time_now, "level": level, "server": "gateway", "event": event, **fields}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)


class Supervisor:
    def __init__(self, config: Path, environment):
        self._config = config
        self._environment = environment
        self._settings = load_settings(config, environment)
        self._nginx = Nginx(self._settings["folder"])
        self._budget = None
        self._copies = {}
        self._look_ups = None
        self._rendered = None
        self._refused = None
        self._stopping = False
        self._wants_settings = False

    def run(self) -> int:
        """Until a signal says to stop: 0, or 1 where NGINX ended by itself or requests had to be cut off."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, self._on_stop)
        signal.signal(signal.SIGHUP, self._on_hang_up)
        self._make_folders()
        self._make_budget()
        self._find_copies()
        self._configure(self._inputs())
        self._nginx.start()
        say("info", "gateway started", copies=self._addresses())
        while not self._stopping:
            if self._nginx.has_ended():
                say("error", "NGINX has ended", code=self._nginx.child.returncode)
                return 1
            self._tick()
            time.sleep(TICK_SECONDS)
        say("info", "stopping")
        return 0 if self._nginx.stop(self._settings["stop_timeout_seconds"]) else 1

    def _on_stop(self, _number, _frame):
        self._stopping = True

    def _on_hang_up(self, _number, _frame):
        self._wants_settings = True

    def _tick(self):
        if self._wants_settings:
            self._wants_settings = False
            self._read_settings()
        if self._budget:
            self._budget.update(time.monotonic())
        for name, addresses in self._look_ups.found().items():
            if addresses != self._copies[name].addresses:
                self._copies[name].update(addresses, time.monotonic())
                say("info", "other copies", of=name, copies=addresses)
        inputs = self._inputs()
        if inputs in (self._rendered, self._refused) or not self._nginx.takes_signals():
            return
        try:
            self._configure(inputs)
        except (SettingsError, OSError) as error:
            # A certificate half written, for example: the present configuration goes on.
            self._refused = inputs
            say("error", "configuration refused", reason=str(error))
            return
        self._nginx.reload()
        say("info", "configuration reloaded", copies=self._addresses())

    def _read_settings(self):
        try:
            self._settings = load_settings(self._config, self._environment)
            self._make_folders()
        except (SettingsError, OSError) as error:
            say("error", "settings refused", reason=str(error))
            return
        self._make_budget()
        self._look_ups.stop()
        self._find_copies()
        self._rendered = None

    def _find_copies(self):
        configured = {name: self._settings[name] for name in SERVERS}
        before = self._addresses()
        first = {name: look_up(copies, before.get(name, [])) for name, copies in configured.items()}
        slow_start = self._settings["slow_start_seconds"]
        self._copies = {name: Copies(configured[name], slow_start, first[name]) for name in SERVERS}
        self._look_ups = LookUps(configured, first, self._settings["resolve_seconds"])

    def _addresses(self):
        return {name: copies.addresses for name, copies in self._copies.items()}

    def _inputs(self):
        """All that the configuration is made of and that may change."""
        now = time.monotonic()
        weights = {name: copies.weights(now) for name, copies in self._copies.items()}
        given = [self._settings["certificate"], self._settings["certificate_key"]]
        return {"weights": weights, "certificate": stamp(given)}

    def _configure(self, inputs):
        certificate, key = existing_certificate(self._settings)
        settings = {**self._settings, "certificate": certificate, "certificate_key": key}
        self._nginx.configure(render(settings, inputs["weights"], self._budget is not None))
        self._rendered = inputs
        self._refused = None

    def _make_budget(self):
        """Counts anew."""
        if self._budget:
            self._budget.close()
        self._budget = None
        if budget := self._settings["video_budget_bytes"]:
            self._budget = Budget(self._settings["folder"], budget, self._settings["video_budget_seconds"])

    def _make_folders(self):
        for folder in (self._settings["folder"], self._settings["cache_folder"]):
            folder.mkdir(parents=True, exist_ok=True)
