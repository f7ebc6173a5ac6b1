"""Reads pickles of PyTorch as data: an interpreter of the few instructions that build plain containers.

Nothing of the pickle is imported and nothing is called. Of the names that it mentions (GLOBAL) those of storages, and the
functions that lay a tensor over one, become descriptions; any other is refused. Instructions are those of pickletools in
Python's library, protocols 0 to 4.
"""

import math
import pickletools
from dataclasses import dataclass

MAXIMUM_INSTRUCTIONS = 4_000_000
MAXIMUM_DIMENSIONS = 8


class PickleError(ValueError):
    """A sentence for the person who converts: not a pickle, or one that holds more than tensors and plain containers."""


# By the names of PyTorch; of the types that it has besides (bfloat16, complex, quantised) none is in the networks we read.
STORAGE_TYPES = {
    "FloatStorage": "float32",
    "DoubleStorage": "float64",
    "HalfStorage": "float16",
    "LongStorage": "int64",
    "IntStorage": "int32",
    "ShortStorage": "int16",
    "CharStorage": "int8",
    "ByteStorage": "uint8",
    "BoolStorage": "bool",
}


@dataclass(frozen=True)
class Storage:
    """Numbers in a row that stand elsewhere in the file. first: where a part of them begins, which is `count` long."""

    key: str
    element_type: str
    count: int
    first: int = 0


@dataclass(frozen=True)
class TensorPlace:
    """Where a tensor lies in a storage. Checked: all of it is inside, and there are no more elements than numbers."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(frozen=True)
class _Name:
    """A global that the pickle mentions."""

    module: str
    name: str


class _Mark:
    """Stands on the stack where a MARK was."""


_MARK = _Mark()

CONTAINERS = {_Name("collections", "OrderedDict")}
TENSORS = {_Name("torch._utils", "_rebuild_tensor"), _Name("torch._utils", "_rebuild_tensor_v2")}
PARAMETERS = {_Name("torch._utils", "_rebuild_parameter")}
STORAGES = {_Name("torch", name): element_type for name, element_type in STORAGE_TYPES.items()}
KNOWN = CONTAINERS | TENSORS | PARAMETERS | set(STORAGES)

# Instructions that push the argument that stands behind them, or a constant.
LITERALS = {
    "INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT", "STRING", "BINSTRING",
    "SHORT_BINSTRING", "BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "UNICODE", "BINUNICODE", "SHORT_BINUNICODE",
    "BINUNICODE8",
}  # fmt: skip
CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
NEW_CONTAINERS = {"EMPTY_DICT": dict, "EMPTY_LIST": list, "EMPTY_TUPLE": tuple}
SMALL_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}


def read_pickle(stream):
    """The value of the pickle at which the binary file stands, which then stands behind it: numbers, texts, bytes, None,
    lists, tuples, dictionaries, TensorPlace. Throws PickleError."""
    machine = _Machine()
    try:
        for count, (instruction, argument, _) in enumerate(pickletools.genops(stream)):
            if count >= MAXIMUM_INSTRUCTIONS:
                raise PickleError(f"the pickle has more than {MAXIMUM_INSTRUCTIONS} instructions")
            machine.take(instruction.name, argument)
        return machine.result()
    except PickleError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError) as error:
        raise PickleError(f"the pickle is damaged ({type(error).__name__}: {error})") from error


class _Machine:
    def __init__(self):
        self.stack = []
        self.memo = {}

    def result(self):
        if len(self.stack) != 1:
            raise PickleError(f"the pickle ends with {len(self.stack)} values in place of one")
        return self.stack[0]

    def take(self, name, argument):
        if name in LITERALS:
            self.stack.append(argument)
        elif name in CONSTANTS:
            self.stack.append(CONSTANTS[name])
        elif name in NEW_CONTAINERS:
            self.stack.append(NEW_CONTAINERS[name]())
        elif name in SMALL_TUPLES:
            self.stack.append(tuple(reversed([self.pop() for _ in range(SMALL_TUPLES[name])])))
        elif (rule := getattr(self, f"do_{name.lower()}", None)) is not None:
            rule(argument)
        else:
            raise PickleError(f"the pickle has the instruction {name}, which tensors and plain containers do not need")

    def pop(self):
        value = self.stack.pop()
        if value is _MARK:
            raise PickleError("the pickle is damaged: a mark where a value should be")
        return value

    def pop_to_mark(self):
        values = []
        while (value := self.stack.pop()) is not _MARK:
            values.append(value)
        values.reverse()
        return values

    def top(self, kind):
        if type(self.stack[-1]) is not kind:
            raise PickleError(f"the pickle is damaged: no {kind.__name__} where it adds to one")
        return self.stack[-1]

    def do_proto(self, version):
        if version > 4:
            raise PickleError(f"the pickle has protocol {version}; 4 is the newest that is read")

    def do_frame(self, _):
        """How the bytes are grouped, which does not matter here."""

    def do_stop(self, _):
        """genops ends by itself."""

    def do_mark(self, _):
        self.stack.append(_MARK)

    def do_pop(self, _):
        self.stack.pop()

    def do_pop_mark(self, _):
        self.pop_to_mark()

    def do_tuple(self, _):
        self.stack.append(tuple(self.pop_to_mark()))

    def do_list(self, _):
        self.stack.append(self.pop_to_mark())

    def do_dict(self, _):
        items, result = self.pop_to_mark(), {}
        self.stack.append(result)
        self.add_items(result, items)

    def do_append(self, _):
        value = self.pop()
        self.top(list).append(value)

    def do_appends(self, _):
        values = self.pop_to_mark()
        self.top(list).extend(values)

    def do_setitem(self, _):
        value, key = self.pop(), self.pop()
        self.add_items(self.top(dict), [key, value])

    def do_setitems(self, _):
        items = self.pop_to_mark()
        self.add_items(self.top(dict), items)

    @staticmethod
    def add_items(target, items):
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, str | bytes | int | float | None):
                raise PickleError(f"the pickle has a dictionary with a {type(key).__name__} as a key")
            target[key] = value

    def do_memoize(self, _):
        self.memo[len(self.memo)] = self.stack[-1]

    def do_put(self, index):
        self.memo[index] = self.stack[-1]

    do_binput = do_long_binput = do_put

    def do_get(self, index):
        self.stack.append(self.memo[index])

    do_binget = do_long_binget = do_get

    def do_global(self, argument):
        # A space stands between the two; neither has one.
        self.name(*argument.split(" "))

    def do_stack_global(self, _):
        name, module = self.pop(), self.pop()
        self.name(module, name)

    def name(self, module, name):
        value = _Name(module, name)
        if value not in KNOWN:
            raise PickleError(f"the pickle wants {module}.{name}, which is neither a tensor nor a plain container")
        self.stack.append(value)

    def do_binpersid(self, _):
        self.stack.append(_storage(self.pop()))

    def do_reduce(self, _):
        arguments, function = self.pop(), self.pop()
        if type(arguments) is not tuple or type(function) is not _Name:
            raise PickleError("the pickle is damaged: it calls what is no function")
        if function in CONTAINERS and arguments == ():
            self.stack.append({})
        elif function in TENSORS:
            self.stack.append(_tensor(*arguments[:4]))
        elif function in PARAMETERS and type(arguments[0]) is TensorPlace:
            self.stack.append(arguments[0])
        else:
            raise PickleError(f"the pickle calls {function.module}.{function.name} with other arguments than PyTorch")

    def do_build(self, _):
        """A dictionary's attributes: PyTorch keeps versions of its modules there, which nobody reads."""
        self.pop()
        self.top(dict)


