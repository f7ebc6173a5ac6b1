"""Starts the five servers and the gateway, watches them, and stops them. Called by ./run when all is built."""

import argparse
import fcntl
import os
import resource
import secrets
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from addresses import PortChoice, host_names, is_free, listen_addresses, machine_names, may_bind, network_addresses
from backoff import LONGEST_SECONDS
from demo import MakeDemo
from fetch_models import FIRST_SECONDS, FetchModels
from gateway import (
    PROCESS_ID_FILE, CertificateSettings, SettingsError, certificates_command, gateway_command, gateway_environment,
    load_settings, prepare_certificate, takes_signals,
)  # fmt: skip
from processes import Process
from settings import SERVERS, configured_host_names, metrics_targets, server_environment, shared_setting

READY_SECONDS = 90
STOP_SECONDS = 15
DEATHS_BEFORE_GIVING_UP = 3
# A server that says this has started; what it waits for may come much later.
WAITING_FOR_MODELS = "waiting for models"


class StartError(Exception):
    """A sentence for the person who starts the servers."""


class Supervisor:
    """All processes of one data folder."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.data = arguments.data.resolve()
        self.began = time.monotonic() - arguments.elapsed
        self.stopping = False
        self.servers = []
        self.gateway = None
        self.certificates = None
        self.fetch_models = None
        self.demo = None
        self.port_choice = PortChoice()

    def say(self, text):
        print(f"[{time.monotonic() - self.began:3.0f}s] {text}", flush=True)

    def prepare(self):
        data, root = self.data, self.arguments.root
        for folder in ("logs", "secrets", "public", "gateway", "certificates", "storage", "metrics", "ports"):
            (data / folder).mkdir(parents=True, exist_ok=True)
        data.chmod(0o700)
        self.claim()
        token = data / "secrets" / "service_token"
        is_new = not token.exists()
        if is_new:
            token.touch(0o600)
            token.write_text(secrets.token_urlsafe(32) + "\n")
        addresses = listen_addresses(self.arguments.listen)
        if self.arguments.port == 0:
            self.arguments.port = self.port_choice.choose(1)[0]
        self.check_port(addresses, self.arguments.port, "--port")
        # Names with a certificate are names under which we are reached.
        issued = CertificateSettings.load(self.arguments.config, os.environ).host_names
        configured = [*configured_host_names(self.arguments.config, os.environ), *issued]
        try:
            hosts = host_names(self.arguments.listen, configured)
        except ValueError as error:
            raise StartError(f"host_names of section [api]: {error}") from error
        outside = [*network_addresses(), *machine_names()] if self.arguments.listen else []
        certified = ["localhost", "127.0.0.1", "::1", *outside, *(name.strip("[]").lower() for name in configured)]
        prepare_certificate(data / "certificates", list(dict.fromkeys(certified)), keep_issued=bool(issued))
        http_port = str(shared_setting(self.arguments.config, os.environ, "gateway", "http_port"))
        # One that is no number is refused below, with what else the gateway refuses.
        taken = {self.arguments.port, *(int(port) for port in [http_port] if port.isdigit())}
        chosen = self.port_choice.choose(2 * len(SERVERS), taken)
        ports = dict(zip(SERVERS, chosen))
        metrics_ports = dict(zip(SERVERS, chosen[len(SERVERS) :]))
        environment = server_environment(self.arguments.config, os.environ, data, self.arguments.models, ports,
                                         metrics_ports, self.arguments.device, hosts)  # fmt: skip
        self.write_targets(metrics_targets(self.arguments.config, environment))
        for name in SERVERS:
            program = self.arguments.binaries / f"trainingzip-{name}"
            if not program.exists():
                raise StartError(f"{program} is not built")
            port_file = data / "ports" / name
            command = [program, "--config", self.arguments.config, "--port-file", port_file]
            log = data / "logs" / f"{name}.log"
            self.servers.append(Process(name, command, log, environment, port=ports[name], port_file=port_file,
                                        longest_backoff=self.arguments.restart_seconds))  # fmt: skip
        for_gateway = gateway_environment(self.arguments.config, environment, data, self.arguments.models,
                                          self.arguments.page, ports, addresses, self.arguments.port)  # fmt: skip
        # What it would refuse is told before anything starts.
        http_port = load_settings(self.arguments.config, for_gateway)["http_port"]
        if http_port:
            self.check_port(addresses, http_port, "--http-port")
        self.fetch_models = FetchModels(self.arguments.fetch_models, self.arguments.models, data / "logs" / "models.log",
                                        self.arguments.models_seconds)  # fmt: skip
        if self.arguments.demo_folder:
            self.demo = MakeDemo(data, ports, self.arguments.demo_folder, self.arguments.demo_mirror, is_new)
        command = gateway_command(root, self.arguments.config)
        self.gateway = Process("gateway", command, data / "logs" / "gateway.log", for_gateway)
        if issued:
            command = certificates_command(root, self.arguments.config)
            self.certificates = Process("certificates", command, data / "logs" / "certificates.log", for_gateway)
        self.names = issued

    def check_port(self, addresses, port, option):
        for address in addresses:
            if not may_bind(address, port):
                raise StartError(f"port {port} needs root; choose one above 1023 with {option}, and lead {port} there")
            if not is_free(address, port):
                raise StartError(f"port {port} on {address} is taken; choose another with {option}")

    def write_targets(self, targets):
        """Whole or not at all: Prometheus may be reading it."""
        file = self.data / "metrics" / "targets.json"
        new = file.with_name("targets.json.new")
        new.write_text(targets)
        new.replace(file)

    def claim(self):
        """One supervisor a data folder: the lock file stays open, and with it the lock, as long as we live."""
        self.lock = (self.data / "lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StartError(
                f"another ./run works with {self.data}; stop it or choose another folder with --data"
            ) from error

    def start(self):
        for server in self.servers:
            server.start()
        self.wait_until_ready()
        if not self.stopping:
            (self.data / "gateway" / PROCESS_ID_FILE).unlink(missing_ok=True)
            self.gateway.start()
            self.wait_for_gateway()
        if self.certificates and not self.stopping:
            self.certificates.start()

    def wait_until_ready(self):
        deadline = time.monotonic() + READY_SECONDS
        waiting = {server.name: server for server in self.servers}
        reasons = {}
        while waiting and not self.stopping:
            for name, server in list(waiting.items()):
                server.watch(self.say)
                reasons[name] = server.unready_reason() if server.is_running() else "not running"
                if reasons[name] == "" or reasons[name].startswith(WAITING_FOR_MODELS):
                    del waiting[name]
                elif server.deaths >= DEATHS_BEFORE_GIVING_UP or time.monotonic() > deadline:
                    raise StartError(f"{name} does not become ready: {reasons[name]}\n{server.last_log_lines()}")
            time.sleep(0.05)

    def wait_for_gateway(self):
        deadline = time.monotonic() + 10
        while not takes_signals(self.data / "gateway") and not self.stopping:
            if not self.gateway.is_running() or time.monotonic() > deadline:
                raise StartError(f"the gateway does not start\n{self.gateway.last_log_lines()}")
            time.sleep(0.05)

    def announce(self):
        address = f"https://localhost:{self.arguments.port}"
        self.say("all servers have started" if self.fetch_models.missing() else "all servers are ready")
        print(f"\n    {address}\n", flush=True)
        for name in self.names:
            port = "" if self.arguments.port == 443 else f":{self.arguments.port}"
            print(f"    on the internet: https://{name}{port}", flush=True)
        if self.arguments.listen:
            for outside in network_addresses():
                print(f"    on this network: https://{outside}:{self.arguments.port}", flush=True)
        print(f"Metrics for Prometheus: {self.data / 'metrics' / 'targets.json'}", flush=True)
        for line in self.fetch_models.warning():
            print(line, flush=True)
        if self.names:
            log = self.data / "logs" / "certificates.log"
            print(
                f"The certificate for {', '.join(self.names)} comes from an authority; how that goes: {log}", flush=True
            )
        else:
            print("The certificate is our own, so the browser asks once.", flush=True)
        print("Ctrl-C stops everything.", flush=True)
        if self.arguments.ready_file:
            new = self.arguments.ready_file.with_name(self.arguments.ready_file.name + ".new")
            new.write_text(address + "\n")
            new.replace(self.arguments.ready_file)

    def watch(self):
        while not self.stopping:
            for process in [*self.servers, self.gateway, *([self.certificates] if self.certificates else [])]:
                process.watch(self.say)
            self.fetch_models.watch(self.say)
            if self.demo:
                self.demo.watch(self.say)
            time.sleep(0.05)

    def stop(self):
        """The door first, so that nobody is cut off in the middle of an answer; then the servers, all at once."""
        self.say("stopping")
        if self.fetch_models:
            self.fetch_models.stop()
        if self.demo:
            self.demo.stop()
        everybody_by_itself = True
        door = [process for process in (self.certificates, self.gateway) if process]
        for group in (door, self.servers):
            deadline = time.monotonic() + self.arguments.stop_seconds
            for process in group:
                process.ask_to_stop()
            for process in group:
                if not process.wait(deadline):
                    self.say(f"{process.name} did not stop within {self.arguments.stop_seconds} s and was killed")
                    everybody_by_itself = False
        self.say("stopped")
        return everybody_by_itself

    def on_signal(self, _number, _frame):
        self.stopping = True


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--binaries", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--page", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--listen", default="")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--restart-seconds", type=int, default=LONGEST_SECONDS)
    parser.add_argument("--stop-seconds", type=int, default=STOP_SECONDS)
    parser.add_argument("--ready-file", type=Path)
    parser.add_argument(
        "--models-seconds", type=float, default=FIRST_SECONDS, help="before models are looked for again"
    )
    parser.add_argument("--demo-folder", type=Path, help="for the clip of the demo training; without it none is made")
    parser.add_argument("--demo-mirror", action="append", default=[], help="where the clip is looked for first")
    parser.add_argument("fetch_models", nargs="*", help="the command that looks for the models")
    parser.add_argument("--elapsed", type=float, default=0.0, help="seconds that ./run has taken so far")
    return parser.parse_args()


def allow_many_connections():
    """Each connection is an open file; the usual limit of 1024 is for programs that count on small numbers."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65536), most))


def main():
    allow_many_connections()
    supervisor = Supervisor(parse_arguments())
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.on_signal)
    failed = False
    try:
        supervisor.prepare()
        supervisor.say("starting the servers")
        supervisor.start()
        if not supervisor.stopping:
            supervisor.announce()
        supervisor.watch()
    except (StartError, SettingsError) as error:
        print(f"error: {error}", file=sys.stderr, flush=True)
        failed = True
    stopped_by_itself = supervisor.stop()
    return 0 if stopped_by_itself and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
