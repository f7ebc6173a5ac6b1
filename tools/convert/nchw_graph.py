"""Builds an ONNX graph of picture operators in NCHW out of networks that were stored in NHWC.

Every value is float32 of shape [1, channels, height, width]. Sizes are known, so "SAME" padding (tf.nn.convolution:
the odd row or column goes to the end) becomes plain numbers. Constants that are stored as halves stay so in the
file, behind a Cast that the runtime folds when it loads the model.

A bias, a padding or a choice of channels is moved into the convolution that it belongs to by making that
convolution anew; what nobody reads any more is left out when the graph is saved.
"""

import struct
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from onnx_model import Node, save_model
from padding import Padding, same_padding, windows
from tensor import Tensor

# A padding value from here down can never be the largest of a window.
NEVER_LARGEST = -1e38


class GraphError(ValueError):
    """A network that these operators cannot express: a sentence for the person who converts."""


@contextmanager
def sentences(what):
    """Turns what a damaged model leads to (an input that is missing, a shape of too few sizes) into a GraphError."""
    try:
        yield
    except GraphError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error) as error:
        raise GraphError(f"{what} is not as it should be ({type(error).__name__}: {error})") from error


@dataclass(frozen=True)
class Value:
    name: str
    shape: tuple[int, int, int, int]

    @property
    def channels(self):
        return self.shape[1]

    @property
    def size(self):
        return self.shape[2:]


@dataclass(frozen=True)
class Convolution:
    """weights: [outputs, inputs / groups, height, width]."""

    source: Value
    weights: Tensor
    bias: Tensor | None
    strides: tuple[int, int]
    dilations: tuple[int, int]
    groups: int
    padding: Padding


