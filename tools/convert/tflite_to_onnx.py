"""A TensorFlow Lite model (float, its weights perhaps stored as halves, maps in NHWC) to ONNX in NCHW.

usage: tflite_to_onnx.py [--output=NAME=TENSOR ...] MODEL.tflite OUT

--output  an output of the new model: its name and the tensor of the old one, an output there or not; without it
          all outputs by their own names

The input of the new model is `image`, float32 [1, 3, height, width]; the outputs are float32 [1, channels, h, w], or
[1, values] where the old one has no places. What the networks of MediaPipe want and give: RGB, samples 0..1 as they
are (mean 0, deviation 1), and

selfie segmentation (256): activation_10, [1, 1, 256, 256], sigmoid: whether the pixel belongs to a person
BlazePose (256): Identity, [1, 195], 39 times x, y, z in pixels of the input and the logits of "visible" and of
"within the picture", the first 33 being points of the body; Identity_1, [1, 1], sigmoid: whether there is a person;
Identity_2, [1, 1, 256, 256], logits of the person's pixels; Identity_3, [1, 39, 64, 64], logits of heat maps;
Identity_4, [1, 117], metres from the middle of the hips
"""

import argparse
import struct
import sys
from pathlib import Path

from flatbuffer import FlatbufferError
from nchw_graph import GraphError, NchwGraph, Value, sentences
from padding import Padding
from tensor import Tensor, TensorError
from tflite_model import ACTIVATIONS, PADDINGS, Operator, TfliteError, TfliteModel


