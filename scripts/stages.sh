# shellcheck shell=bash
# The stages of ./test. Each is a function stage_NAME that writes one line "PASSED FAILED SKIPPED" into its result
# file NAME.count, and why each was skipped, one a line, into NAME.skipped; one that writes none counts as one failure.
# Later stages run whatever happened in earlier ones.

RESULTS="$ROOT/build/test-results"
DEBUG="$ROOT/build/debug"
STATEMENTS="$ROOT/build/statements"
LINT="$ROOT/scripts/lint"

# stage NAME [ARGUMENT...]
stage() {
    local name="$1" began="$SECONDS" status
    shift
    say "== $name"
    "stage_$name" "$@"
    status=$?
    [[ -s "$RESULTS/$name.count" ]] || printf '0 1 0\n' >"$RESULTS/$name.count"
    if ((status != 0)); then
        # A stage that failed without a failed case has still failed.
        awk 'NR == 1 && $2 == 0 {$2 = 1} {print}' "$RESULTS/$name.count" >"$RESULTS/$name.count.new"
        mv "$RESULTS/$name.count.new" "$RESULTS/$name.count"
    fi
    say "== $name: $(awk '{printf "%d passed, %d failed, %d skipped", $1, $2, $3}' "$RESULTS/$name.count") in $((SECONDS - began)) s"
}

# What the tests work with, for who reads their result: recorded or drawn media, real or stand-in models.
say_what_is_used() {
    say "$(test_media_in_words)"
    say "$(test_models_in_words)"
}

# Sums all stages, with what was skipped and why; the last line of ./test.
finish() {
    local passed failed skipped
    read -r passed failed skipped < <(
        cat "$RESULTS"/*.count | awk '{p += $1; f += $2; s += $3} END {printf "%d %d %d\n", p, f, s}'
    )
    say "all stages done"
    say_what_is_used
    cat "$RESULTS"/*.skipped 2>/dev/null | sort | uniq -c | sort -k1,1nr -k2 | sed -E 's/^ *([0-9]+) (.*)/  \1 skipped: \2/'
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    ((failed == 0 && passed > 0))
    exit
}

# count_junit NAME: takes the counts and the reasons from NAME.xml.
count_junit() {
    "$PYTHON" "$ROOT/scripts/test_results.py" "$RESULTS/$1.xml" "$RESULTS/$1.skipped" >"$RESULTS/$1.count"
}

# The checks of a stage: begin_checks STAGE, then check NAME COMMAND... for each, then end_checks. A command that
# returns SKIPPED was not made; it says why in SKIP_REASON.
SKIPPED=77

begin_checks() {
    CHECKED="$1" CHECKS_PASSED=0 CHECKS_FAILED=0 CHECKS_SKIPPED=0
    : >"$RESULTS/$CHECKED.skipped"
}

check() {
    local name="$1" status=0
    shift
    "$@" || status=$?
    if ((status == 0)); then
        CHECKS_PASSED=$((CHECKS_PASSED + 1))
    elif ((status == SKIPPED)); then
        CHECKS_SKIPPED=$((CHECKS_SKIPPED + 1))
        printf '%s\n' "$SKIP_REASON" >>"$RESULTS/$CHECKED.skipped"
    else
        CHECKS_FAILED=$((CHECKS_FAILED + 1))
        warn "check failed: $name"
    fi
}

end_checks() { printf '%d %d %d\n' "$CHECKS_PASSED" "$CHECKS_FAILED" "$CHECKS_SKIPPED" >"$RESULTS/$CHECKED.count"; }

stage_build() {
    begin_checks build
    # What can be built is tested, whatever cannot.
    check "debug build" build_native debug -k 0
    end_checks
}

# Files that git knows or would add, with one of the endings.
source_files() { (cd "$ROOT" && git ls-files --cached --others --exclude-standard -- "$@" | sort -u); }

# Whether this is the distribution whose tools the code is written for.
is_reference_distribution() { [[ "$(. /etc/os-release && printf '%s %s' "${ID:-}" "${VERSION_ID:-}")" == "debian 12" ]]; }

check_format() {
    local program files version
    if ! program="$(command -v clang-format-14 || command -v clang-format)"; then
        warn "clang-format is not here: install what scripts/packages.txt names"
        return 1
    fi
    version="$("$program" --version)"
    if [[ "$version" != *"version 14."* ]]; then
        SKIP_REASON="layout of the code: 14 is needed, which lays out some lines differently, and here is $version"
        if is_reference_distribution; then
            warn "$SKIP_REASON"
            return 1
        fi
        return "$SKIPPED"
    fi
    mapfile -t files < <(source_files '*.h' '*.cpp')
    (cd "$ROOT" && "$program" --dry-run -Werror "${files[@]}")
}

# programs LANGUAGE: the files without an ending whose first line names it.
programs() {
    local name first
    while IFS= read -r name; do
        [[ -f "$ROOT/$name" && "${name##*/}" != *.* ]] || continue
        read -r first 2>/dev/null <"$ROOT/$name" || true
        [[ "$first" == '#!'*"$1" ]] && printf '%s\n' "$name"
    done < <(source_files)
    return 0
}

