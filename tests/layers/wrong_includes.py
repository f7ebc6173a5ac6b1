"""Tries includes that break the layers, with the compiler and the options of real targets: each must be refused.

usage: wrong_includes.py BUILD/compile_commands.json
"""

import json
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# A source of the target, a header that the target may include, and one that it may not.
CASES = (
    ("libs/base/ids.cpp", "base/clock.h", "web/range.h"),  # a lower library, a higher one
    ("libs/web/range.cpp", "web/range.h", "upload/file_name.h"),  # a library, a service
    ("libs/database/driver.cpp", "database/driver.h", "domain/training_access.h"),  # the mechanism, the rules
    ("services/streaming/partial.cpp", "streaming/partial.h", "upload/file_name.h"),  # two services
    ("services/upload/file_name.cpp", "upload/file_name.h", "api/http/hal.h"),
    ("services/api/http/cursor.cpp", "api/http/cursor.h", "api/catalogue/trainings/tags.h"),  # contexts of the API
    ("services/api/community/likes/like.cpp", "api/http/cursor.h", "api/accounts/account_rules.h"),
)


def compiles_source(entry, source):
    """Whether the command compiles this source, alone or in a unity source, which includes it."""
    compiled = Path(entry["file"])
    if compiled == ROOT / source:
        return True
    return "Unity" in compiled.parts and f'"{ROOT / source}"' in compiled.read_text(encoding="utf-8")


def compile_command(commands, source):
    """The command that compiles the source, without its name and its output."""
    entry = next(entry for entry in commands if compiles_source(entry, source))
    words = shlex.split(entry["command"])
    if Path(words[0]).name == "ccache":
        del words[0]
    return [
        word
        for number, word in enumerate(words)
        if word not in ("-o", "-c", entry["file"]) and words[number - 1] != "-o"
    ], entry["directory"]


def compiles(command, folder, header):
    # Preprocessed only: that is what finds headers.
    result = subprocess.run(
        [*command, "-E", "-o", "/dev/null", "-x", "c++", "-"],
        cwd=folder,
        text=True,
        check=False,
        input=f'#include "{header}"\n',
        capture_output=True,
    )
    return result.returncode == 0, result.stderr


def main():
    commands = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    faults = []
    for source, allowed, refused in CASES:
        command, folder = compile_command(commands, source)
        if not (ROOT / "libs" / refused).exists() and not (ROOT / "services" / refused).exists():
            faults.append(f"{refused} is no header of the project")
        good, output = compiles(command, folder, allowed)
        if not good:
            faults.append(f"{source} may not include {allowed}: {output}")
        wrong, output = compiles(command, folder, refused)
        if wrong:
            faults.append(f"{source} may include {refused}")
        elif f"{refused}: No such file" not in output:
            faults.append(f"{source} does not compile with {refused} for another reason: {output}")
    print("\n".join(faults) or f"{len(CASES)} wrong includes refused")
    return 1 if faults else 0


sys.exit(main())
