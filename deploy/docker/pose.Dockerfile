# The pose server, with the sandboxed program that opens videos and with its networks, so that it starts without a network.
# Health is that the process lives: while it waits for networks the rest of the service works.
ARG BUILD=trainingzip-build
ARG SERVER=trainingzip-server
FROM ${BUILD} AS build
FROM ${SERVER}

USER root
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libavcodec59 libavfilter8 libavformat59 libavutil57 libswresample4 libswscale6 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY --from=build /source/.deps/onnxruntime/lib/libonnxruntime.so.1 /usr/lib/x86_64-linux-gnu/
COPY models/pose/ /usr/share/trainingzip/models/
COPY --from=build /programs/trainingzip-pose /programs/trainingzip-pose.debug /programs/trainingzip-media /programs/trainingzip-media.debug /usr/local/bin/
USER 10001:10001

ENV TRAININGZIP_POSE_ADDRESS=0.0.0.0 \
    TRAININGZIP_POSE_METRICS_ADDRESS=0.0.0.0 \
    TRAININGZIP_POSE_DETECTOR_MODEL=/usr/share/trainingzip/models/rtmdet_nano/rtmdet-nano.onnx \
    TRAININGZIP_POSE_POSE_MODEL=/usr/share/trainingzip/models/pp_tinypose_256x192/model_fp32_folded.onnx \
    TRAININGZIP_POSE_STAND_IN_DETECTOR_MODEL=/usr/share/trainingzip/models/nanodet/nanodet.onnx \
    TRAININGZIP_POSE_STAND_IN_POSE_MODEL=/usr/share/trainingzip/models/movenet_thunder/movenet_thunder.onnx
EXPOSE 9103
HEALTHCHECK --interval=5s --timeout=6s --start-period=60s --retries=3 \
    CMD ["trainingzip-pose", "--config", "/etc/trainingzip/trainingzip.toml", "--probe", "live"]
ENTRYPOINT ["trainingzip-pose", "--config", "/etc/trainingzip/trainingzip.toml"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Training.zip pose server" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="Apache-2.0"
