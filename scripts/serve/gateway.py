"""Renders gateway/nginx.conf.template."""

import os
import re
from pathlib import Path


class GatewayError(Exception):
    """A sentence for the person who starts the servers."""


def render_gateway(template: Path, values: dict[str, str]) -> str:
    """Replaces each @NAME@ of the template. Values must not hold what would end a quoted word of NGINX."""
    for name, value in values.items():
        if name not in ("HOSTS", "LISTEN", "ORIGINS", "USER") and re.search(r'["$\\\n;]', value):
            raise GatewayError(f"NGINX cannot take a folder with one of \" $ \\ ; in its name: {value}")
    text = template.read_text()
    unknown = set(re.findall(r"@([A-Z_]+)@", text)) ^ set(values)
    if unknown:
        raise GatewayError(f"gateway/nginx.conf.template and ./run disagree about {', '.join(sorted(unknown))}")
    return re.sub(r"@([A-Z_]+)@", lambda match: values[match.group(1)], text)


def origin_values(allowed_origins: str) -> dict[str, str]:
    """What the template says of pages of other origins, given the setting allowed_origins of the servers."""
    origins = allowed_origins.split()
    named = [origin for origin in origins if origin != "*"]
    for origin in named:
        if not re.fullmatch(r"[a-z0-9+.-]+://[a-z0-9.:_\[\]-]+", origin):
            raise GatewayError(f"allowed_origins: '{origin}' is not an origin like https://example.org")
    return {
        "OTHER_ORIGINS": "*" if "*" in origins else "",
        "ORIGINS": "\n".join(f'        "{origin}" "{origin}";' for origin in named),
        "RESOURCE_POLICY": "cross-origin" if origins else "same-origin",
    }


def listen_lines(addresses, port):
    lines = []
    for address in addresses:
        host = f"[{address}]" if ":" in address else address
        lines.append(f"        listen {host}:{port} ssl http2{' ipv6only=on' if ':' in address else ''};")
    return "\n".join(lines)


def host_lines(names):
    """Lines of a map of NGINX, in which some words are not taken for names unless they are marked."""
    marked = ("default", "hostnames", "include", "volatile")
    return "\n".join("        " + ("\\" if name in marked else "") + f"{name} 1;" for name in names)


def user_line():
    """Workers keep the rights of whoever started us: they read folders that may be closed to everybody else."""
    return "user root root;" if os.geteuid() == 0 else ""
