"""Reads the base of the document and the fragments beside the endpoints, and puts them together."""

import json

# Their operations stand below a prefix of their own; the rest is the API server's.
OTHER_SERVERS = ("streaming", "upload")
METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")


class DocumentError(Exception):
    """A sentence for whoever changed a fragment."""


def no_duplicates(pairs):
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise DocumentError(f'"{name}" stands twice in one object')
    return dict(pairs)


def load(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_duplicates)
    except (DocumentError, ValueError) as error:
        raise DocumentError(f"{path}: {error}") from error


def find_fragments(root):
    """Path prefix and file of each fragment; the gateway's prefixes of the servers below /api."""
    services = root / "services"
    found = [("", path) for path in sorted(services.glob("api/**/openapi.json"))]
    for name in OTHER_SERVERS:
        found.append((f"/{name}", services / name / "openapi.json"))
    return found


def merge(root):
    document = load(root / "services" / "api" / "http" / "openapi" / "base.json")
    document["paths"] = {}
    for prefix, path in find_fragments(root):
        add_fragment(document, prefix, load(path), path)
    return document


def add_fragment(document, prefix, fragment, source):
    unknown = set(fragment) - {"paths", "components"}
    if unknown:
        raise DocumentError(f"{source}: only paths and components, not {sorted(unknown)}")
    for path, item in fragment.get("paths", {}).items():
        mine = document["paths"].setdefault(prefix + path, {})
        for key, value in item.items():
            if key == "parameters" and mine.get(key, value) == value:
                mine[key] = value
                continue
            if key in mine:
                raise DocumentError(f"{source}: {key} of {prefix + path} is described elsewhere as well")
            mine[key] = value
    for kind, entries in fragment.get("components", {}).items():
        mine = document["components"].setdefault(kind, {})
        for name, value in entries.items():
            if name in mine:
                raise DocumentError(f"{source}: components/{kind}/{name} is described elsewhere as well")
            mine[name] = value


def operations(document):
    """(path, method, path item, operation) of each operation."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item, item[method]
