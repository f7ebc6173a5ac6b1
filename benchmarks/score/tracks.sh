#!/usr/bin/env bash
# tracks.sh MEDIA TRACKS: finds the poses that trainingzip-score-validity takes from the recorded clips and photographs.
set -euo pipefail
media="$1" tracks="$2"
root="$(cd "$(dirname "$0")/../.." && pwd)"
models="${TRAININGZIP_MODELS:-$root/.deps/models}"
mkdir -p "$tracks/stills"

find_poses() {
    "$root/build/benchmark/bin/trainingzip-pose-track" "$1" "$models/rtmdet_nano/rtmdet-nano.onnx" \
        "$models/pp_tinypose_$2/model_fp32_folded.onnx" >"$3"
}

for network in 256x192 128x96; do
    for clip in tfjs_pose_squats/pose_squats talmolab_dance/KeithNotationPhrase.track0; do
        find_poses "$media/$clip.mp4" "$network" "$tracks/$(basename "$clip").$network.poses"
    done
done
# Both photographs of an exercise, a second each, as one clip.
whole='scale=640:640:force_original_aspect_ratio=decrease,pad=640:640:-1:-1,fps=10,setsar=1'
for name in Side_Leg_Raises Front_Leg_Raises Split_Squats; do
    clip="$tracks/stills/$name.mp4"
    ffmpeg -v error -y -loop 1 -t 1 -i "$media/exercise_stills/${name}_0.jpg" \
        -loop 1 -t 1 -i "$media/exercise_stills/${name}_1.jpg" \
        -filter_complex "[0]${whole}[a];[1]${whole}[b];[a][b]concat" -pix_fmt yuv420p "$clip"
    find_poses "$clip" 256x192 "$tracks/stills/$name.poses"
done
