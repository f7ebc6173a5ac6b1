"""HRNet for keypoints (Sun et al., CVPR 2019), a checkpoint of PyTorch, to ONNX: the heat maps.

usage: hrnet_to_onnx.py --size=HEIGHTxWIDTH CHECKPOINT.pth OUT.onnx

Reads the checkpoints of MMPose (names begin with backbone. and keypoint_head.) and those of the authors (without). The
architecture is that of the paper; how wide it is comes from the checkpoint. Each tensor must have the shape that belongs to
it, none may be missing and none left over. Batch normalisations become part of the convolutions before them.

The graph takes `image`, N x 3 x height x width, and gives `heatmaps`, N x keypoints x height / 4 x width / 4.
"""

import argparse
import sys
from pathlib import Path

import numpy

from onnx_graph import OnnxGraph
from pytorch_checkpoint import Checkpoint, CheckpointError

STEM_CHANNELS = 64
BOTTLENECK_CHANNELS = 64
BOTTLENECK_EXPANSION = 4
BLOCKS = 4  # in each branch, and in the first stage
# How often each stage exchanges between its branches; the n-th of them has n + 2 branches.
MODULES = {"stage2": 1, "stage3": 4, "stage4": 3}
MAXIMUM_WIDTH = 512
EPSILON = 1e-5  # of the batch normalisations, PyTorch's default
SMALLEST_STRIDE, LARGEST_STRIDE = 4, 32


class Weights:
    """The tensors of a checkpoint, each of which must be taken once."""

    def __init__(self, checkpoint: Checkpoint):
        self._checkpoint = checkpoint
        self._places = checkpoint.state()
        is_of_mmpose = any(name.startswith("backbone.") for name in self._places)
        self._backbone, self._head = ("backbone.", "keypoint_head.") if is_of_mmpose else ("", "")
        # How many batches the running means have seen matters for training only.
        self._left = {name for name in self._places if not name.endswith(".num_batches_tracked")}

    def shape(self, name, dimensions):
        full_name = self._full_name(name)
        if full_name not in self._places:
            raise CheckpointError(f"the checkpoint has no {full_name}: it is not an HRNet of this form")
        shape = self._places[full_name].shape
        if len(shape) != dimensions:
            raise CheckpointError(f"{full_name} has the shape {list(shape)}; {dimensions} sizes were expected")
        return shape

    def take(self, name, *shape):
        full_name = self._full_name(name)
        found = self.shape(name, len(shape))
        if found != shape:
            raise CheckpointError(f"{full_name} has the shape {list(found)} where {list(shape)} was expected")
        self._left.discard(full_name)
        values = self._checkpoint.tensor(self._places[full_name]).astype(numpy.float64)
        if not numpy.isfinite(values).all():
            raise CheckpointError(f"{full_name} has numbers that are not finite")
        return values

    def finish(self):
        if self._left:
            some = ", ".join(sorted(self._left)[:3])
            raise CheckpointError(f"the checkpoint has {len(self._left)} tensors that this HRNet has not, as {some}")

    def _full_name(self, name):
        return (self._head if name.startswith("final_layer.") else self._backbone) + name


