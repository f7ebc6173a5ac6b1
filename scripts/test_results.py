"""Counts the cases of a JUnit file: prints "PASSED FAILED SKIPPED" and, on stderr, the name of each failed case.

The reason of each case that was skipped is written into a file, one a line.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

NO_REASON = "no reason given"
# Characters that XML 1.0 has no place for. The reporter of Node.js writes them as they are.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What GoogleTest prints where GTEST_SKIP stands, as one line of a file and then the message.
GOOGLE_TEST_SKIP = re.compile(r"^\S+:\d+: Skipped\n(.+)$", re.MULTILINE)


def outcome(case):
    """A case of CTest has a status; a case of the others has a child element."""
    if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
        return "failed"
    skipped = case.find("skipped")
    if case.get("status") == "notrun" and (skipped is None or not skipped.get("message", "").startswith("SKIP_")):
        # CTest could not start it.
        return "failed"
    if skipped is not None or case.get("status") == "disabled":
        return "skipped"
    return "passed"


def reason(case):
    """Why a case was skipped: CTest keeps the output, the others tell it in the element's message."""
    told = GOOGLE_TEST_SKIP.search(case.findtext("system-out", ""))
    if told:
        return told.group(1).strip()
    skipped = case.find("skipped")
    message = skipped.get("message", "") if skipped is not None else ""
    return " ".join(message.split()) if message and not message.startswith("SKIP_") else NO_REASON


def count(path):
    """The counts and the reasons of the cases that were skipped."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    reasons = []
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
        cases = list(ElementTree.fromstring(NOT_IN_XML.sub("", text)).iter("testcase"))
    except (OSError, ElementTree.ParseError) as error:
        print(f"    no results in {path.name}: {error}", file=sys.stderr)
        cases = []
    for case in cases:
        result = outcome(case)
        counts[result] += 1
        if result == "failed":
            print(f"    failed: {case.get('name')}", file=sys.stderr)
        elif result == "skipped":
            reasons.append(reason(case))
    # No case at all means that the runner itself did not come through.
    if not cases:
        counts["failed"] = 1
    return counts, reasons


if __name__ == "__main__":
    result, skipped = count(Path(sys.argv[1]))
    Path(sys.argv[2]).write_text("".join(f"{line}\n" for line in skipped), encoding="utf-8")
    print(result["passed"], result["failed"], result["skipped"])
