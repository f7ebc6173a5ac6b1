#!/bin/sh
# Makes folders, owners and secrets of a data folder at the first start, and mends owners later. As root, alone:
# no server of ours runs then. Needs nothing but CAP_CHOWN, CAP_DAC_OVERRIDE and CAP_FOWNER.
# prepare.sh FOLDER
set -eu
umask 077
data="$1"
server=10001
database=999

# folder OWNER MODE PATH: whole trees that a backup brought back with another owner are taken over.
folder() {
    mkdir -p "$data/$3"
    if [ "$(stat -c %u "$data/$3")" != "$1" ]; then chown -R "$1:$1" "$data/$3"; fi
    chmod "$2" "$data/$3"
}

# secret OWNER PATH: whole or not at all, from standard input.
secret() {
    cat >"$data/$2.new"
    chown "$1:$1" "$data/$2.new"
    sync "$data/$2.new"
    mv "$data/$2.new" "$data/$2"
}

random() { od -An -v -N32 -tx1 /dev/urandom | tr -d ' \n'; }

chmod 0711 "$data"
for name in storage public incidents gateway certificates acme secrets secrets/service secrets/database; do
    folder $server 0700 "$name"
done
for name in api upload pose shape streaming certificates; do folder $server 0700 "incidents/$name"; done
# The answers to the certificate authority: one container writes them, the gateway reads.
folder $server 0700 webroot
# The server that makes the database first reads its password here.
folder $database 0700 database
folder $database 0700 secrets/postgresql

[ -s "$data/secrets/service/token" ] || { random && echo; } | secret $server secrets/service/token
[ -s "$data/secrets/postgresql/password" ] || { random && echo; } | secret $database secrets/postgresql/password
# The password at a mail server, where a person has put it.
if [ -s "$data/secrets/mail_password" ]; then
    chown "$server:$server" "$data/secrets/mail_password"
    chmod 0600 "$data/secrets/mail_password"
fi
# libpq's form of the same; written anew, since a password may be changed in the file above.
printf '*:*:*:*:%s\n' "$(cat "$data/secrets/postgresql/password")" | secret $server secrets/database/passfile
echo "the data folder is prepared"
