# shellcheck shell=bash
# Installs the packages of packages.txt that are missing. Sourced after common.sh.

# Runs a command with the rights that apt needs.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        # Without a terminal sudo must not wait for a password that nobody can type.
        if [[ -t 0 ]]; then sudo "$@"; else sudo -n "$@"; fi
    else
        fail "packages are missing and there is neither root nor sudo; as root run: apt-get install $*"
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Use-Pty=0 "$@" </dev/null
}

is_installed() { [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]; }

is_available() {
    local candidate
    candidate="$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | awk '/Candidate:/ {print $2}')"
    [[ -n "$candidate" && "$candidate" != "(none)" ]]
}

# Prints one line for each missing package of the kinds given: its names, first choice first.
missing_packages() {
    local kinds=" $* " when words word present optional names name status
    local -A installed=()
    while read -r name status; do
        [[ "$status" == installed ]] && installed["$name"]=yes
    done < <(dpkg-query -W -f='${Package} ${db:Status-Status}\n')
    while read -r when words; do
        [[ -z "$when" || "$when" == \#* || "$kinds" != *" $when "* ]] && continue
        present=no optional=no
        names=()
        for word in $words; do
            if [[ "$word" == unless=* ]]; then
                command -v "${word#unless=}" >/dev/null && present=yes
            elif [[ "$word" == optional ]]; then
                optional=yes
            else
                names+=("$word")
                [[ -n "${installed[$word]:-}" ]] && present=yes
            fi
        done
        [[ "$present" == yes ]] && continue
        [[ "$optional" == yes ]] && ! first_available "${names[@]}" >/dev/null && continue
        printf '%s\n' "${names[*]}"
    done <"$ROOT/scripts/packages.txt"
    return 0
}

# Prints the first of the names that the distribution has.
first_available() {
    local name
    for name in "$@"; do
        if is_available "$name"; then
            printf '%s\n' "$name"
            return 0
        fi
    done
    return 1
}

# install_packages KIND...
install_packages() {
    command -v apt-get >/dev/null || fail "this is not Debian or Ubuntu: install what scripts/packages.txt names, then use --no-install"
    local missing line name chosen=() new_services=()
    missing="$(missing_packages "$@")"
    [[ -z "$missing" ]] && return 0
    for name in nginx prometheus; do
        command -v "$name" >/dev/null || new_services+=("$name")
    done
    say "  missing: ${missing//$'\n'/, }"
    quietly "$DEPS/logs/apt-update.log" apt_get update || fail "apt-get update failed"
    # Only now is it known which optional ones there are.
    missing="$(missing_packages "$@")"
    while read -r line; do
        # shellcheck disable=SC2086
        name="$(first_available $line)" || fail "this distribution has no package named: ${line// / or }"
        chosen+=("$name")
    done <<<"$missing"
    keep_services_asleep
    quietly "$DEPS/logs/apt-install.log" apt_get install --no-install-recommends "${chosen[@]}" ||
        fail "apt-get install failed"
    wake_services
    # We start them ourselves; the distribution's own instances would open ports to everybody.
    command -v systemctl >/dev/null || return 0
    for name in "${new_services[@]}"; do
        as_root systemctl disable "$name" >/dev/null 2>&1 || true
    done
}

# While packages are installed no service of theirs is started (the policy-rc.d interface of invoke-rc.d).
POLICY=/usr/sbin/policy-rc.d
POLICY_IS_OURS=no

keep_services_asleep() {
    [[ -e "$POLICY" ]] && return 0
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$POLICY" >/dev/null
    as_root chmod 755 "$POLICY"
    POLICY_IS_OURS=yes
    trap wake_services EXIT
}

wake_services() {
    [[ "$POLICY_IS_OURS" == yes ]] && as_root rm -f "$POLICY"
    POLICY_IS_OURS=no
}
