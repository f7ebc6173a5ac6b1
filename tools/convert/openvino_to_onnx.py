"""PP-TinyPose (OpenVINO IR 11, fp16 weights) to ONNX, fp32: the heat maps, without the arg max behind them.

usage: openvino_to_onnx.py MODEL.xml MODEL.bin OUT.onnx

Every shape of the network is known, so whatever the IR computes about shapes is read off instead of computed: only
the inputs that carry pictures are followed. A constant added to the output of a convolution becomes its bias.
"""

import argparse
import sys
from pathlib import Path

import numpy

from onnx_graph import OnnxGraph
from openvino_ir import Layer, Network, Output

# Inputs that carry a picture, by kind of layer; the others are weights, or sizes that the shapes already tell.
FIRST_INPUT = {"Convolution", "GroupConvolution", "ReLU", "Reshape", "Transpose", "Split", "Interpolate", "Result"}
ALL_INPUTS = {"Add", "Concat"}


class Converter:
    def __init__(self, network: Network):
        self.network = network
        self.graph = OnnxGraph("from_openvino")
        self.names = {}

    def convert(self, result: Layer, path: Path):
        order = self.order_of(result)
        readers = self.count_readers(order)
        inputs = {}
        for layer in order:
            if layer.kind == "Parameter":
                self.names[layer.outputs[0]] = layer.name
                inputs[layer.name] = self.network.shapes[layer.outputs[0]]
            elif layer.kind == "Add":
                self.add(layer, readers)
            elif layer.kind != "Result":
                getattr(self, layer.kind.lower())(layer)
        output = result.name.removesuffix("/Result")
        self.graph.node("Identity", [self.name(result.inputs[0])], [output])
        self.graph.save(path, inputs, {output: self.network.shapes[result.inputs[0]]})

    def picture_inputs(self, layer):
        if layer.kind in FIRST_INPUT:
            return layer.inputs[:1]
        if layer.kind in ALL_INPUTS:
            return [source for source in layer.inputs if self.network.constant(source) is None]
        if layer.kind == "Parameter":
            return []
        raise ValueError(f"no rule for the layer {layer.kind} ({layer.name})")

    def order_of(self, result):
        """Layers that the result needs, each after those it reads."""
        order, seen, stack = [], set(), [(result, False)]
        while stack:
            layer, inputs_are_done = stack.pop()
            if inputs_are_done:
                order.append(layer)
            elif layer.identity not in seen:
                seen.add(layer.identity)
                stack.append((layer, True))
                sources = [self.network.layers[source.layer] for source in self.picture_inputs(layer)]
                stack.extend((source, False) for source in sources)
        return order

    def count_readers(self, order):
        counts = {}
        for layer in order:
            for source in self.picture_inputs(layer):
                counts[source] = counts.get(source, 0) + 1
        return counts

    def name(self, output: Output):
        return self.names.get(output, output.name)

    def convolution(self, layer):
        self.convolve(layer, self.network.constant(layer.inputs[1]), groups=1)

    def groupconvolution(self, layer):
        # groups x (out / groups) x in x height x width
        weights = self.network.constant(layer.inputs[1])
        self.convolve(layer, weights.reshape(-1, *weights.shape[2:]), groups=len(weights))

    def convolve(self, layer, weights, groups):
        (output,) = layer.outputs
        weights_name = self.graph.constant(output.name + "_weights", weights.astype(numpy.float32))
        self.graph.node(
            "Conv", [self.name(layer.inputs[0]), weights_name], [output.name],
            kernel_shape=list(weights.shape[2:]), group=groups, strides=layer.integers("strides"),
            pads=layer.integers("pads_begin") + layer.integers("pads_end"), dilations=layer.integers("dilations"),
        )  # fmt: skip

    def add(self, layer, readers):
        (output,) = layer.outputs
        constants = [self.network.constant(source) for source in layer.inputs]
        if all(constant is None for constant in constants):
            self.graph.node("Add", [self.name(source) for source in layer.inputs], [output.name])
            return
        (source,) = self.picture_inputs(layer)
        value = next(constant for constant in constants if constant is not None).astype(numpy.float32)
        channels = self.network.shapes[source][1]
        convolution = next((node for node in self.graph.nodes if node.output[0] == self.name(source)), None)
        foldable = convolution is not None and convolution.op_type == "Conv" and len(convolution.input) == 2
        if foldable and readers[source] == 1 and value.shape in ((1, channels, 1, 1), (channels, 1, 1)):
            convolution.input.append(self.graph.constant(output.name + "_bias", value.reshape(channels)))
            self.names[output] = self.name(source)
        else:
            self.graph.node(
                "Add", [self.name(source), self.graph.constant(output.name + "_addend", value)], [output.name]
            )

    def relu(self, layer):
        self.graph.node("Relu", [self.name(layer.inputs[0])], [layer.outputs[0].name])

    def concat(self, layer):
        sources = [self.name(source) for source in layer.inputs]
        self.graph.node("Concat", sources, [layer.outputs[0].name], axis=int(layer.attributes["axis"]))

    def reshape(self, layer):
        (output,) = layer.outputs
        shape = self.graph.constant(output.name + "_shape", numpy.array(self.network.shapes[output], numpy.int64))
        self.graph.node("Reshape", [self.name(layer.inputs[0]), shape], [output.name])

    def transpose(self, layer):
        permutation = self.network.constant(layer.inputs[1]).tolist()
        self.graph.node("Transpose", [self.name(layer.inputs[0])], [layer.outputs[0].name], perm=permutation)

    def split(self, layer):
        axis = int(self.network.constant(layer.inputs[1]))
        sizes = numpy.array([self.network.shapes[output][axis] for output in layer.outputs], numpy.int64)
        sizes_name = self.graph.constant(layer.outputs[0].name + "_sizes", sizes)
        outputs = [output.name for output in layer.outputs]
        self.graph.node("Split", [self.name(layer.inputs[0]), sizes_name], outputs, axis=axis)

    def interpolate(self, layer):
        mode = layer.attributes["mode"]
        attributes = {"coordinate_transformation_mode": layer.attributes["coordinate_transformation_mode"]}
        if mode == "nearest" and layer.attributes["nearest_mode"] == "simple":
            # "simple" rounds down when a picture grows.
            attributes |= {"mode": "nearest", "nearest_mode": "floor"}
        elif mode in ("linear", "linear_onnx"):
            attributes |= {"mode": "linear"}
        else:
            raise ValueError(f"no rule for enlarging by {mode} ({layer.name})")
        (output,) = layer.outputs
        sizes = zip(self.network.shapes[output], self.network.shapes[layer.inputs[0]])
        factors = numpy.array([after / before for after, before in sizes], numpy.float32)
        factors_name = self.graph.constant(output.name + "_factors", factors)
        self.graph.node("Resize", [self.name(layer.inputs[0]), "", factors_name], [output.name], **attributes)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("xml", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    network = Network(arguments.xml, arguments.weights)
    # The heat maps are the one result that keeps four dimensions.
    (heat_maps,) = [layer for layer in network.of_kind("Result") if len(network.shapes[layer.inputs[0]]) == 4]
    Converter(network).convert(heat_maps, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
