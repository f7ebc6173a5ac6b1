"""python3 gateway render --config FILE --out FILE: writes the configuration of NGINX.
python3 gateway serve --config FILE: runs NGINX with it, and renews it when copies of servers come and go or the certificate
changes. SIGTERM ends it when the requests under way are done, SIGHUP has it read the settings again.
python3 gateway probe --config FILE: whether the gateway that runs on this machine answers, for the health check of a container."""

import argparse
import os
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from trainingzip_gateway.copies import FULL_WEIGHT, look_up
from trainingzip_gateway.probe import probe
from trainingzip_gateway.render import SERVERS, render
from trainingzip_gateway.settings import SettingsError, load_settings
from trainingzip_gateway.supervisor import Supervisor

LARGEST_FILE_LIMIT = 65536


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("render", "serve", "probe"):
        command = commands.add_parser(name)
        command.add_argument("--config", type=Path, required=True, help="the file trainingzip.toml")
        if name == "render":
            command.add_argument("--out", type=Path, required=True, help="where the configuration of NGINX goes")
    return parser.parse_args()


def write_configuration(config: Path, out: Path):
    settings = load_settings(config, os.environ)
    copies = {name: [(address, FULL_WEIGHT) for address in look_up(settings[name], [])] for name in SERVERS}
    new = out.with_name(out.name + ".new")
    new.write_text(render(settings, copies))
    new.replace(out)


def allow_many_connections():
    """Each connection is an open file, and the usual limit is small."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = LARGEST_FILE_LIMIT if most == resource.RLIM_INFINITY else min(most, LARGEST_FILE_LIMIT)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def main():
    arguments = parse_arguments()
    try:
        if arguments.command == "render":
            write_configuration(arguments.config, arguments.out)
            return 0
        if arguments.command == "probe":
            reason = probe(load_settings(arguments.config, os.environ))
            print(reason or "ready")
            return 1 if reason else 0
        allow_many_connections()
        return Supervisor(arguments.config, os.environ).run()
    except (SettingsError, OSError) as error:
        print(f"error: {error}", file=sys.stderr, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
