"""Writes ONNX models (onnx/onnx.proto3) with the standard library alone; the same graph gives the same bytes."""

from dataclasses import dataclass, field
from pathlib import Path

import protobuf_wire as wire
from tensor import Tensor

OPERATOR_SET = 13
IR_VERSION = 8

# TensorProto.DataType
DATA_TYPES = {"float32": 1, "int32": 6, "int64": 7, "float16": 10}


@dataclass
class Node:
    kind: str
    inputs: list[str]
    output: str
    # An int, a float, a text, or a list of ints.
    attributes: dict = field(default_factory=dict)


def model_bytes(nodes, constants: dict[str, Tensor], inputs: dict, outputs: dict) -> bytes:
    """inputs and outputs: name and shape, all float32. nodes: in an order in which they can run."""
    graph = b"".join(wire.bytes_field(1, _node(node)) for node in nodes)
    graph += wire.bytes_field(2, "network")
    graph += b"".join(wire.bytes_field(5, _tensor(key, tensor)) for key, tensor in constants.items())
    graph += b"".join(wire.bytes_field(11, _value_info(key, shape)) for key, shape in inputs.items())
    graph += b"".join(wire.bytes_field(12, _value_info(key, shape)) for key, shape in outputs.items())
    operator_set = wire.bytes_field(1, "") + wire.varint_field(2, OPERATOR_SET)
    return (
        wire.varint_field(1, IR_VERSION)
        + wire.bytes_field(2, "training.zip")
        + wire.bytes_field(7, graph)
        + wire.bytes_field(8, operator_set)
    )


def save_model(path: Path, *graph, **named):
    """As model_bytes."""
    path.write_bytes(model_bytes(*graph, **named))


def _node(node):
    message = b"".join(wire.bytes_field(1, name) for name in node.inputs)
    message += wire.bytes_field(2, node.output) + wire.bytes_field(3, node.output) + wire.bytes_field(4, node.kind)
    return message + b"".join(wire.bytes_field(5, _attribute(*item)) for item in sorted(node.attributes.items()))


def _attribute(name, value):
    message = wire.bytes_field(1, name)
    if isinstance(value, float):
        return message + wire.float_field(2, value) + wire.varint_field(20, 1)
    if isinstance(value, int):
        return message + wire.varint_field(3, value) + wire.varint_field(20, 2)
    if isinstance(value, str):
        return message + wire.bytes_field(4, value) + wire.varint_field(20, 3)
    return message + b"".join(wire.varint_field(8, number) for number in value) + wire.varint_field(20, 7)


def _tensor(name, tensor):
    message = b"".join(wire.varint_field(1, size) for size in tensor.shape)
    message += wire.varint_field(2, DATA_TYPES[tensor.element_type])
    return message + wire.bytes_field(8, name) + wire.bytes_field(9, tensor.values.tobytes())


def _value_info(name, shape):
    dimensions = b"".join(wire.bytes_field(1, wire.varint_field(1, size)) for size in shape)
    tensor_type = wire.varint_field(1, DATA_TYPES["float32"]) + wire.bytes_field(2, dimensions)
    return wire.bytes_field(1, name) + wire.bytes_field(2, wire.bytes_field(1, tensor_type))
