"""Puts the OpenAPI document together and writes it as JSON, as the C++ source that the API server holds, or as the types
and checks of the page."""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from error_table import read_errors
from expansion import expand
from fragments import DocumentError, merge
from rules import problems
from typescript import typescript_source

ROOT = Path(__file__).resolve().parents[2]
# Compilers need not take longer literals.
LITERAL = 16_000


def build():
    document = merge(ROOT)
    expand(document, read_errors(ROOT / "libs" / "base" / "error.cpp"))
    found = problems(document)
    if found:
        raise DocumentError("\n".join(found))
    return document


def cpp_source(text):
    data = text.encode()
    pieces = []
    for start in range(0, len(data), LITERAL):
        piece = "".join(literal_byte(byte) for byte in data[start : start + LITERAL])
        pieces.append(f'    text.append("{piece}", {len(data[start : start + LITERAL])});\n')
    return (
        '#include "api/http/openapi/document_text.h"\n\nnamespace trainingzip::api {\n\n'
        "std::string openapi_document_text() {\n    std::string text;\n"
        + "".join(pieces)
        + "    return text;\n}\n\n}  // namespace trainingzip::api\n"
    )


def literal_byte(byte):
    character = chr(byte)
    if character in '"\\':
        return "\\" + character
    # Three octal digits end by themselves; '?' could begin a trigraph.
    return character if 32 <= byte < 127 and character != "?" else f"\\{byte:03o}"


def main():
    parser = argparse.ArgumentParser(prog="openapi", description=__doc__)
    parser.add_argument("--cpp", type=Path, help="write C++ to this file instead of JSON to standard output")
    parser.add_argument("--typescript", action="store_true", help="write TypeScript instead of JSON")
    arguments = parser.parse_args()
    try:
        document = build()
    except DocumentError as error:
        sys.exit(f"openapi: {error}")
    if arguments.cpp:
        arguments.cpp.write_text(cpp_source(json.dumps(document, ensure_ascii=False, separators=(",", ":"))))
    elif arguments.typescript:
        sys.stdout.write(typescript_source(document))
    else:
        json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
        print()


if __name__ == "__main__":
    main()
