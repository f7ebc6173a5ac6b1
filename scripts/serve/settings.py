"""What ./run tells the servers besides config/trainingzip.toml: folders, ports, each other's addresses.

The shipped file is written for one working folder and for fixed ports. Each value that names the folder data/, the
folder .deps/models/, or a server's address is given again through the environment, with what it is here.
"""

import json
import re
import tomllib
from pathlib import Path

# In the order of starting.
SERVERS = ("api", "pose", "shape", "upload", "streaming")


def variable(section, key):
    return f"TRAININGZIP_{section.upper()}_{key.upper()}"


def shared_setting(config: Path, environment, section, key) -> str:
    """The value as the servers see it."""
    return environment.get(variable(section, key), tomllib.loads(config.read_text())[section][key])


def here(value: str, data: Path, models: Path, new_ports: dict[int, int]):
    """The value with the folders and ports of this data folder's servers, the same text when it names none."""
    # A path by itself, or behind the scheme of a database.
    value = re.sub(r"^(sqlite:(?://)?)?data(?=/|$)", lambda match: (match[1] or "") + str(data), value)
    value = re.sub(r"^\.deps/models(?=/|$)", lambda match: str(models), value)
    return re.sub(r"\b127\.0\.0\.1:(\d+)", lambda match: f"127.0.0.1:{new_ports.get(int(match[1]), match[1])}", value)


def metrics_targets(config: Path, environment) -> str:
    """The addresses of GET /metrics for Prometheus (file_sd_configs). An empty address switches them off."""
    sections = tomllib.loads(config.read_text())
    targets = []
    for name in SERVERS:
        address, port = (
            environment.get(variable(name, key), str(sections[name][key]))
            for key in ("metrics_address", "metrics_port")
        )
        if address:
            host = f"[{address}]" if ":" in address else address
            targets.append({"targets": [f"{host}:{port}"], "labels": {"server": name}})
    return json.dumps(targets, indent=2) + "\n"


def configured_host_names(config: Path, given) -> list[str]:
    """The names under which people reach us, as far as somebody has set them."""
    return shared_setting(config, given, "api", "host_names").split()


def server_environment(config: Path, given, data: Path, models: Path, ports, metrics_ports, device, hosts):
    """Variables for all servers. given: the environment we were started with, whose own settings win; hosts: all names
    under which people reach us."""
    sections = tomllib.loads(config.read_text())
    new_ports = {sections[name]["port"]: ports[name] for name in SERVERS}
    variables = {}
    for name in SERVERS:
        for key, value in sections[name].items():
            if key in ("port", "metrics_port"):
                variables[variable(name, key)] = str((ports if key == "port" else metrics_ports)[name])
                continue
            changed = value
            if key == "device":
                changed = device
            elif isinstance(value, str):
                changed = here(value, data, models, new_ports)
            if changed != value and variable(name, key) not in given:
                variables[variable(name, key)] = changed
    variables[variable("api", "host_names")] = " ".join(hosts)
    return {**given, **variables}


def _moved(config: Path, environment, section, data: Path, models: Path, ports):
    """Variables for the keys of the section whose values are other ones here, unless somebody has set them."""
    sections = tomllib.loads(config.read_text())
    new_ports = {sections[name]["port"]: ports[name] for name in SERVERS}
    variables = {}
    for key, value in sections[section].items():
        changed = here(value, data, models, new_ports) if isinstance(value, str) else value
        if changed != value and variable(section, key) not in environment:
            variables[variable(section, key)] = changed
    return variables


def gateway_environment(config: Path, environment, data: Path, models: Path, page: Path, ports, addresses, port):
    """Variables for the gateway, which listens on these addresses and this port, and for what keeps its certificate new.
    environment: that of the servers, whose own settings win but for where everybody listens."""
    variables = {}
    for section in ("gateway", "certificates"):
        variables.update(_moved(config, environment, section, data, models, ports))
    variables[variable("gateway", "address")] = " ".join(addresses)
    variables[variable("gateway", "port")] = str(port)
    variables[variable("gateway", "page")] = str(page)
    return {**environment, **variables}