check_shell() {
    local files
    mapfile -t files < <(source_files '*.sh' && programs sh)
    (cd "$ROOT" && shellcheck -x "${files[@]}")
}

# The tools for Python, JavaScript and TypeScript come from the npm registry; those of the page and of the tests know types
# of their packages.
prepare_lint_packages() { npm_packages "$LINT" && npm_packages "$ROOT/web" && prepare_test_packages; }

check_python() {
    local files
    mapfile -t files < <(source_files '*.py' && programs python3)
    (cd "$ROOT" && "$NODE" scripts/lint/ruff.mjs "${files[@]}")
}

# The page's own types are checked in the stage page.
check_script_types() { "$NODE" "$LINT/node_modules/typescript/bin/tsc" --project "$ROOT/tests/tsconfig.json"; }

check_scripts() {
    (cd "$ROOT" && "$NODE" "$LINT/node_modules/eslint/bin/eslint.js" --config scripts/lint/eslint.config.mjs \
        --max-warnings 0 web tests benchmarks scripts/lint)
}

check_script_format() {
    (cd "$ROOT" && "$NODE" "$LINT/node_modules/prettier/bin/prettier.cjs" --check --log-level warn \
        '{web,tests,benchmarks,scripts/lint}/**/*.{ts,tsx,mjs,css,html}')
}

# begin_in_background NAME COMMAND...: runs it until `check ... wait_for_background NAME`. For what uses one processor only.
declare -A BACKGROUND=()
begin_in_background() {
    local name="$1"
    shift
    "$@" >"$RESULTS/$name.log" 2>&1 &
    BACKGROUND[$name]=$!
}

wait_for_background() {
    wait "${BACKGROUND[$1]}" && return
    cat "$RESULTS/$1.log"
    return 1
}

stage_lint() {
    begin_checks lint
    check "packages of the linters" prepare_lint_packages
    begin_in_background eslint check_scripts
    check "types of the tests' JavaScript" check_script_types
    check "prettier" check_script_format
    check "ruff" check_python
    check "shellcheck" check_shell
    check "include graph" "$PYTHON" "$ROOT/scripts/include_graph" --quiet
    check "clang-format" check_format
    check "eslint" wait_for_background eslint
    check "clang-tidy" check_tidy
    end_checks
}

# run_ctest FOLDER NAME [OPTION...]
run_ctest() {
    local folder="$1" name="$2" status
    shift 2
    TRAININGZIP_MODELS="$DEPS/models" ctest --test-dir "$folder" --parallel "$(nproc)" --output-on-failure \
        --no-tests=error --output-junit "$RESULTS/$name.xml" "$@" >"$RESULTS/$name.log" 2>&1
    status=$?
    if ((status != 0)); then grep -v ' Passed ' "$RESULTS/$name.log" | tail -n 300; fi
    count_junit "$name"
    return "$status"
}

stage_unit() { run_ctest "$DEBUG" unit; }

# Files of tests that take longest, so that none of them is the last one that runs. What is not named here comes after them.
SLOWEST_FIRST=(job phone_camera faults upload_jobs api_mail demo screens incidents account metrics openapi upload networks removed_files training room stand_in
    community)

