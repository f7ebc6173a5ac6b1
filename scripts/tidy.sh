# shellcheck shell=bash
# clang-tidy over the C++ sources, with the rules in .clang-tidy. Sourced after native.sh and stages.sh.

# How many files at most are checked without --all-files, so that the stage takes about a minute. All are checked every
# night.
TIDY_FILES_PER_PROCESSOR=2

# The commands that clang-tidy compiles with: each source by itself and without gcc's precompiled headers, which clang
# cannot read, so that a source that leaves out an include is found.
TIDY_COMMANDS="$DEBUG/tidy"

prepare_commands_for_tidy() {
    prepare_onnxruntime cpu && prepare_password_list || return 1
    (cd "$ROOT" && quietly "$DEPS/logs/cmake-tidy.log" cmake --preset debug -B "$TIDY_COMMANDS" \
        -DTRAININGZIP_UNITY_BUILD=OFF -DTRAININGZIP_PRECOMPILED_HEADERS=OFF)
}

# Sources that are compiled, one path relative to the root a line; generated ones are not of interest.
compiled_sources() {
    "$PYTHON" - "$ROOT" "$TIDY_COMMANDS/compile_commands.json" <<'PYTHON'
import json, os, sys
root = os.path.realpath(sys.argv[1])
files = {os.path.relpath(os.path.realpath(one["file"]), root) for one in json.load(open(sys.argv[2]))}
print("\n".join(sorted(file for file in files if not file.startswith(("..", "build/")))))
PYTHON
}

# Paths that changed, the latest first: what is not committed, then the commits that main does not have or, where it has
# all, the last ten.
changed_paths() {
    local branch base commits=(-n 10)
    for branch in origin/main main; do
        base="$(git -C "$ROOT" merge-base HEAD "$branch" 2>/dev/null)" || continue
        [[ "$base" == "$(git -C "$ROOT" rev-parse HEAD)" ]] || commits=("$base..HEAD")
        break
    done
    git -C "$ROOT" status --porcelain --untracked-files=all | cut -c4- | sed 's/.* -> //'
    git -C "$ROOT" log --name-only --no-merges --format= "${commits[@]}"
}

# Sources to check, most recently changed first: what changed, then what includes a header that changed.
changed_sources() {
    local changed
    changed="$(changed_paths | awk '!seen[$0]++')"
    {
        grep -E '\.cpp$' <<<"$changed"
        while IFS= read -r header; do
            git -C "$ROOT" grep -l --fixed-strings "#include \"$(cut -d/ -f2- <<<"$header")\"" -- '*.cpp'
        done < <(grep -E '^(libs|services)/.*\.h$' <<<"$changed")
    } | awk '!seen[$0]++' | grep -Fx -f <(compiled_sources)
}

check_tidy() {
    local program files most
    program="$(command -v clang-tidy-14 || command -v clang-tidy)" || {
        warn "clang-tidy is missing: apt-get install clang-tidy-14"
        return 1
    }
    # Other versions find other things.
    if [[ "$("$program" --version)" != *"version 14."* ]]; then
        # shellcheck disable=SC2034 # read by check()
        SKIP_REASON="clang-tidy: version 14 is not here"
        return "$SKIPPED"
    fi
    prepare_commands_for_tidy || return 1
    if [[ "${ALL_FILES:-no}" == yes ]]; then
        mapfile -t files < <(compiled_sources)
    else
        mapfile -t files < <(changed_sources)
        most=$((TIDY_FILES_PER_PROCESSOR * $(nproc)))
        if ((${#files[@]} > most)); then
            say "clang-tidy: the last $most of ${#files[@]} changed files; all with --all-files"
            files=("${files[@]:0:most}")
        fi
    fi
    if [[ ${#files[@]} -eq 0 ]]; then return 0; fi
    # Warnings that only gcc has are unknown to clang.
    (cd "$ROOT" && printf '%s\0' "${files[@]}" |
        xargs -0 -n 1 -P "$(nproc)" "$program" -p "$TIDY_COMMANDS" --quiet --extra-arg=-Wno-unknown-warning-option 2>"$RESULTS/tidy.log") ||
        { grep -v 'warnings generated' "$RESULTS/tidy.log"; return 1; }
}
