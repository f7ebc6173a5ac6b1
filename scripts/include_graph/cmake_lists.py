"""Reads the targets and their links from the CMakeLists.txt of the project, without running CMake."""

import re
from dataclasses import dataclass, field
from pathlib import Path

_OURS = {
    "trainingzip_library": "trainingzip_{}",
    "trainingzip_program": "trainingzip-{}",
    "trainingzip_test": "{}_test",
    "trainingzip_fuzz": "fuzz_{}",
}
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|(?P<comment>#[^\n]*)|(?P<bracket>[()])|(?P<word>[^\s()"#]+)')


@dataclass
class Target:
    """A target of CMake. Paths are relative to the root of the project."""

    name: str
    kind: str  # "library", "program", "test" or "fuzz"
    folder: str
    sources: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def _tokens(text):
    for match in _TOKEN.finditer(text):
        if match["comment"] is None:
            yield match["quoted"] if match["quoted"] is not None else match[0]


def _commands(text):
    """Each command with its arguments."""
    tokens = list(_tokens(text))
    at = 0
    while at < len(tokens):
        name, at = tokens[at], at + 1
        if at == len(tokens) or tokens[at] != "(":
            raise ValueError(f"not a command of CMake: {name}")
        arguments, depth = [], 0
        while True:
            token = tokens[at]
            at += 1
            depth += {"(": 1, ")": -1}.get(token, 0)
            if depth == 0:
                break
            arguments.append(token)
        yield name, arguments[1:]


def _unrolled(commands):
    """The same with loops over words written out."""
    commands = iter(commands)
    for name, arguments in commands:
        if name != "foreach":
            yield name, arguments
            continue
        body, depth = [], 1
        for inner in commands:
            depth += {"foreach": 1, "endforeach": -1}.get(inner[0], 0)
            if depth == 0:
                break
            body.append(inner)
        variable = "${" + arguments[0] + "}"
        for word in arguments[1:]:
            yield from _unrolled([(called, [text.replace(variable, word) for text in texts]) for called, texts in body])


def _sections(arguments, keywords):
    """The words behind each keyword; those before the first stand under ""."""
    found, current = {keyword: [] for keyword in ("", *keywords)}, ""
    for argument in arguments:
        if argument in keywords:
            current = argument
        else:
            found[current].append(argument)
    return found


def _file(word, folder):
    """The path of a source; None for a file that the build makes."""
    word = word.replace("${CMAKE_SOURCE_DIR}/", "/").replace("${CMAKE_CURRENT_SOURCE_DIR}/", "")
    if "$" in word:
        return None
    return word[1:] if word.startswith("/") else f"{folder}/{word}"


def _header_beside(root, source):
    header = str(Path(source).with_suffix(".h"))
    return [header] if (root / header).is_file() else []


def _read(root, folder, targets):
    text = (root / folder / "CMakeLists.txt").read_text(encoding="utf-8")
    for command, arguments in _unrolled(_commands(text)):
        if command == "add_subdirectory":
            _read(root, f"{folder}/{arguments[0]}".removeprefix("./"), targets)
        elif command in _OURS or command == "add_executable":
            parts = _sections(arguments, ("SOURCES", "HEADERS", "LIBRARIES"))
            name = _OURS.get(command, "{}").format(parts[""][0])
            words = parts["SOURCES"] if command in _OURS else parts[""][1:]
            sources = [path for path in (_file(word, folder) for word in words) if path]
            target = Target(
                name,
                command.removeprefix("trainingzip_").replace("add_executable", "program"),
                folder,
                sources,
                [_file(word, folder) for word in parts["HEADERS"]],
                parts["LIBRARIES"],
            )
            if command != "trainingzip_fuzz":
                for source in sources:
                    target.headers += _header_beside(root, source)
            targets[name] = target
        elif command == "target_link_libraries" and arguments[0] in targets:
            targets[arguments[0]].links += arguments[2:]


def read_targets(root):
    """All targets of our own by name. Their links are names of other targets of our own."""
    targets = {}
    _read(root, ".", targets)
    for target in targets.values():
        links = [link.replace("trainingzip::", "trainingzip_") for link in target.links]
        target.links = [link for link in links if link in targets]
    return targets
