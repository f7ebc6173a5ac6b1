"""What ./run tells the servers besides config/trainingzip.toml: folders, ports, each other's addresses."""

# In the order of starting.
SERVERS = ("api", "pose", "shape", "upload", "streaming")


def server_environment(data, models, ports, device):
    """Variables TRAININGZIP_<SECTION>_<KEY>; a test holds them against the shipped file."""
    variables = {}

    def put(section, **keys):
        for key, value in keys.items():
            variables[f"TRAININGZIP_{section.upper()}_{key.upper()}"] = str(value)

    for name in SERVERS:
        put(name, address="127.0.0.1", port=ports[name])
    return variables