class HrnetConverter:
    """Values are pairs of a name in the graph and a number of channels; batch normalisations are named as PyTorch's
    modules are."""

    def __init__(self, weights: Weights):
        self.weights = weights
        self.graph = OnnxGraph("hrnet")
        # The first branch's, and of the n-th branch 2^n times as many.
        self.width, _, _, _ = weights.shape("transition1.0.0.weight", 4)
        if not 1 <= self.width <= MAXIMUM_WIDTH:
            raise CheckpointError(f"the checkpoint is an HRNet of width {self.width}; up to {MAXIMUM_WIDTH} is read")
        self.keypoints, _, self.final_kernel, _ = weights.shape("final_layer.weight", 4)
        if self.final_kernel not in (1, 3):
            raise CheckpointError(f"final_layer.weight has a kernel of {self.final_kernel}; 1 or 3 was expected")

    def convert(self, size, path: Path):
        branches = self.transition("transition1", [self.first_stage()])
        for stage, modules in MODULES.items():
            for module in range(modules):
                is_last = (stage, module) == ("stage4", modules - 1)
                branches = self.module(f"{stage}.{module}", branches, 1 if is_last else len(branches))
            if stage != "stage4":
                branches = self.transition(f"transition{int(stage[-1])}", branches)
        self.head(branches[0])
        self.weights.finish()
        height, width = size
        self.graph.save(
            path,
            {"image": ["N", 3, height, width]},
            {"heatmaps": ["N", self.keypoints, height // SMALLEST_STRIDE, width // SMALLEST_STRIDE]},
        )

    def channels(self, branch):
        return self.width << branch

    def first_stage(self):
        value = ("image", 3)
        for number in (1, 2):
            value = self.relu(self.convolve(value, f"conv{number}", f"bn{number}", STEM_CHANNELS, kernel=3, stride=2))
        for block in range(BLOCKS):
            value = self.bottleneck(f"layer1.{block}", value, is_first=block == 0)
        return value

    def bottleneck(self, name, source, is_first):
        inner, outer = BOTTLENECK_CHANNELS, BOTTLENECK_CHANNELS * BOTTLENECK_EXPANSION
        value = self.relu(self.convolve(source, f"{name}.conv1", f"{name}.bn1", inner, kernel=1))
        value = self.relu(self.convolve(value, f"{name}.conv2", f"{name}.bn2", inner, kernel=3))
        value = self.convolve(value, f"{name}.conv3", f"{name}.bn3", outer, kernel=1)
        if is_first:
            source = self.convolve(source, f"{name}.downsample.0", f"{name}.downsample.1", outer, kernel=1)
        return self.relu(self.add(f"{name}.sum", value, source))

    def basic_block(self, name, source):
        _, channels = source
        value = self.relu(self.convolve(source, f"{name}.conv1", f"{name}.bn1", channels, kernel=3))
        value = self.convolve(value, f"{name}.conv2", f"{name}.bn2", channels, kernel=3)
        return self.relu(self.add(f"{name}.sum", value, source))

    def transition(self, name, sources):
        """One branch more than there are: each gets its number of channels, the new one half the size of the last."""
        result = []
        for branch, source in enumerate(sources):
            wanted = self.channels(branch)
            if source[1] != wanted:
                source = self.relu(self.convolve(source, f"{name}.{branch}.0", f"{name}.{branch}.1", wanted, kernel=3))
            result.append(source)
        new = len(sources)
        prefix = f"{name}.{new}.0"
        value = self.convolve(sources[-1], f"{prefix}.0", f"{prefix}.1", self.channels(new), kernel=3, stride=2)
        return [*result, self.relu(value)]

    def module(self, name, sources, output_count):
        values = []
        for branch, source in enumerate(sources):
            for block in range(BLOCKS):
                source = self.basic_block(f"{name}.branches.{branch}.{block}", source)
            values.append(source)
        return [self.fuse(f"{name}.fuse_layers.{target}", values, target) for target in range(output_count)]

    def fuse(self, name, sources, target):
        """The sum of all branches in the size and the channels of the target."""
        total = None
        for branch, source in enumerate(sources):
            prefix = f"{name}.{branch}"
            if branch > target:
                value = self.enlarge(prefix, source, target, 1 << (branch - target))
            elif branch < target:
                value = self.reduce(prefix, source, target - branch, target)
            else:
                value = source
            total = value if total is None else self.add(f"{prefix}.sum", total, value)
        return self.relu(total)

    def enlarge(self, name, source, target, factor):
        value, channels = self.convolve(source, f"{name}.0", f"{name}.1", self.channels(target), kernel=1)
        factors = self.graph.constant(f"times_{factor}", numpy.array([1, 1, factor, factor], numpy.float32))
        result = f"{name}.enlarged"
        self.graph.node(
            "Resize",
            [value, "", factors],
            [result],
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        )
        return result, channels

    def reduce(self, name, source, steps, target):
        for step in range(steps):
            is_last = step == steps - 1
            channels = self.channels(target) if is_last else source[1]
            source = self.convolve(source, f"{name}.{step}.0", f"{name}.{step}.1", channels, kernel=3, stride=2)
            source = source if is_last else self.relu(source)
        return source

    def head(self, source):
        shape = (self.keypoints, source[1], self.final_kernel, self.final_kernel)
        weights, bias = self.weights.take("final_layer.weight", *shape), self.weights.take("final_layer.bias", shape[0])
        self.add_convolution(source[0], "heatmaps", weights, bias, stride=1)

    def convolve(self, source, convolution, normalisation, channels, *, kernel, stride=1):
        """A convolution without a bias, and the batch normalisation behind it: (y - mean) / sqrt(variance + epsilon) *
        weight + bias."""
        name, source_channels = source
        weights = self.weights.take(f"{convolution}.weight", channels, source_channels, kernel, kernel)
        scale, shift, mean, variance = (
            self.weights.take(f"{normalisation}.{part}", channels)
            for part in ("weight", "bias", "running_mean", "running_var")
        )
        if (variance < 0).any():
            raise CheckpointError(f"{normalisation}.running_var has negative numbers")
        factor = scale / numpy.sqrt(variance + EPSILON)
        bias = shift - mean * factor
        self.add_convolution(name, convolution, weights * factor[:, None, None, None], bias, stride)
        return convolution, channels

    def add_convolution(self, source, name, weights, bias, stride):
        kernel = weights.shape[2]
        inputs = [
            source,
            self.graph.constant(f"{name}.weight", weights.astype(numpy.float32)),
            self.graph.constant(f"{name}.bias", bias.astype(numpy.float32)),
        ]
        self.graph.node("Conv", inputs, [name], kernel_shape=[kernel] * 2, strides=[stride] * 2, pads=[kernel // 2] * 4)

    def relu(self, value):
        name, channels = value
        self.graph.node("Relu", [name], [f"{name}.relu"])
        return f"{name}.relu", channels

    def add(self, name, left, right):
        self.graph.node("Add", [left[0], right[0]], [name])
        return name, left[1]


def size_argument(text):
    height, sign, width = text.partition("x")
    if not sign or not height.isdecimal() or not width.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not HEIGHTxWIDTH")
    size = int(height), int(width)
    if any(length == 0 or length % LARGEST_STRIDE or length > 4096 for length in size):
        raise argparse.ArgumentTypeError(f"{text} is not of multiples of {LARGEST_STRIDE} up to 4096")
    return size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=size_argument, required=True)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    try:
        HrnetConverter(Weights(Checkpoint(arguments.checkpoint))).convert(arguments.size, arguments.out)
    except (CheckpointError, OSError) as error:
        print(f"hrnet_to_onnx: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
