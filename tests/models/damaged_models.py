"""Damages a model in many ways, the same every time, and converts what is left: each must be converted or refused
with a sentence. Anything else ends this program with a traceback.

usage: damaged_models.py MODEL.tflite TENSOR | MODEL.json MODEL.bin NODE
Prints how many were converted and how many refused.
"""

import json
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/convert"))

import tfjs_to_onnx
import tflite_to_onnx
from flatbuffer import FlatbufferError
from nchw_graph import GraphError
from tensor import TensorError

FLIPS = 300
CUTS = 30


def cut(data, generator):
    return (data[: generator.randrange(len(data))] for _ in range(CUTS))


def flipped(data, positions, generator):
    """Each with one to four bytes changed."""
    for _ in range(FLIPS):
        damaged = bytearray(data)
        for _ in range(generator.randint(1, 4)):
            damaged[generator.choice(positions)] = generator.choice((0, 1, 0x7F, 0x80, 0xFF, generator.randrange(256)))
        yield bytes(damaged)


def without_one(value, generator):
    """A copy of the value in which something, anywhere, is missing or is of another kind."""
    if isinstance(value, dict | list) and value and generator.random() < 0.9:
        copy = value.copy()
        key = generator.choice(list(value) if isinstance(value, dict) else range(len(value)))
        if generator.random() < 0.2:
            del copy[key]
        else:
            copy[key] = without_one(value[key], generator)
        return copy
    return generator.choice((None, -1, 0, 2**40, "x", [], {}, True, [1, 2], "" if value == "" else value))


def damaged_tflite(data):
    generator = random.Random(1)
    model = tflite_to_onnx.TfliteModel(data)
    weights = set()
    for table in model.buffers:
        start, length = table.content_range(0)
        weights.update(range(start, start + length))
    structure = [position for position in range(len(data)) if position not in weights]
    yield from cut(data, generator)
    yield from flipped(data, structure, generator)


def damaged_graph(description, weights):
    generator = random.Random(1)
    for one in [*cut(description, generator), *flipped(description, range(len(description)), generator)]:
        yield one, weights
    whole = json.loads(description)
    for _ in range(FLIPS):
        yield json.dumps(without_one(whole, generator)).encode(), weights
    for one in cut(weights, generator):
        yield description, one


def tflite_conversion(data, tensor, out):
    converter = tflite_to_onnx.Converter(tflite_to_onnx.TfliteModel(data))
    converter.convert({"out": tensor})
    converter.graph.save(out)


def graph_conversion(files, node, out):
    converter = tfjs_to_onnx.Converter(tfjs_to_onnx.TfjsGraph(*files), None, None)
    converter.convert([tfjs_to_onnx.output_argument(f"out={node}")], [])
    converter.graph.save(out)


def main():
    *paths, output = sys.argv[1:]
    files = [Path(path).read_bytes() for path in paths]
    convert, damaged = (
        (tflite_conversion, damaged_tflite(*files)) if len(files) == 1 else (graph_conversion, damaged_graph(*files))
    )
    converted = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        for one in damaged:
            try:
                convert(one, output, Path(folder, "out.onnx"))
                converted += 1
            except (
                tfjs_to_onnx.TfjsError,
                tflite_to_onnx.TfliteError,
                FlatbufferError,
                GraphError,
                TensorError,
            ):
                refused += 1
    print(f"{converted} converted, {refused} refused")


if __name__ == "__main__":
    main()
