"""Puts settings into gateway/nginx.conf.template."""

import os
import re
from pathlib import Path

from .budget import NOTES, OVER_BUDGET
from .settings import SettingsError

TEMPLATE = Path(__file__).parent.parent / "nginx.conf.template"
SERVERS = ("api", "upload", "streaming")
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
# Words that stand for more than themselves in a map of NGINX, unless they are marked.
MAP_WORDS = ("default", "hostnames", "include", "volatile")


def render(settings: dict, copies: dict[str, list[tuple[str, int]]], counts_bytes=False) -> str:
    """The configuration of NGINX. settings: of load_settings(); copies: addresses and weights of each of SERVERS.
    counts_bytes: whether a Budget of the same folder reads what NGINX notes."""
    template = TEMPLATE
    values = _values(settings, copies, counts_bytes)
    text = template.read_text()
    missing = set(re.findall(r"@([A-Z_]+)@", text)) ^ set(values)
    if missing:
        raise SettingsError(f"{template} and the renderer disagree about {', '.join(sorted(missing))}")
    return re.sub(r"@([A-Z_]+)@", lambda match: values[match.group(1)], text)


# Settings that stand in the template as they are.
AS_THEY_ARE = (
    "worker_shutdown_timeout_seconds", "worker_connections", "folder", "error_log", "access_log", "certificate",
    "certificate_key", "tls_ciphers", "page", "models", "head_timeout_seconds", "client_timeout_seconds",
    "idle_timeout_seconds", "connect_timeout_seconds", "send_timeout_seconds", "answer_timeout_seconds",
    "video_send_timeout_seconds", "video_answer_timeout_seconds", "sign_ins_per_second", "sign_ins_burst",
    "requests_per_second", "requests_burst", "account_requests_per_second", "account_requests_burst",
    "connections_per_address", "uploads_per_address", "videos_per_address", "body_limit_bytes", "picture_limit_bytes",
    "video_limit_bytes", "cache_folder", "cache_bytes", "video_cache_bytes", "cache_idle_seconds", "list_cache_seconds",
    "pose_cache_seconds", "picture_cache_seconds", "document_cache_seconds", "video_cache_seconds",
    "preview_timeout_seconds",
)  # fmt: skip


# Which paths are kept, as clients write them with the query, and how long. Of the lists those that nobody can close.
KEPT = {
    "lists": ("list_cache_seconds", r"/api/(trainings|tags)(\?.*)?"),
    "details": ("list_cache_seconds",
                r"/api/(trainings/[0-9]+/(comments|leaderboard)|comments/[0-9]+|playlists/[0-9]+)(\?.*)?"),
    "poses": ("pose_cache_seconds", r"/api/trainings/[0-9]+/poses"),
    "pictures": ("picture_cache_seconds", r"/api/(thumbnail/[0-9]+|profile/[0-9A-Za-z_-]+/image)\?(.*&)?v=.*"),
    "documents": ("document_cache_seconds", r"/api/(openapi\.json|\.well-known/jwks\.json)"),
    "videos": ("video_cache_seconds", r"/api/streaming/training/[0-9]+/(video|shape)"),
}  # fmt: skip


def _values(settings, copies, counts_bytes):
    seconds = settings["strict_transport_security_seconds"]
    return {
        **{key.upper(): str(settings[key]) for key in AS_THEY_ARE},
        "USER": _user_line(),
        "WORKERS": str(settings["workers"] or "auto"),
        "WORKER_FILES": str(4 * settings["worker_connections"]),
        "TLS_PROTOCOLS": " ".join(settings["tls_protocols"]),
        "STRICT_TRANSPORT_SECURITY": f"max-age={seconds}" if seconds else "",
        "LISTEN": _listen_lines(settings["address"], settings["port"], " ssl http2"),
        "PLAIN_SERVER": _plain_server(settings),
        "HOSTS": _host_lines(dict.fromkeys((*LOOPBACK_NAMES, *settings["host_names"]))),
        "KEPT_KINDS": _kept_kind_lines(settings),
        "KEPT_ANSWERS": "answers" if settings["cache"] and settings["list_cache_seconds"] else "off",
        "OPERATORS": "\n".join(f"        {network} 1;" for network in settings["operators"]),
        **_budget_values(settings, counts_bytes),
        "REAL_ADDRESS": _real_address_lines(settings),
        "UPSTREAMS": "\n".join(_upstream(name, copies[name], settings) for name in SERVERS),
        **_origin_values(settings["allowed_origins"]),
    }


def _user_line():
    """Workers keep the rights of whoever started us: they read folders that may be closed to everybody else."""
    return "user root root;" if os.geteuid() == 0 else ""


