"""Prints which part of the project includes which, and fails where that breaks the layers.

usage: python3 scripts/include_graph [--quiet]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import rules
from cmake_lists import read_targets
from graph import graph_of_rooms, sources_of_project

ROOT = Path(__file__).resolve().parents[2]


def main():
    targets = read_targets(ROOT)
    paths = sources_of_project(ROOT)
    graph = graph_of_rooms(ROOT, paths)
    if "--quiet" not in sys.argv[1:]:
        for layer in rules.LAYERS:
            for room in layer:
                print(f"{room}: {' '.join(sorted(graph.get(room, ()))) or 'nothing'}")
    faults = [
        *rules.unowned_files(paths, targets),
        *rules.unlinked_headers(ROOT, targets),
        *rules.upward_arrows(graph),
        *rules.circles(graph),
    ]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


sys.exit(main())
