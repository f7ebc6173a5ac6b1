# shellcheck shell=bash
# The media of the tests: recordings where there are some, and drawn figures, which are made; tests/media/prepare.mjs
# decides.

prepare_test_media() {
    if [[ -n "${TRAININGZIP_TEST_MEDIA:-}" ]]; then
        # The tests work in several folders.
        TRAININGZIP_TEST_MEDIA="$(cd "$ROOT" && realpath -m "$TRAININGZIP_TEST_MEDIA")"
        export TRAININGZIP_TEST_MEDIA
    else
        unset TRAININGZIP_TEST_MEDIA
    fi
    quietly "$DEPS/logs/test-media.log" "$NODE" "$ROOT/tests/media/prepare.mjs"
}

test_media_in_words() { "$NODE" "$ROOT/tests/media/prepare.mjs"; }

# The words that the setup of the models leaves about them in state.json, else the folder they are in.
test_models_in_words() {
    local words
    words="$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1], encoding="utf-8"))["words"])' \
        "$DEPS/models/state.json" 2>/dev/null)" || words="$DEPS/models"
    printf 'test models: %s\n' "$words"
}
