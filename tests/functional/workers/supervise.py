"""Two stand-in workers below the supervisor of ./run. Prints their ports as JSON, then a line for each death and start,
until SIGTERM. Arguments: NODE FOLDER; FOLDER/settings.json is for the workers."""

import json
import os
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "scripts" / "serve"))
from addresses import PortChoice  # noqa: E402
from processes import Process  # noqa: E402

node, folder = sys.argv[1], Path(sys.argv[2])
program = Path(__file__).with_name("worker.mjs")
stopping = False


def stop(_number, _frame):
    global stopping
    stopping = True


def say(text):
    print(text, flush=True)


signal.signal(signal.SIGTERM, stop)
workers = []
port_choice = PortChoice()
for kind, port in zip(("pose", "shape"), port_choice.choose(2)):
    port_file = folder / f"{kind}.port"
    command = [node, program, kind, folder / "settings.json", "--port", str(port), "--port-file", port_file]
    workers.append(Process(kind, command, folder / f"{kind}.log", os.environ, port=port, port_file=port_file))
say(json.dumps({worker.name: worker.port for worker in workers}))
for worker in workers:
    worker.start()
while not stopping:
    for worker in workers:
        worker.watch(say)
    time.sleep(0.05)
for worker in workers:
    worker.ask_to_stop()
for worker in workers:
    worker.wait(time.monotonic() + 5)
