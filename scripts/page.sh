# shellcheck shell=bash
# Builds the page: its packages, its WebAssembly, then the static files in web/dist.

# build_page: each part is skipped when nothing that goes into it has changed since it was last built.
build_page() {
    local web="$ROOT/web" packages wasm page
    [[ -f "$web/package.json" ]] || { warn "there is no page yet (web/package.json)"; return 0; }

    packages="$(content_hash web/package.json web/package-lock.json)"
    if ! up_to_date "$web/node_modules/.trainingzip-stamp" "$packages"; then
        say "  packages of the page"
        (cd "$web" && quietly "$DEPS/logs/npm-ci.log" npm ci --no-audit --no-fund --ignore-scripts) || return 1
        printf '%s' "$packages" >"$web/node_modules/.trainingzip-stamp"
    fi

    if [[ -x "$ROOT/scripts/build_wasm.sh" ]]; then
        wasm="$(content_hash scripts/build_wasm.sh libs/score libs/vision libs/media/image.h libs/wasm web/wasm)"
        if ! up_to_date "$web/public/wasm/.trainingzip-stamp" "$wasm"; then
            say "  WebAssembly of the page"
            quietly "$DEPS/logs/wasm.log" "$ROOT/scripts/build_wasm.sh" || return 1
            printf '%s' "$wasm" >"$web/public/wasm/.trainingzip-stamp"
        fi
    fi

    page="$(content_hash web) ${packages} ${wasm:-}"
    if ! up_to_date "$web/dist/.trainingzip-stamp" "$page"; then
        say "  static files of the page"
        (cd "$web" && quietly "$DEPS/logs/page.log" "$NODE" node_modules/vite/bin/vite.js build) || return 1
        printf '%s' "$page" >"$web/dist/.trainingzip-stamp"
    fi
}
