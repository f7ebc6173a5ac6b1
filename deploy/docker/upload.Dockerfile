# The upload server, with the sandboxed program that opens videos.
ARG BUILD=trainingzip-build
ARG SERVER=trainingzip-server
FROM ${BUILD} AS build
FROM ${SERVER}

USER root
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libavcodec59 libavfilter8 libavformat59 libavutil57 libswresample4 libswscale6 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libicu72 libpq5 libsoci-core4.0 libsoci-postgresql4.0 libsoci-sqlite3-4.0 libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY --from=build /programs/trainingzip-upload /programs/trainingzip-upload.debug /programs/trainingzip-media /programs/trainingzip-media.debug /usr/local/bin/
USER 10001:10001

ENV TRAININGZIP_UPLOAD_ADDRESS=0.0.0.0 \
    TRAININGZIP_UPLOAD_METRICS_ADDRESS=0.0.0.0
EXPOSE 9102
HEALTHCHECK --interval=5s --timeout=6s --start-period=60s --retries=3 \
    CMD ["trainingzip-upload", "--config", "/etc/trainingzip/trainingzip.toml", "--probe", "ready"]
ENTRYPOINT ["trainingzip-upload", "--config", "/etc/trainingzip/trainingzip.toml"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Training.zip upload server" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="Apache-2.0"
