"""Messages in the protobuf wire format (protobuf.dev/programming-guides/encoding), by field number."""

import struct


class WireError(ValueError):
    """The bytes are not a message."""


def fields(message: bytes):
    """Yields (field number, value): an int for a varint, bytes for anything with a length, and four or eight raw
    bytes for the fixed sizes."""
    position = 0
    while position < len(message):
        key, position = _varint(message, position)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, position = _varint(message, position)
        elif kind == 1:
            value, position = _take(message, position, 8)
        elif kind == 2:
            length, position = _varint(message, position)
            value, position = _take(message, position, length)
        elif kind == 5:
            value, position = _take(message, position, 4)
        else:
            raise WireError(f"wire type {kind} at byte {position}")
        yield number, value


def signed(varint: int) -> int:
    """int64 is stored as its two's complement."""
    return varint - (1 << 64) if varint >= 1 << 63 else varint


def floats(value: bytes) -> tuple[float, ...]:
    """One float, or as many as a packed field holds."""
    return struct.unpack(f"<{len(value) // 4}f", value)


def integers(value) -> list[int]:
    """One int64, or as many as a packed field holds."""
    if isinstance(value, int):
        return [signed(value)]
    result, position = [], 0
    while position < len(value):
        number, position = _varint(value, position)
        result.append(signed(number))
    return result


def _varint(message, position):
    result = 0
    for shift in range(0, 70, 7):
        if position >= len(message):
            raise WireError("the message ends within a number")
        byte = message[position]
        position += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, position
    raise WireError(f"a number is too long at byte {position}")


def _take(message, position, length):
    if position + length > len(message):
        raise WireError("the message ends within a value")
    return message[position : position + length], position + length


def varint_field(number: int, value: int) -> bytes:
    """value: an int64; a negative one is stored as its two's complement."""
    return _encoded(number << 3) + _encoded(value & ((1 << 64) - 1))


def bytes_field(number: int, value: bytes | str) -> bytes:
    """Bytes, a text, or the bytes of a message."""
    value = value.encode() if isinstance(value, str) else value
    return _encoded(number << 3 | 2) + _encoded(len(value)) + value


def float_field(number: int, value: float) -> bytes:
    return _encoded(number << 3 | 5) + struct.pack("<f", value)


def _encoded(value):
    result = bytearray()
    while value >= 0x80:
        result.append(value & 0x7F | 0x80)
        value >>= 7
    result.append(value)
    return bytes(result)
