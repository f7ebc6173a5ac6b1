"""The copies of a server: their names looked up, and how much of the load each has."""

import ipaddress
import socket

FULL_WEIGHT = 10
HALF_WEIGHT = 5
FIRST_WEIGHT = 1


def look_up(copies: list[str], before: list[str]) -> list[str]:
    """The addresses with ports of what [gateway] names, in a stable order. `before` is the previous result, which stays
    for a name about which nobody could be asked; a name that does not exist has no copies."""
    found = set()
    for copy in copies:
        host, _, port = copy.rpartition(":")
        if _is_address(host):
            found.add(copy)
            continue
        try:
            answers = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno not in (socket.EAI_NONAME, socket.EAI_NODATA):
                # Those of other names too: better one that is gone, and fails at once, than none.
                found.update(before)
            continue
        for family, _, _, _, address in answers:
            found.add(f"[{address[0]}]:{port}" if family == socket.AF_INET6 else f"{address[0]}:{port}")
    return sorted(found)


def _is_address(host):
    try:
        ipaddress.ip_address(host.strip("[]"))
        return True
    except ValueError:
        return False


class Copies:
    """The copies of one server over time. Those that are there at first have all their load at once; one that joins them
    takes it on step by step."""

    def __init__(self, configured: list[str], slow_start_seconds: int, addresses: list[str]):
        self.configured = configured
        self.addresses = addresses
        self._slow_start_seconds = slow_start_seconds
        self._joined_at = dict.fromkeys(addresses)

    def update(self, addresses: list[str], now: float):
        alone = not self.addresses
        self._joined_at = {address: self._joined_at.get(address, None if alone else now)
                           for address in addresses}  # fmt: skip
        self.addresses = addresses

    def weights(self, now: float) -> list[tuple[str, int]]:
        return [(address, self._weight(self._joined_at[address], now)) for address in self.addresses]

    def _weight(self, joined_at, now):
        age = self._slow_start_seconds if joined_at is None else now - joined_at
        if age >= self._slow_start_seconds:
            return FULL_WEIGHT
        return FIRST_WEIGHT if age < self._slow_start_seconds / 2 else HALF_WEIGHT
