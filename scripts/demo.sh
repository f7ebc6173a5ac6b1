# shellcheck shell=bash
# The demo training that a new data folder begins with (scripts/demo).

# What scripts/serve needs for it, in DEMO_OPTIONS: the clip is looked for where the models are.
demo_options() {
    DEMO_OPTIONS=(--demo-folder "$DEPS/media")
    local mirror
    for mirror in "${MODELS_FROM:-}" "${TRAININGZIP_MODEL_MIRROR:-}" "$ROOT/../shared/media"; do
        [[ -z "$mirror" ]] || DEMO_OPTIONS+=(--demo-mirror "$mirror")
    done
}
