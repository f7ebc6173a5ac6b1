"""Reads checkpoints that are as they should be, hostile, or damaged.

usage: checkpoint_reading.py FOLDER
Prints as JSON: by the name of the case "read", or the sentence of the refusal; of the damaged ones how many were read and how
many refused. A file MARKER in the folder means that one of them ran something. Anything else ends this with a traceback.
"""

import json
import os
import pickle
import random
import struct
import sys
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/convert"))

from checkpoint_writer import Tensor, archive, archive_of, named, stream
from pytorch_checkpoint import Checkpoint, CheckpointError

FLIPS = 600
CUTS = 100
NUMBERS = numpy.arange(24, dtype=numpy.float32)


def arrays():
    generator = numpy.random.default_rng(1)
    return {
        "matrix": generator.standard_normal((3, 4)).astype(numpy.float32),
        "turned": generator.standard_normal((5, 2)).astype(numpy.float32).T,
        "halves": generator.standard_normal(7).astype(numpy.float16),
        "scalar": numpy.array(210, numpy.int64),
        "empty": numpy.zeros((0, 3), numpy.float32),
    }


def good():
    saved = {"meta": {"epoch": 210, "CLASSES": ("person",), "lr": [0.5, None, True]}, "state_dict": named(arrays())}
    both = OrderedDict(
        first=Tensor("0", NUMBERS, 0, (2, 3), (3, 1)),
        second=Tensor("0", NUMBERS, 6, (3, 6), (1, 3)),
    )
    return {
        "archive": archive(saved),
        "stream": stream(saved),
        "only the tensors": archive(named(arrays())),
        "archive, one storage": archive(both),
        "stream, one storage": stream(both),
    }


class Reduced:
    """Pickles as a call of the function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


def packed(value):
    return pickle.dumps(value, protocol=2)


def hostile(marker):
    touch = f"touch {marker}"
    of_one = lambda **changes: OrderedDict(weight=Tensor("0", NUMBERS, **changes))  # noqa: E731
    whole = archive(of_one())
    return {
        "os.system": archive(Reduced(os.system, touch)),
        "os.system in the stream": stream({"state_dict": Reduced(os.system, touch)}),
        "os.system before the stream": packed(Reduced(os.system, touch)),
        "eval": archive(Reduced(eval, f"open({marker!r}, 'w')")),
        "a module of its own": archive_of(b"cplain_pickle\nread_pickle\n(tR."),
        "an old-style instance": archive_of(f"(S'{touch}'\nios\nsystem\n.".encode()),
        "an object": archive_of(b"\x80\x02ccollections\nOrderedDict\n)\x81."),
        "an extension": archive_of(b"\x80\x02\x82\x01."),
        "a call of a dictionary": archive_of(b"\x80\x02}(K\x01tR."),
        "attributes of a list": archive_of(b"\x80\x02]}b."),
        "a storage outside": archive_of(b"\x80\x02X\x06\x00\x00\x00secretQ."),
        "a huge text": archive_of(b"\x80\x02\x8d" + struct.pack("<Q", 1 << 62) + b"x."),
        "a huge memory": archive_of(b"\x80\x02Nr\xff\xff\xff\xff\x30."),
        "no end": archive_of(b"\x80\x02}"),
        "nothing on the stack": archive_of(b"\x80\x02."),
        "a dictionary in itself as a key": archive_of(b"\x80\x02}q\x00h\x00K\x01s."),
        "huge, of few numbers": archive(of_one(shape=(1 << 20, 1 << 20), strides=(0, 0))),
        "a huge size": archive(of_one(shape=(1 << 70,), strides=(1,))),
        "a huge storage": archive(of_one(count=1 << 39)),
        "beyond the end": archive(of_one(offset=20, shape=(5,), strides=(1,))),
        "stepping beyond the end": archive(of_one(shape=(4, 2), strides=(8, 1))),
        "before the start": archive(of_one(offset=-1, shape=(4,), strides=(1,))),
        "backwards": archive(of_one(offset=3, shape=(4,), strides=(-1,))),
        "nine sizes": archive(of_one(shape=(1,) * 9, strides=(1,) * 9)),
        "fewer strides": archive(of_one(shape=(2, 2), strides=(1,))),
        "a size that is a text": archive(of_one(shape=("2",), strides=(1,))),
        "a longer storage than there is": archive(of_one(count=25)),
        "two types": stream({"a": Tensor("0", NUMBERS), "b": Tensor("0", NUMBERS.astype(numpy.float64))}),
        "a view beyond its storage": stream(of_one(view=("1", 20, 5))),
        "no storage": archive(of_one(), without=("0",)),
        "a key that is a path": archive(OrderedDict(weight=Tensor("../../../etc/passwd", NUMBERS)), without=("../../../etc/passwd",)),
        "packed": archive(of_one(), compression=zipfile.ZIP_DEFLATED),
        "two objects": archive(of_one(), extra=(("other/data.pkl", b"N."),)),
        "the other order of bytes": archive(of_one(), extra=(("archive/byteorder", b"big"),)),
        "a zip of something else": archive_of(b"N.").replace(b"data.pkl", b"file.txt"),
        "no tensors": archive({"state_dict": {}}),
        "something among the tensors": archive({"state_dict": {"weight": [1, 2]}}),
        "cut in the middle": whole[: len(whole) // 2],
        "cut at the end": whole[:-30],
        "no checkpoint": b"<!DOCTYPE html><title>404</title>",
        "empty": b"",
        "another stream": stream(of_one(), magic=1),
        "another version": stream(of_one(), version=1002),
        "a stream of another machine": stream(of_one(), machine={"little_endian": False}),
        "a stream with a huge storage": stream(of_one(), counts={"0": 1 << 61}),
        "a stream with a negative storage": stream(of_one(), counts={"0": -1}),
        "a stream that is cut": stream(of_one())[:-4],
        "a stream without storages": stream(of_one())[: -8 - 4 * NUMBERS.size],
    }  # fmt: skip


def damaged():
    generator = random.Random(1)
    for data in good().values():
        for _ in range(CUTS):
            yield data[: generator.randrange(len(data))]
        for _ in range(FLIPS):
            changed = bytearray(data)
            for _ in range(generator.randint(1, 3)):
                changed[generator.randrange(len(data))] = generator.choice((0, 1, 0x7F, 0xFF, generator.randrange(256)))
            yield bytes(changed)


def read(path, data):
    path.write_bytes(data)
    checkpoint = Checkpoint(path)
    return {name: checkpoint.tensor(place) for name, place in checkpoint.state().items()}


def attempt(path, data):
    try:
        read(path, data)
        return "read"
    except CheckpointError as error:
        return str(error)


def as_should_be(path):
    expected = arrays()
    for name, data in good().items():
        found = read(path, data)
        if "one storage" in name:
            assert (found["first"] == NUMBERS[:6].reshape(2, 3)).all()
            assert (found["second"] == NUMBERS[6:].reshape(6, 3).T).all()
            continue
        assert list(found) == list(expected)
        for key, values in expected.items():
            assert found[key].dtype == values.dtype and found[key].shape == values.shape, key
            assert (found[key] == values).all(), key


def main():
    folder = Path(sys.argv[1])
    path, marker = folder / "one.pth", folder / "MARKER"
    as_should_be(path)
    answers = {name: attempt(path, data) for name, data in hostile(marker).items()}
    kinds = [attempt(path, data) == "read" for data in damaged()]
    print(json.dumps({"hostile": answers, "damaged": {"read": sum(kinds), "refused": kinds.count(False)}}))


if __name__ == "__main__":
    main()
