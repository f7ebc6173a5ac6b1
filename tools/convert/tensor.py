"""Constants of a network. The standard library is enough: values are moved, not computed with."""

import math
import struct
from array import array
from dataclasses import dataclass

# The code of an array whose items are as wide. There is none for halves; their bits are kept.
ARRAY_CODES = {"float16": "H", "float32": "f", "int32": "i", "int64": "q"}


class TensorError(ValueError):
    """The values do not fit the shape."""


@dataclass(frozen=True)
class Tensor:
    """values: an array in row-major order, of the code that belongs to the element type."""

    element_type: str
    shape: tuple[int, ...]
    values: array

    def __post_init__(self):
        if math.prod(self.shape) != len(self.values) or any(size < 0 for size in self.shape):
            raise TensorError(f"{len(self.values)} values do not fill a tensor of shape {list(self.shape)}")

    @classmethod
    def from_bytes(cls, element_type, shape, data: bytes):
        """data: little endian, as all formats here store it (and as the machines we run on do)."""
        values = array(ARRAY_CODES[element_type])
        if len(data) % values.itemsize:
            raise TensorError(f"{len(data)} bytes are no whole number of {element_type} values")
        values.frombytes(data)
        return cls(element_type, tuple(shape), values)

    @classmethod
    def of_integers(cls, numbers):
        numbers = list(numbers)
        return cls("int64", (len(numbers),), array("q", numbers))

    @classmethod
    def of_float(cls, number):
        return cls("float32", (), array("f", [number]))

    def number(self) -> float:
        """The only value."""
        (value,) = self.values
        return struct.unpack("<e", struct.pack("<H", value))[0] if self.element_type == "float16" else value

    def reshaped(self, shape):
        return Tensor(self.element_type, tuple(shape), self.values)

    def transposed_blocks(self, blocks, rows, columns, shape):
        """The values seen as [blocks, rows, columns] become [blocks, columns, rows], in the shape given."""
        if not self.values:
            raise TensorError(f"a tensor of shape {list(self.shape)} has no values")
        if rows == 1 or columns == 1:
            return self.reshaped(shape)
        size, result = rows * columns, array(self.values.typecode)
        for start in range(0, blocks * size, size):
            for column in range(columns):
                result.extend(self.values[start + column : start + size : columns])
        return Tensor(self.element_type, tuple(shape), result)

    def rows(self, first, last):
        """first to last (without it) of the first axis."""
        size = math.prod(self.shape[1:])
        shape = (last - first, *self.shape[1:])
        return Tensor(self.element_type, shape, self.values[first * size : last * size])
