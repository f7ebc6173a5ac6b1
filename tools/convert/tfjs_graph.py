"""Graph models of TensorFlow.js: a GraphDef in JSON with a manifest of the weights, and the weights themselves."""

import base64
import json
import math
from dataclasses import dataclass, field

from tensor import ARRAY_CODES, Tensor, TensorError


class TfjsError(ValueError):
    """The files are not a graph model that can be read: a sentence for the person who converts."""


@dataclass
class Operator:
    kind: str
    name: str
    inputs: list[str]
    # A text, an int, a float, a bool, or a list of texts or ints; a shape is a list, -1 where a size is free.
    attributes: dict = field(default_factory=dict)


class TfjsGraph:
    """operators: by name, constants left out. constants: Tensors by name."""

    def __init__(self, model: bytes, weights: bytes):
        try:
            description = json.loads(model)
            nodes = description["modelTopology"]["node"]
            manifest = [entry for group in description["weightsManifest"] for entry in group["weights"]]
            self.constants = dict(_constants(manifest, weights))
            self.operators = {node["name"]: _operator(node) for node in nodes if node["op"] != "Const"}
        except (TfjsError, TensorError):
            raise
        except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
            raise TfjsError(
                f"the description is not that of a graph model ({type(error).__name__}: {error})"
            ) from error

    def order_for(self, outputs, cut_at=()):
        """The operators that the outputs need, each after those it reads; without what only cut_at needs."""
        order, state, stack = [], {}, [(name, False) for name in reversed(outputs)]
        while stack:
            name, inputs_are_done = stack.pop()
            if inputs_are_done:
                state[name] = "done"
                order.append(self.operators[name])
            elif state.get(name) == "open":
                raise TfjsError(f"the graph goes in a circle at {name}")
            elif name not in state and name not in self.constants:
                if name not in self.operators:
                    raise TfjsError(f"the graph has no node {name}")
                state[name] = "open"
                stack.append((name, True))
                sources = [] if name in cut_at else self.operators[name].inputs
                stack.extend((node_of(source), False) for source in sources)
        return order


def node_of(tensor):
    """A tensor is named by its node, with :1 and so on for further outputs."""
    return tensor.partition(":")[0]


def _constants(manifest, data):
    position = 0
    for entry in manifest:
        element_type, shape = entry["dtype"], entry["shape"]
        stored = entry.get("quantization", {}).get("dtype", element_type)
        if stored not in ARRAY_CODES or (stored != element_type and stored != "float16"):
            raise TfjsError(f"no rule for weights stored as {stored} ({entry['name']})")
        width = {"float16": 2, "float32": 4, "int32": 4}[stored]
        length = math.prod(shape) * width
        if position + length > len(data):
            raise TfjsError(f"the file of weights ends within {entry['name']}")
        yield entry["name"], Tensor.from_bytes(stored, shape, data[position : position + length])
        position += length
    if position != len(data):
        raise TfjsError(f"the file of weights has {len(data) - position} bytes too many")


def _operator(node):
    attributes = {key: _attribute(value) for key, value in node.get("attr", {}).items()}
    # An edge with ^ only says what runs first.
    inputs = [name for name in node.get("input", []) if not name.startswith("^")]
    return Operator(node["op"], node["name"], inputs, attributes)


def _attribute(value):
    ((kind, content),) = value.items()
    if kind == "s":
        return base64.b64decode(content).decode()
    if kind == "i":
        return int(content)
    if kind == "shape":
        return [int(dimension["size"]) for dimension in content.get("dim", [])]
    if kind == "list":
        texts = [base64.b64decode(text).decode() for text in content.get("s", [])]
        return texts or [int(number) for number in content.get("i", [])]
    return content
