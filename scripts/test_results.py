"""Counts the cases of JUnit files: prints "PASSED FAILED SKIPPED" and, on stderr, the name of each failed case."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def outcome(case):
    """A case of CTest has a status; a case of the others has a child element."""
    if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
        return "failed"
    if case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
        return "skipped"
    return "passed"


def count(path):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    try:
        cases = list(ElementTree.parse(path).iter("testcase"))
    except (OSError, ElementTree.ParseError) as error:
        print(f"    no results in {path.name}: {error}", file=sys.stderr)
        cases = []
    for case in cases:
        result = outcome(case)
        counts[result] += 1
        if result == "failed":
            print(f"    failed: {case.get('name')}", file=sys.stderr)
    # No case at all means that the runner itself did not come through.
    if not cases:
        counts["failed"] = 1
    return counts


if __name__ == "__main__":
    result = count(Path(sys.argv[1]))
    print(result["passed"], result["failed"], result["skipped"])
