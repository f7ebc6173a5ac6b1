"""The part of the API that making a training takes, as any client would use it."""

import json
import secrets
import urllib.error
import urllib.request

ANSWER_SECONDS = 60


class Refused(Exception):
    """What a server answered; `code` is that of the contract, None where there was no answer."""

    def __init__(self, what, code=None):
        super().__init__(what)
        self.code = code


class Service:
    """One account of one service. Threads may not share it."""

    def __init__(self, api: str, upload: str):
        """The addresses of the API server and the upload server, or of their prefixes at a gateway, without a final slash."""
        self._api = api
        self._upload = upload
        self._token = None

    def sign_up(self, account):
        self._token = self._call("POST", f"{self._api}/auth/signup", account)["accessToken"]

    def sign_in(self, account):
        self._token = self._call(
            "POST", f"{self._api}/auth/signin", {"id": account["id"], "password": account["password"]}
        )["accessToken"]

    def sign_out(self):
        self._call("POST", f"{self._api}/auth/signout/all")

    def create_training(self, text) -> int:
        return self._call("POST", f"{self._api}/trainings", text)["trainingId"]

    def send_video(self, training: int, name: str, video: bytes):
        boundary = secrets.token_hex(16)
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="video"; filename="{name}"\r\n'
        body = f"{head}Content-Type: video/mp4\r\n\r\n".encode() + video + f"\r\n--{boundary}--\r\n".encode()
        self._call("POST", f"{self._upload}/trainings/{training}", body, f"multipart/form-data; boundary={boundary}")

    def progress(self, training: int):
        """None when there is no such training."""
        try:
            return self._call("GET", f"{self._upload}/trainings/{training}/progress")
        except Refused as refused:
            if refused.code == "1101":
                return None
            raise

    def retry(self, training: int):
        self._call("POST", f"{self._upload}/trainings/{training}/retry")

    def _call(self, method, address, body=None, kind="application/json"):
        headers = {"User-Agent": "training.zip", "Accept": "application/hal+json", "Accept-Language": "en"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if body is not None:
            headers["Content-Type"] = kind
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        request = urllib.request.Request(address, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
                text = answer.read()
                return json.loads(text) if text else {}
        except urllib.error.HTTPError as error:
            raise Refused(f"{method} {address}: {error.code} {self._reason(error)}", self._code(error)) from error
        except (OSError, ValueError) as error:
            raise Refused(f"{method} {address}: {getattr(error, 'reason', error)}") from error

    @staticmethod
    def _document(error):
        if not hasattr(error, "document"):
            try:
                error.document = json.loads(error.read())
            except (OSError, ValueError):
                error.document = {}
        return error.document

    @classmethod
    def _code(cls, error):
        return cls._document(error).get("error")

    @classmethod
    def _reason(cls, error):
        return cls._document(error).get("message", error.reason)
