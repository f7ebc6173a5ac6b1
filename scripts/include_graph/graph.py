"""Which file includes which header, and who may see it."""

import re
import subprocess
from collections import defaultdict

_INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
_ROOTS = ("libs", "services", "benchmarks")


def sources_of_project(root):
    """All C++ files below _ROOTS that git knows or would add."""
    listed = subprocess.run(
        [
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "--",
            *(f"{folder}/*.{ending}" for folder in _ROOTS for ending in ("h", "cpp")),
        ],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    return sorted({path for path in listed if (root / path).is_file()})


def includes_of(root, path):
    """The headers of the project that a file includes, as paths from the root; None for one that does not exist."""
    for written in _INCLUDE.findall((root / path).read_text(encoding="utf-8")):
        found = [f"{folder}/{written}" for folder in _ROOTS if (root / folder / written).is_file()]
        yield written, found[0] if found else None


def owners_of_headers(targets):
    """The targets that have each header."""
    owners = defaultdict(list)
    for target in targets.values():
        for header in target.headers:
            owners[header].append(target.name)
    return owners


def visible_targets(targets, name):
    """The target and all that it links, also by way of others."""
    seen, waiting = set(), [name]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += targets[current].links
    return seen


def room_of(path):
    """The part of the project that a file is in: libs/web, services/upload; of the API server, one of its contexts."""
    parts = path.split("/")
    return "/".join(parts[: 3 if parts[:2] == ["services", "api"] and len(parts) > 3 else 2])


def graph_of_rooms(root, paths):
    """For each room the rooms whose headers it includes, each with one include as an example. Tests and fuzz targets
    are counted like the code that they stand beside."""
    graph = defaultdict(dict)
    for path in paths:
        room = room_of(path)
        graph[room]  # Rooms that include nothing are in the graph too.
        for written, header in includes_of(root, path):
            if header and room_of(header) != room:
                graph[room].setdefault(room_of(header), f'{path} includes "{written}"')
    return graph


def find_circle(graph):
    """The rooms of a circle, the first again at the end; empty where there is none."""
    done, path = set(), []

    def visit(room):
        if room in path:
            return [*path[path.index(room) :], room]
        if room in done:
            return []
        path.append(room)
        for other in sorted(graph.get(room, ())):
            if circle := visit(other):
                return circle
        path.pop()
        done.add(room)
        return []

    for room in sorted(graph):
        if circle := visit(room):
            return circle
    return []
