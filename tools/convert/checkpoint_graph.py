"""Builds an ONNX graph of convolutions out of the tensors of a PyTorch checkpoint, by the names of PyTorch's modules.

A value in the graph is a pair: its name and its number of channels. Batch normalisations become part of the convolutions before
them. Each tensor must have the shape that belongs to it, none may be missing and none left over.
"""

import numpy

from onnx_graph import OnnxGraph
from pytorch_checkpoint import Checkpoint, CheckpointError


BOTTLENECK_EXPANSION = 4


class Weights:
    """The tensors of a checkpoint. network: what they should belong to, for sentences."""

    def __init__(self, checkpoint: Checkpoint, network, full_name=lambda name: name):
        """full_name: from the name that a converter uses to that in the checkpoint."""
        self._checkpoint = checkpoint
        self._network = network
        self._full_name = full_name
        self._places = checkpoint.state()
        # How many batches the running means have seen matters for training only.
        self._left = {name for name in self._places if not name.endswith(".num_batches_tracked")}

    def shape(self, name, dimensions):
        full_name = self._full_name(name)
        if full_name not in self._places:
            raise CheckpointError(f"the checkpoint has no {full_name}: it is not {self._network}")
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
        """Throws CheckpointError when there are tensors that nobody has taken."""
        if self._left:
            some = ", ".join(sorted(self._left)[:3])
            raise CheckpointError(
                f"the checkpoint has {len(self._left)} tensors that {self._network} has not, as {some}"
            )


class CheckpointGraph:
    def __init__(self, name, weights: Weights, epsilon):
        """epsilon: of the batch normalisations."""
        self.weights = weights
        self.epsilon = epsilon
        self.graph = OnnxGraph(name)

    def normalised(self, source, convolution, normalisation, channels, *, kernel, stride=1):
        """A convolution without a bias, and the batch normalisation behind it: (y - mean) / sqrt(variance + epsilon) *
        weight + bias."""
        weights = self.weights.take(f"{convolution}.weight", channels, source[1], kernel, kernel)
        scale, shift, mean, variance = (
            self.weights.take(f"{normalisation}.{part}", channels)
            for part in ("weight", "bias", "running_mean", "running_var")
        )
        if (variance + self.epsilon <= 0).any():
            raise CheckpointError(f"{normalisation}.running_var has numbers that are no variance")
        factor = scale / numpy.sqrt(variance + self.epsilon)
        bias = shift - mean * factor
        self.add_convolution(source[0], convolution, weights * factor[:, None, None, None], bias, stride)
        return convolution, channels

    def bottleneck(self, name, source, inner, stride=1):
        """The block of ResNet (He et al., CVPR 2016) with a narrow convolution in the middle, where its stride is."""
        outer = inner * BOTTLENECK_EXPANSION
        value = self.relu(self.normalised(source, f"{name}.conv1", f"{name}.bn1", inner, kernel=1))
        value = self.relu(self.normalised(value, f"{name}.conv2", f"{name}.bn2", inner, kernel=3, stride=stride))
        value = self.normalised(value, f"{name}.conv3", f"{name}.bn3", outer, kernel=1)
        if source[1] != outer or stride != 1:
            names = f"{name}.downsample.0", f"{name}.downsample.1"
            source = self.normalised(source, *names, outer, kernel=1, stride=stride)
        return self.relu(self.add(f"{name}.sum", value, source))

    def convolution(self, source, name, channels, *, kernel, result=None):
        """A convolution with a bias. result: its name in the graph, where that is to be another."""
        weights = self.weights.take(f"{name}.weight", channels, source[1], kernel, kernel)
        result = result or name
        self.add_convolution(source[0], result, weights, self.weights.take(f"{name}.bias", channels), stride=1)
        return result, channels

    def add_convolution(self, source, name, weights, bias, stride):
        kernel = weights.shape[2]
        self.graph.node(
            "Conv",
            [source, self.constant(f"{name}.weight", weights), self.constant(f"{name}.bias", bias)],
            [name],
            kernel_shape=[kernel] * 2,
            strides=[stride] * 2,
            pads=[kernel // 2] * 4,
        )

    def constant(self, name, values):
        return self.graph.constant(name, numpy.asarray(values, numpy.float32))

    def relu(self, value):
        return self.elementwise("Relu", value, f"{value[0]}.relu")

    def elementwise(self, kind, value, name, **attributes):
        self.graph.node(kind, [value[0]], [name], **attributes)
        return name, value[1]

    def add(self, name, left, right):
        self.graph.node("Add", [left[0], right[0]], [name])
        return name, left[1]

    def enlarge(self, value, factor):
        """Each number becomes a square of factor x factor."""
        name = f"{value[0]}.enlarged"
        self.graph.node(
            "Resize",
            [value[0], "", self.constant(f"times_{factor}", [1, 1, factor, factor])],
            [name],
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        )
        return name, value[1]
