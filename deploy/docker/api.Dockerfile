# The API server, with the sandboxed program that opens pictures.
ARG BUILD=trainingzip-build
ARG SERVER=trainingzip-server
FROM ${BUILD} AS build
FROM ${SERVER}

USER root
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        ca-certificates libargon2-1 libgif7 libicu72 libjpeg62-turbo libpng16-16 libpq5 libsoci-core4.0 \
        libsoci-postgresql4.0 libsoci-sqlite3-4.0 libsqlite3-0 libwebp7 libwebpdemux2 libyaml-cpp0.7 uap-core \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY --from=build /programs/trainingzip-api /programs/trainingzip-api.debug /programs/trainingzip-picture /programs/trainingzip-picture.debug /usr/local/bin/
USER 10001:10001

ENV TRAININGZIP_API_ADDRESS=0.0.0.0 \
    TRAININGZIP_API_METRICS_ADDRESS=0.0.0.0
EXPOSE 9101
HEALTHCHECK --interval=5s --timeout=6s --start-period=60s --retries=3 \
    CMD ["trainingzip-api", "--config", "/etc/trainingzip/trainingzip.toml", "--probe", "ready"]
ENTRYPOINT ["trainingzip-api", "--config", "/etc/trainingzip/trainingzip.toml"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Training.zip API server" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="Apache-2.0"
