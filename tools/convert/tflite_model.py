"""TensorFlow Lite models (schema.fbs of TensorFlow), as far as float networks use them."""

import functools
from dataclasses import dataclass

from flatbuffer import INT8, UINT32, Table
from tensor import Tensor

ELEMENT_TYPES = {0: "float32", 1: "float16", 2: "int32", 4: "int64"}

# BuiltinOperator
OPERATORS = {
    0: "add", 1: "average_pool_2d", 3: "conv_2d", 4: "depthwise_conv_2d", 6: "dequantize", 14: "logistic",
    17: "max_pool_2d", 18: "mul", 19: "relu", 22: "reshape", 23: "resize_bilinear", 32: "custom", 34: "pad",
    117: "hard_swish",
}  # fmt: skip
ACTIVATIONS = {0: None, 1: "Relu", 3: "Relu6"}
PADDINGS = {0: "SAME", 1: "VALID"}


class TfliteError(ValueError):
    """The file is not a model that can be read: a sentence for the person who converts."""


@dataclass(frozen=True)
class TensorEntry:
    name: str
    shape: tuple[int, ...]
    element_type: int
    buffer: int


@dataclass(frozen=True)
class Operator:
    """kind: of OPERATORS, or the name of a custom operator. inputs and outputs: numbers of tensors, -1 for an input
    that is left out. options: the table that belongs to the kind, or None."""

    kind: str
    inputs: list[int]
    outputs: list[int]
    options: Table | None
    custom_options: bytes

    def number(self, field, default=0):
        return self.options.number(field, default=default) if self.options else default

    def choice(self, field, choices, what):
        value = self.options.number(field, INT8) if self.options else 0
        if value not in choices:
            raise TfliteError(f"no rule for the {what} {value} of {self.kind}")
        return choices[value]


class TfliteModel:
    """tensors: by number. inputs, outputs: numbers of tensors."""

    def __init__(self, data: bytes):
        model = Table.root(data, b"TFL3")
        self.buffers = model.tables(4)
        kinds = [_kind(code) for code in model.tables(1)]
        graphs = model.tables(2)
        if len(graphs) != 1:
            raise TfliteError(f"the model has {len(graphs)} graphs, not one")
        self.tensors = [_tensor_entry(table) for table in graphs[0].tables(0)]
        self.inputs, self.outputs = graphs[0].integers(1), graphs[0].integers(2)
        self.operators = [_operator(table, kinds) for table in graphs[0].tables(3)]
        for number in [
            *self.inputs,
            *self.outputs,
            *(one for each in self.operators for one in each.outputs),
        ]:
            self.entry(number)

    def entry(self, number) -> TensorEntry:
        if not 0 <= number < len(self.tensors):
            raise TfliteError(f"there is no tensor {number}")
        return self.tensors[number]

    @functools.cache  # noqa: B019 - a model lives as long as the program
    def stored(self, number) -> Tensor | None:
        """The constant, or None where the tensor is computed."""
        entry = self.entry(number)
        if entry.buffer >= len(self.buffers):
            raise TfliteError(f"{entry.name} lies in a buffer that is not there")
        content = self.buffers[entry.buffer].content(0)
        if not content:
            return None
        if entry.element_type not in ELEMENT_TYPES:
            raise TfliteError(f"no rule for the element type {entry.element_type} of {entry.name}")
        return Tensor.from_bytes(ELEMENT_TYPES[entry.element_type], entry.shape, content)


def _text(content):
    return content.decode(errors="replace")


def _kind(code):
    # Numbers from 127 on have a field of their own (3).
    number = max(code.number(0, INT8), code.number(3))
    if number not in OPERATORS:
        raise TfliteError(f"no rule for the operator number {number}")
    return _text(code.content(1)) if OPERATORS[number] == "custom" else OPERATORS[number]


def _tensor_entry(table):
    return TensorEntry(
        _text(table.content(3)), tuple(table.integers(0)), table.number(1, INT8), table.number(2, UINT32)
    )


def _operator(table, kinds):
    index = table.number(0, UINT32)
    if index >= len(kinds):
        raise TfliteError(f"there is no operator code {index}")
    return Operator(kinds[index], table.integers(1), table.integers(2), table.table(4), table.content(5))
