"""Layers of convolutional networks in numpy, with weights that are made up when they are first asked for."""

import numpy
from numpy.lib.stride_tricks import sliding_window_view


class NumpyNetwork:
    """state: the weights made so far, by PyTorch's names."""

    def __init__(self, seed, epsilon):
        """epsilon: of the batch normalisations."""
        self.generator = numpy.random.default_rng(seed)
        self.epsilon = epsilon
        self.state = {}

    def weight(self, name, shape, low, high):
        if name not in self.state:
            self.state[name] = self.generator.uniform(low, high, shape).astype(numpy.float32)
        return self.state[name].astype(numpy.float64)

    def random_weights(self, name, *shape):
        """Such that what comes out varies about as much as what goes in."""
        spread = (6 / numpy.prod(shape[1:])) ** 0.5
        return self.weight(f"{name}.weight", shape, -spread, spread)

    def biased(self, x, name, outputs, kernel):
        weights = self.random_weights(name, outputs, x.shape[1], kernel, kernel)
        return convolve(x, weights, 1) + self.weight(f"{name}.bias", outputs, -0.3, 0.3)[:, None, None]

    def layer(self, x, convolution, normalisation, outputs, kernel, stride=1):
        weights = self.random_weights(convolution, outputs, x.shape[1], kernel, kernel)
        limits = {"weight": (0.2, 0.8), "bias": (-0.3, 0.3), "running_mean": (-0.3, 0.3), "running_var": (0.5, 2)}
        scale, bias, mean, variance = (
            self.weight(f"{normalisation}.{part}", outputs, *limit)[:, None, None] for part, limit in limits.items()
        )
        self.state[f"{normalisation}.num_batches_tracked"] = numpy.array(1000, numpy.int64)
        return (convolve(x, weights, stride) - mean) / numpy.sqrt(variance + self.epsilon) * scale + bias

    def block(self, x, name, outputs, kernels, inner, stride=1):
        """Of ResNet. The stride is that of the second convolution."""
        y = x
        for index, kernel in enumerate(kernels, 1):
            y = y if index == 1 else relu(y)
            last = index == len(kernels)
            y = self.layer(
                y,
                f"{name}.conv{index}",
                f"{name}.bn{index}",
                outputs if last else inner,
                kernel,
                stride if index == 2 else 1,
            )
        if x.shape != y.shape:
            x = self.layer(x, f"{name}.downsample.0", f"{name}.downsample.1", outputs, 1, stride)
        return relu(x + y)


def convolve(x, weights, stride):
    kernel = weights.shape[2]
    around = kernel // 2
    x = numpy.pad(x, ((0, 0), (0, 0), (around, around), (around, around)))
    windows = sliding_window_view(x, (kernel, kernel), axis=(2, 3))[:, :, ::stride, ::stride]
    return numpy.tensordot(windows, weights, axes=((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2)


def largest(x, kernel, stride):
    around = kernel // 2
    x = numpy.pad(x, ((0, 0), (0, 0), (around, around), (around, around)), constant_values=-numpy.inf)
    return sliding_window_view(x, (kernel, kernel), axis=(2, 3))[:, :, ::stride, ::stride].max(axis=(4, 5))


def enlarged(x, factor):
    return x.repeat(factor, axis=2).repeat(factor, axis=3)


def relu(x):
    return numpy.maximum(x, 0)
