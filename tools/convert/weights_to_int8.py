"""Stores the weights of a network's convolutions as int8, a scale for each output channel, for its way to browsers.

usage: weights_to_int8.py IN.onnx OUT.onnx

Everything is computed in fp32 as before: a DequantizeLinear in front of each convolution restores its weights, and the
runtime folds it when it loads the network (session.disable_quant_qdq). Names that only the file itself uses become short.
"""

import sys
from pathlib import Path

import numpy
import onnx
from onnx import helper, numpy_helper, version_converter

# The first whose DequantizeLinear takes a scale for each channel.
LEAST_OPERATOR_SET = 13
# Smaller ones are not worth a node.
FEWEST_WEIGHTS = 256


def quantised(weights):
    """int8 values and the scale of each output channel; value times scale is within half a scale of the weight."""
    channels = weights.reshape(weights.shape[0], -1)
    largest = numpy.abs(channels).max(axis=1)
    scales = (numpy.where(largest > 0, largest, 1) / 127).astype(numpy.float32)
    values = numpy.rint(channels / scales[:, None]).clip(-127, 127).astype(numpy.int8)
    return values.reshape(weights.shape), scales


def shorten_names(graph):
    """Numbers for everything but the inputs and outputs of the network."""
    kept = {value.name for value in [*graph.input, *graph.output]}
    short = {}

    def renamed(name):
        # An empty name stands for an input that is left out.
        return name if not name or name in kept else short.setdefault(name, f"{len(short):x}")

    for node in graph.node:
        node.name = ""
        node.doc_string = ""
        for names in (node.input, node.output):
            names[:] = [renamed(name) for name in names]
    for tensor in graph.initializer:
        tensor.name = renamed(tensor.name)


def convert(model):
    if model.opset_import[0].version < LEAST_OPERATOR_SET:
        model = version_converter.convert_version(model, LEAST_OPERATOR_SET)
    graph = model.graph
    weights = {node.input[1] for node in graph.node if node.op_type == "Conv"}
    nodes, constants = [], []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if tensor.name not in weights or values.dtype != numpy.float32 or values.size < FEWEST_WEIGHTS:
            constants.append(tensor)
            continue
        small, scales = quantised(values)
        names = [f"{tensor.name}/int8", f"{tensor.name}/scale"]
        constants += [numpy_helper.from_array(array, name) for array, name in zip((small, scales), names, strict=True)]
        nodes.append(helper.make_node("DequantizeLinear", names, [tensor.name], axis=0))
    nodes += graph.node
    for field, content in ((graph.node, nodes), (graph.initializer, constants)):
        kept = list(content)
        del field[:]
        field.extend(kept)
    # Shapes between the layers are for readers of the file.
    del graph.value_info[:]
    shorten_names(graph)
    onnx.checker.check_model(model)
    return model


def main():
    source, target = (Path(argument) for argument in sys.argv[1:3])
    onnx.save(convert(onnx.load(str(source))), str(target))


if __name__ == "__main__":
    main()
