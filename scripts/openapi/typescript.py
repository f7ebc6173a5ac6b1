"""Writes the schemas of the document as TypeScript: what checks an answer (of the package valibot), and its type.

What a value is made of is checked, not how long a text is or which pattern it follows: the page only shows it.
"""

import json

HEAD = """\
// Made by `python3 scripts/openapi --typescript >web/src/api/generated.ts` from the OpenAPI document; not to be edited.
import * as v from 'valibot'
"""
# A page that is open while the servers are renewed takes new values of these as well.
GROWING = {"ErrorNumber"}
SCALARS = {
    "string": "v.string()",
    "integer": "v.number()",
    "number": "v.number()",
    "boolean": "v.boolean()",
    "null": "v.null()",
}


def typescript_source(document) -> str:
    schemas = document["components"]["schemas"]
    parts = [HEAD]
    for name in _in_order(schemas):
        schema = {"type": "string"} if name in GROWING else schemas[name]
        parts.append(
            f"\nexport const {name} = /* @__PURE__ */ {_expression(schema, '')}\n"
            f"export type {name} = v.InferOutput<typeof {name}>\n"
        )
    return "".join(parts)


def _in_order(schemas):
    """The names, each after those that it refers to."""
    done = {}

    def visit(name, above):
        if name in above:
            raise ValueError(f"the schema {name} refers to itself")
        if name in done:
            return
        for other in _references(schemas[name]):
            visit(other, (*above, name))
        done[name] = None

    for name in schemas:
        visit(name, ())
    return list(done)


def _references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield _name(value)
        for entry in value.values():
            yield from _references(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _references(entry)


def _name(reference):
    return reference["$ref"].rpartition("/")[2]


def _literal(value):
    return json.dumps(value, ensure_ascii=False)


def _expression(schema, indent) -> str:
    if "$ref" in schema:
        return _name(schema)
    if "const" in schema:
        return f"v.literal({_literal(schema['const'])})"
    if "enum" in schema:
        values = ", ".join(_literal(value) for value in schema["enum"] if value is not None)
        return _nullable(f"v.picklist([{values}])", None in schema["enum"])
    if "anyOf" in schema:
        choices = [choice for choice in schema["anyOf"] if choice.get("type") != "null"]
        expressions = [_expression(choice, indent) for choice in choices]
        one = expressions[0] if len(expressions) == 1 else f"v.union([{', '.join(expressions)}])"
        return _nullable(one, len(choices) < len(schema["anyOf"]))
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "properties" in schema:
        return _object(schema, indent)
    if "allOf" in schema:
        [part] = schema["allOf"]
        return _expression(part, indent)
    expressions = [_of_kind(kind, schema, indent) for kind in kinds if kind != "null"]
    if not expressions:
        return "v.unknown()"
    one = expressions[0] if len(expressions) == 1 else f"v.union([{', '.join(expressions)}])"
    return _nullable(one, "null" in kinds)


def _of_kind(kind, schema, indent):
    if kind == "array":
        return f"v.array({_expression(schema.get('items', {}), indent)})"
    if kind == "object":
        return "v.looseObject({})"
    return SCALARS[kind]


def _object(schema, indent):
    inner = indent + "  "
    lines = [f"...{_name(part)}.entries," for part in schema.get("allOf", ())]
    for name, entry in schema["properties"].items():
        expression = _expression(entry, inner)
        if name not in schema.get("required", ()):
            expression = f"v.optional({expression})"
        lines.append(f"{name}: {expression},")
    return "v.object({\n" + "".join(f"{inner}{line}\n" for line in lines) + indent + "})"


def _nullable(expression, is_nullable):
    return f"v.nullable({expression})" if is_nullable else expression
