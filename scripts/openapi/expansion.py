"""Writes out what a fragment says in short: `access` and `errors` of an operation.

access: "public" (any credential is ignored), "visitor" (with a credential or without), "user", "admin".
errors: digits of the errors that are the operation's own ("1001:404" for the second row with these digits). Their
statuses are those of the table; what every operation can answer, what follows from `access`, and what a body can have against it are added here.
"""

from entity_tags import add_entity_tags
from fragments import DocumentError, operations

# Broken requests, names that are not ours, limits of size, time and number, faults of ours, and parts that are down.
EVERYWHERE = ("0009", "2002", "2005", "2008", "2009", "2010", "2015", "2017")
CREDENTIAL = ("0003", "0004", "0005", "0006", "0008")
ANY_BODY = ("2001", "2006")
JSON_BODY = ("2012",)

ACCESS = {
    "public": ([], ()),
    "visitor": ([{}, {"bearer": []}], CREDENTIAL),
    "user": ([{"bearer": []}], CREDENTIAL),
    "admin": ([{"bearer": ["ROLE_ADMIN"]}], (*CREDENTIAL, "1001")),
}

WITH_RETRY_AFTER = (429, 503)


def expand(document, errors):
    document["components"]["schemas"]["ErrorNumber"] = error_number(errors)
    document["components"].setdefault("responses", {})
    for path, method, _, operation in operations(document):
        expand_operation(document, errors, f"{method.upper()} {path}", operation)
    add_entity_tags(document)
    add_request_ids(document)


def error_number(errors):
    rows = "\n".join(f"| {row.digits} | {row.status} | {row.english} |" for row in errors.values())
    return {
        "type": "string",
        "enum": sorted({row.digits for row in errors.values()}),
        "description": "| error | status | meaning |\n|---|---|---|\n" + rows,
    }


def expand_operation(document, errors, what, operation):
    numbers = set(EVERYWHERE) | set(operation.pop("errors", []))
    if "access" in operation:
        access = operation.pop("access")
        if access not in ACCESS:
            raise DocumentError(f"{what}: access {access} is none of {', '.join(ACCESS)}")
        security, more = ACCESS[access]
        operation["security"] = security
        numbers |= set(more)
    if "security" not in operation:
        raise DocumentError(f"{what}: neither access nor security")
    if "requestBody" in operation:
        numbers |= set(ANY_BODY)
        if "application/json" in operation["requestBody"].get("content", {}):
            numbers |= set(JSON_BODY)
    unknown = numbers - set(errors)
    if unknown:
        raise DocumentError(f"{what}: no such errors in libs/base/error.cpp: {sorted(unknown)}")
    by_status = {}
    for number in sorted(numbers):
        by_status.setdefault(errors[number].status, []).append(number)
    # The gateway waits only so long for a server.
    by_status[504] = ["2008"]
    for status in sorted(by_status):
        if str(status) in operation["responses"]:
            raise DocumentError(f"{what}: {status} is written out; name its error instead")
        name = error_response(document, errors, status, by_status[status])
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/{name}"}


def error_response(document, errors, status, numbers):
    """The name of the shared answer with this status and these errors."""
    digits = [errors[number].digits for number in numbers]
    name = f"Error{status}-" + "-".join(digits)
    responses = document["components"]["responses"]
    if name not in responses:
        headers = {}
        if status in WITH_RETRY_AFTER:
            headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
        if status == 401:
            headers["WWW-Authenticate"] = {"$ref": "#/components/headers/WwwAuthenticate"}
        responses[name] = {
            "description": " ".join(f"{errors[number].digits}: {errors[number].english}" for number in numbers),
            "headers": headers,
            "content": {
                "application/json": {
                    "schema": {
                        "allOf": [{"$ref": "#/components/schemas/Error"}],
                        "properties": {"status": {"const": status}, "error": {"enum": digits}},
                    },
                    "example": {
                        "timestamp": "2026-01-31T09:05:07.123Z",
                        "status": status,
                        "error": digits[0],
                        "message": errors[numbers[0]].english,
                        "requestId": "0123456789abcdef0123456789abcdef",
                    },
                }
            },
        }
    return name


def add_request_ids(document):
    answers = list(document["components"]["responses"].values())
    for _, _, _, operation in operations(document):
        answers += [answer for answer in operation["responses"].values() if "$ref" not in answer]
    for answer in answers:
        answer.setdefault("headers", {})["X-Request-Id"] = {"$ref": "#/components/headers/RequestId"}
