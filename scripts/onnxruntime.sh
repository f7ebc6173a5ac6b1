# shellcheck shell=bash
# ONNX Runtime where the distribution has no package of it: headers, library and, for a GPU, the CUDA provider.

ONNXRUNTIME="$DEPS/onnxruntime"

# prepare_onnxruntime DEVICE (cpu or cuda)
prepare_onnxruntime() {
    if [[ "$1" == cpu ]] && is_installed libonnxruntime-dev; then return 0; fi
    [[ "$(uname -m)" == x86_64 ]] || fail "ONNX Runtime is prepared for x86_64 only; install libonnxruntime-dev on $(uname -m)"
    if [[ ! -f "$ONNXRUNTIME/include/onnxruntime_cxx_api.h" ]]; then fetch_onnxruntime_headers; fi
    if [[ ! -f "$ONNXRUNTIME/lib/libonnxruntime.so" ]]; then fetch_onnxruntime_library; fi
    if [[ "$1" == cuda && ! -f "$ONNXRUNTIME/lib/libonnxruntime_providers_cuda.so" ]]; then fetch_cuda_provider; fi
}

# A folder is moved to its place when it is whole, so that a broken-off fetch starts again.
fetch_onnxruntime_headers() {
    local new="$DEPS/onnxruntime-headers.new"
    say "  headers of ONNX Runtime (143 MB to fetch)"
    rm -rf "$new"
    npm_extract com.github.asus4.onnxruntime "$new" '*/ios-arm64/onnxruntime.framework/Headers/*.h' 'package/LICENSE'
    mkdir -p "$ONNXRUNTIME/include"
    cp "$new/package/LICENSE" "$ONNXRUNTIME/LICENSE.headers"
    # The C++ header last: it is the one whose presence says that all are there.
    find "$new" -name '*.h' -not -name onnxruntime_cxx_api.h -exec cp {} "$ONNXRUNTIME/include/" \;
    find "$new" -name onnxruntime_cxx_api.h -exec cp {} "$ONNXRUNTIME/include/" \;
    rm -rf "$new"
}

fetch_onnxruntime_library() {
    local new="$DEPS/onnxruntime-library.new"
    say "  library of ONNX Runtime (107 MB to fetch)"
    rm -rf "$new"
    npm_extract onnxruntime-node "$new" '*/linux/x64/libonnxruntime.so.1'
    mkdir -p "$ONNXRUNTIME/lib"
    find "$new" -name libonnxruntime.so.1 -exec mv {} "$ONNXRUNTIME/lib/" \;
    ln -sf libonnxruntime.so.1 "$ONNXRUNTIME/lib/libonnxruntime.so"
    rm -rf "$new"
}

fetch_cuda_provider() {
    local new="$DEPS/onnxruntime-cuda.new"
    say "  CUDA provider of ONNX Runtime (about 150 MB to fetch)"
    rm -rf "$new"
    npm_extract com.github.asus4.onnxruntime.linux-x64-gpu "$new" \
        '*/libonnxruntime_providers_shared.so' '*/libonnxruntime_providers_cuda.so'
    find "$new" -name 'libonnxruntime_providers_shared.so' -exec mv {} "$ONNXRUNTIME/lib/" \;
    find "$new" -name 'libonnxruntime_providers_cuda.so' -exec mv {} "$ONNXRUNTIME/lib/" \;
    rm -rf "$new"
}
