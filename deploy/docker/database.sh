#!/bin/sh
# Makes the cluster at the first start, whole or not at all, then becomes the server. Understands what the official image
# postgres does, as far as compose.yaml says it: PGDATA, POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD_FILE,
# POSTGRES_INITDB_ARGS.
set -eu
PATH="$(echo /usr/lib/postgresql/*/bin):$PATH"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    new="$PGDATA.new"
    rm -rf "$new"
    # shellcheck disable=SC2086
    initdb --pgdata="$new" --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" --auth-local=peer \
        --auth-host=scram-sha-256 ${POSTGRES_INITDB_ARGS:-}
    echo "host all all all scram-sha-256" >>"$new/pg_hba.conf"
    echo "CREATE DATABASE \"$POSTGRES_DB\";" | postgres --single -D "$new" postgres >/dev/null
    mv "$new" "$PGDATA"
fi
exec postgres -D "$PGDATA" -c listen_addresses='*'
