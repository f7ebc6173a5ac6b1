"""Reads FlatBuffers (flatbuffers.dev/internals) by field number; every offset is checked against the length."""

import struct

INT8, UINT16, INT32, UINT32 = "<b", "<H", "<i", "<I"


class FlatbufferError(ValueError):
    """The bytes are no FlatBuffer, or a damaged one."""


class Table:
    def __init__(self, data: bytes, position: int):
        self.data = data
        self.position = position
        self.fields_at = position - _read(data, INT32, position)
        self.fields_end = self.fields_at + _read(data, UINT16, self.fields_at)

    @classmethod
    def root(cls, data: bytes, identifier: bytes):
        """identifier: the four letters by which the file says what it is."""
        if data[4:8] != identifier:
            raise FlatbufferError(f"the file does not begin as {identifier.decode()} does")
        return cls(data, _read(data, UINT32, 0))

    def number(self, field: int, kind=INT32, default=0) -> int:
        position = self._position(field)
        return default if position is None else _read(self.data, kind, position)

    def table(self, field: int):
        """A Table, or None where there is none."""
        position = self._position(field)
        return None if position is None else Table(self.data, position + _read(self.data, UINT32, position))

    def tables(self, field: int) -> list:
        start, count = self._vector(field)
        positions = range(start, start + 4 * count, 4)
        return [Table(self.data, position + _read(self.data, UINT32, position)) for position in positions]

    def integers(self, field: int) -> list[int]:
        start, count = self._vector(field)
        return list(struct.unpack(f"<{count}i", _slice(self.data, start, 4 * count)))

    def content(self, field: int) -> bytes:
        """A vector of bytes, or a text."""
        return _slice(self.data, *self._vector(field))

    def content_range(self, field: int) -> tuple[int, int]:
        """Where the content begins, and its length."""
        return self._vector(field)

    def _position(self, field):
        """Where the field is, or None where it has its default."""
        entry = self.fields_at + 4 + 2 * field
        if entry + 2 > self.fields_end:
            return None
        offset = _read(self.data, UINT16, entry)
        return self.position + offset if offset else None

    def _vector(self, field):
        position = self._position(field)
        if position is None:
            return 0, 0
        position += _read(self.data, UINT32, position)
        return position + 4, _read(self.data, UINT32, position)


def _slice(data, start, length):
    if start < 0 or start + length > len(data):
        raise FlatbufferError(f"{length} bytes at {start} are not in a file of {len(data)}")
    return data[start : start + length]


def _read(data, kind, position):
    return struct.unpack(kind, _slice(data, position, struct.calcsize(kind)))[0]
