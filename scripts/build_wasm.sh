#!/usr/bin/env bash
# Builds web/public/wasm/trainingzip.wasm: the scorer and the decoding of poses for the page, from the same
# sources as the servers. Needs Debian's emscripten. Its JavaScript glue is not used: the page has its own.
set -euo pipefail
cd "$(dirname "$0")/.."

sources=(
    libs/score/{body,build_watch,camera_views,gauge,grading,lag_search,limb_history,limb_lengths}.cpp
    libs/score/{limb_statistics,limbs,mirror_watch,movement_sums,one_euro_filter,pace_search,picture,pose_filter}.cpp
    libs/score/{posture_window,reading_layout,recorded_trainer,repetitions,rest_pose,score_totals}.cpp
    libs/score/{scoring_session,trainer_track,wasm_exports}.cpp
    libs/vision/{bilinear_taps,detector_decoding,heatmap_decoding,movenet_decoding,non_maximum_suppression}.cpp
    libs/vision/{person_crop,pose_block_reading,person_tracker,wasm_exports}.cpp
)
output=web/public/wasm/trainingzip.wasm
mkdir -p "$(dirname "$output")"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

emcc -std=c++20 -O3 -msimd128 -fno-exceptions -fno-rtti -DNDEBUG -Wall -Wextra -Werror -Ilibs \
    -s STANDALONE_WASM=1 --no-entry -s ALLOW_MEMORY_GROWTH=1 -s MAXIMUM_MEMORY=512MB -s TOTAL_STACK=1MB \
    "${sources[@]}" -o "$folder/trainingzip.wasm"
mv "$folder/trainingzip.wasm" "$output"
echo "$output: $(stat -c %s "$output") bytes"
