# shellcheck shell=bash
# What every script of ours needs: where we are, what we say, how we stop. Sourced, never run.

# The root of the checkout; every path below it is built from here, so the working folder does not matter.
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
DEPS="$ROOT/.deps"
# That of the system, whose version we know and which has the packages that we install; one before it in the path may be any.
PYTHON=/usr/bin/python3
export ROOT DEPS PYTHON

# Seconds since the script began.
elapsed() { printf '%d' "$SECONDS"; }

# One line about what happens now, with the time since the start.
say() { printf '[%3ds] %s\n' "$(elapsed)" "$*"; }

warn() { printf '[%3ds] warning: %s\n' "$(elapsed)" "$*" >&2; }

fail() {
    printf '[%3ds] error: %s\n' "$(elapsed)" "$*" >&2
    exit 1
}

# step DESCRIPTION COMMAND... runs the command, tells how long it took, and stops everything when it fails.
step() {
    local description="$1" began="$SECONDS"
    shift
    say "$description"
    "$@" || fail "$description: failed (exit code $?)"
    if ((SECONDS - began >= 2)); then say "  done in $((SECONDS - began)) s"; fi
}

# quietly LOG COMMAND... keeps the output in a file and shows its end only when the command fails.
quietly() {
    local log="$1" status=0
    shift
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 || status=$?
    ((status == 0)) && return 0
    tail -n 40 "$log" >&2
    printf 'The whole output is in %s\n' "$log" >&2
    return "$status"
}

# One hash over names and contents of files; arguments are files or folders below ROOT, missing ones count as empty.
content_hash() {
    (
        cd "$ROOT" || exit 1
        { find "$@" -type f \
            -not -path '*/node_modules/*' -not -path 'web/dist/*' \
            -not -path 'web/public/wasm/*' -not -path 'web/public/models/*' \
            -print0 2>/dev/null || true; } |
            LC_ALL=C sort -z | xargs -0 --no-run-if-empty sha256sum | sha256sum | cut -d' ' -f1
    )
}

# up_to_date STAMP HASH: whether the stamp file holds this hash.
up_to_date() { [[ -f "$1" && "$(<"$1")" == "$2" ]]; }

# Compilers at once: one a core, and no more than memory for 1.5 GB each.
build_jobs() {
    local cores memory_kb by_memory
    cores="$(nproc)"
    memory_kb="$(awk '/^MemAvailable:/ {print $2}' /proc/meminfo)"
    by_memory=$((memory_kb / 1500000))
    ((by_memory < 1)) && by_memory=1
    printf '%d' "$((cores < by_memory ? cores : by_memory))"
}
