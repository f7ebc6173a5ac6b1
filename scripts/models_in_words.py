"""Says in one line which networks there are, by the state.json that scripts/models.py leaves in the folder of the models."""

import json
import sys
from pathlib import Path


def words(folder):
    try:
        state = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        missing = sorted({file["path"].split("/")[0] for file in state["missing"]})
        stand_in = state["standIn"]
    except (OSError, ValueError, KeyError, TypeError):
        return str(folder)
    if not missing:
        return f"real networks in {folder}"
    which = "stand-in networks, less exact" if stand_in else "none whole"
    return f"{which} (missing: {', '.join(missing)})"


if __name__ == "__main__":
    print(words(Path(sys.argv[1])))
