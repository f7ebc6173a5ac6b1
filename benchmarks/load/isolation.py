#!/usr/bin/python3
"""How long a viewer waits for pieces of a video through the gateway while nothing else happens, while poses and silhouettes are
computed, while others upload, and with both. The service runs already (scripts/ci/smoke --keep, or ./run); see README.md in the
folder above. The uploads break off before their end, so no job comes of them."""

import argparse
import http.client
import json
import multiprocessing
import os
import random
import socket
import sys
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "ci"))
from main_job import JobFailed, Service, sign_up, upload

RANGE_BYTES = 100 << 10
REQUESTS_PER_SECOND = 50
UPLOADS = 8
UPLOADS_OF_ONE_USER = 2
PHASES = ("idle", "jobs", "uploads", "jobs and uploads")


def new_training(service, title):
    return service.json("POST", "/api/trainings", {"title": title, "body": "A test."}, wanted=(201,))["trainingId"]


def state_of(service, training):
    return service.json("GET", f"/api/upload/trainings/{training}/progress").get("state")


def wait_for(service, training, wanted):
    while (state := state_of(service, training)) != wanted:
        if state == "FAILED" or time.monotonic() > service.deadline:
            raise JobFailed(f"training {training} is {state}, not {wanted}")
        time.sleep(0.2)


def is_computing(service, training):
    """Whether poses or silhouettes are being made of it."""
    stages = service.json("GET", f"/api/upload/trainings/{training}/progress")["stages"]
    return all(stage["state"] == "running" for stage in stages if stage["name"] in ("pose", "shape"))


def stand_back():
    """Leaves the processor to others: in life the clients are other machines."""
    os.setsid()
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    # Where the kernel groups processes by session (sched(7), autogroup) it is the group that competes.
    group = Path("/proc/self/autogroup")
    if group.exists():
        group.write_text("19")


def send_without_end(address, token, training, stop, sent):
    """One upload at full speed that breaks off."""
    stand_back()
    service = Service(address, time.monotonic() + 60, trusted=False)
    edge = uuid.uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="video"; filename="clip.mp4"\r\nContent-Type: video/mp4\r\n\r\n'.encode()
    piece = bytes([0, 0, 0, 24]) + b"ftypisom" + os.urandom((1 << 20) - 12)
    while not stop.is_set():
        try:
            connection = http.client.HTTPSConnection(service.host, service.port, timeout=10, context=service.context)
            connection.putrequest("POST", f"/api/upload/trainings/{training}")
            for name, value in (
                ("Authorization", f"Bearer {token}"), ("Content-Type", f"multipart/form-data; boundary={edge}"), ("Content-Length", str(4 << 30)),
            ):  # fmt: skip
                connection.putheader(name, value)
            connection.endheaders(head)
            while not stop.is_set():
                connection.send(piece)
                with sent.get_lock():
                    sent.value += len(piece)
            connection.close()
        except OSError:
            time.sleep(0.2)


class Viewer:
    """Asks for ranges at an even pace on one connection, each counted from when it was due."""

    def __init__(self, service, path):
        self.service, self.path = service, path
        given, _ = service.call("GET", path, headers={"Range": "bytes=0-0"}, wanted=(206,))
        self.size = int(given["Content-Range"].rpartition("/")[2])

    def watch(self, seconds):
        connection = http.client.HTTPSConnection(
            self.service.host, self.service.port, timeout=60, context=self.service.context
        )
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waited = []
        began = time.monotonic()
        for each in range(int(seconds * REQUESTS_PER_SECOND)):
            due = began + each / REQUESTS_PER_SECOND
            time.sleep(max(0, due - time.monotonic()))
            length = min(RANGE_BYTES, self.size)
            first = random.randrange(self.size - length + 1)
            connection.request("GET", self.path, headers={"Range": f"bytes={first}-{first + length - 1}"})
            answer = connection.getresponse()
            if len(answer.read()) != length or answer.status != 206:
                raise JobFailed(f"the viewer was answered {answer.status}")
            waited.append(time.monotonic() - due)
        connection.close()
        return waited


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


