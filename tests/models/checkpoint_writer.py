"""Writes checkpoints as PyTorch does, without it."""

import io
import pickle
import struct
import sys
import types
import zipfile
from collections import OrderedDict


MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
STORAGE_NAMES = {
    "float32": "FloatStorage",
    "float16": "HalfStorage",
    "float64": "DoubleStorage",
    "int64": "LongStorage",
}


def _stand_in(module, name):
    """A global that pickles as `module.name`."""
    value = type(name, (), {"__module__": module})
    setattr(sys.modules.setdefault(module, types.ModuleType(module)), name, value)
    return value


STORAGES = {element_type: _stand_in("torch", name) for element_type, name in STORAGE_NAMES.items()}
REBUILD = _stand_in("torch._utils", "_rebuild_tensor_v2")


class Tensor:
    """Of the numbers of one array; offset, shape and strides as they are to be written."""

    def __init__(self, key, numbers, offset=0, shape=None, strides=None, count=None, view=None):
        self.key, self.numbers = key, numbers
        self.offset = offset
        self.shape = numbers.shape if shape is None else shape
        self.strides = tuple(stride // numbers.itemsize for stride in numbers.strides) if strides is None else strides
        self.count = numbers.size if count is None else count
        self.view = view

    def __reduce__(self):
        return REBUILD, (_Storage(self), self.offset, self.shape, self.strides, False, OrderedDict())


class _Storage:
    def __init__(self, tensor):
        self.tensor = tensor


class _Pickler(pickle.Pickler):
    def __init__(self, stream, is_legacy):
        super().__init__(stream, protocol=2)
        self.is_legacy = is_legacy
        self.tensors = {}

    def persistent_id(self, value):
        if not isinstance(value, _Storage):
            return None
        tensor = value.tensor
        self.tensors.setdefault(tensor.key, tensor)
        identity = ("storage", STORAGES[str(tensor.numbers.dtype)], tensor.key, "cpu", tensor.count)
        return (*identity, tensor.view) if self.is_legacy else identity


def named(arrays):
    """An ordered dictionary of tensors, each in a storage of its own."""
    return OrderedDict((name, Tensor(str(index), array)) for index, (name, array) in enumerate(arrays.items()))


def archive(root, compression=zipfile.ZIP_STORED, without=(), extra=()):
    """The bytes of a zip archive. without: keys of storages that are left out; extra: more files by their names."""
    content = io.BytesIO()
    pickler = _Pickler(content, is_legacy=False)
    pickler.dump(root)
    return archive_of(content.getvalue(), pickler.tensors, compression, without, extra)


def archive_of(content, tensors=None, compression=zipfile.ZIP_STORED, without=(), extra=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        file.writestr("archive/data.pkl", content)
        for key, tensor in (tensors or {}).items():
            if key not in without:
                file.writestr(f"archive/data/{key}", tensor.numbers.ravel(order="K").tobytes())
        file.writestr("archive/version", "3\n")
        for name, value in extra:
            file.writestr(name, value)
    return out.getvalue()


def stream(root, magic=MAGIC_NUMBER, version=1001, machine=None, counts=None):
    """The bytes of the stream that PyTorch wrote before 1.6. counts: sizes of storages by key, in place of the true ones."""
    out = io.BytesIO()
    for value in (magic, version, machine or {"protocol_version": 1001, "little_endian": True, "type_sizes": {}}):
        pickle.dump(value, out, protocol=2)
    pickler = _Pickler(out, is_legacy=True)
    pickler.dump(root)
    pickle.dump(sorted(pickler.tensors), out, protocol=2)
    for key, tensor in sorted(pickler.tensors.items()):
        out.write(struct.pack("<q", (counts or {}).get(key, tensor.numbers.size)))
        out.write(tensor.numbers.ravel(order="K").tobytes())
    return out.getvalue()
