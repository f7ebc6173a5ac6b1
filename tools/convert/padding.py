"""How much is padded, and how many windows of a convolution or a pooling that gives."""

from dataclasses import dataclass


class PaddingError(ValueError):
    """No window fits."""


@dataclass(frozen=True)
class Padding:
    """Of height and width: how many before and after, and with what."""

    before: tuple[int, int] = (0, 0)
    after: tuple[int, int] = (0, 0)
    fill: float = 0.0

    @property
    def onnx(self):
        return [*self.before, *self.after]


def same_padding(size, kernel, strides, dilations=(1, 1)) -> Padding:
    """So that there are as many windows as steps (tf.nn.convolution); an odd row or column goes to the end."""
    before, after = [], []
    for length, width, stride, dilation in zip(size, kernel, strides, dilations, strict=True):
        results = -(-length // stride)
        total = max((results - 1) * stride + (width - 1) * dilation + 1 - length, 0)
        before.append(total // 2)
        after.append(total - total // 2)
    return Padding(tuple(before), tuple(after))


def windows(size, kernel, strides, dilations, padding: Padding) -> tuple[int, int]:
    """How many windows fit, down and across. Throws a PaddingError where none does."""
    result = []
    for axis in range(2):
        length = size[axis] + padding.before[axis] + padding.after[axis]
        reach = (kernel[axis] - 1) * dilations[axis] + 1
        if length < reach or strides[axis] < 1:
            raise PaddingError(f"a window of {reach} with strides {strides[axis]} does not fit {length}")
        result.append((length - reach) // strides[axis] + 1)
    return tuple(result)
