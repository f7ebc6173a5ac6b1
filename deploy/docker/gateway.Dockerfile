# The gateway: NGINX, what writes its configuration, the page, and the networks that run in browsers.
FROM debian:bookworm-slim

RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends nginx openssl python3 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* /var/lib/nginx \
    && groupadd --gid 10001 trainingzip \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/trainingzip --shell /usr/sbin/nologin trainingzip \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/trainingzip /var/lib/trainingzip/data

COPY LICENSE NOTICE /usr/share/doc/trainingzip/
COPY models/browser/ /usr/share/trainingzip/models/
COPY web/dist/ /usr/share/trainingzip/page/
COPY gateway/ /usr/lib/trainingzip/gateway/
COPY config/trainingzip.toml /etc/trainingzip/trainingzip.toml
WORKDIR /var/lib/trainingzip
USER 10001:10001

ENV PYTHONDONTWRITEBYTECODE=1 \
    TRAININGZIP_GATEWAY_ADDRESS=0.0.0.0 \
    TRAININGZIP_GATEWAY_PORT=8443 \
    TRAININGZIP_GATEWAY_HTTP_PORT=8080 \
    TRAININGZIP_GATEWAY_WEBROOT=data/webroot \
    TRAININGZIP_GATEWAY_PAGE=/usr/share/trainingzip/page \
    TRAININGZIP_GATEWAY_MODELS=/usr/share/trainingzip/models \
    TRAININGZIP_GATEWAY_ACCESS_LOG=/dev/stdout \
    TRAININGZIP_GATEWAY_ERROR_LOG=/dev/stderr
EXPOSE 8080 8443
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python3", "/usr/lib/trainingzip/gateway", "probe", "--config", "/etc/trainingzip/trainingzip.toml"]
ENTRYPOINT ["python3", "/usr/lib/trainingzip/gateway", "serve", "--config", "/etc/trainingzip/trainingzip.toml"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Training.zip gateway" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="Apache-2.0"
