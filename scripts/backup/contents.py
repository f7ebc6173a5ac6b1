"""What a copy of the database says, as far as it is about files, and which files belong to it."""

import secrets
from dataclasses import dataclass

# Statements that both databases understand.
TRAININGS = "SELECT id, CASE WHEN hidden = 0 AND visibility IN ('public', 'unlisted') THEN 1 ELSE 0 END FROM trainings ORDER BY id"
UPLOADS = "SELECT id, training_id, state FROM uploads ORDER BY created_at, id"
JOBS_DONE = "SELECT upload_id, kind FROM jobs WHERE state = 'done'"
SCHEMA = "SELECT MAX(version) FROM schema_versions"

VIDEO = "video.mp4"
SHAPE = "shape.mp4"
ORIGINAL = "original"


@dataclass(frozen=True)
class Upload:
    id: str
    training: int
    state: str
    done: frozenset[str]  # Kinds of jobs.

    def folder(self) -> str:
        return f"trainings/{self.training}/{self.id}"

    def needed(self) -> list[str]:
        """Names of the files without which the servers cannot go on with it."""
        if self.state == "READY":
            return [VIDEO, SHAPE]
        if self.state in ("QUEUED", "PROCESSING"):
            return [VIDEO if "normalise" in self.done else ORIGINAL, *([SHAPE] if "shape" in self.done else [])]
        return []


@dataclass(frozen=True)
class Contents:
    schema: int
    trainings: dict[int, bool]  # Whether everybody may have its files.
    uploads: list[Upload]  # Oldest first.

    def kept(self) -> list[Upload]:
        """Those whose files a backup has. One that was being received is nothing that anybody could go on with."""
        return [upload for upload in self.uploads if upload.state != "UPLOADING"]

    def needed(self) -> list[str]:
        return [f"{upload.folder()}/{name}" for upload in self.kept() for name in upload.needed()]

    def marks(self) -> dict[str, str]:
        """The small files beside the uploads (libs/storage/video_storage.h), as the database wants them: which upload is
        served, and who may have the files. Tickets that were given out before end, as if a training had been closed anew.
        """
        served = {upload.training: upload.id for upload in self.uploads if upload.state == "READY"}
        marks = {f"trainings/{training}/current": upload for training, upload in served.items()}
        for training, is_open in self.trainings.items():
            if not is_open:
                marks[f"trainings/{training}/access"] = secrets.token_hex(16)
        return marks


def contents_of(ask) -> Contents:
    """ask(statement) gives the rows, all of one moment."""
    done = {}
    for upload, kind in ask(JOBS_DONE):
        done.setdefault(upload, set()).add(kind)
    return Contents(
        schema=int(ask(SCHEMA)[0][0]),
        trainings={int(training): int(is_open) == 1 for training, is_open in ask(TRAININGS)},
        uploads=[
            Upload(upload, int(training), state, frozenset(done.get(upload, ())))
            for upload, training, state in ask(UPLOADS)
        ],
    )
