"""Prints what trainingzip-score-validity measured as one table, a line a figure; a second file is the column before."""

import sys
from collections import defaultdict
from pathlib import Path


def read(path):
    """The rows of a file by kind and amount: whether the clip was held out, its name, score and band."""
    rows = defaultdict(list)
    for line in Path(path).read_text().splitlines():
        group, clip, kind, amount, score, low, high = line.split("\t")
        rows[kind, float(amount)].append((group == "held out", clip, float(score), float(low), float(high)))
    return rows


def spread(scores):
    """Mean, lowest and highest."""
    if not scores:
        return "-"
    mean = sum(scores) / len(scores)
    return f"{mean:.0f} ({min(scores):.0f} to {max(scores):.0f})"


def main():
    after = read(sys.argv[1])
    before = read(sys.argv[2]) if len(sys.argv) > 2 else {}
    print("| kind | amount | wanted | before, held out | fitted | held out | within, held out |")
    print("|---|---|---|---|---|---|---|")
    for (kind, amount), rows in after.items():
        low, high = rows[0][3:5]
        held = [row[2] for row in rows if row[0]]
        fitted = [row[2] for row in rows if not row[0]]
        was = [row[2] for row in before.get((kind, amount), []) if row[0]]
        within = sum(low <= score <= high for score in held)
        wanted = "" if (low, high) == (0, 100) else f"{low:g}..{high:g}"
        share = f"{within}/{len(held)}" if wanted and held else ""
        print(f"| {kind} | {amount:g} | {wanted} | {spread(was)} | {spread(fitted)} | {spread(held)} | {share} |")


if __name__ == "__main__":
    main()
