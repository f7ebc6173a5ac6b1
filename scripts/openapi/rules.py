"""What the house asks of the document beyond the OpenAPI specification. Each rule yields sentences."""

import re

from fragments import operations


def walk(value, path="#"):
    yield path, value
    if isinstance(value, dict):
        for key, entry in value.items():
            escaped = key.replace("~", "~0").replace("/", "~1")
            yield from walk(entry, f"{path}/{escaped}")
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from walk(entry, f"{path}/{index}")


def references(document):
    for path, value in walk(document):
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            yield path, value["$ref"]


def resolve(document, reference):
    """What a local reference names, or None."""
    value = document
    for part in reference.removeprefix("#/").split("/"):
        part = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(value, dict) or part not in value:
            return None
        value = value[part]
    return value


def dangling_references(document):
    for path, reference in references(document):
        if not reference.startswith("#/") or resolve(document, reference) is None:
            yield f"{path}: {reference} leads nowhere"


def unused_components(document):
    used = {reference for _, reference in references(document)}
    for kind, entries in document["components"].items():
        if kind == "securitySchemes":
            continue
        for name in entries:
            if f"#/components/{kind}/{name}" not in used:
                yield f"components/{kind}/{name} is not used"


def open_objects(document):
    """Objects that would take fields which nobody described. A part of an allOf is closed by the whole."""
    parts = {reference for path, reference in references(document) if re.search(r"/allOf/\d+$", path)}
    for path, value in walk(document):
        if (
            not isinstance(value, dict)
            or value.get("type") != "object"
            or not isinstance(value.get("properties"), dict)
        ):
            continue
        closed = value.get("additionalProperties") is False or value.get("unevaluatedProperties") is False
        if not closed and path not in parts and "multipart" not in path and "/requestBodies/" not in path:
            yield f"{path}: neither additionalProperties nor unevaluatedProperties is false"
        for name in value.get("required", []):
            if name not in value["properties"]:
                yield f"{path}: {name} is required and not described"


def operation_form(document):
    seen = {}
    tags = {tag["name"] for tag in document["tags"]}
    for path, method, item, operation in operations(document):
        what = f"{method.upper()} {path}"
        name = operation.get("operationId", "")
        if not re.fullmatch(r"[a-z][a-zA-Z0-9]*", name):
            yield f"{what}: operationId must be camelCase"
        if name in seen:
            yield f"{what}: operationId {name} is also that of {seen[name]}"
        seen[name] = what
        if not operation.get("summary"):
            yield f"{what}: no summary"
        if len(operation.get("tags", [])) != 1 or operation["tags"][0] not in tags:
            yield f"{what}: one tag of {sorted(tags)}"
        if not any(status.startswith("2") for status in operation["responses"]):
            yield f"{what}: no answer for success"
        yield from parameter_form(document, what, path, item, operation)
        yield from body_form(document, what, operation)


def parameter_form(document, what, path, item, operation):
    described = set()
    for parameter in item.get("parameters", []) + operation.get("parameters", []):
        parameter = resolve(document, parameter["$ref"]) if "$ref" in parameter else parameter
        if parameter is None:
            continue
        if parameter["in"] == "path":
            described.add(parameter["name"])
            if "example" not in parameter:
                yield f"{what}: no example of {parameter['name']}"
    if described != set(re.findall(r"\{(\w+)\}", path)):
        yield f"{what}: the parameters of the path are {sorted(described)}"


def body_form(document, what, operation):
    body = operation.get("requestBody")
    if body is None:
        return
    body = resolve(document, body["$ref"]) if "$ref" in body else body
    for media_type, content in (body or {}).get("content", {}).items():
        if not content.get("examples"):
            yield f"{what}: no examples of {media_type}"


RULES = (dangling_references, operation_form, open_objects, unused_components)


def problems(document):
    return [problem for rule in RULES for problem in rule(document)]
