#!/usr/bin/python3
"""Does what Training.zip is for, through the public port of a running service: signs up, makes a training, uploads a video,
waits until it is ready, and reads its poses, its video and its silhouette. Exit code 0 when all of it is right."""

import argparse
import http.client
import json
import secrets
import ssl
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit

CALL_SECONDS = 120
AGAIN_SECONDS = 1
UNAVAILABLE = (502, 503, 504)


class JobFailed(Exception):
    pass


class Service:
    def __init__(self, address, deadline, trusted):
        parts = urlsplit(address)
        self.host, self.port, self.deadline = parts.hostname, parts.port or 443, deadline
        self.context = ssl.create_default_context()
        if not trusted:
            self.context.check_hostname = False
            self.context.verify_mode = ssl.CERT_NONE
        self.token = None

    def call(self, method, path, body=None, headers=None, wanted=(200,)):
        """The answer's headers and body. What is away for a moment, as during an update, is asked again."""
        headers = {"Accept-Language": "en", **(headers or {})}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if isinstance(body, dict):
            body, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        while True:
            try:
                connection = http.client.HTTPSConnection(
                    self.host, self.port, timeout=CALL_SECONDS, context=self.context
                )
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                status, given, content = answer.status, answer.headers, answer.read()
                connection.close()
            except (OSError, http.client.HTTPException) as error:
                status, given, content = 0, {}, repr(error).encode()
            if status in wanted:
                return given, content
            if status not in (0, *UNAVAILABLE) or time.monotonic() > self.deadline:
                raise JobFailed(f"{method} {path}: {status} {content[:300].decode(errors='replace')}")
            time.sleep(AGAIN_SECONDS)

    def json(self, *arguments, **options):
        return json.loads(self.call(*arguments, **options)[1])


def sign_up(service):
    mark = secrets.token_hex(5)
    password = secrets.token_urlsafe(12)
    member = {"id": f"smoke-{mark}", "password": password, "nickName": f"smoke {mark}", "email": f"{mark}@example.org"}
    service.token = service.json("POST", "/api/auth/signup", member, wanted=(200, 201))["accessToken"]


def upload(service, training, clip: Path):
    edge = uuid.uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="video"; filename="{clip.name}"\r\nContent-Type: video/mp4\r\n\r\n'
    body = head.encode() + clip.read_bytes() + f"\r\n--{edge}--\r\n".encode()
    # One that broke off on the way is sent again; one that had come in all the same is answered 409.
    service.call("POST", f"/api/upload/trainings/{training}", body,
                 {"Content-Type": f"multipart/form-data; boundary={edge}"}, wanted=(202, 409))  # fmt: skip


def wait_until_ready(service, training, say):
    before = None
    while time.monotonic() < service.deadline:
        progress = service.json("GET", f"/api/upload/trainings/{training}/progress")
        state = progress.get("state")
        if state != before:
            say(f"{state}")
            before = state
        if state == "READY":
            return
        if state == "FAILED":
            raise JobFailed(f"the training failed: {progress}")
        time.sleep(0.5)
    raise JobFailed(f"the training is not ready in time: {before}")


def check_result(service, training, say):
    frames = service.json("GET", f"/api/trainings/{training}/poses")["frames"]
    if len(frames) < 2 or any(len(frame["keyPoint"]) != 17 for frame in frames[:5]):
        raise JobFailed(f"{len(frames)} frames with poses")
    for what in ("video", "shape"):
        path = f"/api/streaming/training/{training}/{what}"
        given, content = service.call("GET", path, headers={"Range": "bytes=0-1023"}, wanted=(206,))
        if len(content) != 1024 or content[4:8] != b"ftyp" or given["Content-Type"] != "video/mp4":
            raise JobFailed(f"{path} gives no MP4 file")
    say(f"{len(frames)} frames with poses, video and silhouette")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", required=True, help="https://NAME[:PORT]")
    parser.add_argument("--clip", type=Path, required=True, help="an MP4 file of one person who exercises")
    parser.add_argument("--seconds", type=float, default=600, help="how long all of it may take")
    parser.add_argument("--trusted", action="store_true", help="the certificate must be one that is trusted here")
    arguments = parser.parse_args()
    began = time.monotonic()

    def say(text):
        print(f"[{time.monotonic() - began:5.1f}s] {text}", flush=True)

    service = Service(arguments.address, began + arguments.seconds, arguments.trusted)
    try:
        sign_up(service)
        say("signed up")
        training = service.json("POST", "/api/trainings", {"title": "Smoke", "body": "A test."}, wanted=(201,))[
            "trainingId"
        ]
        upload(service, training, arguments.clip)
        say("uploaded")
        wait_until_ready(service, training, say)
        check_result(service, training, say)
    except JobFailed as failure:
        print(f"failed: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
