"""A graph model of TensorFlow.js (float, maps in NHWC) to ONNX in NCHW, cut to what the outputs named need.

usage: tfjs_to_onnx.py [--output=NAME=NODE[FIRST:LAST] ...] [--boxes=NAME=NODE:CLASSES:STRIDE ...] [--input=NODE]
       [--size=N] MODEL.json MODEL.bin OUT

--output  an output of the new model: its name, the node whose result it is and, if wanted, a range of its
          channels; what comes before is computed for these alone
--boxes   an output with the boxes of the first class, out of a node with the logits of so many classes and of the
          distances on a grid of cells with this stride: see distance_boxes.py
--input   the node in whose place the picture is fed, where the graph begins with work that the caller does
          (scaling the samples); without it the placeholder
--size    height and width of the picture where the graph leaves them free

The input of the new model is `image`, float32 [1, 3, height, width]; the outputs are float32 [1, channels, h, w].
Channels and samples are as the network learnt them. What the networks here want and give, read out of their graphs:

MoveNet, single person (thunder 256, lightning 192), cut behind sub_1: RGB, mean 0.5 and deviation 0.5 of samples
0..1. Four heads on a grid of a quarter of the picture, g x g cells; a cell stands at its whole coordinates, y
comes before x, lengths are in cells:
  center      1, sigmoid: whether the middle of a person is here
  regression  34: (y, x) of each point, from the cell of the middle
  heatmaps    17, sigmoid: whether the point is here
  offsets     34: (y, x) from the cell of the point to the point itself
The graph's own decoding, with the distance between cells |a - b|:
  person = the cell with the largest center / (|cell - (g/2, g/2)| + 1.8)
  point  = the cell with the largest heatmaps / (|cell - (person + regression at person)| + 1.8), for each of 17
  result = (point + offsets at point) / g, (y, x) of 0..1 of the picture, and heatmaps at point

MoveNet, several persons (any size that 32 divides), cut behind sub_1 in the same way. As above, and
  box_scale   2: height and width of the person's box; negative counts as 0
  box_offset  2: (y, x) from the cell to the middle of the box
A person is a cell where center is the largest of the 5 x 5 round it; the graph takes the best six. The box is
clipped to the grid. A point is looked for among the cells within the box (its end left out), with the factor
exp(-|cell - (person + regression at person)|^2 / (0.3 g)) in place of the division, g of the shorter side; the
person's score is center at person times the mean of those products at its points that exceed 0.127.

NanoDet-g (416), whose outputs are made with --boxes: BGR, (sample - mean) / deviation of samples 0..255, mean 103.53, 116.28, 123.675, deviation
57.375, 57.12, 58.395 in this order. For the strides s of 8, 16 and 32, on a grid of 416 / s:
  scores_s     80 logits; class 0 is the person
  distances_s  44: 4 sides (left, top, right, bottom) of 11 logits each
  distance of a side = s * (sum of n * softmax(logits)[n], n = 0..10), from the point ((x + 0.5) s, (y + 0.5) s)
"""

import argparse
import re
import sys
from pathlib import Path

from distance_boxes import distance_boxes
from nchw_graph import GraphError, NchwGraph, Value, sentences
from padding import Padding
from tensor import Tensor, TensorError
from tfjs_graph import Operator, TfjsError, TfjsGraph, node_of

OUTPUT_PATTERN = re.compile(r"(?P<name>\w+)=(?P<node>[^\[\]]+?)(\[(?P<first>\d+):(?P<last>\d+)\])?")


BOXES_PATTERN = re.compile(r"(?P<name>\w+)=(?P<node>[^:]+):(?P<classes>\d+):(?P<stride>\d+)")


