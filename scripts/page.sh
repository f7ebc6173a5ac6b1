# shellcheck shell=bash
# Builds the page: its packages, its WebAssembly, then the static files in web/dist.

# npm_packages FOLDER: what its package-lock.json names, and nothing else; no script of a package is run.
npm_packages() {
    local stamp="$1/node_modules/.trainingzip-stamp" hash
    hash="$(content_hash "${1#"$ROOT"/}/package.json" "${1#"$ROOT"/}/package-lock.json") $("$NODE" --version)"
    up_to_date "$stamp" "$hash" && return 0
    say "  npm packages of ${1#"$ROOT"/}"
    (cd "$1" && quietly "$DEPS/logs/npm-ci.log" npm ci --no-audit --no-fund --ignore-scripts) || return 1
    printf '%s' "$hash" >"$stamp"
}

# build_page: each part is skipped when nothing that goes into it has changed since it was last built.
build_page() {
    local web="$ROOT/web" wasm page
    [[ -f "$web/package.json" ]] || { warn "there is no page yet (web/package.json)"; return 0; }

    npm_packages "$web" || return 1

    if [[ -x "$ROOT/scripts/build_wasm.sh" ]]; then
        wasm="$(content_hash scripts/build_wasm.sh libs/score libs/vision libs/media/image.h libs/wasm web/wasm)"
        if ! up_to_date "$web/public/wasm/.trainingzip-stamp" "$wasm"; then
            say "  WebAssembly of the page"
            quietly "$DEPS/logs/wasm.log" "$ROOT/scripts/build_wasm.sh" || return 1
            printf '%s' "$wasm" >"$web/public/wasm/.trainingzip-stamp"
        fi
    fi

    page="$(content_hash web) ${wasm:-}"
    if ! up_to_date "$web/dist/.trainingzip-stamp" "$page"; then
        say "  static files of the page"
        (cd "$web" && quietly "$DEPS/logs/page.log" "$NODE" node_modules/vite/bin/vite.js build) || return 1
        # The gateway sends these as they are instead of compressing them for every visitor.
        find "$web/dist" -type f -size +1k \( -name '*.js' -o -name '*.mjs' -o -name '*.css' -o -name '*.wasm' \
            -o -name '*.svg' -o -name '*.html' \) -exec gzip --keep --no-name --force {} +
        printf '%s' "$page" >"$web/dist/.trainingzip-stamp"
    fi
}