# run_node_tests NAME [--with PROGRAM] [--at-once COUNT] FILE...: under the program where there is one, so many files at
# once. NAME.times tells how long each took.
run_node_tests() {
    local name="$1" under=() at_once=1 slow file ordered=()
    shift
    while [[ "$1" == --* ]]; do
        case "$1" in
            --with) under=("$NODE" "$2") ;;
            --at-once) at_once="$2" ;;
        esac
        shift 2
    done
    for slow in "${SLOWEST_FIRST[@]}"; do
        for file in "$@"; do [[ "${file##*/}" != "$slow.test.mjs" ]] || ordered+=("$file"); done
    done
    for file in "$@"; do
        slow="$(basename "$file" .test.mjs)"
        [[ " ${SLOWEST_FIRST[*]} " == *" $slow "* ]] || ordered+=("$file")
    done
    "${under[@]}" "$NODE" "$ROOT/tests/run_files.mjs" "$at_once" "$RESULTS/$name" "${ordered[@]}"
    local status=$?
    count_junit "$name"
    return "$status"
}

# node_test_stage NAME FOLDER [OPTION OF run_node_tests...]: all test files of the folder, against the sanitized servers.
node_test_stage() {
    local name="$1" files
    mapfile -t files < <(find "$ROOT/$2" -name '*.test.mjs' -not -path '*/node_modules/*' | sort)
    shift 2
    if [[ ${#files[@]} -eq 0 ]]; then
        printf '0 0 0\n' >"$RESULTS/$name.count"
        return 0
    fi
    TRAININGZIP_BINARIES="$DEBUG/bin" TRAININGZIP_MODELS="$DEPS/models" run_node_tests "$name" "$@" "${files[@]}"
}

# Files of tests that node runs at once: one more than there are processors, as they often wait.
node_tests_at_once() { printf '%d' "$(($(nproc) < 4 ? $(nproc) + 1 : 4))"; }

# Keeps the statements that the servers use for the stage plans.
record_statements() {
    export TRAININGZIP_TEST_STATEMENTS="$STATEMENTS"
    rm -rf "${STATEMENTS:?}/$1" && mkdir -p "$STATEMENTS/$1"
}

stage_functional() {
    local TRAININGZIP_TEST_STATEMENTS
    prepare_test_packages || return 1
    record_statements sqlite
    node_test_stage functional tests/functional --at-once "$(node_tests_at_once)"
}

# How both databases go about the statements that were used in the stages functional and postgresql.
stage_plans() {
    local TRAININGZIP_TEST_STATEMENTS="$STATEMENTS"
    prepare_test_packages || return 1
    export TRAININGZIP_TEST_STATEMENTS
    node_test_stage plans tests/plans
}

# Functional files that the stage postgresql leaves out; all others run there once more, new ones too.
LEFT_OUT_OF_POSTGRESQL=(
    database_locale database_move database_outage database_unit # they start a PostgreSQL themselves
    job service shape streaming                                 # servers without a database
    certificates gateway gateway_cache gateway_copies gateway_previews gateway_video run run_models # stand-ins for the servers
    demo # its ./run has a new database at every start
    faults poisoned_videos upload_kinds upload_rate             # they use no other statements, as the stage plans checks
)

# Those that it leaves out but for --long: what they ask of the database others ask too, as the stage plans checks, and what
# they are about is the same with both.
POSTGRESQL_ONLY_LONG=(api_absent api_familiar api_faults api_list_counts api_mail api_picture_sizes api_sessions contract
    cross_origin gateway_privacy metrics metrics_run openapi_document original_page upload)

stage_postgresql() {
    local files=() file name left_out=" ${LEFT_OUT_OF_POSTGRESQL[*]} " TRAININGZIP_TEST_STATEMENTS
    [[ -n "${TRAININGZIP_TEST_LONG:-}" ]] || left_out+="${POSTGRESQL_ONLY_LONG[*]} "
    prepare_test_packages || return 1
    record_statements postgresql
    for file in "$ROOT"/tests/functional/*.test.mjs; do
        name="$(basename "$file" .test.mjs)"
        [[ "$left_out" == *" $name "* ]] || files+=("$file")
    done
    TRAININGZIP_BINARIES="$DEBUG/bin" TRAININGZIP_MODELS="$DEPS/models" \
        run_node_tests postgresql --with "$ROOT/tests/functional/with_postgresql.mjs" \
        --at-once "$(node_tests_at_once)" "${files[@]}"
}

stage_docs() {
    prepare_test_packages || return 1
    node_test_stage docs tests/docs --at-once "$(node_tests_at_once)"
}

# Of the page is ONNX Runtime Web, which runs what the converters made.
stage_models() {
    build_page && prepare_test_packages || return 1
    node_test_stage models tests/models --at-once "$(node_tests_at_once)"
}

# Packages of the tests; no script of a package is run.
prepare_test_packages() {
    local packages stamp="$ROOT/tests/node_modules/.trainingzip-stamp"
    packages="$(content_hash tests/package.json tests/package-lock.json)"
    if up_to_date "$stamp" "$packages"; then return 0; fi
    (cd "$ROOT/tests" && quietly "$DEPS/logs/npm-ci-tests.log" npm ci --no-audit --no-fund --ignore-scripts) || return 1
    printf '%s' "$packages" >"$stamp"
}

# Browser files that measure when something is heard or seen: each has the machine to itself. All others run side by side, new
# ones too.
TIMED_BROWSER_FILES=(beat)

stage_browser() {
    local timed=() others=() file name status=0 part
    build_page && prepare_test_packages || return 1
    for file in "$ROOT"/tests/browser/*.test.mjs; do
        name="$(basename "$file" .test.mjs)"
        if [[ " ${TIMED_BROWSER_FILES[*]} " == *" $name "* ]]; then timed+=("$file"); else others+=("$file"); fi
    done
    export TRAININGZIP_BINARIES="$DEBUG/bin" TRAININGZIP_MODELS="$DEPS/models"
    # The real servers make a training once, with which all files begin that need one.
    local TRAININGZIP_TEST_READY_DATA="$ROOT/build/ready-training"
    quietly "$RESULTS/ready_training.log" "$NODE" "$ROOT/tests/browser/support/ready_training.mjs" "$TRAININGZIP_TEST_READY_DATA" || return 1
    export TRAININGZIP_TEST_READY_DATA
    # Chromium hardly ever waits.
    run_node_tests browser-others --at-once "$(nproc)" "${others[@]}" || status=1
    run_node_tests browser-timed "${timed[@]}" || status=1
    for part in count skipped; do
        cat "$RESULTS"/browser-{others,timed}."$part" >"$RESULTS/browser.$part"
        rm "$RESULTS"/browser-{others,timed}."$part"
    done
    awk '{p += $1; f += $2; s += $3} END {print p, f, s}' "$RESULTS/browser.count" >"$RESULTS/browser.sum"
    mv "$RESULTS/browser.sum" "$RESULTS/browser.count"
    return "$status"
}

stage_page() {
    local status
    build_page || return 1
    (cd "$ROOT/web" && "$NODE" node_modules/typescript/bin/tsc --noEmit &&
        "$NODE" node_modules/vitest/vitest.mjs run --reporter=default --reporter=junit \
            --outputFile.junit="$RESULTS/page.xml")
    status=$?
    count_junit page
    return "$status"
}

# The test programs of code that shares anything between threads.
TSAN_TESTS=(base_test metrics_test web_server_test auth_test database_test domain_test storage_test incident_test media_test network_loader_test request_batcher_test
    api_http_test api_accounts_test api_catalogue_test api_operations_test upload_test pose_service_test shape_test)

stage_tsan() {
    build_native tsan -k 0 "${TSAN_TESTS[@]}" || return 1
    run_ctest "$ROOT/build/tsan" tsan --exclude-regex '_NOT_BUILT$|^fuzz_'
}

stage_fuzz() {
    local seconds="$1" target
    begin_checks fuzz
    build_native fuzz || return 1
    for target in "$ROOT"/build/fuzz/bin/fuzz_*; do
        [[ -x "$target" ]] && check "$(basename "$target")" fuzz_one "$target" "$seconds"
    done
    end_checks
}

# fuzz_one PROGRAM SECONDS: starts from the seeds beside the source; what it finds stays in build/fuzz.
fuzz_one() {
    local name corpus seeds
    name="$(basename "$1")"
    corpus="$ROOT/build/fuzz/corpus/$name"
    seeds="$(find "$ROOT/libs" "$ROOT/services" -type d -path "*/fuzz/${name#fuzz_}" | head -n 1)"
    mkdir -p "$corpus"
    (cd "$ROOT/build/fuzz" && quietly "$RESULTS/$name.log" "$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 \
        -artifact_prefix="$RESULTS/$name-" "$corpus" ${seeds:+"$seeds"})
}
