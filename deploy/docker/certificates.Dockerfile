# Keeps the certificate of the gateway new (Certbot), and makes one of our own until there is a trusted one.
FROM debian:bookworm-slim

RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates certbot openssl python3 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* \
    && groupadd --gid 10001 trainingzip \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/trainingzip --shell /usr/sbin/nologin trainingzip \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/trainingzip /var/lib/trainingzip/data

COPY LICENSE NOTICE /usr/share/doc/trainingzip/
COPY gateway/ /usr/lib/trainingzip/gateway/
COPY config/trainingzip.toml /etc/trainingzip/trainingzip.toml
WORKDIR /var/lib/trainingzip
USER 10001:10001

ENV PYTHONDONTWRITEBYTECODE=1
STOPSIGNAL SIGTERM
# It is no server, so its health is that of what it keeps: a certificate that is there and has a day left.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 \
    CMD ["openssl", "x509", "-in", "data/certificates/server.crt", "-noout", "-checkend", "86400"]
# First one of our own where there is none, then the authority's. Without names to ask it for, the second ends at once.
ENTRYPOINT ["/bin/sh", "-c", "\
    python3 /usr/lib/trainingzip/gateway/certificates --config /etc/trainingzip/trainingzip.toml --own && \
    exec python3 /usr/lib/trainingzip/gateway/certificates --config /etc/trainingzip/trainingzip.toml"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Training.zip certificates" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="Apache-2.0"
