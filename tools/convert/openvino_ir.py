"""OpenVINO IR, version 11: layers with static shapes, their edges and constants."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import numpy

ELEMENT_TYPES = {
    "f16": numpy.float16,
    "f32": numpy.float32,
    "i32": numpy.int32,
    "i64": numpy.int64,
    "u64": numpy.uint64,
}


@dataclass(frozen=True)
class Output:
    """An output port of a layer, and by that a tensor."""

    layer: str
    port: str

    @property
    def name(self):
        return f"t{self.layer}_{self.port}"


@dataclass
class Layer:
    identity: str
    name: str
    kind: str
    attributes: dict[str, str]
    inputs: list[Output]
    outputs: list[Output]

    def integers(self, attribute):
        return [int(word) for word in self.attributes[attribute].split(",")]


class Network:
    def __init__(self, xml: Path, weights: Path):
        self.weights = weights.read_bytes()
        root = ElementTree.parse(xml).getroot()
        sources = {
            (edge.get("to-layer"), edge.get("to-port")): Output(edge.get("from-layer"), edge.get("from-port"))
            for edge in root.find("edges")
        }
        self.layers, self.shapes = {}, {}
        for element in root.find("layers"):
            self._add(element, sources)

    def _add(self, element, sources):
        identity = element.get("id")
        data = element.find("data")
        outputs = []
        for port in element.iterfind("output/port"):
            output = Output(identity, port.get("id"))
            outputs.append(output)
            self.shapes[output] = [int(size.text) for size in port.iterfind("dim")]
        self.layers[identity] = Layer(
            identity,
            element.get("name"),
            element.get("type"),
            dict(data.attrib) if data is not None else {},
            [sources[identity, port.get("id")] for port in element.iterfind("input/port")],
            outputs,
        )

    def of_kind(self, kind):
        return [layer for layer in self.layers.values() if layer.kind == kind]

    def constant(self, output: Output):
        """The value of a Const, also behind the Convert that widens stored weights; None for anything else."""
        layer = self.layers[output.layer]
        if layer.kind == "Convert":
            value = self.constant(layer.inputs[0])
            return None if value is None else value.astype(ELEMENT_TYPES[layer.attributes["destination_type"]])
        if layer.kind != "Const":
            return None
        offset, size = int(layer.attributes["offset"]), int(layer.attributes["size"])
        values = numpy.frombuffer(self.weights[offset : offset + size], ELEMENT_TYPES[layer.attributes["element_type"]])
        return values.reshape(self.shapes[output])
