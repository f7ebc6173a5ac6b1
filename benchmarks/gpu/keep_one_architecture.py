"""Blanks the code for all GPUs but those of one architecture, so that a library compresses well for a trip to another machine.

usage: keep_one_architecture.py IN.so ARCHITECTURE OUT.so [WORD...]

ARCHITECTURE: 90 for Hopper, 89 for Ada, 80 for Ampere. The library works as before on GPUs of it, and on no other. Code in
which one of the words appears, in the names of its kernels say, is blanked too; the program zstd unpacks it for that.
"""

import struct
import subprocess
import sys
from pathlib import Path

# A container of device code: magic, version, size of its header, size of what follows it.
CONTAINER_MAGIC = struct.pack("<I", 0xBA55ED50)
CONTAINER = struct.Struct("<IHHQ")
# One piece in it: kind (1: PTX, 2: machine code), version, size of its header, size of the code.
PIECE = struct.Struct("<HHIQ")
KINDS = (1, 2)
ARCHITECTURE = struct.Struct("<I")
ARCHITECTURE_OFFSET = 28


def pieces(data, begin, end):
    """Where the code of each piece is, and for which architecture."""
    while begin + PIECE.size <= end:
        kind, _, header, size = PIECE.unpack_from(data, begin)
        if kind not in KINDS or header == 0:
            return
        yield begin + header, size, ARCHITECTURE.unpack_from(data, begin + ARCHITECTURE_OFFSET)[0]
        begin += header + size


ZSTANDARD_MAGIC = struct.pack("<I", 0xFD2FB528)


def has_word(code, words):
    if words and code.startswith(ZSTANDARD_MAGIC):
        code = subprocess.run(["zstd", "-dc"], input=code, capture_output=True, check=False).stdout
    code = code.lower()
    return any(word in code for word in words)


def blank_others(data, architecture, words):
    """Returns how many bytes were blanked."""
    blanked = 0
    position = 0
    while (position := data.find(CONTAINER_MAGIC, position)) >= 0:
        _, _, header, size = CONTAINER.unpack_from(data, position)
        begin = position + header
        position += len(CONTAINER_MAGIC)
        if header != CONTAINER.size or begin + size > len(data):
            continue
        for code, length, of in pieces(data, begin, begin + size):
            if of != architecture or has_word(bytes(data[code : code + length]), words):
                data[code : code + length] = bytes(length)
                blanked += length
    return blanked


def main():
    source, architecture, target, *words = sys.argv[1:]
    data = bytearray(Path(source).read_bytes())
    blanked = blank_others(data, int(architecture), [word.lower().encode() for word in words])
    Path(target).write_bytes(data)
    print(f"{blanked >> 20} of {len(data) >> 20} MiB blanked")


if __name__ == "__main__":
    main()