class NchwGraph:
    def __init__(self):
        self.nodes = []
        self.constants = {}
        self.inputs = {}
        self.outputs = {}
        self.convolutions = {}  # by the name of the result
        self.paddings = {}  # by the name of the result: the source and the padding
        self.elementwise = {}  # by the name of the result: kind, source, attributes
        self.taken = set()  # names of results

    def input(self, name, shape) -> Value:
        self.inputs[name] = tuple(shape)
        self.taken.add(name)
        return Value(name, tuple(shape))

    def output(self, name, value: Value):
        """Makes the value an output under that name."""
        self.node("Identity", [value], name, value.shape)
        self.outputs[name] = value.shape

    def flat_output(self, name, value: Value):
        """As output(), of shape [1, all values]."""
        self.node("Flatten", [value], name, value.shape, axis=1)
        self.outputs[name] = (1, value.shape[1] * value.shape[2] * value.shape[3])

    def node(self, kind, inputs, name, shape, **attributes) -> Value:
        names = [item.name if isinstance(item, Value) else item for item in inputs]
        if name in self.taken:
            raise GraphError(f"two results are called {name}")
        self.taken.add(name)
        self.nodes.append(Node(kind, names, name, attributes))
        return Value(name, tuple(shape))

    def constant(self, name, tensor: Tensor) -> str:
        """Adds a constant once; returns the name to read it by, as float32 where it is stored as halves."""
        is_half = tensor.element_type == "float16"
        if self.constants.setdefault(name, tensor) != tensor:
            raise GraphError(f"two constants are called {name}")
        if name not in self.taken:
            self.taken.add(name)
            if is_half:
                self.nodes.append(Node("Cast", [name], name + "_float", {"to": 1}))
        return name + "_float" if is_half else name

    def convolution(
        self, name, source: Value, weights: Tensor, bias=None, *, strides, dilations=(1, 1), groups=1, padding
    ) -> Value:
        """weights: [outputs, inputs / groups, height, width]. padding: a Padding, "SAME" or "VALID"."""
        if len(weights.shape) != 4 or weights.shape[1] * groups != source.channels or weights.shape[0] % groups:
            raise GraphError(f"{name}: weights {list(weights.shape)} do not fit {source.channels} channels")
        if bias is not None and bias.shape != (weights.shape[0],):
            raise GraphError(f"{name}: a bias {list(bias.shape)} does not fit {weights.shape[0]} channels")
        source, padding = self._padded(source, weights.shape[2:], strides, dilations, padding, lambda fill: fill == 0)
        return self._convolve(name, Convolution(source, weights, bias, strides, dilations, groups, padding))

    def _convolve(self, name, convolution):
        weights, padding = convolution.weights, convolution.padding
        inputs = [convolution.source, self.constant(name + "_weights", weights)]
        if convolution.bias is not None:
            inputs.append(self.constant(name + "_bias", convolution.bias))
        size = windows(
            convolution.source.size,
            weights.shape[2:],
            convolution.strides,
            convolution.dilations,
            padding,
        )
        result = self.node(
            "Conv", inputs, name, (1, weights.shape[0], *size), kernel_shape=list(weights.shape[2:]),
            strides=list(convolution.strides), dilations=list(convolution.dilations), group=convolution.groups,
            pads=padding.onnx,
        )  # fmt: skip
        self.convolutions[name] = convolution
        return result

    def _padded(self, source, kernel, strides, dilations, padding, takes_fill):
        """The source before its Pad, where the operator itself can pad so, and the padding left to the operator."""
        if padding == "SAME":
            return source, same_padding(source.size, kernel, strides, dilations)
        padding = Padding() if padding == "VALID" else padding
        if source.name in self.paddings and not any(padding.onnx):
            original, made = self.paddings[source.name]
            if takes_fill(made.fill):
                return original, made
        return source, padding

    def transposed_convolution(self, name, source: Value, weights: Tensor, bias, strides) -> Value:
        """weights: [inputs, outputs, height, width], as large as the strides: windows lie side by side."""
        kernel = weights.shape[2:]
        if tuple(kernel) != tuple(strides) or weights.shape[0] != source.channels:
            raise GraphError(f"{name}: no rule for weights {list(weights.shape)} with strides {list(strides)}")
        inputs = [source, self.constant(name + "_weights", weights)]
        if bias is not None:
            inputs.append(self.constant(name + "_bias", bias))
        size = [length * stride for length, stride in zip(source.size, strides, strict=True)]
        return self.node(
            "ConvTranspose",
            inputs,
            name,
            (1, weights.shape[1], *size),
            kernel_shape=list(kernel),
            strides=list(strides),
        )

    def pad(self, name, source: Value, padding: Padding, channels=(0, 0)) -> Value:
        pads = Tensor.of_integers([0, channels[0], *padding.before, 0, channels[1], *padding.after])
        height, width = (sum(sizes) for sizes in zip(source.size, padding.before, padding.after, strict=True))
        inputs = [
            source,
            self.constant(name + "_pads", pads),
            self.constant(name + "_fill", Tensor.of_float(padding.fill)),
        ]
        result = self.node("Pad", inputs, name, (1, source.channels + sum(channels), height, width), mode="constant")
        if channels == (0, 0):
            self.paddings[name] = (source, padding)
        return result

    def max_pool(self, name, source: Value, kernel, strides, padding) -> Value:
        source, padding = self._padded(source, kernel, strides, (1, 1), padding, lambda fill: fill <= NEVER_LARGEST)
        size = windows(source.size, kernel, strides, (1, 1), padding)
        return self.node(
            "MaxPool", [source], name, (1, source.channels, *size), kernel_shape=list(kernel), strides=list(strides),
            pads=padding.onnx,
        )  # fmt: skip

    def mean_of_all(self, name, source: Value) -> Value:
        return self.node("GlobalAveragePool", [source], name, (1, source.channels, 1, 1))

    def resize_bilinear(self, name, source: Value, size, align_corners, half_pixel_centers) -> Value:
        if align_corners and half_pixel_centers:
            raise GraphError(f"{name}: corners cannot be aligned and half pixels away")
        mode = "align_corners" if align_corners else "half_pixel" if half_pixel_centers else "asymmetric"
        shape = (1, source.channels, *size)
        sizes = self.constant(name + "_sizes", Tensor.of_integers(shape))
        return self.node(
            "Resize", [source, "", "", sizes], name, shape, mode="linear", coordinate_transformation_mode=mode
        )

    def concatenate_channels(self, name, sources: list[Value]) -> Value:
        if len({source.size for source in sources}) != 1:
            raise GraphError(f"{name}: maps of different sizes cannot be joined")
        channels = sum(source.channels for source in sources)
        return self.node("Concat", sources, name, (1, channels, *sources[0].size), axis=1)

    def activate(self, kind, name, source: Value, **attributes) -> Value:
        """An operator on each number by itself: Relu, Relu6, Sigmoid, LeakyRelu, HardSwish."""
        self.elementwise[name] = (kind, source, attributes)
        if kind == "Relu6":
            limits = [self.constant(f"relu6_{limit}", Tensor.of_float(float(limit))) for limit in (0, 6)]
            return self.node("Clip", [source, *limits], name, source.shape)
        if kind == "HardSwish":
            # Written out, as its own operator came with operator set 14 only.
            gate = self.node("HardSigmoid", [source], name + "_gate", source.shape, alpha=1 / 6, beta=0.5)
            return self.node("Mul", [source, gate], name, source.shape)
        return self.node(kind, [source], name, source.shape, **attributes)

    def combine(self, kind, name, left: Value, right: Value) -> Value:
        """Add or Mul; one may have the size 1 x 1."""
        small, large = sorted((left, right), key=lambda value: value.size)
        if left.channels != right.channels or small.size not in (large.size, (1, 1)):
            raise GraphError(f"{name}: shapes {list(left.shape)} and {list(right.shape)} do not fit")
        return self.node(kind, [left, right], name, large.shape)

    def add_bias(self, name, source: Value, bias: Tensor) -> Value:
        """bias: one number a channel."""
        made = self.convolutions.get(source.name)
        if made is None or made.bias is not None:
            raise GraphError(f"{name}: a bias that follows no convolution")
        if bias.shape != (source.channels,):
            raise GraphError(f"{name}: a bias {list(bias.shape)} does not fit {source.channels} channels")
        return self._convolve(name, replace(made, bias=bias))

    def channels(self, name, source: Value, first, last) -> Value:
        """The channels from first up to last, without it."""
        if not 0 <= first < last <= source.channels:
            raise GraphError(f"{name}: {source.channels} channels have no range {first} to {last}")
        made = self.convolutions.get(source.name)
        if made is not None and made.groups == 1:
            bias = made.bias.rows(first, last) if made.bias is not None else None
            return self._convolve(name, replace(made, weights=made.weights.rows(first, last), bias=bias))
        if source.name in self.elementwise:
            kind, original, attributes = self.elementwise[source.name]
            return self.activate(kind, name, self.channels(name + "_before", original, first, last), **attributes)
        bounds = [
            self.constant(f"{name}_{part}", Tensor.of_integers([number]))
            for part, number in (("first", first), ("last", last), ("axis", 1))
        ]
        return self.node("Slice", [source, *bounds], name, (1, last - first, *source.size))

    def save(self, path: Path):
        nodes = self._needed()
        read = {name for node in nodes for name in node.inputs}
        constants = {name: tensor for name, tensor in self.constants.items() if name in read}
        save_model(path, nodes, constants, self.inputs, self.outputs)

    def _needed(self):
        wanted, result = set(self.outputs), []
        for node in reversed(self.nodes):
            if node.output in wanted:
                result.append(node)
                wanted.update(node.inputs)
        return list(reversed(result))
