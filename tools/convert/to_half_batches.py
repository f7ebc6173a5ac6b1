"""Makes a network compute in half precision and take any number of pictures at once, for GPUs.

usage: to_half_batches.py IN.onnx OUT.onnx

Inputs and outputs stay float32. The first dimension of an input that was 1 becomes free, and with it that of what is
computed from it.
"""

import sys
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

BATCH = "batch"
# Arguments that say how to compute, not what with: these stay as they are.
DESCRIBING_ARGUMENTS = {"Resize": (1, 2, 3), "Reshape": (1,), "Split": (1,)}
# What is known to treat each picture of a batch by itself, in half precision too.
KNOWN_KINDS = {
    "Add", "Concat", "Conv", "ConvTranspose", "GlobalAveragePool", "HardSigmoid", "Identity", "MaxPool", "Mul", "Relu",
    "Reshape", "Resize", "Sigmoid", "Split", "Transpose",
}  # fmt: skip


def constant_names(graph):
    return {tensor.name: tensor for tensor in graph.initializer}


def free_first_dimension(value):
    first = value.type.tensor_type.shape.dim[0]
    if first.dim_value == 1:
        first.ClearField("dim_value")
        first.dim_param = BATCH


def free_reshape(node, constants):
    """A zero copies the dimension of the input. Only a shape that keeps the first dimension can be freed."""
    shape = numpy_helper.to_array(constants[node.input[1]]).copy()
    if shape[0] != 1:
        raise ValueError(f"cannot free the first dimension of the reshape to {shape.tolist()}")
    shape[0] = 0
    return shape


def free_batch(graph):
    constants = constant_names(graph)
    for value in [*graph.input, *graph.output]:
        free_first_dimension(value)
    for node in graph.node:
        if node.op_type not in KNOWN_KINDS:
            raise ValueError(f"it is not known whether {node.op_type} treats each picture of a batch by itself")
        if node.op_type == "Reshape":
            name = f"{node.output[0]}_shape"
            graph.initializer.append(numpy_helper.from_array(free_reshape(node, constants), name))
            node.input[1] = name
        if node.op_type == "Resize" and len(node.input) > 3 and node.input[3]:
            raise ValueError("cannot free the first dimension of a resize to given sizes")
        if node.op_type == "Transpose":
            order = next(list(a.ints) for a in node.attribute if a.name == "perm")
            if order[0] != 0:
                raise ValueError(f"cannot free the first dimension of the transpose {order}")
        if node.op_type in ("Concat", "Split"):
            axis = next((a.i for a in node.attribute if a.name == "axis"), 0)
            if axis == 0:
                raise ValueError(f"cannot free the first dimension of a {node.op_type} along it")
    del graph.value_info[:]


def described(graph):
    """Names of the constants that say how to compute."""
    return {
        node.input[position]
        for node in graph.node
        for position in DESCRIBING_ARGUMENTS.get(node.op_type, ())
        if position < len(node.input)
    }


def half(tensor):
    values = numpy_helper.to_array(tensor)
    largest = numpy.finfo(numpy.float16).max
    if numpy.abs(values).max(initial=0) > largest:
        raise ValueError(f"the weights {tensor.name} do not fit into half precision")
    return numpy_helper.from_array(values.astype(numpy.float16), tensor.name)


def to_half(graph):
    kept = described(graph)
    for tensor in graph.initializer:
        if tensor.data_type == TensorProto.FLOAT and tensor.name not in kept:
            tensor.CopyFrom(half(tensor))
    inside = {value.name: f"{value.name}_half" for value in [*graph.input, *graph.output]}
    for node in graph.node:
        for names in (node.input, node.output):
            names[:] = [inside.get(name, name) for name in names]
    before = [helper.make_node("Cast", [v.name], [inside[v.name]], to=TensorProto.FLOAT16) for v in graph.input]
    after = [helper.make_node("Cast", [inside[v.name]], [v.name], to=TensorProto.FLOAT) for v in graph.output]
    nodes = [*before, *graph.node, *after]
    del graph.node[:]
    graph.node.extend(nodes)


def remove_unused(graph):
    used = {name for node in graph.node for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def convert(model):
    free_batch(model.graph)
    to_half(model.graph)
    remove_unused(model.graph)
    onnx.checker.check_model(model)
    return model


def main():
    source, target = map(Path, sys.argv[1:])
    onnx.save(convert(onnx.load(str(source))), str(target))


if __name__ == "__main__":
    main()
