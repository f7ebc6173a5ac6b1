"""Host names of a test, whose addresses the file in TEST_NAMES has."""

import json
import os
import socket

_real = socket.getaddrinfo


def _look_up(host, port, *arguments, **options):
    with open(os.environ["TEST_NAMES"], encoding="utf-8") as file:
        names = json.load(file)
    if host not in names:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    if names[host] is None:
        raise socket.gaierror(socket.EAI_AGAIN, "nobody answers")
    return [found for address in names[host] for found in _real(address, port, *arguments, **options)]


socket.getaddrinfo = _look_up