def _listen_lines(addresses, port, kind):
    lines = []
    for address in addresses:
        bare = address.strip("[]")
        host = f"[{bare}]" if ":" in bare else bare
        lines.append(f"        listen {host}:{port}{kind}{' ipv6only=on' if ':' in bare else ''};")
    return "\n".join(lines)


def _host_lines(names):
    return "\n".join("        " + ("\\" if name in MAP_WORDS else "") + f"{name} 1;" for name in names)


def _real_address_lines(settings):
    if not settings["trusted_proxies"]:
        return ""
    return "\n".join([
        *(f"    set_real_ip_from {network};" for network in settings["trusted_proxies"]),
        f"    real_ip_header {settings['trusted_proxy_header']};",
        # The last address that is not one of ours: what stands before it is what the client claims.
        "    real_ip_recursive on;",
    ])  # fmt: skip


def _kept_kind_lines(settings):
    kinds = KEPT.items() if settings["cache"] else ()
    return "\n".join(f'        "~^1 {path}$" {kind};' for kind, (seconds, path) in kinds if settings[seconds])


def _budget_values(settings, counts_bytes):
    """How NGINX tells who was sent how much of videos (budget.py), and turns away who has had enough."""
    if not settings["video_budget_bytes"] or not counts_bytes:
        return {"BUDGET": "", "BUDGET_OF_VIDEO": ""}
    folder = settings["folder"]
    return {
        "BUDGET": "    log_format budget '$client_network $bytes_sent';",
        "BUDGET_OF_VIDEO": "\n".join([
            f'            if (-f "{folder}/{OVER_BUDGET}/$client_network") {{',
            "                return 429;",
            "            }",
            f'            access_log "{settings["access_log"]}" requests buffer=32k flush=1s;',
            f'            access_log "{folder}/{NOTES}" budget buffer=16k flush=1s;',
        ]),
    }  # fmt: skip


def _upstream(name, copies, settings):
    """One copy is always tried; of several, those that fail are left alone for a while."""
    if len(copies) > 1:
        health = f" max_fails={settings['copy_failures']} fail_timeout={settings['copy_pause_seconds']}s"
    else:
        health = " max_fails=0"
    servers = [f"        server {address} weight={weight}{health};" for address, weight in copies]
    return "\n".join([
        f"    upstream {name} {{",
        f"        zone {name} 128k;",
        # Answers and bodies of very different length: who has the least to do is next.
        *(["        least_conn;"] if name != "api" else []),
        # NGINX wants one; nobody is asked there.
        *(servers or ["        server 127.0.0.1:1 down;"]),
        f"        keepalive {settings['copy_connections']};",
        f"        keepalive_timeout {settings['copy_idle_seconds']}s;",
        "    }",
    ])  # fmt: skip


def _plain_server(settings):
    if not settings["http_port"]:
        return ""
    public_port = settings["public_port"] or settings["port"]
    challenge = []
    if settings["webroot"]:
        challenge = [
            "        location ~ ^/\\.well-known/acme-challenge/[0-9A-Za-z_-]+$ {",
            f'            root "{settings["webroot"]}";',
            "            default_type application/octet-stream;",
            "        }",
        ]
    return "\n".join([
        "    # Plain HTTP leads to HTTPS; certificate authorities ask here whether a name is ours.",
        "    server {",
        _listen_lines(settings["address"], settings["http_port"], ""),
        '        server_name "";',
        f"        limit_conn connections {settings['connections_per_address']};",
        f"        limit_req zone=requests burst={settings['requests_burst']} nodelay;",
        "        add_header X-Request-Id $one_id always;",
        "        add_header X-Content-Type-Options nosniff always;",
        *challenge,
        "        location / {",
        "            default_type application/json;",
        "            if ($is_our_name = 0) {",
        "                return 421 '{\"timestamp\":\"$timestamp\",\"status\":421,\"error\":\"2017\","
        "\"message\":\"$sentence_2017\",\"requestId\":\"$one_id\"}';",
        "            }",
        f"            return 308 https://$name_of_ours{'' if public_port == 443 else f':{public_port}'}$request_uri;",
        "        }",
        "    }",
    ])  # fmt: skip


def _origin_values(origins):
    named = [origin for origin in origins if origin != "*"]
    return {
        "OTHER_ORIGINS": "*" if "*" in origins else "",
        "ORIGINS": "\n".join(f'        "{origin}" "{origin}";' for origin in named),
        "RESOURCE_POLICY": "cross-origin" if origins else "same-origin",
    }