class Converter:
    def __init__(self, model: TfliteModel):
        self.model = model
        self.graph = NchwGraph()
        self.values = {}
        self.constants = {}  # results of operators on constants
        self.flat = set()  # tensors that the model sees as [1, all values]

    def convert(self, outputs: dict[str, str]):
        """outputs: name and tensor; empty for those of the model."""
        (picture,) = self.model.inputs
        batch, height, width, channels = self.shape(picture)
        if batch != 1 or channels != 3:
            raise GraphError(f"the input is no picture (shape {list(self.shape(picture))})")
        self.values[picture] = self.graph.input("image", (1, 3, height, width))
        for operator in self.model.operators:
            rule = getattr(self, "rule_" + operator.kind.lower(), None)
            if rule is None:
                raise GraphError(f"no rule for the operator {operator.kind}")
            with sentences(f"{operator.kind} for tensor {operator.outputs}"):
                rule(operator)
        for name, tensor in self.wanted(outputs).items():
            (self.graph.flat_output if tensor in self.flat else self.graph.output)(name, self.value(tensor))

    def wanted(self, outputs):
        if not outputs:
            return {self.model.entry(number).name: number for number in self.model.outputs}
        numbers = {entry.name: number for number, entry in enumerate(self.model.tensors)}
        missing = [tensor for tensor in outputs.values() if tensor not in numbers]
        if missing:
            raise GraphError(f"the model has no tensor {' or '.join(missing)}")
        return {name: numbers[tensor] for name, tensor in outputs.items()}

    def name(self, number):
        # Names in the file need not be unique.
        return f"{self.model.entry(number).name}#{number}"

    def shape(self, number):
        shape = self.model.entry(number).shape
        if len(shape) != 4:
            raise GraphError(f"{self.name(number)} has {len(shape)} axes, not 4")
        return shape

    def value(self, number) -> Value:
        if number not in self.values:
            raise GraphError(f"tensor {number} is read before it is computed")
        return self.values[number]

    def constant(self, number) -> Tensor:
        tensor = self.constants.get(number)
        tensor = self.model.stored(number) if tensor is None else tensor
        if tensor is None:
            raise GraphError(f"{self.name(number)} is not a constant")
        return tensor

    def is_constant(self, number):
        return number in self.constants or self.model.stored(number) is not None

    def finish(self, operator, make, activation=None):
        """make: takes the name of the result. The activation that an operator brings with it comes after it."""
        (number,) = operator.outputs
        name = self.name(number)
        result = make(name if activation is None else name + "/before")
        if activation is not None:
            result = self.graph.activate(activation, name, result)
        shape = self.model.entry(number).shape
        if len(shape) == 4 and result.shape != (shape[0], shape[3], shape[1], shape[2]):
            raise GraphError(f"{name} comes out as {list(result.shape)} and should be {list(shape)} in NHWC")
        self.values[number] = result

    def rule_dequantize(self, operator: Operator):
        # Halves stay halves: what reads them asks for floats.
        self.constants[operator.outputs[0]] = self.constant(operator.inputs[0])

    def rule_conv_2d(self, operator):
        weights = self.constant(operator.inputs[1])
        outputs, height, width, inputs = weights.shape
        weights = weights.transposed_blocks(outputs, height * width, inputs, (outputs, inputs, height, width))
        self.convolve(operator, weights, 1, activation_field=3, dilation_field=4)

    def rule_depthwise_conv_2d(self, operator):
        weights = self.constant(operator.inputs[1])
        _, height, width, outputs = weights.shape
        weights = weights.transposed_blocks(1, height * width, outputs, (outputs, 1, height, width))
        self.convolve(operator, weights, self.value(operator.inputs[0]).channels, activation_field=4, dilation_field=5)

    def convolve(self, operator, weights, groups, activation_field, dilation_field):
        bias = self.bias(operator, 2)
        activation = operator.choice(activation_field, ACTIVATIONS, "activation")
        dilations = operator.number(dilation_field + 1, 1), operator.number(dilation_field, 1)
        self.finish(operator, lambda name: self.graph.convolution(
            name, self.value(operator.inputs[0]), weights, bias, strides=(operator.number(2), operator.number(1)),
            dilations=dilations, groups=groups, padding=operator.choice(0, PADDINGS, "padding"),
        ), activation)  # fmt: skip

    def bias(self, operator, index):
        given = len(operator.inputs) > index and operator.inputs[index] >= 0
        return self.constant(operator.inputs[index]) if given else None

    def rule_convolution2dtransposebias(self, operator):
        """Of MediaPipe: its options are TfLiteTransposeConvParams, padding (1: SAME), stride across and down."""
        _, across, down = struct.unpack("<3i", operator.custom_options[:12].ljust(12, b"\0"))
        weights = self.constant(operator.inputs[1])
        outputs, height, width, inputs = weights.shape
        # [outputs, places, inputs] to [inputs, outputs, places]
        weights = weights.transposed_blocks(1, outputs * height * width, inputs, (inputs, outputs, height, width))
        self.finish(operator, lambda name: self.graph.transposed_convolution(
            name, self.value(operator.inputs[0]), weights, self.bias(operator, 2), (down, across),
        ))  # fmt: skip

    def combine(self, operator, kind):
        left, right = (self.value(number) for number in operator.inputs)
        activation = operator.choice(0, ACTIVATIONS, "activation")
        self.finish(operator, lambda name: self.graph.combine(kind, name, left, right), activation)

    def rule_add(self, operator):
        self.combine(operator, "Add")

    def rule_mul(self, operator):
        self.combine(operator, "Mul")

    def activate(self, operator, kind):
        self.finish(operator, lambda name: self.graph.activate(kind, name, self.value(operator.inputs[0])))
        if operator.inputs[0] in self.flat:
            self.flat.add(operator.outputs[0])

    def rule_relu(self, operator):
        self.activate(operator, "Relu")

    def rule_logistic(self, operator):
        self.activate(operator, "Sigmoid")

    def rule_hard_swish(self, operator):
        self.activate(operator, "HardSwish")

    def rule_average_pool_2d(self, operator):
        source = self.value(operator.inputs[0])
        if (operator.number(4), operator.number(3)) != source.size:
            raise GraphError("no rule for the mean of a part of the picture")
        activation = operator.choice(5, ACTIVATIONS, "activation")
        self.finish(operator, lambda name: self.graph.mean_of_all(name, source), activation)

    def rule_max_pool_2d(self, operator):
        kernel, strides = (operator.number(4), operator.number(3)), (operator.number(2), operator.number(1))
        activation = operator.choice(5, ACTIVATIONS, "activation")
        self.finish(operator, lambda name: self.graph.max_pool(
            name, self.value(operator.inputs[0]), kernel, strides, operator.choice(0, PADDINGS, "padding"),
        ), activation)  # fmt: skip

    def rule_pad(self, operator):
        batch, rows, columns, channels = zip(*[iter(self.constant(operator.inputs[1]).values)] * 2, strict=True)
        if any(batch):
            raise GraphError("no rule for padding samples")
        padding = Padding((rows[0], columns[0]), (rows[1], columns[1]))
        source = self.value(operator.inputs[0])
        self.finish(operator, lambda name: self.graph.pad(name, source, padding, channels))

    def rule_resize_bilinear(self, operator):
        source, size = self.value(operator.inputs[0]), list(self.constant(operator.inputs[1]).values)
        align_corners, half_pixel_centers = (operator.choice(field, (False, True), "flag") for field in (2, 3))
        self.finish(operator, lambda name: self.graph.resize_bilinear(
            name, source, size, align_corners, half_pixel_centers,
        ))  # fmt: skip

    def rule_reshape(self, operator):
        source, (number,) = self.value(operator.inputs[0]), operator.outputs
        shape = self.model.entry(number).shape
        if source.size != (1, 1) or shape != (1, source.channels):
            raise GraphError(f"no rule for reshaping {list(source.shape)} to {list(shape)}")
        self.flat.add(number)
        self.values[number] = source


def output_argument(text):
    name, sign, tensor = text.partition("=")
    if not sign or not name or not tensor:
        raise argparse.ArgumentTypeError(f"{text} is not NAME=TENSOR")
    return name, tensor


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=output_argument, action="append", default=[])
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    try:
        converter = Converter(TfliteModel(arguments.model.read_bytes()))
        converter.convert(dict(arguments.output))
        converter.graph.save(arguments.out)
    except (TfliteError, FlatbufferError, GraphError, TensorError, OSError) as error:
        print(f"tflite_to_onnx: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
