"""Caffe2 networks: NetDef of caffe2/proto/caffe2.proto, as far as inference networks use it."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy

import protobuf_wire as wire


@dataclass
class Operator:
    kind: str = ""
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    # A float, an int, bytes, or a list of floats or ints.
    arguments: dict = field(default_factory=dict)


@dataclass
class Tensor:
    """A constant. Quantised: values are uint8 and mean (value - zero_point) * scale."""

    values: numpy.ndarray
    scale: float | None = None
    zero_point: int | None = None

    def as_float(self):
        if self.scale is None:
            return self.values
        return ((self.values.astype(numpy.float64) - self.zero_point) * self.scale).astype(numpy.float32)


def read_net(path: Path) -> list[Operator]:
    """The operators in the order in which they run (NetDef.op = 2)."""
    return [_operator(value) for number, value in wire.fields(path.read_bytes()) if number == 2]


def read_constants(path: Path) -> dict[str, Tensor]:
    """What an init net fills its outputs with. A bias given as integers comes back as floats."""
    return {operator.outputs[0]: _filled(operator) for operator in read_net(path)}


def _filled(operator):
    arguments = operator.arguments
    shape = arguments["shape"]
    if operator.kind == "GivenTensorFill":
        return Tensor(numpy.array(arguments["values"], numpy.float32).reshape(shape))
    if operator.kind == "Int8GivenTensorFill":
        values = numpy.frombuffer(arguments["values"], numpy.uint8).reshape(shape)
        return Tensor(values, arguments["Y_scale"], arguments["Y_zero_point"])
    if operator.kind == "Int8GivenIntTensorFill":
        values = numpy.array(arguments["values"], numpy.float64).reshape(shape) * arguments["Y_scale"]
        return Tensor(values.astype(numpy.float32))
    raise ValueError(f"an init net with the operator {operator.kind}")


def _operator(message):
    operator = Operator()
    for number, value in wire.fields(message):
        if number == 1:
            operator.inputs.append(value.decode())
        elif number == 2:
            operator.outputs.append(value.decode())
        elif number == 4:
            operator.kind = value.decode()
        elif number == 5:
            name, argument = _argument(value)
            operator.arguments[name] = argument
    return operator


def _argument(message):
    name, single, many = "", None, []
    for number, value in wire.fields(message):
        if number == 1:
            name = value.decode()
        elif number == 2:
            (single,) = wire.floats(value)
        elif number == 3:
            single = wire.signed(value)
        elif number == 4:
            single = value
        elif number == 5:
            many.extend(wire.floats(value))
        elif number == 6:
            many.extend(wire.integers(value))
    return name, many if single is None else single