class Work:
    """Trainings whose poses and silhouettes are computed, new ones as long as it is asked for."""

    def __init__(self, service, clip):
        self.service, self.clip, self.trainings = service, clip, []

    def begin(self):
        self.trainings = [new_training(self.service, "Work") for _ in range(2)]
        for training in self.trainings:
            upload(self.service, training, self.clip)
        while not is_computing(self.service, self.trainings[0]):
            time.sleep(0.2)

    def is_running(self):
        return any(is_computing(self.service, training) for training in self.trainings)

    def end(self):
        for training in self.trainings:
            self.service.call("DELETE", f"/api/trainings/{training}", wanted=(200, 204, 404))
        time.sleep(3)


class Uploads:
    def __init__(self, address, owners):
        self.address, self.owners = address, owners
        self.sent = multiprocessing.Value("q", 0)

    def begin(self):
        self.stop = multiprocessing.Event()
        self.sent.value = 0
        self.began = time.monotonic()
        self.clients = []
        for owner, training in self.owners:
            arguments = (self.address, owner.token, training, self.stop, self.sent)
            self.clients.append(multiprocessing.Process(target=send_without_end, args=arguments, daemon=True))
            self.clients[-1].start()
        time.sleep(1)

    def end(self):
        """Megabytes a second that came in."""
        rate = self.sent.value / (time.monotonic() - self.began) / 1e6
        self.stop.set()
        for client in self.clients:
            client.join(20)
        time.sleep(2)
        return rate


def measure(arguments, viewer, work, uploads):
    waited = {phase: [] for phase in PHASES}
    rates = []
    for turn in range(arguments.rounds):
        for phase in PHASES:
            if "jobs" in phase:
                work.begin()
            if "uploads" in phase:
                uploads.begin()
            found = viewer.watch(arguments.seconds)
            if "jobs" in phase and not work.is_running():
                print("the jobs ended before the viewer: take a longer clip", file=sys.stderr)
            if "uploads" in phase:
                rates.append(uploads.end())
            if "jobs" in phase:
                work.end()
            waited[phase] += found
            print(
                f"round {turn + 1}, {phase}: p50 {percentile(found, 0.5) * 1e3:.2f} ms, p99 {percentile(found, 0.99) * 1e3:.2f} ms",
                file=sys.stderr,
            )
    return waited, rates


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", required=True, help="https://NAME[:PORT]")
    parser.add_argument("--clip", type=Path, required=True, help="a video whose computing takes longer than a phase")
    parser.add_argument("--watched", type=Path, required=True, help="the video that is watched")
    parser.add_argument("--seconds", type=float, default=20, help="of each phase")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    service = Service(arguments.address, time.monotonic() + 3600, trusted=False)
    sign_up(service)
    watched = new_training(service, "Watched")
    upload(service, watched, arguments.watched)
    wait_for(service, watched, "READY")
    owners = []
    for _ in range(UPLOADS // UPLOADS_OF_ONE_USER):
        owner = Service(arguments.address, service.deadline, trusted=False)
        sign_up(owner)
        owners += [(owner, new_training(owner, "Upload")) for _ in range(UPLOADS_OF_ONE_USER)]
    viewer = Viewer(service, f"/api/streaming/training/{watched}/video")
    waited, rates = measure(arguments, viewer, Work(service, arguments.clip), Uploads(arguments.address, owners))
    idle = waited["idle"]
    print("| | requests | p50 ms | p99 ms | p50 to idle | p99 to idle |\n|---|---|---|---|---|---|")
    for phase, values in waited.items():
        p50, p99 = percentile(values, 0.5), percentile(values, 0.99)
        print(
            f"| {phase} | {len(values)} | {p50 * 1e3:.2f} | {p99 * 1e3:.2f} "
            f"| {p50 / percentile(idle, 0.5):.2f} | {p99 / percentile(idle, 0.99):.2f} |"
        )
    print(f"\nuploads: {' '.join(f'{rate:.0f}' for rate in rates)} MB/s")
    print(json.dumps({"seconds": arguments.seconds, "rounds": arguments.rounds}))


if __name__ == "__main__":
    main()
