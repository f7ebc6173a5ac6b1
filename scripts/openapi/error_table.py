"""The errors of libs/base/error.cpp, which every answer of the document takes from there."""

import re
from dataclasses import dataclass

ROW = re.compile(r'\{\s*(\w+),\s*"(\d{4})",\s*(\d{3}),\s*((?:"(?:[^"\\]|\\.)*"\s*)+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\}')


@dataclass(frozen=True)
class ErrorRow:
    name: str
    digits: str
    status: int
    english: str


def read_errors(path):
    """The rows by their digits; another one with the same digits by digits and status, "1001:404"."""
    rows = {}
    for name, digits, status, _, english in ROW.findall(path.read_text(encoding="utf-8")):
        sentence = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', english))
        key = f"{digits}:{status}" if digits in rows else digits
        rows[key] = ErrorRow(name, digits, int(status), sentence)
    if len(rows) < 30:
        raise ValueError(f"{path}: the table of errors cannot be read")
    return rows
