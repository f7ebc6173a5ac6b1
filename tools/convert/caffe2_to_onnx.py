"""MaskRCNN2Go (Caffe2, int8, NHWC) to ONNX: the three networks between which proposals, RoIAlign and NMS are ours.

usage: caffe2_to_onnx.py --part=PART [--weights=float|uint8] MODEL.pb MODEL_INIT.pb OUT
PART: backbone, backbone_rpn (with region proposals), box_head, mask_head (ONNX models), or anchors (a text file, one box a line).

The networks compute in float: quantised weights are turned back (float) or stay as they are behind a
DequantizeLinear (uint8, a quarter of the size). Quantisation between the layers is left out.
"""

import argparse
import sys
from pathlib import Path

import numpy

from caffe2_net import Operator, read_constants, read_net
from onnx_graph import OnnxGraph

FEATURES = 128  # channels of the backbone's last map
CLASSES = 81  # COCO and the background

# Each part: its input and its outputs by their Caffe2 names, with shapes.
PARTS = {
    "backbone": ({"data": [1, 3, "H", "W"]}, {"xif3_6": [1, FEATURES, "fh", "fw"]}),
    "backbone_rpn": (
        {"data": [1, 3, "H", "W"]},
        {
            "xif3_6": [1, FEATURES, "fh", "fw"],
            "rpn_cls_probs": [1, 15, "fh", "fw"],
            "rpn_bbox_pred": [1, 60, "fh", "fw"],
        },
    ),
    "box_head": (
        {"roi_features": ["N", FEATURES, 6, 6]},
        {"cls_prob": ["N", CLASSES], "bbox_pred": ["N", 4 * CLASSES]},
    ),
    "mask_head": ({"_[mask]_pool5": ["N", FEATURES, 6, 6]}, {"mask_fcn_probs": ["N", CLASSES, 24, 24]}),
}

# Operators that only change how the same numbers are stored.
STORAGE_ONLY = {"NCHW2NHWC", "NHWC2NCHW", "Int8Quantize", "Int8Dequantize"}

NHWC_TO_NCHW = (0, 3, 1, 2)


def operators_between(operators: list[Operator], inputs, outputs):
    """The operators that the outputs need, back to the inputs, in their order."""
    wanted, needed = set(outputs) - set(inputs), []
    for operator in reversed(operators):
        if wanted & set(operator.outputs):
            needed.append(operator)
            wanted |= set(operator.inputs) - set(inputs)
    return list(reversed(needed))


class PartConverter:
    def __init__(self, name, constants, quantised_weights):
        self.graph = OnnxGraph(name)
        self.constants = constants
        self.quantised_weights = quantised_weights
        self.same_as = {}

    def value(self, name):
        return self.same_as.get(name, name)

    def weight(self, name, arrange):
        """arrange: a function from the stored to the ONNX layout."""
        tensor = self.constants[name]
        result = name + "_dequantized"
        if not self.quantised_weights:
            return self.graph.constant(result, arrange(tensor.as_float()))
        if name not in self.graph.constants:
            self.graph.constant(name, arrange(tensor.values))
            self.graph.constant(name + "_scale", numpy.array(tensor.scale, numpy.float32))
            self.graph.constant(name + "_zero_point", numpy.array(tensor.zero_point, numpy.uint8))
            self.graph.node("DequantizeLinear", [name, name + "_scale", name + "_zero_point"], [result])
        return result

    def bias(self, name):
        return self.graph.constant(name, self.constants[name].as_float())

    def convolution(self, kind, operator, output):
        source, weight, bias = operator.inputs
        arguments = operator.arguments
        attributes = {
            "kernel_shape": [arguments["kernel"]] * 2,
            "pads": [arguments.get("pad", 0)] * 4,
            "strides": [arguments.get("stride", 1)] * 2,
        }
        if kind == "Conv":
            attributes["group"] = arguments.get("group", 1)
        weights = self.weight(weight, lambda values: values.transpose(NHWC_TO_NCHW))
        self.graph.node(kind, [self.value(source), weights, self.bias(bias)], [output], **attributes)

    def convert(self, operator: Operator):
        kind, (output,) = operator.kind, operator.outputs
        source = self.value(operator.inputs[0])
        if kind in STORAGE_ONLY:
            self.same_as[output] = source
        elif kind == "Int8Conv":
            self.convolution("Conv", operator, output)
        elif kind == "Int8ConvRelu":
            self.convolution("Conv", operator, output + "_before_relu")
            self.graph.node("Relu", [output + "_before_relu"], [output])
        elif kind == "Int8ConvTranspose":
            self.convolution("ConvTranspose", operator, output)
        elif kind == "Int8Relu":
            self.graph.node("Relu", [source], [output])
        elif kind == "Int8Sum":
            self.graph.node("Add", [source, self.value(operator.inputs[1])], [output])
        elif kind == "Int8AveragePool":
            kernel, stride = operator.arguments["kernel"], operator.arguments["stride"]
            self.graph.node("AveragePool", [source], [output], kernel_shape=[kernel] * 2, strides=[stride] * 2)
        elif kind == "Int8FC":
            self.graph.node("Flatten", [source], [output + "_flat"], axis=1)
            weights = self.weight(operator.inputs[1], lambda values: values.reshape(len(values), -1))
            self.graph.node("Gemm", [output + "_flat", weights, self.bias(operator.inputs[2])], [output], transB=1)
        elif kind == "Int8Softmax":
            self.graph.node("Softmax", [source], [output], axis=1)
        elif kind == "Sigmoid":
            self.graph.node("Sigmoid", [source], [output])
        else:
            raise ValueError(f"no rule for the operator {kind}")


def convert_part(part, operators, constants, quantised_weights, path):
    inputs, outputs = PARTS[part]
    converter = PartConverter(part, constants, quantised_weights)
    for operator in operators_between(operators, inputs, outputs):
        converter.convert(operator)
    for name in outputs:
        if converter.value(name) != name:
            converter.graph.node("Identity", [converter.value(name)], [name])
    converter.graph.save(path, inputs, outputs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=[*PARTS, "anchors"], required=True)
    parser.add_argument("--weights", choices=["float", "uint8"], default="float")
    parser.add_argument("model", type=Path)
    parser.add_argument("model_init", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    constants = read_constants(arguments.model_init)
    if arguments.part == "anchors":
        numpy.savetxt(arguments.out, constants["anchor"].values, fmt="%.6f")
    else:
        operators = read_net(arguments.model)
        convert_part(arguments.part, operators, constants, arguments.weights == "uint8", arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