def _count(value, what):
    if type(value) is not int or not 0 <= value < 1 << 40:
        raise PickleError(f"the pickle has {what} that is not a number of elements")
    return value


def _storage(identity):
    """The place of a storage out of ("storage", type, key, device, count[, view])."""
    if type(identity) is not tuple or not 5 <= len(identity) <= 6 or identity[0] != "storage":
        raise PickleError("the pickle refers to something outside that is no storage")
    kind, key, _, count = identity[1:5]
    if kind not in STORAGES:
        raise PickleError("the pickle has a storage of a type that is not read")
    if type(key) is not str:
        raise PickleError("the pickle has a storage without a name")
    storage = Storage(key, STORAGES[kind], _count(count, "the size of a storage"))
    view = identity[5] if len(identity) == 6 else None
    if view is None:
        return storage
    _, first, length = view
    first, length = _count(first, "the start of a view"), _count(length, "the size of a view")
    if first + length > storage.count:
        raise PickleError(f"a view of {length} elements at {first} is not inside its storage of {storage.count}")
    return Storage(key, storage.element_type, length, first)


def _tensor(storage, offset, shape, strides):
    if type(storage) is not Storage or type(shape) is not tuple or type(strides) is not tuple:
        raise PickleError("the pickle has a tensor that lies in no storage")
    if len(shape) != len(strides) or len(shape) > MAXIMUM_DIMENSIONS:
        raise PickleError(f"the pickle has a tensor with {len(shape)} sizes and {len(strides)} strides")
    offset = _count(offset, "the start of a tensor")
    for value in (*shape, *strides):
        _count(value, "a size or a stride")
    last = offset + sum((size - 1) * stride for size, stride in zip(shape, strides, strict=True))
    elements = math.prod(shape)
    if elements and (last >= storage.count or elements > storage.count):
        raise PickleError(
            f"a tensor of shape {list(shape)}, strides {list(strides)}, at {offset} is not inside its storage of "
            f"{storage.count} elements"
        )
    return TensorPlace(storage, offset, shape, strides)
