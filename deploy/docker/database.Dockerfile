# PostgreSQL of Debian, for hosts that cannot have the official image.
FROM debian:bookworm-slim

# The same user number as in the official image, and no cluster made by the package.
RUN groupadd --gid 999 postgres \
    && useradd --uid 999 --gid 999 --home-dir /var/lib/postgresql --shell /usr/sbin/nologin postgres \
    && mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf \
    && apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql-15 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* \
    && install -d -o 999 -g 999 -m 0700 /var/lib/postgresql/data

COPY LICENSE NOTICE /usr/share/doc/trainingzip/
COPY deploy/docker/database.sh /usr/local/bin/database.sh
USER 999:999
ENV PGDATA=/var/lib/postgresql/data/cluster
EXPOSE 5432
# Fast: sessions are ended, nothing is lost.
STOPSIGNAL SIGINT
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 \
    CMD ["pg_isready", "--quiet", "--host=127.0.0.1"]
ENTRYPOINT ["database.sh"]

ARG VERSION=
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="PostgreSQL for Training.zip" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.source="$SOURCE" \
    org.opencontainers.image.licenses="PostgreSQL"
