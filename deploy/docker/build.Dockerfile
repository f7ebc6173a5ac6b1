# Compiles every server once. The other images take their programs from this one, which is never pushed.
# deploy/docker/build gives the context: sources, and below .deps what scripts/ has fetched and checked.
FROM debian:bookworm

# Of what ./run installs, what a compiler needs: lines of scripts/packages.txt.
COPY packages /source/packages
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(cat /source/packages) \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /source
COPY .deps/zxcvbn .deps/zxcvbn
COPY .deps/onnxruntime/include .deps/onnxruntime/include
COPY .deps/onnxruntime/lib/libonnxruntime.so.1 .deps/onnxruntime/lib/
RUN ln -s libonnxruntime.so.1 .deps/onnxruntime/lib/libonnxruntime.so
COPY CMakeLists.txt CMakePresets.json ./
COPY cmake cmake
COPY scripts/openapi scripts/openapi
COPY libs libs
COPY services services
RUN cmake --preset release -DCMAKE_SKIP_RPATH=ON && cmake --build build/release --parallel "$(nproc)"

# The revision comes last: another one compiles one file.
ARG REVISION=
RUN cmake --preset release -DTRAININGZIP_REVISION="$REVISION" && cmake --build build/release \
    && mv build/release/bin /programs
