"""Says of each GET of the API server that answers JSON what services/api/http/conditional.h does for all of them."""

import copy

from fragments import OTHER_SERVERS, operations

HEADERS = {"ETag": "EntityTag", "Cache-Control": "CacheControl", "Vary": "Vary"}
IF_NONE_MATCH = {"$ref": "#/components/parameters/IfNoneMatch"}
NOT_MODIFIED = {"$ref": "#/components/responses/NotModified"}


def add_entity_tags(document):
    for path, method, _, operation in operations(document):
        answer = own_answer(document, operation) if method == "get" else None
        if path.split("/")[1] in OTHER_SERVERS or answer is None:
            continue
        operation["responses"]["200"] = answer
        for name, component in HEADERS.items():
            answer.setdefault("headers", {}).setdefault(name, {"$ref": f"#/components/headers/{component}"})
        operation.setdefault("parameters", []).append(IF_NONE_MATCH)
        operation["responses"]["304"] = NOT_MODIFIED


def own_answer(document, operation):
    """The 200 of the operation if that is JSON: its own, since what it shares with others than GET has no tag."""
    answer = operation["responses"].get("200", {})
    if "$ref" in answer:
        answer = copy.deepcopy(document["components"]["responses"][answer["$ref"].split("/")[-1]])
    return answer if any(media_type.endswith("json") for media_type in answer.get("content", {})) else None
