# The pose server for NVIDIA GPUs: the libraries of CUDA and cuDNN come from NVIDIA's image, the driver from the host
# (NVIDIA Container Toolkit).
ARG BUILD=trainingzip-build
ARG SERVER=trainingzip-server
ARG CUDA=nvidia/cuda:13.0.1-cudnn-runtime-ubuntu22.04
FROM ${CUDA} AS cuda
FROM ${BUILD} AS build
FROM ${SERVER}

USER root
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libavcodec59 libavfilter8 libavformat59 libavutil57 libswresample4 libswscale6 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY --from=cuda /usr/local/cuda/targets/x86_64-linux/lib/ /usr/local/cuda/lib/
COPY --from=cuda /usr/lib/x86_64-linux-gnu/libcudnn*.so.9 /usr/local/cuda/lib/
RUN echo /usr/local/cuda/lib >/etc/ld.so.conf.d/cuda.conf && ldconfig
COPY --from=build /source/.deps/onnxruntime/lib/libonnxruntime.so.1 /usr/lib/x86_64-linux-gnu/
COPY models/pose/ models/pose-gpu/ /usr/share/trainingzip/models/
COPY .deps/onnxruntime/lib/libonnxruntime_providers_shared.so .deps/onnxruntime/lib/libonnxruntime_providers_cuda.so /usr/lib/x86_64-linux-gnu/
COPY --from=build /programs/trainingzip-pose /programs/trainingzip-pose.debug /programs/trainingzip-media /programs/trainingzip-media.debug /usr/local/bin/
USER 10001:10001

ENV TRAININGZIP_POSE_ADDRESS=0.0.0.0 \
    TRAININGZIP_POSE_METRICS_ADDRESS=0.0.0.0 \
    TRAININGZIP_POSE_DETECTOR_MODEL=/usr/share/trainingzip/models/rtmdet_nano/rtmdet-nano.onnx \
    TRAININGZIP_POSE_POSE_MODEL=/usr/share/trainingzip/models/pp_tinypose_256x192/model_fp32_folded.onnx \
    TRAININGZIP_POSE_STAND_IN_DETECTOR_MODEL=/usr/share/trainingzip/models/nanodet/nanodet.onnx \
    TRAININGZIP_POSE_STAND_IN_POSE_MODEL=/usr/share/trainingzip/models/movenet_thunder/movenet_thunder.onnx \
    TRAININGZIP_POSE_DEVICE=cuda \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
EXPOSE 9103
HEALTHCHECK --interval=5s --timeout=6s --start-period=60s --retries=3 \
    CMD ["trainingzip-pose", "--config", "/etc/trainingzip/trainingzip.toml", "--probe", "live"]
ENTRYPOINT ["trainingzip-pose", "--config", "/etc/trainingzip/trainingzip.toml"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Training.zip pose server (CUDA)" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="Apache-2.0"
