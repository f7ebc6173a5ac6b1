"""Collects nodes and constants, and writes a checked ONNX model."""

from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

OPERATOR_SET = 13
IR_VERSION = 8


class OnnxGraph:
    def __init__(self, name):
        self.name = name
        self.nodes = []
        self.constants = {}

    def node(self, kind, inputs, outputs, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, outputs, **attributes))

    def constant(self, name, values):
        """Adds a constant once; returns its name."""
        self.constants.setdefault(name, numpy.ascontiguousarray(values))
        return name

    def save(self, path: Path, inputs: dict[str, list], outputs: dict[str, list]):
        """inputs and outputs: name and shape; a text stands for a size that is free. Throws when the graph is not a
        valid model or its shapes contradict each other."""
        used = {name for node in self.nodes for name in node.input}
        graph = helper.make_graph(
            self.nodes,
            self.name,
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
            [numpy_helper.from_array(values, name) for name, values in self.constants.items() if name in used],
        )
        model = helper.make_model(
            graph, producer_name="training.zip", opset_imports=[helper.make_opsetid("", OPERATOR_SET)]
        )
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        onnx.shape_inference.infer_shapes(model, strict_mode=True)
        onnx.save(model, str(path))
