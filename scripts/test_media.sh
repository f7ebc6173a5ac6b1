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

test_models_in_words() { printf 'test models: %s\n' "$("$PYTHON" "$ROOT/scripts/models_in_words.py" "$DEPS/models")"; }