class Converter:
    """Each result of the graph is a Value, which is always NCHW, and the order in which the graph sees its axes."""

    def __init__(self, source: TfjsGraph, input_node, size):
        self.source = source
        self.graph = NchwGraph()
        self.input_node = input_node
        self.size = size
        self.values = {}
        self.axes = {}
        self.numbers = {}  # sizes that the graph computes

    def convert(self, outputs, boxes):
        """outputs: matches of OUTPUT_PATTERN, boxes: of BOXES_PATTERN."""
        nodes = [node_of(output["node"]) for output in (*outputs, *boxes)]
        for operator in self.source.order_for(nodes, cut_at={self.input_node}):
            is_input = operator.name == self.input_node
            rule = self.picture if is_input else getattr(self, "rule_" + operator.kind.strip("_").lower(), None)
            if rule is None:
                raise GraphError(f"no rule for the operator {operator.kind} ({operator.name})")
            with sentences(f"{operator.kind} {operator.name}"):
                rule(operator)
        for output in outputs:
            value = self.value(output["node"])
            if output["first"] is not None:
                first, last = int(output["first"]), int(output["last"])
                value = self.graph.channels(output["name"] + "_channels", value, first, last)
            self.graph.output(output["name"], value)
        for one in boxes:
            value = distance_boxes(
                self.graph, one["name"] + "_made", self.value(one["node"]), int(one["classes"]), int(one["stride"])
            )
            self.graph.output(one["name"], value)

    def keep(self, tensor, value: Value, axes):
        self.values[tensor] = value
        self.axes[tensor] = axes

    def value(self, tensor) -> Value:
        if tensor not in self.values:
            raise GraphError(f"{tensor} is not a map of the picture")
        return self.values[tensor]

    def nhwc(self, tensor) -> Value:
        value = self.value(tensor)
        if self.axes[tensor] != "NHWC":
            raise GraphError(f"{tensor} is read as NHWC and is {self.axes[tensor]}")
        return value

    def constant(self, tensor) -> Tensor:
        if tensor not in self.source.constants:
            raise GraphError(f"{tensor} is not a constant")
        return self.source.constants[tensor]

    def integers(self, tensor):
        return self.numbers[tensor] if tensor in self.numbers else list(self.constant(tensor).values)

    def picture(self, operator):
        (placeholder,) = [one for one in self.source.operators.values() if one.kind == "Placeholder"]
        shape = placeholder.attributes["shape"]
        axes = "NHWC" if shape[3:] == [3] else "NCHW"
        sizes = dict(zip(axes, shape, strict=True))
        height, width = (self.size if sizes[axis] < 1 else sizes[axis] for axis in "HW")
        if sizes["C"] != 3 or not height or not width:
            raise GraphError(f"the input {placeholder.name} is no picture of a known size (shape {shape})")
        self.keep(operator.name, self.graph.input("image", (1, 3, height, width)), axes)

    rule_placeholder = picture

    def rule_conv2d(self, operator: Operator):
        self.convolve(operator, self.weights_of(operator), groups=1)

    def rule_depthwiseconv2dnative(self, operator):
        height, width, inputs, multiplier = self.constant(operator.inputs[1]).shape
        outputs = inputs * multiplier
        weights = self.constant(operator.inputs[1])
        weights = weights.transposed_blocks(1, height * width, outputs, (outputs, 1, height, width))
        self.convolve(operator, weights, groups=inputs)

    rule_fusedconv2d = rule_conv2d
    rule_fuseddepthwiseconv2dnative = rule_depthwiseconv2dnative

    def weights_of(self, operator):
        weights = self.constant(operator.inputs[1])
        height, width, inputs, outputs = weights.shape
        weights = weights.transposed_blocks(1, height * width * inputs, outputs, (outputs, height * width, inputs))
        return weights.transposed_blocks(outputs, height * width, inputs, (outputs, inputs, height, width))

    def convolve(self, operator, weights, groups):
        attributes = operator.attributes
        if attributes.get("data_format", "NHWC") != "NHWC" or attributes.get("explicit_paddings"):
            raise GraphError(f"no rule for the layout or the paddings of {operator.name}")
        fused = attributes.get("fused_ops", [])
        bias = self.constant(operator.inputs[2]) if fused[:1] == ["BiasAdd"] else None
        activations = fused[1:] if bias is not None else fused
        if len(activations) > 1 or not set(activations) <= {"Relu", "Relu6"}:
            raise GraphError(f"no rule for a convolution with {' and '.join(fused)} ({operator.name})")
        name = operator.name + "/before" if activations else operator.name
        strides, dilations = (tuple(attributes[key][1:3]) for key in ("strides", "dilations"))
        result = self.graph.convolution(
            name, self.nhwc(operator.inputs[0]), weights, bias, strides=strides, dilations=dilations, groups=groups,
            padding=attributes["padding"],
        )  # fmt: skip
        for kind in activations:
            result = self.graph.activate(kind, operator.name, result)
        self.keep(operator.name, result, "NHWC")

    def rule_add(self, operator):
        left, right = operator.inputs
        if left in self.source.constants:
            left, right = right, left
        if right in self.source.constants:
            bias = self.constant(right)
            # A bias lies along the last axis, whatever sizes of 1 stand before it.
            if self.axes[left] != "NHWC":
                raise GraphError(f"no rule for adding a constant to {self.axes[left]} ({operator.name})")
            result = self.graph.add_bias(operator.name, self.value(left), bias.reshaped((len(bias.values),)))
        else:
            if self.axes[left] != self.axes[right]:
                raise GraphError(f"{operator.name} adds maps of different layouts")
            result = self.graph.combine("Add", operator.name, self.value(left), self.value(right))
        self.keep(operator.name, result, self.axes[left])

    rule_addv2 = rule_add

    def activate(self, operator, kind, **attributes):
        source = operator.inputs[0]
        self.keep(
            operator.name,
            self.graph.activate(kind, operator.name, self.value(source), **attributes),
            self.axes[source],
        )

    def rule_sigmoid(self, operator):
        self.activate(operator, "Sigmoid")

    def rule_leakyrelu(self, operator):
        self.activate(operator, "LeakyRelu", alpha=float(operator.attributes["alpha"]))

    def rule_transpose(self, operator):
        source, order = operator.inputs[0], self.integers(operator.inputs[1])
        if sorted(order) != [0, 1, 2, 3]:
            raise GraphError(f"no rule for the order {order} ({operator.name})")
        # The numbers stay where they are; only the graph sees them in another order.
        self.keep(operator.name, self.value(source), "".join(self.axes[source][axis] for axis in order))

    def rule_pad(self, operator):
        source = operator.inputs[0]
        widths = self.integers(operator.inputs[1])
        sides = {axis: widths[2 * index : 2 * index + 2] for index, axis in enumerate(self.axes[source])}
        if any(sides["N"]) or any(sides["C"]):
            raise GraphError(f"no rule for padding samples or channels ({operator.name})")
        fill = self.constant(operator.inputs[2]).number() if len(operator.inputs) > 2 else 0.0
        (top, bottom), (left, right) = sides["H"], sides["W"]
        padding = Padding((top, left), (bottom, right), fill)
        self.keep(operator.name, self.graph.pad(operator.name, self.value(source), padding), self.axes[source])

    rule_padv2 = rule_pad

    def rule_maxpool(self, operator):
        attributes = operator.attributes
        result = self.graph.max_pool(
            operator.name, self.nhwc(operator.inputs[0]), attributes["ksize"][1:3], attributes["strides"][1:3],
            attributes["padding"],
        )  # fmt: skip
        self.keep(operator.name, result, "NHWC")

    def rule_concatv2(self, operator):
        *sources, axis = operator.inputs
        (axes,) = {self.axes[source] for source in sources}
        if axes[self.integers(axis)[0]] != "C":
            raise GraphError(f"no rule for joining along {axes[self.integers(axis)[0]]} ({operator.name})")
        result = self.graph.concatenate_channels(operator.name, [self.value(source) for source in sources])
        self.keep(operator.name, result, axes)

    def rule_splitv(self, operator):
        source, sizes, axis = operator.inputs
        if self.axes[source][self.integers(axis)[0]] != "C":
            raise GraphError(f"no rule for splitting along {self.axes[source]} ({operator.name})")
        first = 0
        for index, size in enumerate(self.integers(sizes)):
            name = f"{operator.name}:{index}" if index else operator.name
            self.keep(name, self.graph.channels(name, self.value(source), first, first + size), self.axes[source])
            first += size

    def rule_shape(self, operator):
        (source,) = operator.inputs
        sizes = dict(zip("NCHW", self.value(source).shape, strict=True))
        self.numbers[operator.name] = [sizes[axis] for axis in self.axes[source]]

    def rule_stridedslice(self, operator):
        source, *bounds = (self.integers(name) for name in operator.inputs)
        (first,), (last,), (step,) = bounds
        if any(operator.attributes.get(mask) for mask in ("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask")):
            raise GraphError(f"no rule for the masks of {operator.name}")
        self.numbers[operator.name] = source[first:last:step]

    def rule_mul(self, operator):
        left, right = (self.integers(name) for name in operator.inputs)
        self.numbers[operator.name] = [one * other for one, other in zip(left, right, strict=True)]

    def rule_resizebilinear(self, operator):
        attributes = operator.attributes
        result = self.graph.resize_bilinear(
            operator.name, self.nhwc(operator.inputs[0]), self.integers(operator.inputs[1]),
            attributes["align_corners"], attributes["half_pixel_centers"],
        )  # fmt: skip
        self.keep(operator.name, result, "NHWC")


def output_argument(text):
    match = OUTPUT_PATTERN.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text} is not NAME=NODE or NAME=NODE[FIRST:LAST]")
    return match


def boxes_argument(text):
    match = BOXES_PATTERN.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text} is not NAME=NODE:CLASSES:STRIDE")
    return match


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=output_argument, action="append", default=[])
    parser.add_argument("--boxes", type=boxes_argument, action="append", default=[])
    parser.add_argument("--input")
    parser.add_argument("--size", type=int)
    parser.add_argument("model", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    if not arguments.output and not arguments.boxes:
        parser.error("no outputs are named")
    try:
        source = TfjsGraph(arguments.model.read_bytes(), arguments.weights.read_bytes())
        converter = Converter(source, arguments.input, arguments.size)
        converter.convert(arguments.output, arguments.boxes)
        converter.graph.save(arguments.out)
    except (TfjsError, GraphError, TensorError, OSError) as error:
        print(f"tfjs_to_onnx: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
