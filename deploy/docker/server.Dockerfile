# What every server has in common; the images of the servers are built on it, so a host keeps it once.
FROM debian:bookworm-slim

RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libboost-json1.81.0 libcurl4 libdw1 libfmt9 libprometheus-cpp-core1.0 libre2-9 libseccomp2 libspdlog1.10 libssl3 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* \
    && groupadd --gid 10001 trainingzip \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/trainingzip --shell /usr/sbin/nologin trainingzip \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/trainingzip /var/lib/trainingzip/data

COPY LICENSE NOTICE /usr/share/doc/trainingzip/
COPY deploy/docker/prepare.sh /usr/local/lib/trainingzip/prepare.sh
COPY config/trainingzip.toml /etc/trainingzip/trainingzip.toml
WORKDIR /var/lib/trainingzip
USER 10001:10001
STOPSIGNAL SIGTERM
