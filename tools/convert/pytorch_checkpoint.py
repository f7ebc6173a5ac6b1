"""Checkpoints of PyTorch (torch.save), without PyTorch: the zip archive since 1.6 and the single stream before it.

The archive holds NAME/data.pkl, the object with its tensors as places in storages, and NAME/data/KEY, a storage each. The
stream holds five pickles (a magic number, the version, sizes and byte order of the machine, the object, the keys of the
storages) and then each storage: its count in eight bytes, and the numbers. All is little endian.
"""

import io
import re
import struct
import zipfile
from contextlib import contextmanager
from pathlib import Path

import numpy

from plain_pickle import Storage, TensorPlace, read_pickle

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
PROTOCOL_VERSION = 1001
MAXIMUM_PICKLE_BYTES = 64 << 20
ANOTHER_ORDER = "the checkpoint was written by a machine with another order of bytes"


class CheckpointError(ValueError):
    """A sentence for the person who converts."""


@contextmanager
def _sentences(what):
    """Turns what a damaged file leads to into a CheckpointError."""
    try:
        yield
    except CheckpointError:
        raise
    except (ValueError, LookupError, RuntimeError, EOFError, OverflowError, zipfile.BadZipFile, struct.error) as error:
        raise CheckpointError(f"{what} cannot be read: {error}") from error


class Checkpoint:
    """root: the object that was saved, with a TensorPlace for each tensor. Throws CheckpointError when the file is not one,
    OSError when it cannot be read."""

    def __init__(self, path: Path):
        data = path.read_bytes()
        with _sentences(f"{path.name}: a checkpoint of PyTorch"):
            self._storages = (_Archive if data.startswith(b"PK") else _Stream)(data)
            self.root = self._storages.root

    def tensor(self, place: TensorPlace) -> numpy.ndarray:
        """A view of the numbers in the file. Throws CheckpointError."""
        storage = place.storage
        with _sentences(f"the storage {storage.key}"):
            numbers = self._storages.numbers(storage)[storage.first : storage.first + storage.count]
        if len(numbers) != storage.count:
            raise CheckpointError(f"the storage {storage.key} is shorter than the checkpoint says")
        strides = [stride * numbers.itemsize for stride in place.strides]
        return numpy.lib.stride_tricks.as_strided(numbers[place.offset :], place.shape, strides, writeable=False)

    def state(self) -> dict[str, TensorPlace]:
        """The tensors of the model by name: the object itself, or what it has under "state_dict"."""
        root = self.root
        if isinstance(root, dict) and isinstance(root.get("state_dict"), dict):
            root = root["state_dict"]
        if not isinstance(root, dict) or not root:
            raise CheckpointError("the checkpoint holds no tensors by name")
        for name, value in root.items():
            if not isinstance(name, str) or not isinstance(value, TensorPlace):
                raise CheckpointError(f"the checkpoint has {name!r:.80} where only tensors are expected")
        return root


def _as_numbers(storage: Storage, data):
    element_type = numpy.dtype(storage.element_type).newbyteorder("<")
    if len(data) % element_type.itemsize:
        raise CheckpointError(f"the storage {storage.key} has {len(data)} bytes, no whole number of elements")
    return numpy.frombuffer(data, element_type)


class _Archive:
    def __init__(self, data):
        self._file = zipfile.ZipFile(io.BytesIO(data))
        self._read = {}
        names = [name for name in self._file.namelist() if re.fullmatch(r"[^/]+/data\.pkl", name)]
        if len(names) != 1:
            raise CheckpointError(f"the zip archive has {len(names)} files data.pkl in place of one")
        self._folder = names[0].removesuffix("data.pkl")
        # PyTorch packs nothing: what claims to be larger than the file is no checkpoint.
        packed = [one.filename for one in self._file.infolist() if one.compress_type != zipfile.ZIP_STORED]
        if packed or sum(one.file_size for one in self._file.infolist()) > len(data):
            raise CheckpointError("the zip archive is packed, as PyTorch does not write it")
        if self._file.getinfo(names[0]).file_size > MAXIMUM_PICKLE_BYTES:
            raise CheckpointError(f"{names[0]} has more than {MAXIMUM_PICKLE_BYTES} bytes")
        if self._folder + "byteorder" in self._file.namelist() and self._content("byteorder") != b"little":
            raise CheckpointError(ANOTHER_ORDER)
        self.root = read_pickle(io.BytesIO(self._content("data.pkl")))

    def _content(self, name):
        return self._file.read(self._folder + name)

    def numbers(self, storage):
        key = (storage.key, storage.element_type)
        if key not in self._read:
            self._read[key] = _as_numbers(storage, self._content(f"data/{storage.key}"))
        return self._read[key]


class _Stream:
    def __init__(self, data):
        stream = io.BytesIO(data)
        if read_pickle(stream) != MAGIC_NUMBER:
            raise CheckpointError("the file does not begin as a checkpoint of PyTorch does")
        if read_pickle(stream) != PROTOCOL_VERSION:
            raise CheckpointError(f"the checkpoint has another version than {PROTOCOL_VERSION}")
        machine = read_pickle(stream)
        if not isinstance(machine, dict) or machine.get("little_endian") is not True:
            raise CheckpointError(ANOTHER_ORDER)
        self.root = read_pickle(stream)
        self._keys = read_pickle(stream)
        if not isinstance(self._keys, list) or not all(isinstance(key, str) for key in self._keys):
            raise CheckpointError("the checkpoint does not name its storages")
        self._data = memoryview(data)[stream.tell() :]
        self._elements = _element_types(self.root)
        self._places = None

    def numbers(self, storage):
        self._places = self._places or self._find_storages()
        if storage.key not in self._places:
            raise CheckpointError(f"the storage {storage.key} is not in the file")
        begin, size = self._places[storage.key]
        return _as_numbers(storage, self._data[begin : begin + size])

    def _find_storages(self):
        """Where each storage is: its width is known from the tensors in it."""
        places, position = {}, 0
        for key in self._keys:
            if key not in self._elements:
                raise CheckpointError(f"no tensor is in the storage {key}")
            (count,) = struct.unpack_from("<q", self._data, position)
            begin, size = position + 8, count * numpy.dtype(self._elements[key]).itemsize
            if not 0 <= size <= len(self._data) - begin:
                raise CheckpointError(f"the file ends within the storage {key}")
            places[key] = (begin, size)
            position = begin + size
        return places


def _element_types(root):
    """The element type of each storage that a tensor anywhere in the object lies in."""
    result, seen, waiting = {}, set(), [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, TensorPlace):
            known = result.setdefault(value.storage.key, value.storage.element_type)
            if known != value.storage.element_type:
                raise CheckpointError(f"the storage {value.storage.key} has two types")
        elif isinstance(value, dict | list | tuple) and id(value) not in seen:
            seen.add(id(value))
            waiting.extend(value.values() if isinstance(value, dict) else value)
    return result
