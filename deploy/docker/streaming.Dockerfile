# The streaming server: no decoder, no database, no network of ours.
ARG BUILD=trainingzip-build
ARG SERVER=trainingzip-server
FROM ${BUILD} AS build
FROM ${SERVER}

USER root
COPY --from=build /programs/trainingzip-streaming /programs/trainingzip-streaming.debug /usr/local/bin/
USER 10001:10001

ENV TRAININGZIP_STREAMING_ADDRESS=0.0.0.0 \
    TRAININGZIP_STREAMING_METRICS_ADDRESS=0.0.0.0
EXPOSE 9105
HEALTHCHECK --interval=5s --timeout=6s --start-period=60s --retries=3 \
    CMD ["trainingzip-streaming", "--config", "/etc/trainingzip/trainingzip.toml", "--probe", "ready"]
ENTRYPOINT ["trainingzip-streaming", "--config", "/etc/trainingzip/trainingzip.toml"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Training.zip streaming server" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="Apache-2.0"
