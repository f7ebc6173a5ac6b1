# The shape server, with the sandboxed program that opens videos and with its networks, so that it starts without a network.
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
COPY models/shape/ /usr/share/trainingzip/models/
COPY --from=build /programs/trainingzip-shape /programs/trainingzip-shape.debug /programs/trainingzip-media /programs/trainingzip-media.debug /usr/local/bin/
USER 10001:10001

ENV TRAININGZIP_SHAPE_ADDRESS=0.0.0.0 \
    TRAININGZIP_SHAPE_METRICS_ADDRESS=0.0.0.0 \
    TRAININGZIP_SHAPE_MODELS=/usr/share/trainingzip/models/maskrcnn2go/onnx \
    TRAININGZIP_SHAPE_STAND_IN_DETECTOR_MODEL=/usr/share/trainingzip/models/nanodet/nanodet.onnx \
    TRAININGZIP_SHAPE_STAND_IN_SEGMENTATION_MODEL=/usr/share/trainingzip/models/selfie_segmentation/selfie_segmentation.onnx
EXPOSE 9104
HEALTHCHECK --interval=5s --timeout=6s --start-period=60s --retries=3 \
    CMD ["trainingzip-shape", "--config", "/etc/trainingzip/trainingzip.toml", "--probe", "live"]
ENTRYPOINT ["trainingzip-shape", "--config", "/etc/trainingzip/trainingzip.toml"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Training.zip shape server" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="Apache-2.0"
