"""Ports and addresses of this machine."""

import random
import re
import socket
import subprocess

# Below the range that Linux hands out for outgoing connections, so that a port stays ours while its server restarts.
INNER_PORTS = range(20000, 32000)
HOST_NAME = re.compile(r"[a-z0-9._-]{1,253}|\[[0-9a-f:.]+\]")


def is_free(address, port):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def may_bind(address, port):
    """False where the port is kept for root."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError:
            return False
        except OSError:
            pass
    return True


class PortChoice:
    """
    Ports for servers that are going to listen. As long as it lives no other choice on this machine has the same: two ./run
    may start at once, and their servers take seconds until they listen.
    """

    def __init__(self):
        self.reservations = []

    def reserve(self, port):
        """By the name of a socket in the abstract namespace of unix(7), which is free again when its process ends."""
        reservation = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            reservation.bind(f"\0trainingzip-port-{port}")
        except OSError:
            reservation.close()
            return False
        self.reservations.append(reservation)
        return True

    def choose(self, count, taken=()):
        """Distinct ports on which nothing listens now, without those taken, where something is going to."""
        chosen = []
        for port in random.sample(INNER_PORTS, len(INNER_PORTS)):
            if port not in taken and is_free("127.0.0.1", port) and self.reserve(port):
                chosen.append(port)
                if len(chosen) == count:
                    return chosen
        raise RuntimeError("no free ports")


def has_ipv6_loopback():
    try:
        return is_free("::1", 0)
    except OSError:
        return False


def all_addresses():
    """Every address of this machine but those of loopback."""
    try:
        return subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return []


def network_addresses():
    """The IPv4 addresses by which others on the network reach this machine."""
    return [word for word in all_addresses() if ":" not in word and not word.startswith("172.17.")]


def machine_names():
    """What others on the network may call this machine: its host name, in multicast DNS too."""
    name = socket.gethostname().lower()
    short = name.split(".")[0]
    return [one for one in dict.fromkeys((name, short, f"{short}.local")) if HOST_NAME.fullmatch(one)]


def host_names(listen, configured):
    """The names and addresses under which the gateway is asked, as Host headers have them, without ports."""
    found = ["localhost", "127.0.0.1", "[::1]", *configured]
    if listen:
        found += machine_names()
        found += [
            f"[{one}]" if ":" in one else one for one in (*all_addresses(), listen) if one not in ("0.0.0.0", "::")
        ]
    names = list(dict.fromkeys(name.lower() for name in found))
    for name in names:
        if not HOST_NAME.fullmatch(name):
            raise ValueError(f"'{name}' is not a host name without a port")
    return names


def listen_addresses(listen):
    """What the gateway binds: loopback always, the address asked for besides."""
    loopback = ["127.0.0.1"] + (["::1"] if has_ipv6_loopback() else [])
    if listen in ("0.0.0.0", "::"):
        return ["0.0.0.0"] + (["::"] if len(loopback) == 2 else [])
    return loopback + ([listen] if listen not in ("", "localhost", *loopback) else [])
