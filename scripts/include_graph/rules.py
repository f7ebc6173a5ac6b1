"""What the include graph must keep to. Each rule yields the faults that it finds."""

from graph import find_circle, includes_of, owners_of_headers, visible_targets

# The rooms from the bottom up: a room includes headers of rooms on the lines above its own only.
LAYERS = (
    ("libs/base",),
    ("libs/metrics", "libs/networks"),
    ("libs/web", "libs/database", "libs/storage"),
    ("libs/auth",),
    ("libs/domain", "libs/incident"),
    ("libs/jobs", "libs/mail"),
    ("libs/media",),
    ("libs/vision",),
    ("libs/score",),
    ("services/api/http",),
    ("services/api/catalogue",),
    ("services/api/accounts", "services/api/community", "services/api/coaching", "services/api/export"),
    ("services/api/operations",),
    ("services/api", "services/upload", "services/pose", "services/shape", "services/streaming"),
    ("benchmarks/accuracy", "benchmarks/faults", "benchmarks/speed"),
    ("benchmarks/gpu", "benchmarks/score"),
)

# Compiled by scripts/build_wasm.sh alone.
_ONLY_IN_WASM = ("libs/score/wasm_exports.cpp", "libs/vision/wasm_exports.cpp")


def unowned_files(paths, targets):
    """Every header belongs to one target, every source to at least one."""
    owners = owners_of_headers(targets)
    compiled = {source for target in targets.values() for source in target.sources}
    for path in paths:
        if path.endswith(".h"):
            names = sorted(owners.get(path, ()))
            if len(names) != 1:
                yield f"{path} belongs to {' and '.join(names) or 'no target'}"
        elif path not in compiled and path not in _ONLY_IN_WASM:
            yield f"{path} is compiled by no target"


def unlinked_headers(root, targets):
    """A file includes headers of its target and of what that links; a library links itself what it includes."""
    owners = owners_of_headers(targets)
    for target in targets.values():
        seen = visible_targets(targets, target.name)
        direct = {target.name, *target.links}
        for path in sorted({*target.sources, *target.headers}):
            if not (root / path).is_file():
                yield f"{target.name} lists {path}, which does not exist"
                continue
            for written, header in includes_of(root, path):
                names = owners.get(header, ())
                if header is None:
                    yield f'{path} includes "{written}", which does not exist'
                elif not seen.intersection(names):
                    yield f'{path} includes "{written}" of {" ".join(names)}, which {target.name} does not link'
                elif target.kind == "library" and not direct.intersection(names):
                    yield f'{path} includes "{written}" of {" ".join(names)}, which {target.name} links only by way of others'


def upward_arrows(graph):
    """A room includes only what lies below it; a service never another service."""
    level = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
    for room in sorted(graph):
        if room not in level:
            yield f"{room} has no place in the layers of {__name__}"
            continue
        for other, example in sorted(graph[room].items()):
            if other in level and level[other] >= level[room]:
                yield f"{room} is not above {other}: {example}"
            elif (
                room.startswith("services/")
                and other.startswith("services/")
                and room.split("/")[1] != other.split("/")[1]
            ):
                yield f"{room} is another service than {other}: {example}"


def circles(graph):
    """No room includes itself by way of others."""
    if circle := find_circle(graph):
        yield "a circle: " + " > ".join(circle)
