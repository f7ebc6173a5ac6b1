# shellcheck shell=bash
# Puts the models that models/manifest.toml names into .deps/models.

prepare_models() {
    # The distribution's own Python: its onnx package is what the converters use.
    /usr/bin/python3 "$ROOT/scripts/models.py" --manifest "$ROOT/models/manifest.toml" --folder "$DEPS/models" \
        --converters "$ROOT/tools/convert" --mirror "${TRAININGZIP_MODEL_MIRROR:-}" --mirror "$ROOT/../shared/models"
}
