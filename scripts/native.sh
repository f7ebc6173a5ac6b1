# shellcheck shell=bash
# Configures and builds the servers.

# A second checkout finds what the first has compiled.
export CCACHE_BASEDIR="$ROOT" CCACHE_NOHASHDIR=1

# build_native PRESET [OPTION OF NINJA...]
build_native() {
    local preset="$1" folder="$ROOT/build/$1" jobs
    shift
    jobs="$(build_jobs)"
    if [[ ! -f "$folder/build.ninja" || -n "${TRAININGZIP_ALL_CHECKS:-}" ]]; then
        (cd "$ROOT" && quietly "$DEPS/logs/cmake-$preset.log" cmake --preset "$preset" \
            ${TRAININGZIP_ALL_CHECKS:+-DTRAININGZIP_ALL_CHECKS=ON}) || return 1
    fi
    cmake --build "$folder" --parallel "$jobs" -- "$@"
}
